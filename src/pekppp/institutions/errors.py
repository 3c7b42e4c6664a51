"""Why a change to the register is refused."""

from pekppp.common.errors import Refusal


class UnknownRegion(Refusal):
    """The region code is not in Kemendagri's list."""
