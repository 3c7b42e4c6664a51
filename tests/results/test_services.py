import json

import pytest
from django.db import IntegrityError, transaction

import ipp
from pekppp.assessments.selectors import submitted_scores
from pekppp.common.models import AuditEntry
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.errors import PeriodeRefused
from pekppp.periods.models import Lokus, Periode
from pekppp.results.errors import NotAllScored, NothingScored
from pekppp.results.models import HasilInstansi, HasilLokus
from pekppp.results.services import publish
from tests.factories import (
    assert_no_writes,
    make_lokus,
    make_penugasan,
    make_periode,
    make_regency,
    make_respon,
    make_unit,
    score,
)

pytestmark = pytest.mark.django_db
Status = Lokus.Status


def make_scored(unit, periode, scores, at):
    """A scored lokus with these four scores."""
    from pekppp.assessments.services import submit_f02

    lokus = make_lokus(unit, Status.SUBMITTED, periode=periode)
    penugasan = lokus.penugasan.get()
    score(penugasan, dict(enumerate(scores, start=1)))
    submit_f02(penugasan, by=penugasan.evaluator, at=at)
    return lokus


@pytest.fixture
def periode(regency, unit):
    """A running round with three units: Ayu's and two more."""
    return make_periode(regency, units=[unit, make_unit(regency), make_unit(regency)])


@pytest.fixture
def three(periode, at):
    """Scored lokus of the round; the second and third tie, each behind the first."""
    units = [lokus.unit for lokus in periode.lokus.order_by("pk")]
    sheets = [(5, 5, 4, 5), (3, 2, 4, 4), (3, 2, 4, 4)]
    return [make_scored(unit, periode, scores, at) for unit, scores in zip(units, sheets, strict=True)]


def test_published_value_is_the_librarys(periode, three, dewi, at):
    for answers in ((5, 4, 3), (2, 2, 5), (0, 5, 5)):
        make_respon(three[0], answers)

    publish(periode, by=dewi, at=at)

    row = HasilLokus.objects.get(lokus=three[0])
    expected = ipp.score_unit(
        ipp.load_instrument("tests/ipp/instruments/pecahan.yaml"),
        f02={"1": 5, "2": 5, "3": 4, "4": 5},
        f03=[[5, 4, 3], [2, 2, 5], [0, 5, 5]],
    )
    assert row.nilai_eksak == ipp.exact_text(expected.ipp)
    assert row.nilai_urut == ipp.sort_key(expected.ipp)
    assert row.nilai == ipp.hundredths(expected.ipp)
    assert (row.f02, row.f03, row.responden) == (ipp.hundredths(expected.f02), ipp.hundredths(expected.f03), 3)
    assert (row.kategori, row.kategori_nama) == (expected.kategori.kode, expected.kategori.nama)
    assert row.sementara is expected.sementara is False
    assert row.jejak == json.loads(json.dumps(ipp.trace(expected).to_dict()))


