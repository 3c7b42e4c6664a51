"""Many saves of one form in a few statements.

The services lock, check and write answer by answer: right for people, minutes for a whole regency. Here the first
answer of every form goes through the service, which begins the form, moves the lokus and checks stage and person;
the rest are written as the same rows (answer, its one save, its audit entry). tests/config/test_demo.py compares them
with what the services write. Submitting and publishing always go through the services.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from pekppp.accounts.models import User
from pekppp.assessments.models import F01, F02, JawabanF01, NilaiF02, SimpanF01, SimpanF02
from pekppp.assessments.services import save_jawaban, save_nilai
from pekppp.common import audit
from pekppp.config.demo.scores import draw_uuid
from pekppp.evidence.models import BuktiDukung
from pekppp.files.models import Blob
from pekppp.periods.models import Lokus, Penugasan
from pekppp.survey.models import ResponF03

PACE = timedelta(minutes=4)  # between two saves of one form


def fill_f01(lokus: Lokus, answers: Mapping[int, tuple[str, bool]], *, by: User, at: datetime, rng: Random) -> None:
    """Save the (text, siap) of each indicator number, the first at *at*; nothing for no answers."""
    if not answers:
        return
    (first, (teks, siap)), *rest = answers.items()
    save_jawaban(lokus, first, teks=teks, siap=siap, client_id=draw_uuid(rng), seen_revision=0, by=by, at=at)
    f01 = F01.objects.get(lokus=lokus)
    rows = JawabanF01.objects.bulk_create(
        JawabanF01(f01=f01, nomor=nomor, teks=teks, siap=siap, revision=1) for nomor, (teks, siap) in rest
    )
    times = [at + PACE * step for step in range(1, len(rows) + 1)]
    SimpanF01.objects.bulk_create(
        SimpanF01(
            row=row, client_id=draw_uuid(rng), revision=1, saved_by=by, saved_at=time, teks=row.teks, siap=row.siap
        )
        for row, time in zip(rows, times, strict=True)
    )
    changes = [(row, time, {"nomor": row.nomor, "revision": 1}) for row, time in zip(rows, times, strict=True)]
    audit.record_many("f01.saved", changes, by=by)


def fill_f02(penugasan: Penugasan, scores: Mapping[int, tuple[int, str]], *, at: datetime, rng: Random) -> None:
    """Save the (score, note) of each indicator number as the assigned evaluator; nothing for no scores."""
    if not scores:
        return
    by = penugasan.evaluator
    (first, (nilai, catatan)), *rest = scores.items()
    save_nilai(penugasan, first, nilai=nilai, catatan=catatan, client_id=draw_uuid(rng), seen_revision=0, by=by, at=at)
    f02 = F02.objects.get(penugasan=penugasan)
    rows = NilaiF02.objects.bulk_create(
        NilaiF02(f02=f02, nomor=nomor, nilai=nilai, catatan=catatan, revision=1) for nomor, (nilai, catatan) in rest
    )
    times = [at + PACE * step for step in range(1, len(rows) + 1)]
    SimpanF02.objects.bulk_create(
        SimpanF02(
            row=row,
            client_id=draw_uuid(rng),
            revision=1,
            saved_by=by,
            saved_at=time,
            nilai=row.nilai,
            catatan=row.catatan,
        )
        for row, time in zip(rows, times, strict=True)
    )
    changes = [
        (row, time, {"nomor": row.nomor, "nilai": row.nilai, "revision": 1})
        for row, time in zip(rows, times, strict=True)
    ]
    audit.record_many("f02.saved", changes, by=by)


def attach(lokus: Lokus, blobs: Mapping[int, Blob], *, by: User, at: datetime) -> None:
    """Show a stored PDF as evidence for each indicator number."""
    rows = BuktiDukung.objects.bulk_create(
        BuktiDukung(
            lokus=lokus,
            nomor=nomor,
            blob=blob,
            nama_berkas=f"bukti-{nomor:02}.pdf",
            uploaded_by=by,
            uploaded_at=at,
        )
        for nomor, blob in blobs.items()
    )
    changes = [(row, at, {"lokus": lokus.pk, "nomor": row.nomor, "sha256": row.blob.sha256}) for row in rows]
    audit.record_many("bukti.added", changes, by=by)


def answer_f03(lokus: Lokus, responses: Sequence[Sequence[int]], *, at: datetime, step: timedelta, rng: Random) -> None:
    """Take in one response after the other, the first at *at*. The service writes no audit entry for them either."""
    ResponF03.objects.bulk_create(
        ResponF03(
            lokus=lokus,
            nonce=draw_uuid(rng),
            received_at=at + step * number,
            **{f"q{question}": answer for question, answer in enumerate(response, start=1)},
        )
        for number, response in enumerate(responses)
    )
