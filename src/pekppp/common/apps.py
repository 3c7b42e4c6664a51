"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "pekppp.common"

    def ready(self) -> None:
        """Read every app's predicates; without them nobody may do anything."""
        autodiscover_modules("permissions")
