"""Filling in F-01 and scoring F-02, one function per step."""

import uuid
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

import ipp
from pekppp.accounts.models import User
from pekppp.assessments.errors import AlreadySubmitted, AnswerMissing, Incomplete, OffScale
from pekppp.assessments.models import F01, F02, JawabanF01, NilaiF02, SimpanF01, SimpanF02
from pekppp.assessments.selectors import jawaban_by_nomor, nilai_by_nomor
from pekppp.common import audit
from pekppp.common.revisions import save_revision
from pekppp.evidence.models import BuktiDukung
from pekppp.evidence.services import add_bukti, withdraw_bukti
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.errors import AssignmentRefused
from pekppp.periods.models import Lokus, Penugasan, Tahap
from pekppp.periods.services import move_lokus, require_open_stage


@transaction.atomic
def save_jawaban(
    lokus: Lokus,
    nomor: int,
    *,
    teks: str,
    siap: bool,
    client_id: uuid.UUID,
    seen_revision: int,
    by: User,
    at: datetime,
) -> JawabanF01:
    """Keep the unit's answer to one indicator.

    Raises:
        StageClosed, AlreadySubmitted: The form takes no more changes.
        OffScale: The instrument has no indicator of that number.
        AnswerMissing: It is marked "siap" and has no text.
        StaleRevision: Somebody else saved meanwhile; `current` is the answer as it stands.
    """
    lokus, f01 = _open_f01(lokus, nomor, by=by, at=at)
    if siap and not teks.strip():
        raise AnswerMissing(
            _("Tulis jawabannya dahulu, lalu tandai siap. Bila tidak ada di unit Anda, tulis “tidak ada”.")
        )
    jawaban, _made = JawabanF01.objects.get_or_create(f01=f01, nomor=nomor)
    values = {"teks": teks, "siap": siap}
    if save_revision(jawaban, SimpanF01, values, client_id=client_id, seen_revision=seen_revision, by=by, at=at):
        audit.record("f01.saved", jawaban, by=by, at=at, data={"nomor": nomor, "revision": jawaban.revision})
    return jawaban


@transaction.atomic
def attach_bukti(lokus: Lokus, nomor: int, upload: File, *, by: User, at: datetime) -> BuktiDukung:
    """Keep a file as evidence for one indicator.

    Raises:
        StageClosed, AlreadySubmitted, OffScale: As save_jawaban.
        FileRefused: The file is empty, too large or of a kind that is not accepted.
    """
    lokus, _f01 = _open_f01(lokus, nomor, by=by, at=at)
    return add_bukti(lokus, nomor, upload, by=by, at=at)


@transaction.atomic
def detach_bukti(bukti: BuktiDukung, *, by: User, at: datetime) -> None:
    """Withdraw a file while the form is open.

    Raises:
        StageClosed, AlreadySubmitted: The form takes no more changes.
    """
    _open_f01(bukti.lokus, bukti.nomor, by=by, at=at)
    withdraw_bukti(bukti, by=by, at=at)


@transaction.atomic
def submit_f01(lokus: Lokus, *, by: User, at: datetime) -> F01:
    """Lock the unit's form and hand it to the evaluators.

    Raises:
        StageClosed, AlreadySubmitted: The form takes no more changes.
        Incomplete: Indicators that are not marked "siap".
    """
    lokus, f01 = _open_f01(lokus, None, by=by, at=at)
    jawaban = jawaban_by_nomor(lokus)
    asked = [item.nomor for item in _items(lokus)]
    missing = [nomor for nomor in asked if nomor not in jawaban or not jawaban[nomor].siap]
    if missing:
        raise Incomplete(
            _("F-01 belum lengkap: %(count)s indikator belum ditandai siap.") % {"count": len(missing)}, missing
        )
    f01.status, f01.submitted_at = F01.Status.SUBMITTED, at
    f01.save(update_fields=["status", "submitted_at"])
    move_lokus(lokus, Lokus.Status.SUBMITTED, by=by, at=at)
    audit.record("f01.submitted", f01, by=by, at=at)
    return f01


@transaction.atomic
def save_nilai(
    penugasan: Penugasan,
    nomor: int,
    *,
    nilai: int | None,
    catatan: str,
    client_id: uuid.UUID,
    seen_revision: int,
    by: User,
    at: datetime,
) -> NilaiF02:
    """Keep the evaluator's score and note for one indicator; None takes the score back.

    Raises:
        StageClosed, AlreadySubmitted, AssignmentRefused: The sheet takes no more changes.
        OffScale: No such indicator, or a score outside the scale.
        StaleRevision: The sheet was changed elsewhere meanwhile; `current` is the score as it stands.
    """
    lokus, f02 = _open_f02(penugasan, by=by, at=at)
    _require_item(lokus, nomor)
    scale = instrument_of(lokus.periode.instrumen).skala
    if nilai is not None and not scale.min <= nilai <= scale.maks:
        raise OffScale(
            _("Nilai %(nilai)s tidak ada pada skala. Pilih %(min)s sampai %(max)s.")
            % {"nilai": nilai, "min": scale.min, "max": scale.maks}
        )
    row, _made = NilaiF02.objects.get_or_create(f02=f02, nomor=nomor)
    values = {"nilai": nilai, "catatan": catatan}
    if save_revision(row, SimpanF02, values, client_id=client_id, seen_revision=seen_revision, by=by, at=at):
        audit.record("f02.saved", row, by=by, at=at, data={"nomor": nomor, "nilai": nilai, "revision": row.revision})
    return row


