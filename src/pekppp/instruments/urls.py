"""Addresses of instruments."""

from django.urls import path

from pekppp.instruments import views

app_name = "instruments"
urlpatterns = [
    path("", views.instrumen_list, name="instrumen-list"),
    path("<slug:kode>/", views.instrumen_detail, name="instrumen-detail"),
]
