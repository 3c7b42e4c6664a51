"""F-01: the unit fills in, everybody who may see the lokus reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pekppp.assessments import services
from pekppp.assessments.errors import Incomplete
from pekppp.assessments.forms import BuktiForm, JawabanForm
from pekppp.assessments.models import F01
from pekppp.assessments.selectors import bagian_of, f01_of, f01_sheet, ready_nomor
from pekppp.assessments.views._shared import address_of, aspek_or_404, items_or_404, missing_page, state_part
from pekppp.common.access import requires
from pekppp.common.errors import Refusal, StaleRevision
from pekppp.evidence.selectors import bukti_withdrawable_by
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Tahap
from pekppp.periods.selectors import is_stage_open, lokus_filled_by, lokus_visible_to, tahap_of

ROUTE, TEMPLATE = "assessments:f01", "assessments/f01.html"


@require_GET
@requires("assessments.view_f01")
def f01(request: HttpRequest, pk: int, aspek: str) -> HttpResponse:
    """One aspek of the form."""
    lokus = get_object_or_404(lokus_visible_to(request.user), pk=pk)
    return render(request, TEMPLATE, _page(request, lokus, aspek))


@require_POST
@requires("assessments.fill_f01")
def f01_save(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """Keep one answer."""
    lokus = get_object_or_404(lokus_filled_by(request.user), pk=pk)
    form = JawabanForm(request.POST)
    if not form.is_valid():
        return _refused(request, lokus, nomor, form.error_text)
    typed = form.cleaned_data
    seen = {"client_id": typed["client_id"], "seen_revision": typed["revision"]}
    try:
        jawaban = services.save_jawaban(
            lokus, nomor, teks=typed["teks"], siap=typed["siap"], **seen, by=request.user, at=timezone.now()
        )
    except StaleRevision as stale:
        return _refused(request, lokus, nomor, str(stale), current=stale.current)
    except Refusal as refusal:
        return _refused(request, lokus, nomor, str(refusal))
    if request.htmx:
        return _state(request, lokus, nomor, {"saved_at": timezone.now(), "jawaban": jawaban})
    messages.success(request, _("Jawaban indikator %(nomor)s tersimpan.") % {"nomor": nomor})
    return redirect(address_of(ROUTE, lokus, nomor))


@require_POST
@requires("assessments.fill_f01")
def bukti_add(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """Attach a file to one indicator."""
    lokus = get_object_or_404(lokus_filled_by(request.user), pk=pk)
    form = BuktiForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            berkas = form.cleaned_data["berkas"]
            services.attach_bukti(lokus, nomor, berkas, by=request.user, at=timezone.now())
            messages.success(request, _("Berkas “%(name)s” tersimpan.") % {"name": berkas.name})
        else:
            messages.error(request, form.errors["berkas"][0])
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(address_of(ROUTE, lokus, nomor))


@require_POST
@requires("assessments.fill_f01")
def bukti_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file back while the form is open."""
    bukti = get_object_or_404(bukti_withdrawable_by(request.user), pk=pk)
    try:
        services.detach_bukti(bukti, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(address_of(ROUTE, bukti.lokus, bukti.nomor))


@require_POST
@requires("assessments.fill_f01")
def f01_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the form to the evaluators, or list what is missing."""
    lokus = get_object_or_404(lokus_filled_by(request.user), pk=pk)
    try:
        services.submit_f01(lokus, by=request.user, at=timezone.now())
    except Incomplete as incomplete:
        return missing_page(request, lokus, "F-01", ROUTE, incomplete)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("F-01 terkirim kepada evaluator."))
    return redirect("portal:lokus", pk=pk)


def _page(request: HttpRequest, lokus: Lokus, aspek: str) -> dict[str, object]:
    items = items_or_404(lokus, aspek)
    form = f01_of(lokus)
    fills = lokus_filled_by(request.user).filter(pk=lokus.pk).exists()
    is_draft = form is None or form.status == F01.Status.DRAFT
    return {
        "lokus": lokus,
        "aspek": aspek,
        "bagian": bagian_of(instrument_of(lokus.periode.instrumen), ready_nomor(lokus)),
        "rows": f01_sheet(lokus, items),
        "editable": fills and is_draft and is_stage_open(lokus.periode, Tahap.Jenis.F01, at=timezone.now()),
        "form": form,
        "tahap": tahap_of(lokus.periode, Tahap.Jenis.F01),
    }


def _state(request: HttpRequest, lokus: Lokus, nomor: int, shown: dict[str, object], status: int = 200) -> HttpResponse:
    sheet = f01_sheet(lokus, items_or_404(lokus, aspek_or_404(lokus, nomor)))
    return state_part(request, TEMPLATE, lokus, sheet, ready_nomor(lokus), nomor, shown, status)


def _refused(request: HttpRequest, lokus: Lokus, nomor: int, text: str, current: object = None) -> HttpResponse:
    """What was typed stays on the page; a stale save shows the other version beside it."""
    aspek = aspek_or_404(lokus, nomor)
    shown = {"error": text, "current": current, "seen": None if current else request.POST.get("revision")}
    status = 409 if current else 422
    if request.htmx:
        return _state(request, lokus, nomor, shown, status)
    typed = {"nomor": nomor, "teks": request.POST.get("teks", ""), "siap": "siap" in request.POST}
    return render(request, TEMPLATE, {**_page(request, lokus, aspek), **shown, "typed": typed}, status=status)
