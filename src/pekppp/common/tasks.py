"""Background jobs of the foundation."""

from django.utils import timezone

from pekppp.common import audit


def seal_audit() -> None:
    """Seal every entry that is not sealed yet, batch by batch."""
    while audit.seal(at=timezone.now()):
        pass
