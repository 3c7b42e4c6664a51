"""Writing, sealing and checking the audit trail."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from pekppp.common.middleware import current_request_id
from pekppp.common.models import AuditEntry, AuditReference, AuditSeal

FIRST_HASH = "0" * 64
BATCH = 1000  # entries in one seal at the most


def record(
    action: str,
    target: models.Model,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write an entry inside the caller's transaction.

    Args:
        action: Noun and past participle, e.g. `f02.submitted`.
        target: The saved row that changed.
        by: Who did it; None for a job or a command.
        at: Aware; stored in UTC.
        data: JSON values that say what changed. No personal values: name people by `reference(user)`.
    """
    entry = _entry(action, target, by=reference(by) if by else None, at=at, data=data)
    entry.save(force_insert=True)
    return entry


def record_many(
    action: str, changes: Iterable[tuple[models.Model, datetime, Mapping[str, Any]]], *, by: AbstractBaseUser | None
) -> None:
    """Write one entry per change (saved row, time, data), as record() would, in a few statements."""
    key = reference(by) if by else None
    AuditEntry.objects.bulk_create(_entry(action, target, by=key, at=at, data=data) for target, at, data in changes)


def reference(user: AbstractBaseUser) -> str:
    """The key that stands for *user* in the trail; drawn at the first call."""
    found = AuditReference.objects.filter(user_id=user.pk).values_list("key", flat=True).first()
    return found or AuditReference.objects.get_or_create(user_id=user.pk, defaults={"key": uuid.uuid4().hex})[0].key


@transaction.atomic
def seal(*, at: datetime) -> AuditSeal | None:
    """Chain the oldest unsealed entries to the last seal; None when there are none.

    Safe to run twice at once: the second waits for the first one's lock, or fails on the unique previous hash.
    """
    last = AuditSeal.objects.select_for_update().order_by("-id").first()
    entries = list(AuditEntry.objects.filter(seal=None).order_by("id")[:BATCH])
    if not entries:
        return None
    previous = last.hash if last else FIRST_HASH
    made = AuditSeal.objects.create(
        sealed_at=at, entry_count=len(entries), previous_hash=previous, hash=_chain(previous, entries)
    )
    AuditEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(seal=made)
    return made


def first_broken_seal() -> AuditSeal | None:
    """The oldest seal that its entries no longer bear out; None while the chain is whole."""
    previous = FIRST_HASH
    for made in AuditSeal.objects.order_by("id").prefetch_related(
        models.Prefetch("entries", AuditEntry.objects.order_by("id"))
    ):
        entries = list(made.entries.all())
        whole = len(entries) == made.entry_count and made.previous_hash == previous
        if not whole or made.hash != _chain(previous, entries) or not all(map(_is_as_sealed, entries)):
            return made
        previous = made.hash
    return None


def _entry(
    action: str, target: models.Model, *, by: str | None, at: datetime, data: Mapping[str, Any] | None
) -> AuditEntry:
    name = f"{target._meta.label_lower}:{target.pk}"
    payload = {
        "at": at.astimezone(UTC).isoformat(),
        "action": action,
        "target": name,
        "by": by,
        "request": current_request_id.get(),
        "data": dict(data or {}),
    }
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return AuditEntry(at=at, action=action, target=name, payload=text)


def _is_as_sealed(entry: AuditEntry) -> bool:
    """Whether the columns that serve searching still say what the payload says."""
    sealed = json.loads(entry.payload)
    columns = (entry.at.astimezone(UTC).isoformat(), entry.action, entry.target)
    return columns == (sealed["at"], sealed["action"], sealed["target"])


def _chain(previous: str, entries: list[AuditEntry]) -> str:
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        digest.update(hashlib.sha256(f"{entry.pk}:{entry.payload}".encode()).digest())
    return digest.hexdigest()
