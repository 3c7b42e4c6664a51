"""Instruments as rows a period can point at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Instrumen(models.Model):
    """One published version of an instrument: the whole document and its checksum. Never altered.

    `document` is canonical JSON text; `sha256` is the hash of exactly these bytes, so an outsider can check it.
    """

    kode = models.CharField(_("kode"), max_length=60, unique=True)  # e.g. "pekppp-2023-luring"
    nama = models.TextField(_("nama"))
    document = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()  # UTC

    class Meta:
        verbose_name = _("instrumen")
        ordering = ["kode"]

    def __str__(self) -> str:
        return self.nama