@transaction.atomic
def submit_f02(penugasan: Penugasan, *, by: User, at: datetime) -> F02:
    """Lock the evaluator's sheet. The lokus counts as scored once every assigned evaluator has submitted.

    Computes nothing: results read the scores as they stand until the round is published.

    Raises:
        StageClosed, AlreadySubmitted, AssignmentRefused: The sheet takes no more changes.
        Incomplete: Counted indicators without a score.
    """
    lokus, f02 = _open_f02(penugasan, by=by, at=at)
    nilai = nilai_by_nomor(f02)
    counted = [item.nomor for item in instrument_of(lokus.periode.instrumen).indikator]
    missing = [nomor for nomor in counted if nomor not in nilai or nilai[nomor].nilai is None]
    if missing:
        raise Incomplete(_("F-02 belum lengkap: %(count)s indikator belum dinilai.") % {"count": len(missing)}, missing)
    f02.status, f02.submitted_at = F02.Status.SUBMITTED, at
    f02.save(update_fields=["status", "submitted_at"])
    audit.record("f02.submitted", f02, by=by, at=at)
    standing = lokus.penugasan.filter(revoked_at=None)
    submitted = F02.objects.filter(penugasan__in=standing, status=F02.Status.SUBMITTED).count()
    if submitted == standing.count():
        move_lokus(lokus, Lokus.Status.SCORED, by=by, at=at)
    return f02


def _open_f01(lokus: Lokus, nomor: int | None, *, by: User, at: datetime) -> tuple[Lokus, F01]:
    """The lokus, locked, and its form while it takes changes; the first call begins the form."""
    lokus = _locked(lokus)
    require_open_stage(lokus.periode, Tahap.Jenis.F01, at=at)
    if nomor is not None:
        _require_item(lokus, nomor)
    f01, _made = F01.objects.get_or_create(lokus=lokus)
    if f01.status != F01.Status.DRAFT:
        raise AlreadySubmitted(_("F-01 %(lokus)s sudah dikirim dan tidak dapat diubah.") % {"lokus": lokus.nama})
    if lokus.status == Lokus.Status.SET:
        move_lokus(lokus, Lokus.Status.FILLING, by=by, at=at)
    return lokus, f01


def _open_f02(penugasan: Penugasan, *, by: User, at: datetime) -> tuple[Lokus, F02]:
    """The lokus, locked, and the evaluator's sheet while it takes changes; the first call begins the sheet."""
    lokus = _locked(penugasan.lokus)
    require_open_stage(lokus.periode, Tahap.Jenis.F02, at=at)
    if not lokus.penugasan.filter(pk=penugasan.pk, revoked_at=None).exists():
        raise AssignmentRefused(_("Penugasan Anda untuk %(lokus)s sudah dicabut.") % {"lokus": lokus.nama})
    f02 = F02.objects.filter(lokus=lokus, lapis=F02.Lapis.EVALUATOR, penugasan=penugasan).first()
    if f02 is not None and f02.status != F02.Status.DRAFT:
        raise AlreadySubmitted(_("F-02 %(lokus)s sudah dikirim dan tidak dapat diubah.") % {"lokus": lokus.nama})
    if lokus.status != Lokus.Status.SCORING:
        move_lokus(lokus, Lokus.Status.SCORING, by=by, at=at)
    return lokus, f02 or F02.objects.create(lokus=lokus, penugasan=penugasan)


def _locked(lokus: Lokus) -> Lokus:
    locked = Lokus.objects.select_for_update(of=("self",)).select_related("periode__instrumen")
    return locked.defer("periode__instrumen__document").get(pk=lokus.pk)


def _items(lokus: Lokus) -> tuple[ipp.Indikator, ...]:
    instrument = instrument_of(lokus.periode.instrumen)
    return (*instrument.indikator, *instrument.tambahan)


def _require_item(lokus: Lokus, nomor: int) -> None:
    if nomor not in {item.nomor for item in _items(lokus)}:
        raise OffScale(_("Instrumen ini tidak memuat indikator nomor %(nomor)s.") % {"nomor": nomor})
