"""Why an instrument is refused."""

from pekppp.common.errors import Refusal


class PublishedInstrumentChanged(Refusal):
    """A published version is never edited."""


class KebijakanRefused(Refusal):
    """The instrument does not leave this choice open, or not this value."""
