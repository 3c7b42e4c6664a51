"""Addresses of rounds."""

from django.urls import path

from pekppp.periods import views

app_name = "periods"
urlpatterns = [
    path("", views.periode_list, name="periode-list"),
    path("baru/", views.periode_create, name="periode-create"),
    path("<int:pk>/", views.periode_detail, name="periode-detail"),
    path("<int:pk>/buka/", views.periode_open, name="periode-open"),
    path("<int:pk>/lokus/", views.lokus_list, name="lokus-list"),
    path("<int:pk>/penugasan/", views.penugasan, name="penugasan"),
    path("penugasan/<int:pk>/cabut/", views.penugasan_revoke, name="penugasan-revoke"),
]
