"""What each role may do with the survey desk."""

import rules

from pekppp.institutions.models import Penempatan
from pekppp.institutions.permissions import holds, is_placed

rules.add_perm("survey.view_f03", is_placed)
rules.add_perm("survey.make_tautan", holds(Penempatan.Peran.OPERATOR, Penempatan.Peran.KOORDINATOR))
