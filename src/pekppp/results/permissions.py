"""What each role may do with results."""

import rules

from pekppp.institutions.permissions import is_evaluator, is_koordinator, is_overseer, is_placed

rules.add_perm("results.view_hasil", is_placed)
rules.add_perm("results.view_peringkat", is_overseer | is_evaluator)
rules.add_perm("results.publish", is_koordinator)
