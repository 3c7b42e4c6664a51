"""The two rounds of the fictional regency: 2024, scored and published, and 2025, under way in every state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

import ipp
from pekppp.assessments.services import attach_bukti, submit_f01, submit_f02
from pekppp.config.demo.bulk import answer_f03, attach, fill_f01, fill_f02
from pekppp.config.demo.files import pdf, png
from pekppp.config.demo.names import OPERATOR_UNIT
from pekppp.config.demo.people import People
from pekppp.config.demo.scores import GAIN, draw_answer, draw_note, draw_respon, draw_scores
from pekppp.files.models import Blob
from pekppp.files.services import store
from pekppp.institutions.models import Instansi, UnitLayanan
from pekppp.instruments.models import Instrumen
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.models import Lokus, Penugasan, Periode, Tahap
from pekppp.periods.services import assign, create_periode, open_periode, set_lokus
from pekppp.results.services import publish
from pekppp.survey.services import ensure_tautan

Jenis, Status = Tahap.Jenis, Lokus.Status
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WIB = ZoneInfo("Asia/Jakarta")
PAST_START = datetime(2024, 7, 1, 8, tzinfo=WIB)
OFFICE_HOURS = 8 * HOUR  # stages begin at 08.00 and end at 16.00
STATES_2025 = {Status.SET: 8, Status.FILLING: 14, Status.SUBMITTED: 12, Status.SCORING: 14, Status.SCORED: 22}
EVALUATOR_2025 = {Status.SET: 2, Status.FILLING: 2, Status.SUBMITTED: 3, Status.SCORING: 3, Status.SCORED: 2}
RESPONDENTS_2025 = (0, 0, 0, 2, 4, 7, 9, 10, 11, 12, 14, 17, 21, 24)
OPERATOR_ANSWERS = 5  # what the account `operator` has answered so far
OPERATOR_RESPONDENTS = 0  # whoever tries the whole path answers the survey themselves


@dataclass(frozen=True)
class Stage:
    """What both rounds are built from."""

    regency: Instansi
    units: Sequence[UnitLayanan]
    people: People
    instrumen: Instrumen
    quality: dict[int, int]  # by unit id, in hundredths, as of 2025
    rng: Random
    blobs: dict[int, Blob]  # a stored PDF per indicator number, shown by every unit

    @property
    def items(self) -> tuple[ipp.Indikator, ...]:
        """Every indicator asked, in the order of the form."""
        return asked(self.instrumen)

    @property
    def questions(self) -> int:
        """Number of F-03 questions."""
        survey = instrument_of(self.instrumen).f03
        return len(survey.pertanyaan) if survey else 0


def asked(instrumen: Instrumen) -> tuple[ipp.Indikator, ...]:
    """Every indicator that the instrument asks, the unweighted ones last."""
    instrument = instrument_of(instrumen)
    return (*instrument.indikator, *instrument.tambahan)


def store_evidence(instrumen: Instrumen, *, at: datetime) -> dict[int, Blob]:
    """One PDF per indicator number."""
    numbers = [item.nomor for item in asked(instrumen)]
    return {nomor: store(pdf(f"bukti-{nomor:02}.pdf", f"Indikator {nomor}"), at=at) for nomor in numbers}


def add_past_round(stage: Stage) -> Periode:
    """The published round of 2024: every unit scored, some of them by two evaluators, 10 to 25 respondents each."""
    people, rng, start = stage.people, stage.rng, PAST_START
    tahap = {
        Jenis.F01: (start, start + 30 * DAY + OFFICE_HOURS),
        Jenis.F02: (start + 20 * DAY, start + 70 * DAY + OFFICE_HOURS),
        Jenis.F03: (start, start + 70 * DAY + OFFICE_HOURS),
        Jenis.PENETAPAN: (start + 71 * DAY, start + 90 * DAY + OFFICE_HOURS),
    }
    periode, lokus = _begin(stage, "PEKPPP Mandiri 2024", 2024, tahap, at=start - 14 * DAY)
    evaluators = cycle([people.evaluator, *people.others])
    for number, row in enumerate(lokus):
        quality = stage.quality[row.unit_id] - rng.choice(GAIN)
        team = [next(evaluators) for _person in range(2 if number % 14 == 0 else 1)]
        sheets = [assign(row, person, by=people.koordinator, at=start - 10 * DAY) for person in team]
        scores = draw_scores(rng, quality, stage.items)
        begun = start + (1 + number % 9) * DAY
        _fill(stage, row, scores, list(scores), at=begun)
        submit_f01(row, by=people.operators[row.unit_id], at=begun + 8 * HOUR)
        _respond(stage, row, quality, rng.randrange(10, 26), at=start + DAY, step=2 * DAY)
        for place, penugasan in enumerate(sheets):
            own = scores if place == 0 else draw_scores(rng, quality, stage.items)
            day = start + (22 + number % 40 + place) * DAY
            _score(stage, penugasan, own, len(own), at=day)
            submit_f02(penugasan, by=penugasan.evaluator, at=day + 8 * HOUR)
    publish(periode, by=people.koordinator, at=start + 80 * DAY)
    periode.refresh_from_db()
    return periode


def add_running_round(stage: Stage, *, now: datetime) -> Periode:
    """The round of 2025, whose stages are open around *now*: lokus in every state but published."""
    people, rng = stage.people, stage.rng
    start = (now.astimezone(WIB) - 20 * DAY).replace(hour=8, minute=0, second=0, microsecond=0)
    end = start + 80 * DAY + OFFICE_HOURS
    tahap = dict.fromkeys((Jenis.F01, Jenis.F02, Jenis.F03), (start, end))
    tahap[Jenis.PENETAPAN] = (start + 81 * DAY, end + 14 * DAY)
    periode, lokus = _begin(stage, "PEKPPP Mandiri 2025", 2025, tahap, at=start - 14 * DAY)
    states = _states(rng, lokus)
    others, own = cycle(people.others), dict(EVALUATOR_2025)
    for number, row in enumerate(sorted(lokus, key=lambda row: row.kode != OPERATOR_UNIT)):
        state, quality = states[row.pk], stage.quality[row.unit_id]
        is_operators = row.kode == OPERATOR_UNIT
        mine = own[state] > 0
        own[state] -= mine
        person = people.evaluator if mine else next(others)
        penugasan = assign(row, person, by=people.koordinator, at=start - 10 * DAY)
        responden = OPERATOR_RESPONDENTS if is_operators else rng.choice(RESPONDENTS_2025)
        _respond(stage, row, quality, responden, at=start + DAY, step=15 * HOUR)
        if is_operators:
            _operator_draft(stage, row, at=now - 2 * DAY)
        elif state != Status.SET:
            _advance(stage, row, penugasan, state, at=start + (1 + number % 7) * DAY)
    return periode


def _begin(
    stage: Stage, nama: str, tahun: int, tahap: dict[Tahap.Jenis, tuple[datetime, datetime]], *, at: datetime
) -> tuple[Periode, list[Lokus]]:
    by = stage.people.koordinator
    periode = create_periode(
        stage.regency, nama=nama, tahun=tahun, instrumen=stage.instrumen, tahap=tahap, by=by, at=at
    )
    lokus = set_lokus(periode, stage.units, by=by, at=at)
    periode = open_periode(periode, by=by, at=at + DAY)
    for row in lokus:
        row.periode = periode
        ensure_tautan(row, by=by, at=at + DAY)
    return periode, lokus


def _states(rng: Random, lokus: Sequence[Lokus]) -> dict[int, Lokus.Status]:
    """A state per lokus id; the operator's own unit is being filled in."""
    drawn = [state for state, count in STATES_2025.items() for _lokus in range(count)]
    drawn.remove(Status.FILLING)
    rng.shuffle(drawn)
    left: Iterator[Lokus.Status] = iter(drawn)
    return {row.pk: Status.FILLING if row.kode == OPERATOR_UNIT else next(left) for row in lokus}


