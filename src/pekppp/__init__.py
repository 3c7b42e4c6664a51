"""pekppp: the platform for PEKPPP, Indonesia's yearly evaluation of public services."""
