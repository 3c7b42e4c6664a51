"""Pages of the signed-in: my work, the dashboard, one unit in one round."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pekppp.assessments.selectors import scores_visible_to, totals_visible_to
from pekppp.common.access import requires
from pekppp.common.paging import page_by_key
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Periode
from pekppp.periods.selectors import (
    lokus_assigned_to,
    lokus_filled_by,
    lokus_visible_to,
    periode_visible_to,
    stages_of,
    status_counts,
)
from pekppp.portal.selectors import owing, progress, waiting_of, work_of
from pekppp.results.selectors import own_published


@require_GET
@requires("portal.view_beranda")
def beranda(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and what the person waits for."""
    user = request.user
    periods = periode_visible_to(user)
    context = {
        "work": work_of(user, at=timezone.now()),
        "waiting": waiting_of(user),
        "running": [periode for periode in periods if periode.status != Periode.Status.PUBLISHED],
        "published": own_published(user),
    }
    return render(request, "portal/beranda.html", context)


@require_GET
@requires("portal.view_dasbor")
def dasbor(request: HttpRequest) -> HttpResponse:
    """Where a round stands, and who owes what."""
    rounds = list(periode_visible_to(request.user).exclude(status=Periode.Status.DRAFT))
    chosen = request.GET.get("periode", "")
    running = [periode for periode in rounds if periode.status == Periode.Status.OPEN]
    periode = next((one for one in rounds if str(one.pk) == chosen), next(iter(running or rounds), None))
    if periode is None:
        return render(request, "portal/dasbor.html", {"periode": None})
    lokus = lokus_visible_to(request.user).filter(periode=periode)
    owed = request.GET.get("kurang", "")
    page = page_by_key(owing(lokus, owed, periode), after=request.GET.get("sesudah", ""))
    context = {
        "periode": periode,
        "rounds": rounds,
        "owed": owed,
        "counts": [(status, Lokus.Status(status).label, n) for status, n in status_counts(lokus).items()],
        "stages": (stages := stages_of(periode, at=timezone.now())),
        "late": {tahap.jenis for tahap, _is_open in stages if tahap.selesai <= timezone.now()},
        "page": page,
        "rows": progress(page.rows),
        "query": urlencode({"periode": periode.pk, "kurang": owed}),
    }
    return render(request, "portal/dasbor.html", context)


@require_GET
@requires("periods.view_lokus")
def lokus(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit in one round: state, the three views, what is next."""
    row = get_object_or_404(lokus_visible_to(request.user), pk=pk)
    kemajuan = progress([row])[0]
    instrument = instrument_of(row.periode.instrumen)
    sees_scores = scores_visible_to(request.user).filter(pk=pk).exists()
    context = {
        "lokus": row,
        "kemajuan": kemajuan,
        "first": instrument.aspek[0].kode,
        "stages": stages_of(row.periode, at=timezone.now()),
        "statuses": [(value, label, value == row.status) for value, label in Lokus.Status.choices],
        "sees_scores": sees_scores,
        "sees_totals": totals_visible_to(request.user).filter(pk=pk).exists(),
        "fills": lokus_filled_by(request.user).filter(pk=pk).exists(),
        "scores": lokus_assigned_to(request.user).filter(pk=pk).exists(),
        "has_survey": instrument.f03 is not None,
    }
    return render(request, "portal/lokus.html", context)
