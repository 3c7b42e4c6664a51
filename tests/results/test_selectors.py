import pytest

import ipp
from pekppp.assessments.services import submit_f02
from pekppp.periods.models import Lokus
from pekppp.results.selectors import (
    hasil_now,
    jejak_visible_to,
    own_published,
    public_hasil,
    published_instansi,
    published_ranking,
    ranking_now,
)
from pekppp.results.services import publish
from tests.factories import make_lokus, make_penugasan, make_periode, make_unit, score

pytestmark = pytest.mark.django_db
CAST = ["ayu", "budi", "dewi", "kartika", "pandu", "wira"]  # those who may open the lokus at all
Status = Lokus.Status


@pytest.fixture
def scored(unit, budi):
    return make_lokus(unit, Status.SCORED, evaluator=budi)


def test_trace_before_publication_is_seen_by_overseers_alone(scored, request):
    seen = {name for name in CAST if jejak_visible_to(request.getfixturevalue(name), scored)}

    assert seen == {"dewi", "kartika", "wira"}


def test_trace_after_publication_is_seen_by_all_who_may_open_the_lokus(unit, budi, request):
    published = make_lokus(unit, Status.PUBLISHED, evaluator=budi)

    assert {name for name in CAST if jejak_visible_to(request.getfixturevalue(name), published)} == set(CAST)


def test_published_trace_is_the_sealed_one(unit, budi, ayu):
    published = make_lokus(unit, Status.PUBLISHED, evaluator=budi)
    published.f02.get().nilai.update(nilai=0)

    assert jejak_visible_to(ayu, published) == published.hasil.jejak


def test_trace_of_an_unscored_lokus_is_none(unit, budi, dewi):
    assert jejak_visible_to(dewi, make_lokus(unit, Status.SCORING, evaluator=budi)) is None


def test_ranking_now_orders_as_the_answers_stand(regency, budi, at):
    units = [make_unit(regency, kode=kode) for kode in ("A", "B", "C", "D")]
    periode = make_periode(regency, units=units)
    for unit, given in zip(units[:3], (2, 5, 2), strict=True):
        penugasan = make_lokus(unit, Status.SUBMITTED, periode=periode, evaluator=budi).penugasan.get()
        score(penugasan, dict.fromkeys(range(1, 5), given))
        submit_f02(penugasan, by=budi, at=at)

    lines = ranking_now(periode, periode.lokus.all())

    assert [(line.lokus.kode, line.peringkat) for line in lines] == [("B", 1), ("A", 2), ("C", 2)]


def test_ranking_line_reads_as_a_published_one(scored, dewi, at):
    line = ranking_now(scored.periode, Lokus.objects.all())[0]
    before = (line.nilai, line.f02, line.f03, line.kategori, line.kategori_nama, line.responden, line.sementara)

    row = publish(scored.periode, by=dewi, at=at)[0]

    assert before == (row.nilai, row.f02, row.f03, row.kategori, row.kategori_nama, row.responden, row.sementara)


def test_hasil_now_takes_two_queries(scored, django_assert_num_queries):
    hasil_now(scored.periode, [scored])

    with django_assert_num_queries(2):
        found = hasil_now(scored.periode, [scored])

    assert {lokus_id: type(unit) for lokus_id, unit in found.items()} == {scored.pk: ipp.HasilUnit}


def test_hasil_now_leaves_out_a_sheet_that_is_not_submitted(scored):
    draft = make_lokus(make_unit(scored.instansi), Status.SCORING)

    assert hasil_now(draft.periode, [draft]) == {}


def test_public_hasil_holds_nothing_before_publication(scored, dewi, at):
    assert list(public_hasil()) == []

    publish(scored.periode, by=dewi, at=at)

    assert [row.lokus for row in public_hasil()] == [scored]


def test_published_ranking_shows_only_the_lokus_asked_for(regency, budi):
    units = [make_unit(regency), make_unit(regency)]
    periode = make_periode(regency, units=units)
    make_lokus(units[0], Status.SCORED, periode=periode, evaluator=budi)
    make_lokus(units[1], Status.PUBLISHED, periode=periode, evaluator=budi)

    asked = Lokus.objects.filter(unit=units[1])

    assert [row.lokus.unit for row in published_ranking(periode, asked)] == [units[1]]
    assert [row.jumlah_lokus for row in published_instansi(periode)] == [2]


def test_own_published_is_of_the_own_units(unit, other_unit, budi, ayu, pandu, citra, dewi):
    published = make_lokus(unit, Status.PUBLISHED, evaluator=budi)
    make_lokus(other_unit, Status.PUBLISHED)

    assert [row.lokus for row in own_published(ayu)] == [published]
    assert [row.lokus for row in own_published(pandu)] == [published]
    assert [row.lokus.unit for row in own_published(citra)] == [other_unit]
    assert list(own_published(dewi)) == []


def test_second_evaluators_draft_does_not_count(scored, at):
    lokus = make_lokus(make_unit(scored.instansi), Status.SUBMITTED)
    first, second = lokus.penugasan.get(), make_penugasan(lokus)
    score(first)
    score(second, {1: 0})
    submit_f02(first, by=first.evaluator, at=at)

    hasil = hasil_now(lokus.periode, [lokus])

    assert hasil[lokus.pk].f02 == 4
