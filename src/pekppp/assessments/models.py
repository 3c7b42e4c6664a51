"""The two official forms of a lokus: F-01, filled by the unit, and F-02, scored by evaluators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pekppp.common.revisions import RevisedRow, Save
from pekppp.periods.models import Lokus, Penugasan


class F01(models.Model):
    """The unit's own form (official form F-01): answers and evidence per indicator, no score."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Terkirim")

    lokus = models.OneToOneField(Lokus, models.PROTECT, related_name="f01")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)  # UTC; set by services.submit_f01 only

    class Meta:
        verbose_name = _("F-01")
        constraints = [
            models.CheckConstraint(
                name="f01_submitted_at_iff_submitted",
                condition=Q(status="submitted", submitted_at__isnull=False)
                | Q(status="draft", submitted_at__isnull=True),
            )
        ]


class JawabanF01(RevisedRow):
    """The unit's answer to one indicator, as it stands; every save is kept in SimpanF01."""

    f01 = models.ForeignKey(F01, models.PROTECT, related_name="jawaban")
    nomor = models.PositiveSmallIntegerField()  # the indicator's number in the instrument
    teks = models.TextField(_("jawaban"), blank=True)
    siap = models.BooleanField(_("siap"), default=False)  # the unit says: complete, evidence included

    class Meta:
        verbose_name = _("jawaban F-01")
        constraints = [models.UniqueConstraint(fields=["f01", "nomor"], name="jawabanf01_once")]


class SimpanF01(Save):
    """One save of an answer."""

    row = models.ForeignKey(JawabanF01, models.PROTECT, related_name="simpan")
    teks = models.TextField(blank=True)
    siap = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "revision"], name="simpanf01_once")]


class F02(models.Model):
    """Evaluator's form for one lokus in one periode (official form F-02)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Terkirim")

    class Lapis(models.TextChoices):
        EVALUATOR = "evaluator", _("Evaluator")

    lokus = models.ForeignKey(Lokus, models.PROTECT, related_name="f02")
    penugasan = models.ForeignKey(Penugasan, models.PROTECT, related_name="f02")
    lapis = models.CharField(max_length=12, choices=Lapis, default=Lapis.EVALUATOR)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)  # UTC; set by services.submit_f02 only

    class Meta:
        verbose_name = _("F-02")
        constraints = [
            models.UniqueConstraint(fields=["lokus", "lapis", "penugasan"], name="f02_once"),
            models.CheckConstraint(
                name="f02_submitted_at_iff_submitted",
                condition=Q(status="submitted", submitted_at__isnull=False)
                | Q(status="draft", submitted_at__isnull=True),
            ),
        ]


class NilaiF02(RevisedRow):
    """The score of one indicator on one sheet, as it stands; every save is kept in SimpanF02."""

    f02 = models.ForeignKey(F02, models.PROTECT, related_name="nilai")
    nomor = models.PositiveSmallIntegerField()  # the indicator's number in the instrument
    nilai = models.PositiveSmallIntegerField(_("nilai"), null=True, blank=True)  # on the scale; None: not scored yet
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("nilai F-02")
        constraints = [models.UniqueConstraint(fields=["f02", "nomor"], name="nilaif02_once")]


class SimpanF02(Save):
    """One save of a score."""

    row = models.ForeignKey(NilaiF02, models.PROTECT, related_name="simpan")
    nilai = models.PositiveSmallIntegerField(null=True, blank=True)
    catatan = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "revision"], name="simpanf02_once")]
