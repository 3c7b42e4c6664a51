"""What each role may do with F-01 and F-02."""

import rules

from pekppp.institutions.permissions import is_evaluator, is_operator, is_overseer, is_placed

rules.add_perm("assessments.view_f01", is_placed)
rules.add_perm("assessments.fill_f01", is_operator)
rules.add_perm("assessments.view_f02", is_evaluator | is_overseer)
rules.add_perm("assessments.score_f02", is_evaluator)
