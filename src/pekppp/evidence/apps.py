"""Django's entry to the app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "pekppp.evidence"
