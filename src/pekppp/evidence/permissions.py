"""What each role may do with evidence."""

import rules

from pekppp.institutions.permissions import is_placed

rules.add_perm("evidence.view_bukti", is_placed)
