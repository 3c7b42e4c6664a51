"""Addresses of evidence."""

from django.urls import path

from pekppp.evidence import views

app_name = "evidence"
urlpatterns = [path("bukti/<int:pk>/", views.bukti_file, name="bukti-file")]
