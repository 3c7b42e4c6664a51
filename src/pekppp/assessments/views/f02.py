"""F-02: the evaluator scores, overseers read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pekppp.assessments import services
from pekppp.assessments.errors import Incomplete
from pekppp.assessments.forms import NilaiForm
from pekppp.assessments.models import F02
from pekppp.assessments.selectors import (
    bagian_of,
    f02_sheet,
    f02_visible_to,
    own_f02,
    scored_nomor,
    scores_visible_to,
    sheets_table,
)
from pekppp.assessments.views._shared import address_of, aspek_or_404, items_or_404, missing_page, state_part
from pekppp.common.access import requires
from pekppp.common.errors import Refusal, StaleRevision
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Penugasan, Tahap
from pekppp.periods.selectors import is_stage_open, lokus_assigned_to, penugasan_of, tahap_of

ROUTE, TEMPLATE = "assessments:f02", "assessments/f02.html"


@require_GET
@requires("assessments.view_f02")
def f02(request: HttpRequest, pk: int, aspek: str) -> HttpResponse:
    """One aspek of the own sheet; overseers see all sheets side by side."""
    lokus = get_object_or_404(scores_visible_to(request.user), pk=pk)
    penugasan = penugasan_of(lokus, request.user)
    if penugasan:
        return render(request, TEMPLATE, _page(lokus, penugasan, aspek))
    items = items_or_404(lokus, aspek)
    sheets = list(f02_visible_to(request.user).filter(lokus=lokus))
    context = {
        "lokus": lokus,
        "aspek": aspek,
        "bagian": bagian_of(instrument_of(lokus.periode.instrumen), set()),
        "sheets": sheets,
        "rows": sheets_table(sheets, items),
    }
    return render(request, "assessments/f02_read.html", context)


@require_POST
@requires("assessments.score_f02")
def f02_save(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """Keep one score and its note."""
    lokus, penugasan = _assignment(request, pk)
    form = NilaiForm(request.POST)
    if not form.is_valid():
        return _refused(request, penugasan, nomor, form.error_text)
    typed = form.cleaned_data
    seen = {"client_id": typed["client_id"], "seen_revision": typed["revision"]}
    try:
        services.save_nilai(
            penugasan, nomor, nilai=typed["nilai"], catatan=typed["catatan"], **seen, by=request.user, at=timezone.now()
        )
    except StaleRevision as stale:
        return _refused(request, penugasan, nomor, str(stale), current=stale.current)
    except Refusal as refusal:
        return _refused(request, penugasan, nomor, str(refusal))
    if request.htmx:
        return _state(request, penugasan, nomor, {"saved_at": timezone.now()})
    messages.success(request, _("Nilai indikator %(nomor)s tersimpan.") % {"nomor": nomor})
    return redirect(address_of(ROUTE, lokus, nomor))


@require_POST
@requires("assessments.score_f02")
def f02_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the own sheet, or list what is missing."""
    lokus, penugasan = _assignment(request, pk)
    try:
        services.submit_f02(penugasan, by=request.user, at=timezone.now())
    except Incomplete as incomplete:
        return missing_page(request, lokus, "F-02", ROUTE, incomplete)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("F-02 terkirim dan terkunci."))
    return redirect("portal:lokus", pk=pk)


def _assignment(request: HttpRequest, pk: int) -> tuple[Lokus, Penugasan]:
    lokus = get_object_or_404(lokus_assigned_to(request.user), pk=pk)
    penugasan = penugasan_of(lokus, request.user)
    if penugasan is None:
        raise Http404
    return lokus, penugasan


def _page(lokus: Lokus, penugasan: Penugasan, aspek: str) -> dict[str, object]:
    instrument, items = instrument_of(lokus.periode.instrumen), items_or_404(lokus, aspek)
    form = own_f02(penugasan)
    scorable = lokus.status in {Lokus.Status.SUBMITTED, Lokus.Status.SCORING}
    is_draft = form is None or form.status == F02.Status.DRAFT
    return {
        "lokus": lokus,
        "aspek": aspek,
        "bagian": bagian_of(instrument, scored_nomor(form)),
        "rows": f02_sheet(lokus, form, items),
        "editable": scorable and is_draft and is_stage_open(lokus.periode, Tahap.Jenis.F02, at=timezone.now()),
        "form": form,
        "tahap": tahap_of(lokus.periode, Tahap.Jenis.F02),
        "lowest": instrument.skala.min,
    }


def _state(
    request: HttpRequest, penugasan: Penugasan, nomor: int, shown: dict[str, object], status: int = 200
) -> HttpResponse:
    lokus, form = penugasan.lokus, own_f02(penugasan)
    sheet = f02_sheet(lokus, form, items_or_404(lokus, aspek_or_404(lokus, nomor)))
    return state_part(request, TEMPLATE, lokus, sheet, scored_nomor(form), nomor, shown, status)


def _refused(request: HttpRequest, penugasan: Penugasan, nomor: int, text: str, current: object = None) -> HttpResponse:
    """What was typed stays on the page; a stale save shows the other version beside it."""
    aspek = aspek_or_404(penugasan.lokus, nomor)
    shown = {"error": text, "current": current, "seen": None if current else request.POST.get("revision")}
    status = 409 if current else 422
    if request.htmx:
        return _state(request, penugasan, nomor, shown, status)
    typed = {"nomor": nomor, "nilai": request.POST.get("nilai", ""), "catatan": request.POST.get("catatan", "")}
    context = {**_page(penugasan.lokus, penugasan, aspek), **shown, "typed": typed}
    return render(request, TEMPLATE, context, status=status)
