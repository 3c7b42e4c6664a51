"""Which file proves what for a lokus."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pekppp.files.models import Blob
from pekppp.periods.models import Lokus


class BuktiDukung(models.Model):
    """A file that the unit shows for one indicator. The row stays when the file is withdrawn."""

    lokus = models.ForeignKey(Lokus, models.PROTECT, related_name="bukti")
    nomor = models.PositiveSmallIntegerField()  # the indicator's number in the instrument
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    nama_berkas = models.CharField(_("nama berkas"), max_length=200)  # as the person's computer calls it
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()  # UTC
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # UTC; None while it counts

    class Meta:
        verbose_name = _("bukti dukung")
        ordering = ["nomor", "uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lokus", "nomor", "blob"], condition=Q(withdrawn_at__isnull=True), name="buktidukung_once"
            )
        ]
