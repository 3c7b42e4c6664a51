"""Loading instruments."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

import ipp
from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.instruments.errors import KebijakanRefused, PublishedInstrumentChanged
from pekppp.instruments.models import Instrumen
from pekppp.instruments.selectors import instrument_of


@transaction.atomic
def load_instrument(instrument: ipp.Instrument, *, at: datetime, by: User | None = None) -> Instrumen:
    """Keep *instrument* as a row; the same document again is the same row.

    Raises:
        PublishedInstrumentChanged: The code is there with another content: a change needs a code of its own.
    """
    known = Instrumen.objects.filter(kode=instrument.kode).first()
    if known:
        if known.sha256 != instrument.sha256:
            raise PublishedInstrumentChanged(
                _("Instrumen %(kode)s sudah terbit dengan isi lain. Perubahan memerlukan kode baru.")
                % {"kode": known.kode}
            )
        return known
    row = Instrumen.objects.create(
        kode=instrument.kode,
        nama=instrument.nama,
        document=ipp.canonical_json(instrument.document).decode(),
        sha256=instrument.sha256,
        loaded_at=at,
    )
    audit.record("instrumen.loaded", row, by=by, at=at, data={"kode": row.kode, "sha256": row.sha256})
    return row


def load_shipped(*, at: datetime) -> list[Instrumen]:
    """Load every instrument that ships with the scoring library."""
    return [load_instrument(ipp.shipped_instrument(kode), at=at) for kode in ipp.shipped_codes()]


def check_kebijakan(instrumen: Instrumen, chosen: Mapping[str, str]) -> None:
    """Pass when the instrument allows every chosen policy.

    Raises:
        KebijakanRefused: It does not; the text names the policy and what is allowed.
    """
    try:
        ipp.choose_kebijakan(instrument_of(instrumen), chosen)
    except ipp.PolicyError as error:
        raise KebijakanRefused(str(error)) from error
