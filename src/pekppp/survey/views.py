"""The citizens' survey and the desk from which a unit hands it out."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import ipp
from pekppp.common.access import public, requires
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.errors import StageClosed
from pekppp.periods.models import Lokus
from pekppp.periods.selectors import lokus_visible_to
from pekppp.survey.errors import ResponConflict, ResponRefused
from pekppp.survey.forms import no_answers, question_groups, read_answers
from pekppp.survey.http import is_from_own_page, make_stempel, posted, read_stempel, survey_page
from pekppp.survey.models import TautanSurvei
from pekppp.survey.selectors import lokus_surveyed_by, masa_survei, open_tautan, responden_count, tautan_visible_to
from pekppp.survey.services import ensure_tautan, receive_respon


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # an anonymous form has no session to ride on; stamp and Sec-Fetch-Site guard it
@survey_page
@public
def survei(request: HttpRequest, kode: str) -> HttpResponse:
    """The form for citizens, and where it is sent to."""
    tautan = open_tautan(kode)
    instrument = instrument_of(tautan.lokus.periode.instrumen) if tautan else None
    if tautan is None or instrument is None or instrument.f03 is None:
        return render(request, "survey/survei_unknown.html", status=404)
    if request.method == "POST":
        return _receive(request, tautan, instrument, at=timezone.now())
    return _form(request, tautan, instrument, no_answers(instrument))


@require_safe
@survey_page
@public
def terima_kasih(request: HttpRequest, kode: str) -> HttpResponse:
    """Thanks, and who will see what."""
    tautan = open_tautan(kode)
    if tautan is None:
        return render(request, "survey/survei_unknown.html", status=404)
    return render(request, "survey/terima_kasih.html", {"tautan": tautan, "lokus": tautan.lokus})


@require_safe
@requires("survey.view_f03")
def f03(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's survey desk: link, QR code and the number of responses; no answers before publication."""
    lokus = get_object_or_404(lokus_visible_to(request.user), pk=pk)
    instrument = instrument_of(lokus.periode.instrumen)
    tautan = tautan_visible_to(request.user).filter(lokus=lokus).first()
    masa = masa_survei(lokus.periode, at=timezone.now())
    responden = responden_count(lokus)
    kebijakan = ipp.choose_kebijakan(instrument, lokus.periode.kebijakan)
    context = {
        "lokus": lokus,
        "survey": instrument.f03,
        "masa": masa,
        "tautan": tautan,
        "can_make": tautan is None and masa.state != "after" and _can_make(request, lokus),
        "responden": responden,
        "kekurangan": max(0, instrument.f03.minimum_responden - responden) if instrument.f03 else 0,
        "policy": kebijakan.get("f03_kurang" if responden else "f03_kosong"),
    }
    if tautan:
        context |= _address(request, tautan)
    return render(request, "survey/f03.html", context)


@require_POST
@requires("survey.make_tautan")
def tautan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the lokus's link."""
    lokus = get_object_or_404(lokus_surveyed_by(request.user), pk=pk)
    ensure_tautan(lokus, by=request.user, at=timezone.now())
    return redirect("survey:f03", pk)


def _receive(request: HttpRequest, tautan: TautanSurvei, instrument: ipp.Instrument, *, at: datetime) -> HttpResponse:
    if not is_from_own_page(request):  # what another site filled in is not what the person chose
        message = _("Kiriman ini tidak berasal dari halaman survei. Isi formulir di bawah ini, lalu tekan Kirim.")
        return _form(request, tautan, instrument, no_answers(instrument), message=message, status=403)
    post = posted(request)
    answers = read_answers(post, instrument)
    stempel = read_stempel(tautan.kode, post.get("stempel", ""))
    missing = [number for number, answer in enumerate(answers, start=1) if answer is None]
    nonce, message, status = stempel.nonce, stempel.refusal, 422
    if not message:
        try:
            receive_respon(tautan, answers, nonce=nonce, at=at)
        except ResponConflict as refusal:
            nonce, message, status = uuid.uuid4(), str(refusal), 409
        except ResponRefused as refusal:
            message = str(refusal)
        except StageClosed:
            pass  # the form says so itself
        else:
            thanks = redirect("survey:terima-kasih", tautan.kode)
            thanks.status_code = 303
            return thanks
    return _form(request, tautan, instrument, answers, nonce=nonce, message=message, missing=missing, status=status)


def _form(
    request: HttpRequest,
    tautan: TautanSurvei,
    instrument: ipp.Instrument,
    answers: Sequence[int | None],
    *,
    nonce: uuid.UUID | None = None,
    message: str = "",
    missing: Collection[int] = (),
    status: int = 200,
) -> HttpResponse:
    """The form with a fresh stamp; while the survey is not open, the page that says when it is."""
    lokus = tautan.lokus
    masa = masa_survei(lokus.periode, at=timezone.now())
    context = {"tautan": tautan, "lokus": lokus, "masa": masa}
    with timezone.override(ZoneInfo(lokus.instansi.zone)):  # citizens live where the unit is
        if masa.state != "open":
            context["is_lost"] = request.method == "POST"
            return render(request, "survey/survei_closed.html", context, status=403 if context["is_lost"] else 200)
        context |= {
            "survey": instrument.f03,
            "groups": question_groups(instrument, answers, missing),
            "stempel": make_stempel(tautan.kode, nonce or uuid.uuid4()),
            "message": message,
        }
        return render(request, "survey/survei.html", context, status=status)


def _can_make(request: HttpRequest, lokus: Lokus) -> bool:
    may = request.user.has_perm("survey.make_tautan")
    return may and lokus_surveyed_by(request.user).filter(pk=lokus.pk).exists()


def _address(request: HttpRequest, tautan: TautanSurvei) -> dict[str, str]:
    """`url`, absolute, and its QR code as data addresses: `qr` to look at and print, `qr_png` to send on."""
    url = request.build_absolute_uri(reverse("survey:survei", args=[tautan.kode]))
    code = segno.make(url, error="m", micro=False)
    return {
        "url": url,
        "qr": code.svg_data_uri(border=4, light="#fff", omitsize=True),
        "qr_png": code.png_data_uri(border=4, scale=16),
    }
