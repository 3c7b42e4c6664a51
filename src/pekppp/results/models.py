"""Published results: what was computed on the day of publication, exact, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pekppp.institutions.models import Instansi
from pekppp.periods.models import Lokus, Periode


class Indeks(models.Model):
    """An index, stored so that it is exact, sorts, and shows without arithmetic (abstract)."""

    nilai_eksak = models.TextField()  # exact value "n/d" in lowest terms; long where many respondent counts meet
    nilai_urut = models.BigIntegerField()  # floor(value x 10^15), for sorting; ties are settled by nilai_eksak
    nilai = models.PositiveIntegerField()  # integer hundredths, rounded half up: 409 is 4.09
    kategori = models.CharField(_("kategori"), max_length=40)
    kategori_nama = models.TextField()
    peringkat = models.PositiveIntegerField(_("peringkat"))  # ties share a rank, the next one skips

    class Meta:
        abstract = True


class HasilLokus(Indeks):
    """The published index of one lokus with its whole trace."""

    lokus = models.OneToOneField(Lokus, models.PROTECT, related_name="hasil")
    f02 = models.PositiveIntegerField()  # integer hundredths
    f03 = models.PositiveIntegerField(null=True, blank=True)  # integer hundredths; None without respondents
    responden = models.PositiveIntegerField()
    sementara = models.BooleanField()  # F-03 is missing or has too few respondents
    jejak = models.JSONField()  # ipp.Jejak.to_dict(): index -> aspek -> indikator; no person's name, no note

    class Meta:
        verbose_name = _("hasil unit")
        ordering = ["peringkat", "lokus__kode"]
        constraints = [models.CheckConstraint(name="hasillokus_nilai", condition=Q(nilai__lte=500))]


class HasilInstansi(Indeks):
    """The published index of an instansi: the mean of the exact values of its lokus in one round."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="hasil_instansi")
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="hasil")
    jumlah_lokus = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("hasil instansi")
        ordering = ["peringkat", "instansi__kode"]
        constraints = [models.UniqueConstraint(fields=["periode", "instansi"], name="hasilinstansi_once")]
