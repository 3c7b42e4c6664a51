"""The register: who exists."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pekppp.common.access import requires
from pekppp.common.paging import page_by_key
from pekppp.institutions.selectors import instansi_visible_to, unit_visible_to


@require_GET
@requires("institutions.view_register")
def instansi_list(request: HttpRequest) -> HttpResponse:
    """Instansi the person may see, with the number of their units."""
    rows = instansi_visible_to(request.user).annotate(unit_count=Count("unit", distinct=True))
    page = page_by_key(rows, after=request.GET.get("sesudah", ""))
    return render(request, "institutions/instansi_list.html", {"page": page})


@require_GET
@requires("institutions.view_register")
def unit_list(request: HttpRequest) -> HttpResponse:
    """Units the person may see, searched by name or code."""
    search = request.GET.get("q", "").strip()
    rows = unit_visible_to(request.user)
    if search:
        rows = rows.filter(Q(nama__icontains=search) | Q(kode__startswith=search))
    page = page_by_key(rows, after=request.GET.get("sesudah", ""))
    template = "institutions/unit_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, {"page": page, "search": search})
