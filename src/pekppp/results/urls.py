"""Addresses of results."""

from django.urls import path

from pekppp.results import views

app_name = "results"
urlpatterns = [
    path("lokus/<int:pk>/hasil/", views.hasil, name="hasil"),
    path("periode/<int:pk>/peringkat/", views.peringkat, name="peringkat"),
    path("periode/<int:pk>/terbitkan/", views.terbitkan, name="terbitkan"),
]
