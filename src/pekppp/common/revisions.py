"""Rows that people edit at the same time: every save is kept, a repeat is recognised, a stale one is refused."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from pekppp.common.errors import StaleRevision


class RevisedRow(models.Model):
    """A row whose saves are numbered. `revision` is 0 until the first save."""

    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Save(models.Model):
    """One save of a RevisedRow; subclasses add `row` (foreign key) and the values saved."""

    client_id = models.UUIDField(unique=True)  # drawn into the form, so that a repeat is the same save
    revision = models.PositiveIntegerField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()  # UTC

    class Meta:
        abstract = True


def save_revision(
    row: RevisedRow,
    saves: type[Save],
    values: Mapping[str, Any],
    *,
    client_id: uuid.UUID,
    seen_revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> bool:
    """Give *row* (locked by the caller) the *values*; whether anything was written.

    Values that the row holds already are not written, whoever saved them. Nor is a repeat of the person's own last
    save under *client_id*. A person whose save got through while its answer was lost sends the old *client_id* and
    *seen_revision* with other values: they go on from there, and the save is kept under an id derived from the old
    one, so that answers may be lost many times in a row.

    Raises:
        StaleRevision: Somebody else saved after the person saw *seen_revision*.
    """
    kept: Any = saves._default_manager  # untyped: `row` and the values are the subclass's
    known = None
    while (found := kept.filter(client_id=client_id).first()) is not None:
        client_id = uuid.uuid5(client_id, "next")
        if (found.row_id, found.saved_by_id) == (row.pk, by.pk):
            known = found
    if known is not None:
        if _holds(known, values):
            return False
        seen_revision = known.revision
    if _holds(row, values):
        return False
    if seen_revision != row.revision:
        raise StaleRevision(_("Orang lain menyimpan perubahan setelah halaman ini Anda buka."), row)
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.save(update_fields=[*values, "revision"])
    kept.create(row=row, client_id=client_id, revision=row.revision, saved_by=by, saved_at=at, **values)
    return True


def _holds(row: models.Model, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())
