"""Start pages, dashboards and public pages."""
