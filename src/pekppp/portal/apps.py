"""Django's entry to the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pekppp.portal"
