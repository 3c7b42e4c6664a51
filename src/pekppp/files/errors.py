"""Why a file is refused."""

from pekppp.common.errors import Refusal


class FileRefused(Refusal):
    """Empty, too large, or of a kind that is not accepted."""
