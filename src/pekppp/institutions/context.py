"""What every page knows of the register."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pekppp.institutions.selectors import has_demo_data


def demo_data(request: HttpRequest) -> dict[str, object]:
    """`demo_data`: whether the installation holds fictional data."""
    return {"demo_data": SimpleLazyObject(has_demo_data)}
