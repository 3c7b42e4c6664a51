"""What the pages of F-01 and F-02 do alike."""

from collections.abc import Collection, Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

import ipp
from pekppp.assessments.errors import Incomplete
from pekppp.assessments.selectors import Isian, bagian_of, items_of, page_of
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus


def items_or_404(lokus: Lokus, aspek: str) -> tuple[ipp.Indikator, ...]:
    """Indicators on the page *aspek* of a form; 404 when the instrument has no such page."""
    items = items_of(instrument_of(lokus.periode.instrumen), aspek)
    if items is None:
        raise Http404
    return items


def aspek_or_404(lokus: Lokus, nomor: int) -> str:
    """The page that holds indicator *nomor*; 404 when the instrument has no such indicator."""
    aspek = page_of(instrument_of(lokus.periode.instrumen), nomor)
    if aspek is None:
        raise Http404
    return aspek


def address_of(route: str, lokus: Lokus, nomor: int) -> str:
    """Address of one indicator on its page."""
    return f"{reverse(route, args=[lokus.pk, aspek_or_404(lokus, nomor)])}#i{nomor}"


def missing_page(request: HttpRequest, lokus: Lokus, form: str, route: str, refusal: Incomplete) -> HttpResponse:
    """What has to be done before *form* ("F-01", "F-02") can be sent, with a link to each indicator."""
    missing = [(nomor, address_of(route, lokus, nomor)) for nomor in refusal.nomor]
    context = {"lokus": lokus, "form": form, "text": str(refusal), "missing": missing}
    return render(request, "assessments/incomplete.html", context, status=422)


def state_part(
    request: HttpRequest,
    template: str,
    lokus: Lokus,
    sheet: Sequence[Isian],
    done: Collection[int],
    nomor: int,
    shown: Mapping[str, object],
    status: int,
) -> HttpResponse:
    """The part of one indicator that follows each save: note, revision, next client id, progress."""
    context = {
        "lokus": lokus,
        "isian": next(row for row in sheet if row.item.nomor == nomor),
        "bagian": bagian_of(instrument_of(lokus.periode.instrumen), done),
        "aspek": aspek_or_404(lokus, nomor),
        **shown,
    }
    return render(request, f"{template}#state", context, status=status)
