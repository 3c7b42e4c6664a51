"""Addresses of papers."""

from django.urls import path

from pekppp.reports import views

app_name = "reports"
urlpatterns = [
    path("lokus/<int:pk>/berita-acara.pdf", views.berita_acara, name="berita-acara"),
    path("hasil/unit/<int:pk>/berita-acara.pdf", views.berita_acara_publik, name="berita-acara-publik"),
]
