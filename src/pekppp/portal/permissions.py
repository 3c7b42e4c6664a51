"""What each role may do with start pages and dashboards."""

import rules

from pekppp.institutions.permissions import is_overseer

rules.add_perm("portal.view_beranda", rules.is_authenticated)
rules.add_perm("portal.view_dasbor", is_overseer)
