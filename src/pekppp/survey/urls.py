"""Addresses of the survey."""

from django.urls import path

from pekppp.survey import views

app_name = "survey"
urlpatterns = [
    path("s/<str:kode>", views.survei, name="survei"),
    path("s/<str:kode>/terima-kasih", views.terima_kasih, name="terima-kasih"),
    path("lokus/<int:pk>/f03/", views.f03, name="f03"),
    path("lokus/<int:pk>/f03/tautan/", views.tautan_create, name="tautan-create"),
]
