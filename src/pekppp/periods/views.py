"""Rounds: list, one round, its units, who evaluates whom."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pekppp.common.access import requires
from pekppp.common.errors import Refusal
from pekppp.common.paging import page_by_key
from pekppp.institutions.selectors import evaluators_of, unit_visible_to
from pekppp.periods import services
from pekppp.periods.forms import PeriodeForm
from pekppp.periods.models import Lokus, Periode
from pekppp.periods.selectors import (
    evaluators_by_lokus,
    lokus_coordinated_by,
    lokus_visible_to,
    penugasan_revocable_by,
    periode_coordinated_by,
    periode_visible_to,
    stages_of,
    status_counts,
)


@require_GET
@requires("periods.view_periode")
def periode_list(request: HttpRequest) -> HttpResponse:
    """Rounds the person may see, newest first."""
    return render(request, "periods/periode_list.html", {"periods": periode_visible_to(request.user)})


@require_http_methods(["GET", "POST"])
@requires("periods.manage_periode")
def periode_create(request: HttpRequest) -> HttpResponse:
    """Prepare a round."""
    form = PeriodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("pemilik", "nama", "tahun", "instrumen")}
        try:
            periode = services.create_periode(**fields, tahap=form.stages(), by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("periods:lokus-list", pk=periode.pk)
    return render(request, "periods/periode_create.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires("periods.view_periode")
def periode_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: stage line and how far its units are."""
    periode = get_object_or_404(periode_visible_to(request.user), pk=pk)
    lokus = lokus_visible_to(request.user).filter(periode=periode)
    counts = status_counts(lokus)
    context = {
        "periode": periode,
        "stages": stages_of(periode, at=timezone.now()),
        "counts": [(status, Lokus.Status(status).label, count) for status, count in counts.items()],
        "manages": periode_coordinated_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "periods/periode_detail.html", context)


@require_POST
@requires("periods.manage_periode")
def periode_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the round begin."""
    periode = get_object_or_404(periode_coordinated_by(request.user), pk=pk)
    return _told(request, "periods:periode-detail", pk, services.open_periode, periode)


@require_http_methods(["GET", "POST"])
@requires("periods.view_lokus")
def lokus_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's units; its coordinator adds more."""
    periode = get_object_or_404(periode_visible_to(request.user), pk=pk)
    manages = periode_coordinated_by(request.user).filter(pk=pk).exists()
    if request.method == "POST":
        periode = get_object_or_404(periode_coordinated_by(request.user), pk=pk)
        chosen = unit_visible_to(request.user).filter(pk__in=_ids(request, "unit"))
        if not chosen:
            return _refused(request, "periods:lokus-list", pk, _("Pilih sedikitnya satu unit."))
        return _told(request, "periods:lokus-list", pk, services.set_lokus, periode, chosen)
    lokus = (lokus_coordinated_by if manages else lokus_visible_to)(request.user).filter(periode=periode)
    if status := request.GET.get("status"):
        lokus = lokus.filter(status=status)
    context = {
        "periode": periode,
        "page": page_by_key(lokus, after=request.GET.get("sesudah", "")),
        "statuses": Lokus.Status.choices,
        "status": status,
        "query": urlencode({"status": status}) if status else "",
        "addable": _addable(request, periode) if manages else None,
    }
    return render(request, "periods/lokus_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("periods.view_penugasan")
def penugasan(request: HttpRequest, pk: int) -> HttpResponse:
    """Who evaluates whom; the coordinator assigns."""
    periode = get_object_or_404(periode_visible_to(request.user), pk=pk)
    manages = periode_coordinated_by(request.user).filter(pk=pk).exists()
    evaluators = evaluators_of(periode.pemilik)
    if request.method == "POST":
        periode = get_object_or_404(periode_coordinated_by(request.user), pk=pk)
        chosen = lokus_coordinated_by(request.user).filter(periode=periode, pk__in=_ids(request, "lokus"))
        evaluator = evaluators.filter(pk__in=_ids(request, "evaluator")).first()
        if evaluator is None or not chosen:
            return _refused(request, "periods:penugasan", pk, _("Pilih evaluator dan centang sedikitnya satu unit."))
        return _told(request, "periods:penugasan", pk, services.assign_all, chosen, evaluator)
    lokus = (lokus_coordinated_by if manages else lokus_visible_to)(request.user).filter(periode=periode)
    page = page_by_key(lokus, after=request.GET.get("sesudah", ""))
    context = {
        "periode": periode,
        "page": page,
        "assigned": evaluators_by_lokus(page.rows),
        "evaluators": evaluators,
        "manages": manages and periode.status != Periode.Status.PUBLISHED,
    }
    return render(request, "periods/penugasan.html", context)


@require_POST
@requires("periods.manage_periode")
def penugasan_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End an assignment before its work has begun."""
    assignment = get_object_or_404(penugasan_revocable_by(request.user), pk=pk)
    return _told(request, "periods:penugasan", assignment.lokus.periode_id, services.revoke, assignment)


def _addable(request: HttpRequest, periode: Periode) -> object:
    if periode.status == Periode.Status.PUBLISHED:
        return None
    inside = unit_visible_to(request.user).filter(instansi__path__startswith=periode.pemilik.path)
    return inside.exclude(lokus__periode=periode)


def _ids(request: HttpRequest, name: str) -> list[int]:
    return [int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdecimal() and len(text) < 19]


def _told(request: HttpRequest, page: str, pk: int, service: object, *arguments: object) -> HttpResponse:
    """Call *service*, tell the person how it went, and show *page* again."""
    try:
        service(*arguments, by=request.user, at=timezone.now())  # type: ignore[operator]
    except Refusal as refusal:
        return _refused(request, page, pk, str(refusal))
    messages.success(request, _("Tersimpan."))
    return redirect(page, pk=pk)


def _refused(request: HttpRequest, page: str, pk: int, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect(page, pk=pk)
