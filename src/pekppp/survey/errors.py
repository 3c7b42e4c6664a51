"""Why a response is refused."""

from pekppp.common.errors import Refusal


class ResponRefused(Refusal):
    """Answers are missing or off the scale; `kurang` lists the question numbers."""

    def __init__(self, message: str, kurang: list[int]) -> None:
        super().__init__(message)
        self.kurang = kurang


class ResponConflict(Refusal):
    """The same form was sent before with other answers; those stand."""
