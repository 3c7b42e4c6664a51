"""Evidence, as each person may see it."""

from collections import defaultdict

from django.db.models import QuerySet

from pekppp.accounts.models import User
from pekppp.evidence.models import BuktiDukung
from pekppp.periods.models import Lokus
from pekppp.periods.selectors import lokus_filled_by, lokus_visible_to


def bukti_visible_to(user: User) -> QuerySet[BuktiDukung]:
    """Files of every lokus that the person may see, withdrawn ones included. Blob is loaded."""
    return BuktiDukung.objects.filter(lokus__in=lokus_visible_to(user).order_by().values("pk")).select_related("blob")


def bukti_withdrawable_by(user: User) -> QuerySet[BuktiDukung]:
    """Standing files of every lokus that the person fills in. Lokus is loaded."""
    return BuktiDukung.objects.filter(
        lokus__in=lokus_filled_by(user).order_by().values("pk"), withdrawn_at=None
    ).select_related("lokus", "lokus__periode")


def bukti_by_nomor(lokus: Lokus) -> dict[int, list[BuktiDukung]]:
    """Standing files of a lokus by indicator number. Blob is loaded; one query."""
    found: dict[int, list[BuktiDukung]] = defaultdict(list)
    for bukti in BuktiDukung.objects.filter(lokus=lokus, withdrawn_at=None).select_related("blob"):
        found[bukti.nomor].append(bukti)
    return dict(found)
