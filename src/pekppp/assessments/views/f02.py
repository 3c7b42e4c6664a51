"""F-02: the evaluator scores, overseers read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
    items_of,
    own_f02,
    page_of,
    scored_nomor,
    scores_visible_to,
    sheets_table,
)
from pekppp.common.access import requires
from pekppp.common.errors import Refusal, StaleRevision
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Penugasan, Tahap
from pekppp.periods.selectors import is_stage_open, lokus_assigned_to, penugasan_of, tahap_of


@require_GET
@requires("assessments.view_f02")
def f02(request: HttpRequest, pk: int, aspek: str) -> HttpResponse:
    """One aspek of the own sheet; overseers see all sheets side by side."""
    lokus = get_object_or_404(scores_visible_to(request.user), pk=pk)
    penugasan = penugasan_of(lokus, request.user)
    if penugasan:
        return render(request, "assessments/f02.html", _page(lokus, penugasan, aspek))
    instrument = instrument_of(lokus.periode.instrumen)
    items = items_of(instrument, aspek)
    if items is None:
        raise Http404
    sheets = list(f02_visible_to(request.user).filter(lokus=lokus))
    context = {
        "lokus": lokus,
        "aspek": aspek,
        "bagian": bagian_of(instrument, set()),
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
    return redirect(_address(lokus, nomor))


@require_POST
@requires("assessments.score_f02")
def f02_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the own sheet, or list what is missing."""
    lokus, penugasan = _assignment(request, pk)
    try:
        services.submit_f02(penugasan, by=request.user, at=timezone.now())
    except Incomplete as incomplete:
        missing = [(nomor, _address(lokus, nomor)) for nomor in incomplete.nomor]
        context = {"lokus": lokus, "form": "F-02", "text": str(incomplete), "missing": missing}
        return render(request, "assessments/incomplete.html", context, status=422)
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
    instrument = instrument_of(lokus.periode.instrumen)
    items = items_of(instrument, aspek)
    if items is None:
        raise Http404
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
    """The part of one indicator that follows each save: note, revision, next client id, progress."""
    lokus = penugasan.lokus
    instrument = instrument_of(lokus.periode.instrumen)
    form, aspek = own_f02(penugasan), page_of(instrument, nomor)
    items = items_of(instrument, aspek) or ()
    isian = next(row for row in f02_sheet(lokus, form, items) if row.item.nomor == nomor)
    bagian = bagian_of(instrument, scored_nomor(form))
    context = {"lokus": lokus, "isian": isian, "bagian": bagian, "aspek": aspek, **shown}
    return render(request, "assessments/f02.html#state", context, status=status)


def _refused(request: HttpRequest, penugasan: Penugasan, nomor: int, text: str, current: object = None) -> HttpResponse:
    """What was typed stays on the page; a stale save shows the other version beside it."""
    aspek = page_of(instrument_of(penugasan.lokus.periode.instrumen), nomor)
    if aspek is None:
        raise Http404
    shown = {"error": text, "current": current, "seen": None if current else request.POST.get("revision")}
    status = 409 if current else 422
    if request.htmx:
        return _state(request, penugasan, nomor, shown, status)
    typed = {"nomor": nomor, "nilai": request.POST.get("nilai", ""), "catatan": request.POST.get("catatan", "")}
    context = {**_page(penugasan.lokus, penugasan, aspek), **shown, "typed": typed}
    return render(request, "assessments/f02.html", context, status=status)


def _address(lokus: Lokus, nomor: int) -> str:
    page = page_of(instrument_of(lokus.periode.instrumen), nomor)
    if page is None:
        raise Http404
    return f"{reverse('assessments:f02', args=[lokus.pk, page])}#i{nomor}"