def test_published_value_without_respondents_is_provisional(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    row = HasilLokus.objects.get(lokus=three[0])
    assert (row.f03, row.responden, row.sementara) == (None, 0, True)


def test_published_value_uses_the_rounds_policy(regency, unit, dewi, at):
    """Two rounds, the same scores, no respondent: `nol` counts F-03 as 0, `f02` leaves it out."""
    values = {}
    for choice in ("nol", "f02"):
        periode = make_periode(regency, units=[unit], kebijakan={"f03_kosong": choice})
        make_lokus(unit, Status.SCORED, periode=periode)
        values[choice] = publish(periode, by=dewi, at=at)[0].nilai_eksak

    assert values == {"nol": "12/5", "f02": "4/1"}


def test_several_evaluators_combine_as_the_round_says(regency, unit, dewi, at):
    periode = make_periode(regency, units=[unit], kebijakan={"kombinasi_evaluator": "rata", "f03_kosong": "f02"})
    lokus = make_lokus(unit, Status.SUBMITTED, periode=periode)
    from pekppp.assessments.services import submit_f02

    for penugasan, given in ((lokus.penugasan.get(), 4), (make_penugasan(lokus), 5)):
        score(penugasan, dict.fromkeys(range(1, 5), given))
        if given == 5:
            for each in lokus.penugasan.all():
                submit_f02(each, by=each.evaluator, at=at)

    publish(periode, by=dewi, at=at)

    assert HasilLokus.objects.get().nilai_eksak == "9/2"


def test_ties_share_a_rank_and_the_next_is_skipped(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    assert dict(HasilLokus.objects.values_list("lokus", "peringkat")) == {
        three[0].pk: 1,
        three[1].pk: 2,
        three[2].pk: 2,
    }


def test_sort_key_orders_as_the_rank(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    ranks = list(HasilLokus.objects.order_by("-nilai_urut", "lokus__kode").values_list("peringkat", flat=True))
    assert ranks == [1, 2, 2]


def test_instansi_is_the_mean_of_its_exact_values(kementerian, dewi, at):
    province = make_regency(induk=kementerian)
    first, second = make_regency(induk=province), make_regency(induk=province)
    units = [make_unit(first), make_unit(first), make_unit(second)]
    periode = make_periode(province, units=units)
    sheets = [(5, 5, 5, 5), (3, 3, 3, 2), (5, 4, 4, 4)]
    for unit, scores in zip(units, sheets, strict=True):
        make_scored(unit, periode, scores, at)

    publish(periode, by=dewi, at=at)

    exact = {
        row.lokus.unit_id: ipp.from_exact_text(row.nilai_eksak) for row in HasilLokus.objects.select_related("lokus")
    }
    means = {first.pk: (exact[units[0].pk] + exact[units[1].pk]) / 2, second.pk: exact[units[2].pk]}
    assert {
        row.instansi_id: (ipp.from_exact_text(row.nilai_eksak), row.jumlah_lokus, row.peringkat)
        for row in HasilInstansi.objects.all()
    } == {first.pk: (means[first.pk], 2, 2), second.pk: (means[second.pk], 1, 1)}


def test_publish_moves_lokus_and_round(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    periode.refresh_from_db()
    assert (periode.status, periode.published_at) == (Periode.Status.PUBLISHED, at)
    assert set(periode.lokus.values_list("status", flat=True)) == {Status.PUBLISHED}


def test_publish_writes_audit_entries(periode, three, dewi, at):
    before = AuditEntry.objects.latest("pk").pk

    publish(periode, by=dewi, at=at)

    actions = list(AuditEntry.objects.filter(pk__gt=before).values_list("action", flat=True))
    assert sorted(actions) == ["hasil.published", "lokus.moved", "lokus.moved", "lokus.moved", "periode.published"]
    assert json.loads(AuditEntry.objects.get(action="hasil.published").payload)["data"] == {"lokus": 3, "unscored": 0}


def test_publish_refuses_while_a_lokus_is_not_scored(periode, unit, dewi, at):
    make_lokus(unit, Status.SCORED, periode=periode)

    with assert_no_writes(), pytest.raises(NotAllScored, match=r"^2 unit belum selesai dinilai"):
        publish(periode, by=dewi, at=at)


def test_publish_without_unscored_leaves_them_out(periode, unit, dewi, at):
    scored = make_lokus(unit, Status.SCORED, periode=periode)

    publish(periode, by=dewi, at=at, without_unscored=True)

    assert [row.lokus for row in HasilLokus.objects.all()] == [scored]
    assert HasilInstansi.objects.get().jumlah_lokus == 1
    assert list(periode.lokus.exclude(pk=scored.pk).values_list("status", flat=True)) == [Status.SET, Status.SET]


def test_publish_leaves_out_a_lokus_that_waits_for_a_second_evaluator(periode, unit, budi, dewi, at):
    """One of two sheets is submitted: that is no result yet, however complete the sheet."""
    lokus = make_lokus(unit, Status.SUBMITTED, periode=periode, evaluator=budi)
    make_penugasan(lokus)
    score(lokus.penugasan.get(evaluator=budi))
    from pekppp.assessments.services import submit_f02

    submit_f02(lokus.penugasan.get(evaluator=budi), by=budi, at=at)

    with assert_no_writes(), pytest.raises(NothingScored):
        publish(periode, by=dewi, at=at, without_unscored=True)


def test_publish_of_nothing_is_refused(periode, dewi, at):
    with assert_no_writes(), pytest.raises(NothingScored):
        publish(periode, by=dewi, at=at, without_unscored=True)


def test_second_publication_is_refused(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        publish(periode, by=dewi, at=at)


def test_publication_of_a_draft_is_refused(regency, unit, dewi, at):
    periode = make_periode(regency, units=[unit], status=Periode.Status.DRAFT)

    with assert_no_writes(), pytest.raises(PeriodeRefused):
        publish(periode, by=dewi, at=at)


def test_published_trace_holds_no_name_and_no_note(unit, budi, dewi, at):
    lokus = make_lokus(unit, Status.SCORED, evaluator=budi)
    lokus.f02.get().nilai.update(catatan="Catatan rahasia")

    publish(lokus.periode, by=dewi, at=at)

    text = json.dumps(HasilLokus.objects.get().jejak, ensure_ascii=False)
    assert [word for word in ("rahasia", budi.name, budi.username) if word in text] == []


def test_published_value_can_be_recomputed_from_what_is_stored(periode, three, dewi, at):
    make_respon(three[1], (1, 2, 3))

    publish(periode, by=dewi, at=at)

    instrument = instrument_of(periode.instrumen)
    sheets = submitted_scores(three)
    again = ipp.score_unit(instrument, f02=sheets[three[1].pk], f03=[[1, 2, 3]], kebijakan=periode.kebijakan)
    assert HasilLokus.objects.get(lokus=three[1]).nilai_eksak == ipp.exact_text(again.ipp)


def test_value_above_five_is_refused_by_the_database(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        HasilLokus.objects.update(nilai=501)


def test_lokus_with_a_result_is_not_deleted(periode, three, dewi, at):
    publish(periode, by=dewi, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        three[0].delete()
