"""Making survey links and taking responses in."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.errors import StageClosed
from pekppp.periods.models import Lokus, Tahap
from pekppp.periods.services import require_open_stage
from pekppp.survey.errors import ResponConflict, ResponRefused
from pekppp.survey.models import ResponF03, TautanSurvei

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike on paper


@transaction.atomic
def ensure_tautan(lokus: Lokus, *, by: User | None, at: datetime) -> TautanSurvei:
    """The lokus's link; drawn at the first call."""
    kode = "".join(secrets.choice(ALPHABET) for _place in range(10))
    tautan, made = TautanSurvei.objects.get_or_create(lokus=lokus, defaults={"kode": kode, "created_at": at})
    if made:
        audit.record("tautan.created", tautan, by=by, at=at)
    return tautan


def receive_respon(tautan: TautanSurvei, answers: Sequence[int | None], *, nonce: uuid.UUID, at: datetime) -> bool:
    """Keep one citizen's answers; whether they are new.

    The same answers with the same *nonce* are the same response, also when the survey has closed in between: a person
    whose connection broke may send again and again. Writes no audit entry: the response is its own record.

    Args:
        tautan: With lokus, periode and instrumen loaded.
        answers: One integer per question in the order of the form; None where none was given.
        nonce: Drawn into the form by the server.
        at: Aware.

    Raises:
        StageClosed: The survey is not open.
        ResponRefused: Answers are missing or off the scale.
        ResponConflict: The *nonce* was used for other answers.
    """
    instrument = instrument_of(tautan.lokus.periode.instrumen)
    if instrument.f03 is None or len(answers) != len(instrument.f03.pertanyaan):
        raise ResponRefused(_("Formulir tidak cocok dengan survei ini. Muat ulang halaman lalu isi kembali."), [])
    allowed = range(instrument.skala.min, instrument.skala.maks + 1)
    kurang = [
        number for number, answer in enumerate(answers, start=1) if type(answer) is not int or answer not in allowed
    ]
    row = ResponF03(lokus=tautan.lokus, nonce=nonce, received_at=at)
    for number, answer in enumerate(answers, start=1):
        setattr(row, f"q{number}", answer)
    try:
        require_open_stage(tautan.lokus.periode, Tahap.Jenis.F03, at=at)
    except StageClosed:
        if not kurang and _is_stored(row):
            return False
        raise
    if kurang:
        raise ResponRefused(
            _("Masih ada %(count)s pertanyaan yang belum dijawab. Mohon lengkapi, lalu kirim lagi.")
            % {"count": len(kurang)},
            kurang,
        )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not _is_stored(row):
            raise
        return False
    return True


def _is_stored(row: ResponF03) -> bool:
    """Whether a response with the row's nonce is there; ResponConflict when it differs from the row."""
    stored = ResponF03.objects.filter(nonce=row.nonce).first()
    if stored is None:
        return False
    own = {"id", "received_at"}
    names = [field.attname for field in ResponF03._meta.concrete_fields if field.attname not in own]
    if any(getattr(stored, name) != getattr(row, name) for name in names):
        raise ResponConflict(
            _(
                "Formulir ini sudah pernah dikirim dengan jawaban lain, dan jawaban yang pertama itu yang dihitung. "
                "Bila Anda orang lain yang juga dilayani, tekan Kirim sekali lagi."
            )
        )
    return True
