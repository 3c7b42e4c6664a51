"""Stored bytes, named by their hash; knows nothing of what they prove."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """Bytes kept once in the storage under their SHA-256 and never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)  # media type found in the bytes, e.g. "application/pdf"
    stored_at = models.DateTimeField()  # UTC

    class Meta:
        verbose_name = _("berkas tersimpan")
        constraints = [models.CheckConstraint(name="blob_not_empty", condition=models.Q(size_bytes__gt=0))]

    @property
    def storage_name(self) -> str:
        """Where the storage keeps the bytes."""
        return f"blob/{self.sha256[:2]}/{self.sha256}"
