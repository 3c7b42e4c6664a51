"""Publishing results."""

from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

import ipp
from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Periode
from pekppp.periods.services import mark_published, move_lokus
from pekppp.results.errors import NotAllScored, NothingScored
from pekppp.results.models import HasilInstansi, HasilLokus
from pekppp.results.selectors import hasil_now


@transaction.atomic
def publish(periode: Periode, *, by: User, at: datetime, without_unscored: bool = False) -> list[HasilLokus]:
    """Compute, store and open to everybody the results of a round.

    Lokus that are not scored stay as they are and have no result: not evaluated, never 0.

    Args:
        without_unscored: The coordinator has seen which lokus are not scored and publishes without them.

    Raises:
        PeriodeRefused: The round does not run.
        NothingScored, NotAllScored: See above.
    """
    periode = mark_published(periode, by=by, at=at)
    all_lokus = list(Lokus.objects.select_for_update().filter(periode=periode))
    scored = {lokus.pk: lokus for lokus in all_lokus if lokus.status == Lokus.Status.SCORED}
    if not scored:
        raise NothingScored(_("Belum ada unit yang selesai dinilai, sehingga belum ada hasil untuk diterbitkan."))
    if len(scored) < len(all_lokus) and not without_unscored:
        raise NotAllScored(
            _("%(count)s unit belum selesai dinilai. Tunggu, atau nyatakan bahwa hasil terbit tanpa unit itu.")
            % {"count": len(all_lokus) - len(scored)}
        )
    hasil = hasil_now(periode, list(scored.values()))
    ranks = ipp.rank({lokus_id: unit.ipp for lokus_id, unit in hasil.items()})
    rows = HasilLokus.objects.bulk_create(
        HasilLokus(
            lokus=scored[lokus_id],
            f02=ipp.hundredths(unit.f02),
            f03=None if unit.f03 is None else ipp.hundredths(unit.f03),
            responden=unit.responden,
            sementara=unit.sementara,
            jejak=ipp.trace(unit).to_dict(),
            **_indeks(unit.instrument, unit.ipp, ranks[lokus_id]),
        )
        for lokus_id, unit in hasil.items()
    )
    _store_instansi(periode, scored, hasil)
    for lokus in scored.values():
        move_lokus(lokus, Lokus.Status.PUBLISHED, by=by, at=at)
    data = {"lokus": len(rows), "unscored": len(all_lokus) - len(scored)}
    audit.record("hasil.published", periode, by=by, at=at, data=data)
    return rows


def _store_instansi(periode: Periode, lokus: dict[int, Lokus], hasil: dict[int, ipp.HasilUnit]) -> None:
    values: dict[int, list[Fraction]] = defaultdict(list)
    for lokus_id, unit in hasil.items():
        values[lokus[lokus_id].instansi_id].append(unit.ipp)
    means = {instansi_id: ipp.score_instansi(of_units) for instansi_id, of_units in values.items()}
    known = {instansi_id: mean for instansi_id, mean in means.items() if mean is not None}
    ranks = ipp.rank(known)
    instrument = instrument_of(periode.instrumen)
    HasilInstansi.objects.bulk_create(
        HasilInstansi(
            periode=periode,
            instansi_id=instansi_id,
            jumlah_lokus=len(values[instansi_id]),
            **_indeks(instrument, mean, ranks[instansi_id]),
        )
        for instansi_id, mean in known.items()
    )


def _indeks(instrument: ipp.Instrument, value: Fraction, peringkat: int) -> dict[str, Any]:
    band = ipp.kategori(instrument, value)
    return {
        "nilai_eksak": ipp.exact_text(value),
        "nilai_urut": ipp.sort_key(value),
        "nilai": ipp.hundredths(value),
        "kategori": band.kode,
        "kategori_nama": band.nama,
        "peringkat": peringkat,
    }
