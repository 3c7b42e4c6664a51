"""The survey form, by hand: a Django form of so many choices costs three times as much as the rest of a response."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

import ipp


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One answer that can be chosen."""

    nilai: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Butir:
    """One question as the page shows it."""

    nomor: int
    teks: str
    pilihan: list[Pilihan]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Questions of one aspect that follow each other."""

    nama: str
    butir: list[Butir]


def no_answers(instrument: ipp.Instrument) -> list[int | None]:
    """An empty form."""
    return [None] * len(_survey(instrument).pertanyaan)


def read_answers(post: QueryDict, instrument: ipp.Instrument) -> list[int | None]:
    """One answer per question in the order of the form; None for whatever is not exactly a digit of the scale."""
    known = {str(value): value for value in range(instrument.skala.min, instrument.skala.maks + 1)}
    return [known.get(post.get(f"q{question.urutan}", "")) for question in _survey(instrument).pertanyaan]


def question_groups(
    instrument: ipp.Instrument, answers: Sequence[int | None], missing: Collection[int] = ()
) -> list[Kelompok]:
    """The form with *answers* filled in; questions whose number is in *missing* are marked."""
    survey = _survey(instrument)
    names = {aspek.kode: aspek.nama for aspek in instrument.aspek}
    labels = list(enumerate(survey.label, start=instrument.skala.min))
    return [
        Kelompok(
            names[kode],
            [
                Butir(
                    question.urutan,
                    question.teks,
                    [Pilihan(value, label, answers[question.urutan - 1] == value) for value, label in labels],
                    question.urutan in missing,
                )
                for question in questions
            ],
        )
        for kode, questions in groupby(survey.pertanyaan, key=lambda question: question.aspek)
    ]


def _survey(instrument: ipp.Instrument) -> ipp.F03:
    if instrument.f03 is None:
        raise ValueError(f"instrument {instrument.kode} has no survey")
    return instrument.f03
