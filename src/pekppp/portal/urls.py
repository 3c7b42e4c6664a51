"""Addresses of start pages, dashboards and public pages."""

from django.urls import path

from pekppp.portal.views import everybody, own

app_name = "portal"
urlpatterns = [
    path("", everybody.start, name="start"),
    path("hasil/", everybody.hasil_list, name="hasil-list"),
    path("hasil/<int:pk>/", everybody.hasil_periode, name="hasil-periode"),
    path("hasil/unit/<int:pk>/", everybody.hasil_lokus, name="hasil-lokus"),
    path("beranda/", own.beranda, name="beranda"),
    path("dasbor/", own.dasbor, name="dasbor"),
    path("lokus/<int:pk>/", own.lokus, name="lokus"),
]
