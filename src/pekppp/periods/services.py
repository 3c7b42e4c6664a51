"""Changes to rounds; `move_lokus` holds the one table of a lokus's transitions."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.institutions.models import Instansi, UnitLayanan
from pekppp.institutions.selectors import evaluators_of
from pekppp.instruments.models import Instrumen
from pekppp.instruments.services import check_kebijakan
from pekppp.periods.errors import AssignmentRefused, PeriodeRefused, StageClosed, WrongStatus
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from pekppp.periods.selectors import tahap_of

Status = Lokus.Status
TRANSITIONS: dict[str, set[str]] = {
    Status.SET: {Status.FILLING},
    Status.FILLING: {Status.SUBMITTED},
    Status.SUBMITTED: {Status.SCORING},
    Status.SCORING: {Status.SCORED},
    Status.SCORED: {Status.PUBLISHED},
    Status.PUBLISHED: set(),
}
Span = tuple[datetime, datetime]


@transaction.atomic
def create_periode(
    pemilik: Instansi,
    *,
    nama: str,
    tahun: int,
    instrumen: Instrumen,
    tahap: Mapping[Tahap.Jenis, Span],
    by: User | None,
    at: datetime,
    kebijakan: Mapping[str, str] | None = None,
) -> Periode:
    """Prepare a round with its stages; nobody but its coordinator sees it until it opens.

    Raises:
        KebijakanRefused: A policy that the instrument does not allow.
        ValidationError: The owner has a round of that name.
    """
    chosen = dict(kebijakan or {})
    check_kebijakan(instrumen, chosen)
    periode = Periode(pemilik=pemilik, nama=nama, tahun=tahun, instrumen=instrumen, kebijakan=chosen)
    periode.full_clean()
    periode.save()
    Tahap.objects.bulk_create(
        Tahap(periode=periode, jenis=jenis, mulai=mulai, selesai=selesai) for jenis, (mulai, selesai) in tahap.items()
    )
    audit.record("periode.created", periode, by=by, at=at, data={"instrumen": instrumen.sha256, "kebijakan": chosen})
    return periode


@transaction.atomic
def open_periode(periode: Periode, *, by: User | None, at: datetime) -> Periode:
    """Let the round begin: people see it, its policies are fixed.

    Raises:
        PeriodeRefused: It is open already, or has no lokus or no stage.
    """
    periode = _locked(periode, Periode.Status.DRAFT)
    if not periode.lokus.exists() or not periode.tahap.exists():
        raise PeriodeRefused(_("Tetapkan dahulu tahap dan sedikitnya satu lokus, lalu buka periode."))
    periode.status, periode.opened_at = Periode.Status.OPEN, at
    periode.save(update_fields=["status", "opened_at"])
    audit.record("periode.opened", periode, by=by, at=at)
    return periode


@transaction.atomic
def set_lokus(periode: Periode, units: Iterable[UnitLayanan], *, by: User | None, at: datetime) -> list[Lokus]:
    """Add *units* (instansi loaded) to a round that is not published; those in it already are left alone.

    Raises:
        PeriodeRefused: The round is published, or a unit lies outside the owner's tree.
    """
    periode = _locked(periode, Periode.Status.DRAFT, Periode.Status.OPEN)
    present = set(periode.lokus.values_list("unit_id", flat=True))
    added = []
    for unit in units:
        if not unit.instansi.path.startswith(periode.pemilik.path):
            raise PeriodeRefused(_("%(unit)s tidak berada di bawah pemilik periode ini.") % {"unit": unit.nama})
        if unit.pk in present:
            continue
        added.append(
            Lokus.objects.create(
                periode=periode,
                unit=unit,
                instansi=unit.instansi,
                kode=unit.kode,
                nama=unit.nama,
                instansi_kode=unit.instansi.kode,
                instansi_nama=unit.instansi.nama,
            )
        )
    audit.record("periode.lokus_set", periode, by=by, at=at, data={"lokus": [lokus.pk for lokus in added]})
    return added


@transaction.atomic
def assign(lokus: Lokus, evaluator: User, *, by: User | None, at: datetime) -> Penugasan:
    """Have *evaluator* score *lokus*; a standing assignment is returned as it is.

    Raises:
        AssignmentRefused: The person is no evaluator at the round's owner, or belongs to the unit itself; or the
            lokus is scored.
        PeriodeRefused: The round is published.
    """
    periode = _locked(lokus.periode, Periode.Status.DRAFT, Periode.Status.OPEN)
    lokus = Lokus.objects.select_for_update().get(pk=lokus.pk)
    if lokus.status in {Status.SCORED, Status.PUBLISHED}:
        raise AssignmentRefused(_("%(lokus)s sudah selesai dinilai.") % {"lokus": lokus.nama})
    if not evaluators_of(periode.pemilik).filter(pk=evaluator.pk).exists():
        raise AssignmentRefused(_("%(name)s bukan evaluator di instansi pemilik periode.") % {"name": evaluator.name})
    if evaluator.penempatan.filter(unit=lokus.unit_id).exists():
        raise AssignmentRefused(
            _("%(name)s bertugas di unit ini dan tidak boleh menilainya. Pilih evaluator lain.")
            % {"name": evaluator.name}
        )
    penugasan, made = Penugasan.objects.get_or_create(
        lokus=lokus, evaluator=evaluator, revoked_at=None, defaults={"assigned_at": at}
    )
    if made:
        audit.record("lokus.assigned", lokus, by=by, at=at, data={"evaluator": audit.reference(evaluator)})
    return penugasan


@transaction.atomic
def assign_all(lokus: Iterable[Lokus], evaluator: User, *, by: User | None, at: datetime) -> list[Penugasan]:
    """Assign *evaluator* to every lokus, or to none.

    Raises:
        AssignmentRefused, PeriodeRefused: As assign.
    """
    return [assign(one, evaluator, by=by, at=at) for one in lokus]


@transaction.atomic
def revoke(penugasan: Penugasan, *, by: User, at: datetime) -> None:
    """End an assignment before its work has begun.

    Raises:
        AssignmentRefused: Scoring of the lokus has begun.
    """
    lokus = Lokus.objects.select_for_update().get(pk=penugasan.lokus_id)
    if lokus.status in {Status.SCORING, Status.SCORED, Status.PUBLISHED}:
        raise AssignmentRefused(_("Penilaian %(lokus)s sudah dimulai; penugasannya tetap.") % {"lokus": lokus.nama})
    if Penugasan.objects.filter(pk=penugasan.pk, revoked_at=None).update(revoked_at=at):
        audit.record("lokus.unassigned", lokus, by=by, at=at, data={"evaluator": audit.reference(penugasan.evaluator)})


def move_lokus(lokus: Lokus, status: Lokus.Status, *, by: User | None, at: datetime) -> None:
    """Take *lokus* (locked by the caller, inside a transaction) to *status*. Apps above check their own rules first.

    Raises:
        WrongStatus: The table allows no such step.
    """
    if status not in TRANSITIONS[lokus.status]:
        raise WrongStatus(
            _("%(lokus)s berstatus “%(status)s”, sehingga langkah ini tidak dapat dilakukan.")
            % {"lokus": lokus.nama, "status": lokus.get_status_display()}
        )
    before, lokus.status = lokus.status, status
    lokus.save(update_fields=["status"])
    audit.record("lokus.moved", lokus, by=by, at=at, data={"from": str(before), "to": str(status)})


def require_open_stage(periode: Periode, jenis: Tahap.Jenis, *, at: datetime) -> None:
    """Pass while the round runs and the stage covers *at*.

    Raises:
        StageClosed: Otherwise; the text says since when or until when.
    """
    tahap = tahap_of(periode, jenis)
    label = Tahap.Jenis(jenis).label
    if periode.status == Periode.Status.DRAFT or tahap is None:
        raise StageClosed(_("Tahap %(tahap)s belum dibuka.") % {"tahap": label})
    if periode.status == Periode.Status.PUBLISHED or at >= tahap.selesai:
        raise StageClosed(
            _("Tahap %(tahap)s sudah ditutup. Hubungi koordinator bila masih ada yang perlu diubah.") % {"tahap": label}
        )
    if at < tahap.mulai:
        raise StageClosed(_("Tahap %(tahap)s belum dibuka.") % {"tahap": label})


def mark_published(periode: Periode, *, by: User, at: datetime) -> Periode:
    """Close the round for good; `results` calls this inside its own transaction, after storing the results.

    Raises:
        PeriodeRefused: The round does not run.
    """
    periode = _locked(periode, Periode.Status.OPEN)
    periode.status, periode.published_at = Periode.Status.PUBLISHED, at
    periode.save(update_fields=["status", "published_at"])
    audit.record("periode.published", periode, by=by, at=at)
    return periode


def _locked(periode: Periode, *allowed: Periode.Status) -> Periode:
    locked = Periode.objects.select_for_update(of=("self",)).select_related("pemilik").get(pk=periode.pk)
    if locked.status not in allowed:
        raise PeriodeRefused(
            _("Periode berstatus “%(status)s”, sehingga langkah ini tidak dapat dilakukan.")
            % {"status": locked.get_status_display()}
        )
    return locked
