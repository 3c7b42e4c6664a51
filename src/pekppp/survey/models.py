"""The citizens' survey (official form F-03): one link per lokus, one row per response."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pekppp.periods.models import Lokus

MAX_QUESTIONS = 40  # columns there are; an instrument may ask fewer


class TautanSurvei(models.Model):
    """The public address of a lokus's survey, printed as a QR code."""

    lokus = models.OneToOneField(Lokus, models.PROTECT, related_name="tautan")
    kode = models.CharField(max_length=16, unique=True)  # drawn at random, so that it cannot be guessed
    created_at = models.DateTimeField()  # UTC

    class Meta:
        verbose_name = _("tautan survei")


class ResponF03(models.Model):
    """One citizen's answers, append-only: q1..qn in the order of the form, the rest None. Nothing about the person."""

    lokus = models.ForeignKey(Lokus, models.PROTECT, related_name="respon")
    nonce = models.UUIDField(unique=True)  # drawn into the form, so that a form sent twice counts once
    received_at = models.DateTimeField()  # UTC
    for _number in range(1, MAX_QUESTIONS + 1):
        vars()[f"q{_number}"] = models.PositiveSmallIntegerField(null=True)
    del _number

    class Meta:
        verbose_name = _("respon F-03")
        constraints = [models.CheckConstraint(name="responf03_q1", condition=Q(q1__isnull=False))]
