"""What the demo loader is made of: saves in bulk equal people's saves, files are real, draws stay on the scale."""

import io
import json
from random import Random

import pypdf
import pytest
from django.db import models
from PIL import Image

from pekppp.assessments.models import JawabanF01, NilaiF02, SimpanF01, SimpanF02
from pekppp.assessments.services import save_jawaban, save_nilai
from pekppp.common.models import AuditEntry
from pekppp.config.demo.bulk import PACE, fill_f01, fill_f02
from pekppp.config.demo.files import pdf, png
from pekppp.config.demo.scores import draw_respon, draw_score, draw_uuid, qualities
from pekppp.periods.models import Lokus
from tests import factories

VOLATILE = {"id", "row_id", "f01_id", "f02_id", "client_id", "saved_by_id"}


def rows(model: type[models.Model]) -> list[dict[str, object]]:
    """Every row without its keys."""
    found = model._default_manager.order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in VOLATILE} for row in found]


def entries(action: str) -> list[tuple[object, object, object]]:
    """Time, sealed time and data of each entry."""
    found = AuditEntry.objects.filter(action=action).order_by("pk")
    payloads = [(entry.at, json.loads(entry.payload)) for entry in found]
    return [(at, payload["at"], payload["data"]) for at, payload in payloads]


@pytest.mark.django_db
def test_fill_f01_writes_what_the_service_writes(regency, at):
    answers = {1: ("Ada.", True), 2: ("Belum.", False), 3: ("Ada dua.", True)}
    one, two = (factories.make_unit(regency) for _unit in range(2))
    factories.make_periode(regency, units=[one, two])
    by = factories.make_person()
    for step, (nomor, (teks, siap)) in enumerate(answers.items()):
        save_jawaban(
            Lokus.objects.get(unit=one),
            nomor,
            teks=teks,
            siap=siap,
            client_id=draw_uuid(Random(nomor)),
            seen_revision=0,
            by=by,
            at=at + PACE * step,
        )
    by_people = entries("f01.saved")

    fill_f01(Lokus.objects.get(unit=two), answers, by=by, at=at, rng=Random(99))

    for model in (JawabanF01, SimpanF01):
        both = rows(model)
        assert both[3:] == both[:3]
    assert entries("f01.saved") == by_people * 2
    assert Lokus.objects.get(unit=two).status == Lokus.Status.FILLING


@pytest.mark.django_db
def test_fill_f02_writes_what_the_service_writes(regency, at):
    scores = {1: (4, ""), 2: (0, "Lengkapi."), 3: (5, "")}
    one, two = (factories.make_unit(regency) for _unit in range(2))
    periode = factories.make_periode(regency, units=[one, two])
    people = [
        factories.make_penugasan(factories.make_lokus(unit, Lokus.Status.FILLING, periode=periode))
        for unit in (one, two)
    ]
    Lokus.objects.update(status=Lokus.Status.SUBMITTED)
    for step, (nomor, (nilai, catatan)) in enumerate(scores.items()):
        save_nilai(
            people[0],
            nomor,
            nilai=nilai,
            catatan=catatan,
            client_id=draw_uuid(Random(nomor)),
            seen_revision=0,
            by=people[0].evaluator,
            at=at + PACE * step,
        )
    by_people = entries("f02.saved")

    fill_f02(people[1], scores, at=at, rng=Random(99))

    for model in (NilaiF02, SimpanF02):
        both = rows(model)
        assert both[3:] == both[:3]
    assert entries("f02.saved") == by_people * 2
    assert Lokus.objects.get(unit=two).status == Lokus.Status.SCORING


def test_pdf_is_a_real_one():
    file = pdf("bukti.pdf", "Indikator 7")

    page = pypdf.PdfReader(io.BytesIO(file.read()), strict=True).pages[0]

    assert page.extract_text() == "Indikator 7\nBukti peragaan - data fiktif"


def test_png_is_a_real_one():
    with Image.open(io.BytesIO(png("foto.png", (1, 2, 3)).read())) as picture:
        picture.load()

        assert (picture.size, picture.getpixel((159, 99))) == ((160, 100), (1, 2, 3))


@pytest.mark.parametrize("quality", [0, 1, 238, 499, 500])
def test_draw_score_stays_on_the_scale(quality):
    rng = Random(1)

    drawn = {draw_score(rng, quality) for _draw in range(500)}

    assert drawn <= set(range(6))


def test_draws_are_the_same_at_every_load():
    first, second = ([*qualities(rng, 70), *draw_respon(rng, 400, 14)] for rng in (Random(1), Random(1)))

    assert first == second


@pytest.mark.parametrize("count", [1, 2, 70])
def test_qualities_lie_on_the_curve(count):
    found = qualities(Random(1), count)

    assert len(found) == count
    assert 238 <= min(found) <= max(found) <= 492
