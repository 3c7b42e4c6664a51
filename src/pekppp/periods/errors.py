"""Why a change to a round is refused."""

from pekppp.common.errors import Refusal


class PeriodeRefused(Refusal):
    """The round is not in the state that the change needs, or lacks something."""


class StageClosed(Refusal):
    """The stage has not begun or is over."""


class WrongStatus(Refusal):
    """The lokus cannot go from its status to the wanted one."""


class AssignmentRefused(Refusal):
    """The person may not evaluate this lokus."""
