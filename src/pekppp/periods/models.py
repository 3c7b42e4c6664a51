"""A round of evaluation: its stages, the units that take part, and who evaluates them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pekppp.institutions.models import Instansi, UnitLayanan
from pekppp.instruments.models import Instrumen


class Periode(models.Model):
    """One round by one owner with one instrument.

    `kebijakan` holds the choices the instrument leaves open (by name); chosen before opening, then fixed.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Disiapkan")
        OPEN = "open", _("Berjalan")
        PUBLISHED = "published", _("Terbit")

    pemilik = models.ForeignKey(Instansi, models.PROTECT, related_name="periode", verbose_name=_("pemilik"))
    nama = models.CharField(_("nama"), max_length=120)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    instrumen = models.ForeignKey(Instrumen, models.PROTECT, related_name="periode", verbose_name=_("instrumen"))
    kebijakan = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)  # UTC; set by services.open_periode only
    published_at = models.DateTimeField(null=True, blank=True)  # UTC; set by services.mark_published only

    class Meta:
        verbose_name = _("periode")
        ordering = ["-tahun", "nama", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pemilik", "nama"], name="periode_nama_once"),
            models.CheckConstraint(
                name="periode_status_times",
                condition=Q(status="draft", opened_at__isnull=True, published_at__isnull=True)
                | Q(status="open", opened_at__isnull=False, published_at__isnull=True)
                | Q(status="published", opened_at__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Tahap(models.Model):
    """A stage of a period: open from `mulai` up to, not including, `selesai`. Stages may overlap."""

    class Jenis(models.TextChoices):
        F01 = "f01", _("Pengisian F-01")
        F02 = "f02", _("Penilaian F-02")
        F03 = "f03", _("Survei F-03")
        PENETAPAN = "penetapan", _("Penetapan hasil")

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="tahap")
    jenis = models.CharField(max_length=12, choices=Jenis)
    mulai = models.DateTimeField()  # UTC
    selesai = models.DateTimeField()  # UTC; one instant, set in the owner's zone

    class Meta:
        verbose_name = _("tahap")
        ordering = ["mulai", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "jenis"], name="tahap_once"),
            models.CheckConstraint(name="tahap_order", condition=Q(mulai__lt=F("selesai"))),
            models.CheckConstraint(name="tahap_jenis", condition=Q(jenis__in=["f01", "f02", "f03", "penetapan"])),
        ]

    def is_open(self, at: datetime) -> bool:
        """Whether *at* lies within the stage."""
        return self.mulai <= at < self.selesai


class Lokus(models.Model):
    """A unit in one round. Name, code and instansi are copies from the day it was set, so renaming leaves history."""

    class Status(models.TextChoices):
        SET = "set", _("Belum mulai")
        FILLING = "filling", _("Mengisi F-01")
        SUBMITTED = "submitted", _("F-01 terkirim")
        SCORING = "scoring", _("Sedang dinilai")
        SCORED = "scored", _("Selesai dinilai")
        PUBLISHED = "published", _("Hasil terbit")

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="lokus")
    unit = models.ForeignKey(UnitLayanan, models.PROTECT, related_name="lokus")
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="lokus")
    kode = models.CharField(max_length=30)
    nama = models.CharField(max_length=160)
    instansi_kode = models.CharField(max_length=20)
    instansi_nama = models.CharField(max_length=160)
    status = models.CharField(max_length=10, choices=Status, default=Status.SET)  # moved by services.move_lokus only

    class Meta:
        verbose_name = _("lokus")
        ordering = ["kode", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit"], name="lokus_once"),
            models.CheckConstraint(
                name="lokus_status",
                condition=Q(status__in=["set", "filling", "submitted", "scoring", "scored", "published"]),
            ),
        ]
        indexes = [models.Index(fields=["periode", "status"], name="lokus_periode_status")]

    def __str__(self) -> str:
        return self.nama


class Penugasan(models.Model):
    """An evaluator's assignment to a lokus; `revoked_at` is None while it stands."""

    lokus = models.ForeignKey(Lokus, models.PROTECT, related_name="penugasan")
    evaluator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="penugasan")
    assigned_at = models.DateTimeField()  # UTC
    revoked_at = models.DateTimeField(null=True, blank=True)  # UTC

    class Meta:
        verbose_name = _("penugasan")
        constraints = [
            models.UniqueConstraint(
                fields=["lokus", "evaluator"], condition=Q(revoked_at__isnull=True), name="penugasan_once"
            )
        ]
