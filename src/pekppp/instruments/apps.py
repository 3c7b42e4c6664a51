"""Django's entry to the app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "pekppp.instruments"
