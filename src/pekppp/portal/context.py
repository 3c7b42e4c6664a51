"""The side navigation: at most seven entries, those that the person's role opens."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, list[tuple[str, str, bool]]]:
    """`navigation`: (label, address, whether the page lies below it); empty for the anonymous."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    entries = [
        (_("Beranda"), "portal:beranda", "portal.view_beranda"),
        (_("Periode"), "periods:periode-list", "periods.view_periode"),
        (_("Dasbor"), "portal:dasbor", "portal.view_dasbor"),
        (_("Register"), "institutions:unit-list", "institutions.view_register"),
        (_("Instrumen"), "instruments:instrumen-list", "instruments.view_instrumen"),
    ]
    links = [(label, reverse(name)) for label, name, permission in entries if user.has_perm(permission)]
    return {"navigation": [(label, url, request.path.startswith(url)) for label, url in links]}
