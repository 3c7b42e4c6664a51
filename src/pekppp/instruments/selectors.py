"""Instruments as the scoring library understands them."""

import json
from functools import lru_cache

from django.db.models import QuerySet

import ipp
from pekppp.instruments.models import Instrumen


def instrumen_list() -> QuerySet[Instrumen]:
    """All instruments, by code, without their documents; open to every role."""
    return Instrumen.objects.defer("document")


def instrument_of(instrumen: Instrumen) -> ipp.Instrument:
    """The document of *instrumen*, parsed; cached by its checksum, since a row is never altered."""
    return _parse(instrumen.sha256, instrumen.pk)


@lru_cache(maxsize=32)
def _parse(sha256: str, pk: int) -> ipp.Instrument:
    document = Instrumen.objects.values_list("document", flat=True).get(pk=pk, sha256=sha256)
    return ipp.instrument_from_document(json.loads(document))


def weights(instrument: ipp.Instrument) -> dict[str, str]:
    """Printed weight of every aspek and counted indikator, by code."""
    parts: list[ipp.Aspek | ipp.Indikator] = [*instrument.aspek, *instrument.indikator]
    return {part.kode: ipp.weight_text(part.bobot) for part in parts}


def band_bounds(instrument: ipp.Instrument) -> list[tuple[ipp.Kategori, int]]:
    """Bands from best to worst, each with its highest value in integer hundredths."""
    highest = instrument.skala.maks * 100
    bounds = []
    for band in instrument.kategori:
        bounds.append((band, highest))
        highest = band.dari - 1
    return bounds
