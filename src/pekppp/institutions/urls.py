"""Addresses of the register."""

from django.urls import path

from pekppp.institutions import views

app_name = "institutions"
urlpatterns = [
    path("instansi/", views.instansi_list, name="instansi-list"),
    path("unit/", views.unit_list, name="unit-list"),
]
