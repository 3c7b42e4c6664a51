"""Why a change to F-01 or F-02 is refused."""

from pekppp.common.errors import Refusal


class AlreadySubmitted(Refusal):
    """The form was submitted and is locked."""


class Incomplete(Refusal):
    """Something is missing; `nomor` lists the indicators."""

    def __init__(self, message: str, nomor: list[int]) -> None:
        super().__init__(message)
        self.nomor = nomor


class AnswerMissing(Refusal):
    """An indicator cannot be "siap" without an answer."""


class OffScale(Refusal):
    """A score that the instrument's scale does not have, or an indicator it does not know."""
