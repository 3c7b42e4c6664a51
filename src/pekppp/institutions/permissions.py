"""What each role may do with the register."""

import rules

from pekppp.accounts.models import User
from pekppp.institutions.models import Penempatan
from pekppp.institutions.selectors import has_peran

Peran = Penempatan.Peran


def holds(*peran: Penempatan.Peran) -> rules.predicates.Predicate:
    """Predicate: the person holds one of the roles today. Used by every app above."""

    @rules.predicate(name=f"holds:{','.join(peran)}")
    def predicate(user: User) -> bool:
        return user.is_authenticated and has_peran(user, *peran)

    return predicate


is_placed = holds(*Peran)
is_koordinator = holds(Peran.KOORDINATOR)
is_evaluator = holds(Peran.EVALUATOR)
is_operator = holds(Peran.OPERATOR)
is_overseer = holds(Peran.KEMENTERIAN, Peran.KOORDINATOR, Peran.PIMPINAN, Peran.PENGAWAS)

rules.add_perm("institutions.view_register", is_placed)
