"""Results of a unit, the ranking of a round, and publication."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pekppp.assessments.selectors import notes_by_nomor, totals_visible_to
from pekppp.common.access import requires
from pekppp.common.errors import Refusal
from pekppp.periods.models import Lokus, Periode
from pekppp.periods.selectors import lokus_visible_to, periode_coordinated_by, periode_visible_to, unscored_lokus
from pekppp.results import services
from pekppp.results.csv import ranking_csv
from pekppp.results.jejak import aspek_chart, aspek_rows, part
from pekppp.results.selectors import jejak_visible_to, published_ranking, ranking_now


@require_GET
@requires("results.view_hasil")
def hasil(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit's result with its sum; before publication for those alone who may see scores."""
    lokus = get_object_or_404(lokus_visible_to(request.user), pk=pk)
    jejak = jejak_visible_to(request.user, lokus)
    if jejak is None:
        return render(request, "results/no_hasil.html", {"lokus": lokus})
    rows = aspek_rows(jejak)
    context = {
        "lokus": lokus,
        "jejak": jejak,
        "rows": rows,
        "f02": part(jejak, "f02"),
        "f03": part(jejak, "f03"),
        "radar": aspek_chart(rows),
        "notes": sorted(notes_by_nomor(lokus).items()),
    }
    return render(request, "results/hasil.html", context)


@require_GET
@requires("results.view_peringkat")
def peringkat(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking: sealed once published, as the answers stand before."""
    periode = get_object_or_404(periode_visible_to(request.user), pk=pk)
    published = periode.status == Periode.Status.PUBLISHED
    visible = (lokus_visible_to if published else totals_visible_to)(request.user).filter(periode=periode)
    lines = (published_ranking if published else ranking_now)(periode, visible)
    if request.GET.get("format") == "csv":
        return ranking_csv(periode, lines)
    context = {"periode": periode, "lines": lines, "published": published}
    return render(request, "results/peringkat.html", context)


@require_http_methods(["GET", "POST"])
@requires("results.publish")
def terbitkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at what would be published, then publish."""
    periode = get_object_or_404(periode_coordinated_by(request.user), pk=pk)
    if request.method == "POST":
        without = "tanpa" in request.POST
        try:
            services.publish(periode, by=request.user, at=timezone.now(), without_unscored=without)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Hasil %(periode)s terbit.") % {"periode": periode.nama})
            return redirect("portal:hasil-periode", pk=pk)
    if periode.status != Periode.Status.OPEN:
        return redirect("periods:periode-detail", pk=pk)
    scored = lokus_visible_to(request.user).filter(periode=periode, status=Lokus.Status.SCORED)
    context = {"periode": periode, "lines": ranking_now(periode, scored), "unscored": unscored_lokus(periode)}
    return render(request, "results/terbitkan.html", context)
