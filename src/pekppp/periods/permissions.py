"""What each role may do with rounds."""

import rules

from pekppp.institutions.permissions import is_koordinator, is_overseer, is_placed

rules.add_perm("periods.view_periode", is_placed)
rules.add_perm("periods.view_lokus", is_placed)
rules.add_perm("periods.view_penugasan", is_overseer)
rules.add_perm("periods.manage_periode", is_koordinator)
