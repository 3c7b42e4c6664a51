"""Why results are not published."""

from pekppp.common.errors import Refusal


class NotAllScored(Refusal):
    """Some lokus have no submitted F-02, and the coordinator has not said to publish without them."""


class NothingScored(Refusal):
    """No lokus has a submitted F-02."""
