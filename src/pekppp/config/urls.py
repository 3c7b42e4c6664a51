"""All addresses. Each app keeps its own; paths are Indonesian, short and stable."""

from django.urls import include, path
from django.views.i18n import set_language

from pekppp.common.access import public
from pekppp.common.views import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("bahasa/", public(set_language), name="set_language"),
    path("accounts/", include("pekppp.accounts.urls")),
    path("register/", include("pekppp.institutions.urls")),
    path("instrumen/", include("pekppp.instruments.urls")),
    path("periode/", include("pekppp.periods.urls")),
    path("", include("pekppp.evidence.urls")),
    path("", include("pekppp.assessments.urls")),
    path("", include("pekppp.survey.urls")),
    path("", include("pekppp.results.urls")),
    path("", include("pekppp.reports.urls")),
    path("", include("pekppp.portal.urls")),
    path("api/v1/", include("pekppp.api.v1.urls")),
]
