"""Instruments: by which rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pekppp.common.access import requires
from pekppp.instruments.selectors import band_bounds, instrument_of, weights
from pekppp.instruments.selectors import instrumen_list as instruments


@require_GET
@requires("instruments.view_instrumen")
def instrumen_list(request: HttpRequest) -> HttpResponse:
    """All instruments."""
    return render(request, "instruments/instrumen_list.html", {"instruments": instruments()})


@require_GET
@requires("instruments.view_instrumen")
def instrumen_detail(request: HttpRequest, kode: str) -> HttpResponse:
    """One instrument: weights, level texts, survey questions, bands, sources."""
    instrumen = get_object_or_404(instruments(), kode=kode)
    instrument = instrument_of(instrumen)
    context = {
        "instrumen": instrumen,
        "instrument": instrument,
        "weights": weights(instrument),
        "bands": band_bounds(instrument),
    }
    return render(request, "instruments/instrumen_detail.html", context)
