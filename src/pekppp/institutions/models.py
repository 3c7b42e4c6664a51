"""Who is evaluated and who may act: the tree of instansi, their units, and placements of people."""

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pekppp.accounts.models import ZONES

FICTIONAL = "99."  # region codes that Kemendagri does not give out: demo data, kept out of national figures


def is_fictional_code(kode: str) -> bool:
    """Whether a code of an instansi belongs to demo data; the fictional province has the bare code "99"."""
    return f"{kode}.".startswith(FICTIONAL)


class Instansi(models.Model):
    """A kementerian, lembaga, provinsi, kabupaten or kota; a node of the tree of supervision.

    `path` holds the ids from the root down to the row itself, e.g. "/1/17/", so that a subtree is one prefix.
    """

    class Jenis(models.TextChoices):
        KEMENTERIAN = "kementerian", _("Kementerian")
        LEMBAGA = "lembaga", _("Lembaga")
        PROVINSI = "provinsi", _("Provinsi")
        KABUPATEN = "kabupaten", _("Kabupaten")
        KOTA = "kota", _("Kota")

    kode = models.CharField(_("kode"), max_length=20, unique=True)  # Kemendagri's region code, or a code of its own
    kode_bps = models.CharField(_("kode BPS"), max_length=4, blank=True)  # differs from Kemendagri's in Papua
    nama = models.CharField(_("nama"), max_length=160)
    jenis = models.CharField(_("jenis"), max_length=12, choices=Jenis)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name=_("induk")
    )
    path = models.CharField(max_length=255, unique=True, editable=False)  # set by services.create_instansi only
    zone = models.CharField(
        _("zona waktu"), max_length=20, choices=ZONES, default="Asia/Jakarta"
    )  # deadlines are set in it

    class Meta:
        verbose_name = _("instansi")
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                name="instansi_jenis",
                condition=Q(jenis__in=["kementerian", "lembaga", "provinsi", "kabupaten", "kota"]),
            ),
            models.CheckConstraint(name="instansi_zone", condition=Q(zone__in=dict(ZONES))),
            models.CheckConstraint(name="instansi_not_own_induk", condition=~Q(induk=F("id"))),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def is_fictional(self) -> bool:
        """Whether the row is demo data."""
        return is_fictional_code(self.kode)


class UnitLayanan(models.Model):
    """A unit that serves the public: a puskesmas, dinas, kecamatan, hospital and the like."""

    class Moda(models.TextChoices):
        LURING = "luring", _("Luring (tatap muka)")
        DARING = "daring", _("Daring")

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="unit", verbose_name=_("instansi"))
    kode = models.CharField(
        _("kode"),
        max_length=30,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Za-z.-]+\Z", _("Pakai huruf, angka, titik, atau -."))],
    )
    nama = models.CharField(_("nama"), max_length=160)
    moda = models.CharField(_("moda layanan"), max_length=6, choices=Moda, default=Moda.LURING)

    class Meta:
        verbose_name = _("unit layanan")
        ordering = ["kode"]
        constraints = [models.CheckConstraint(name="unitlayanan_moda", condition=Q(moda__in=["luring", "daring"]))]

    def __str__(self) -> str:
        return self.nama


class Penempatan(models.Model):
    """A person's role over an instansi (with all below it) or one unit, from a date to a date."""

    class Peran(models.TextChoices):
        KEMENTERIAN = "kementerian", _("Kementerian PANRB")
        KOORDINATOR = "koordinator", _("Koordinator")
        EVALUATOR = "evaluator", _("Evaluator")
        OPERATOR = "operator", _("Operator unit")
        PIMPINAN = "pimpinan", _("Pimpinan")
        PENGAWAS = "pengawas", _("Pengawas")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="penempatan", verbose_name=_("orang")
    )
    peran = models.CharField(_("peran"), max_length=12, choices=Peran)
    instansi = models.ForeignKey(Instansi, models.PROTECT, null=True, blank=True, related_name="penempatan")
    unit = models.ForeignKey(UnitLayanan, models.PROTECT, null=True, blank=True, related_name="penempatan")
    mulai = models.DateField(_("mulai"))
    selesai = models.DateField(_("selesai"), null=True, blank=True)  # last day; None while it lasts

    class Meta:
        verbose_name = _("penempatan")
        constraints = [
            models.CheckConstraint(
                name="penempatan_scope",
                condition=Q(peran="operator", unit__isnull=False, instansi__isnull=True)
                | Q(peran="pimpinan", unit__isnull=False, instansi__isnull=True)
                | Q(peran="pimpinan", unit__isnull=True, instansi__isnull=False)
                | Q(
                    peran__in=["kementerian", "koordinator", "evaluator", "pengawas"],
                    unit__isnull=True,
                    instansi__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="penempatan_dates", condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai"))
            ),
            models.UniqueConstraint(fields=["user", "peran", "instansi", "mulai"], name="penempatan_once_instansi"),
            models.UniqueConstraint(fields=["user", "peran", "unit", "mulai"], name="penempatan_once_unit"),
        ]

    def holds_on(self, day: date) -> bool:
        """Whether the placement is in force on *day*."""
        return self.mulai <= day and (self.selesai is None or day <= self.selesai)
