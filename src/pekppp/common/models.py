"""The audit trail: what happened, who did it (erasable), and the seals that chain it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditReference(models.Model):
    """Key under which audit entries name a person.

    Entries hold the key alone. Erasing a person (UU 27/2022) deletes this row; the entries and their seals stay whole.
    """

    key = models.CharField(max_length=32, unique=True)  # drawn at random
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")


class AuditSeal(models.Model):
    """One link of the chain over a batch of entries: SHA-256 of the previous seal and the batch's payloads."""

    sealed_at = models.DateTimeField()  # UTC
    entry_count = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, unique=True)  # 64 zeros in the first
    hash = models.CharField(max_length=64, unique=True)


class AuditEntry(models.Model):
    """One change, written in the transaction that made it and never altered."""

    at = models.DateTimeField()  # UTC
    action = models.CharField(max_length=60)  # e.g. "f02.submitted"
    target = models.CharField(max_length=80)  # e.g. "assessments.f02:17"
    payload = models.TextField()  # canonical JSON of all that is sealed: at, action, target, by, request, data
    seal = models.ForeignKey(AuditSeal, models.PROTECT, null=True, blank=True, related_name="entries")

    class Meta:
        verbose_name = _("jejak audit")
        indexes = [
            models.Index(fields=["target"], name="auditentry_target"),
            models.Index(fields=["seal", "id"], name="auditentry_seal"),
        ]