def _advance(stage: Stage, lokus: Lokus, penugasan: Penugasan, state: Lokus.Status, *, at: datetime) -> None:
    """Take a lokus from the beginning to *state*; all of it within twelve days from *at*."""
    rng = stage.rng
    scores = draw_scores(rng, stage.quality[lokus.unit_id], stage.items)
    if state == Status.FILLING:
        _fill(stage, lokus, scores, list(scores)[: rng.randrange(3, 26)], at=at)
        return
    _fill(stage, lokus, scores, list(scores), at=at)
    submit_f01(lokus, by=stage.people.operators[lokus.unit_id], at=at + 8 * HOUR)
    if state == Status.SUBMITTED:
        return
    count = len(scores) if state == Status.SCORED else rng.randrange(4, 27)
    _score(stage, penugasan, scores, count, at=at + 4 * DAY)
    if state == Status.SCORED:
        submit_f02(penugasan, by=penugasan.evaluator, at=at + 4 * DAY + 8 * HOUR)


def _fill(stage: Stage, lokus: Lokus, scores: dict[int, int], answered: Sequence[int], *, at: datetime) -> None:
    """Answers to the indicators *answered*, each marked "siap", about a third with a file."""
    rng, operator = stage.rng, stage.people.operators[lokus.unit_id]
    items = {item.nomor: item for item in stage.items}
    answers = {nomor: (draw_answer(rng, items[nomor], scores[nomor]), True) for nomor in answered}
    fill_f01(lokus, answers, by=operator, at=at, rng=rng)
    shown = {nomor: stage.blobs[nomor] for nomor in answered if rng.randrange(3) == 0}
    attach(lokus, shown, by=operator, at=at + 3 * HOUR)


def _score(stage: Stage, penugasan: Penugasan, scores: dict[int, int], count: int, *, at: datetime) -> None:
    items = {item.nomor: item for item in stage.items}
    given = list(scores.items())[:count]
    sheet = {nomor: (nilai, draw_note(stage.rng, items[nomor], nilai)) for nomor, nilai in given}
    fill_f02(penugasan, sheet, at=at, rng=stage.rng)


def _respond(stage: Stage, lokus: Lokus, quality: int, count: int, *, at: datetime, step: timedelta) -> None:
    responses = [draw_respon(stage.rng, quality, stage.questions) for _person in range(count)]
    answer_f03(lokus, responses, at=at, step=step, rng=stage.rng)


def _operator_draft(stage: Stage, lokus: Lokus, *, at: datetime) -> None:
    """The form that the account `operator` finds: a few answers, the last one not ready, each with a file."""
    operator = stage.people.operators[lokus.unit_id]
    items = stage.items[:OPERATOR_ANSWERS]
    answers = {
        item.nomor: (draw_answer(stage.rng, item, 4), place < OPERATOR_ANSWERS)
        for place, item in enumerate(items, start=1)
    }
    fill_f01(lokus, answers, by=operator, at=at, rng=stage.rng)
    for item in items:
        file = (
            png(f"foto-loket-{item.nomor:02}.png", (40, 110, 140 + 10 * item.nomor))
            if item.nomor % 3 == 0
            else pdf(f"bukti-{item.nomor:02}-banyuripah.pdf", f"Puskesmas Banyuripah, indikator {item.nomor}")
        )
        attach_bukti(lokus, item.nomor, file, by=operator, at=at + HOUR)
