from datetime import timedelta

import pytest

import ipp
from pekppp.assessments.selectors import (
    TAMBAHAN,
    bagian_of,
    f01_ready_counts,
    f02_scored_counts,
    f02_visible_to,
    items_of,
    jawaban_by_nomor,
    nilai_by_nomor,
    notes_by_nomor,
    own_f02,
    page_of,
    ready_nomor,
    scored_nomor,
    scores_visible_to,
    submitted_scores,
    submitted_sheets,
)
from pekppp.assessments.services import submit_f02
from pekppp.periods.models import Lokus
from tests.factories import SMALL, make_lokus, make_penugasan, make_periode, make_unit, score

pytestmark = pytest.mark.django_db
CAST = ["ayu", "budi", "citra", "dewi", "eko", "kartika", "pandu", "wira", "nanda"]
Status = Lokus.Status


@pytest.fixture
def scoring(unit, budi):
    """A lokus whose sheet Budi has begun."""
    return make_lokus(unit, Status.SCORING, evaluator=budi)


def test_sheet_is_read_by_its_evaluator_and_overseers_never_by_the_unit(scoring, request):
    f02 = scoring.f02.get()

    assert {name for name in CAST if f02 in f02_visible_to(request.getfixturevalue(name))} == {
        "budi",
        "dewi",
        "kartika",
        "wira",
    }


def test_scores_before_publication_are_seen_by_evaluator_and_overseers(scoring, request):
    assert {name for name in CAST if scoring in scores_visible_to(request.getfixturevalue(name))} == {
        "budi",
        "dewi",
        "kartika",
        "wira",
    }


def test_sheet_of_a_colleague_is_not_read_by_an_evaluator(scoring, budi):
    second = make_penugasan(scoring)
    score(second, {1: 2})

    assert [f02.penugasan.evaluator for f02 in f02_visible_to(second.evaluator)] == [second.evaluator]
    assert [f02.penugasan.evaluator for f02 in f02_visible_to(budi)] == [budi]


def test_answers_and_scores_come_by_number(scoring):
    assert sorted(jawaban_by_nomor(scoring)) == [1, 2, 3, 4]
    assert {nomor: row.nilai for nomor, row in nilai_by_nomor(scoring.f02.get()).items()} == {1: 4}
    assert ready_nomor(scoring) == {1, 2, 3, 4}
    assert scored_nomor(scoring.f02.get()) == {1}
    assert scored_nomor(None) == set()


def test_counts_leave_out_lokus_without_any(regency, unit, budi):
    periode = make_periode(regency, units=[unit, make_unit(regency)])
    lokus = make_lokus(unit, Status.SCORING, periode=periode, evaluator=budi)

    assert f01_ready_counts(Lokus.objects.all()) == {lokus.pk: 4}
    assert f02_scored_counts(Lokus.objects.all()) == {lokus.pk: 1}


def test_submitted_scores_are_as_the_library_takes_them(scoring, budi, at):
    score(scoring.penugasan.get(), {2: 0, 3: 5, 4: 3})
    draft = make_penugasan(scoring)
    score(draft, {1: 1})
    submit_f02(scoring.penugasan.get(evaluator=budi), by=budi, at=at)

    found = submitted_scores(Lokus.objects.all())

    assert found == {scoring.pk: [{"1": 4, "2": 0, "3": 5, "4": 3}]}
    ipp.check_f02(ipp.load_instrument(SMALL), found[scoring.pk])


def test_submitted_scores_of_nothing_are_empty(scoring):
    assert submitted_scores(Lokus.objects.all()) == {}
    assert submitted_scores([]) == {}


def test_submitted_scores_take_one_query(regency, django_assert_num_queries):
    units = [make_unit(regency) for _number in range(3)]
    periode = make_periode(regency, units=units)
    for one in units:
        make_lokus(one, Status.SCORED, periode=periode)

    with django_assert_num_queries(1):
        found = submitted_scores(periode.lokus.all())

    assert len(found) == 3


def test_submitted_sheets_come_in_order_of_submission(scoring, budi, at):
    first, late = make_penugasan(scoring), scoring.penugasan.get(evaluator=budi)
    score(first)
    score(late, {2: 4, 3: 4, 4: 4})
    submit_f02(first, by=first.evaluator, at=at)
    submit_f02(late, by=budi, at=at + timedelta(minutes=1))

    assert [sheet.penugasan for sheet in submitted_sheets(scoring)] == [first, late]


def test_notes_of_drafts_are_not_shown(scoring):
    scoring.f02.get().nilai.update(catatan="Catatan draf")

    assert notes_by_nomor(scoring) == {}


def test_notes_carry_no_name(unit, budi):
    lokus = make_lokus(unit, Status.SCORED, evaluator=budi)
    lokus.f02.get().nilai.filter(nomor=1).update(catatan="SK belum dimonitor.")

    assert notes_by_nomor(lokus) == {1: ["SK belum dimonitor."]}


def test_own_sheet_is_none_before_the_first_score(unit, budi):
    lokus = make_lokus(unit, Status.SUBMITTED, evaluator=budi)

    assert own_f02(lokus.penugasan.get()) is None


def test_pages_follow_the_instrument():
    instrument = ipp.shipped_instrument("pekppp-2023-luring")

    pages = bagian_of(instrument, {1, 2, 31})

    assert (pages[0].total, pages[0].done) == (9, 2)
    assert (pages[-1].kode, pages[-1].total, pages[-1].done) == (TAMBAHAN, 1, 1)
    assert [len(items_of(instrument, page.kode)) for page in pages] == [page.total for page in pages]
    assert items_of(instrument, "x") is None
    assert (page_of(instrument, 1), page_of(instrument, 31), page_of(instrument, 99)) == (
        instrument.aspek[0].kode,
        TAMBAHAN,
        None,
    )
