"""REST interface, version 1: the same selectors as the pages, as JSON."""
