"""Pages for everybody: the start page and published results."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pekppp.common.access import public
from pekppp.periods.selectors import published_periode
from pekppp.results.csv import ranking_csv
from pekppp.results.jejak import aspek_chart, aspek_rows, part
from pekppp.results.selectors import public_hasil, published_instansi

FOUND = 20  # units shown on the start page for a search


@require_GET
@public
def start(request: HttpRequest) -> HttpResponse:
    """What this is, the latest published rounds, and a search for a unit."""
    search = request.GET.get("q", "").strip()
    found = None
    if search:
        matching = Q(lokus__nama__icontains=search) | Q(lokus__instansi_nama__icontains=search)
        found = public_hasil().filter(matching).order_by("-lokus__periode__tahun", "lokus__kode").defer("jejak")[:FOUND]
    context = {"periods": published_periode()[:5], "search": search, "found": found}
    return render(request, "portal/start.html", context)


@require_GET
@public
def hasil_list(request: HttpRequest) -> HttpResponse:
    """Rounds with published results."""
    return render(request, "portal/hasil_list.html", {"periods": published_periode()})


@require_GET
@public
def hasil_periode(request: HttpRequest, pk: int) -> HttpResponse:
    """The published ranking of one round, and the means of its instansi."""
    periode = get_object_or_404(published_periode(), pk=pk)
    lines = public_hasil().filter(lokus__periode=periode).defer("jejak")
    if request.GET.get("format") == "csv":
        return ranking_csv(periode, lines)
    context = {"periode": periode, "lines": lines, "instansi": published_instansi(periode)}
    return render(request, "portal/hasil_periode.html", context)


@require_GET
@public
def hasil_lokus(request: HttpRequest, pk: int) -> HttpResponse:
    """One published result with its whole sum; no evaluator, no note."""
    hasil = get_object_or_404(public_hasil(), lokus__pk=pk)
    rows = aspek_rows(hasil.jejak)
    context = {
        "lokus": hasil.lokus,
        "hasil": hasil,
        "jejak": hasil.jejak,
        "rows": rows,
        "f02": part(hasil.jejak, "f02"),
        "f03": part(hasil.jejak, "f03"),
        "radar": aspek_chart(rows),
    }
    return render(request, "portal/hasil_lokus.html", context)
