"""What each role may do with instruments."""

import rules

from pekppp.institutions.permissions import is_placed

rules.add_perm("instruments.view_instrumen", is_placed)
