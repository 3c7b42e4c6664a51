"""save_revision, tried on the answers of an F-01 (the smallest row that wears it)."""

import uuid

import pytest

from pekppp.assessments.models import F01, JawabanF01, SimpanF01
from pekppp.common.errors import StaleRevision
from pekppp.common.revisions import save_revision
from tests.factories import assert_no_writes, make_lokus

pytestmark = pytest.mark.django_db


@pytest.fixture
def jawaban(unit):
    return JawabanF01.objects.create(f01=F01.objects.create(lokus=make_lokus(unit)), nomor=1)


@pytest.fixture
def save(jawaban, at):
    """`save(teks, seen, by=..., client_id=...)` as a page would: on a row fetched anew."""

    def call(teks, seen, *, by, client_id=None):
        row = JawabanF01.objects.get(pk=jawaban.pk)
        values = {"teks": teks, "siap": False}
        return save_revision(
            row, SimpanF01, values, client_id=client_id or uuid.uuid4(), seen_revision=seen, by=by, at=at
        )

    return call


def test_first_save_is_revision_one(save, jawaban, ayu, at):
    client_id = uuid.uuid4()

    assert save("satu", 0, by=ayu, client_id=client_id) is True

    jawaban.refresh_from_db()
    kept = SimpanF01.objects.get()
    assert (jawaban.teks, jawaban.revision) == ("satu", 1)
    assert (kept.row, kept.client_id, kept.revision, kept.teks) == (jawaban, client_id, 1, "satu")
    assert (kept.saved_by, kept.saved_at) == (ayu, at)


def test_every_save_is_kept(save, jawaban, ayu):
    save("satu", 0, by=ayu)
    save("dua", 1, by=ayu)

    assert list(jawaban.simpan.order_by("revision").values_list("revision", "teks")) == [(1, "satu"), (2, "dua")]


def test_repeat_of_a_client_id_is_the_same_save(save, ayu):
    client_id = uuid.uuid4()
    save("satu", 0, by=ayu, client_id=client_id)

    with assert_no_writes():
        assert save("satu", 0, by=ayu, client_id=client_id) is False


def test_repeat_after_a_later_save_changes_nothing(save, jawaban, ayu, dewi):
    client_id = uuid.uuid4()
    save("satu", 0, by=ayu, client_id=client_id)
    save("dua", 1, by=dewi)

    with assert_no_writes():
        assert save("satu", 0, by=ayu, client_id=client_id) is False


def test_stale_save_is_refused_with_the_row_as_it_stands(save, jawaban, ayu, dewi):
    save("punya Ayu", 0, by=ayu)

    with assert_no_writes(), pytest.raises(StaleRevision) as refusal:
        save("punya Dewi", 0, by=dewi)

    assert (refusal.value.current, refusal.value.current.teks, refusal.value.current.revision) == (
        jawaban,
        "punya Ayu",
        1,
    )


def test_save_from_the_future_is_refused(save, ayu):
    with assert_no_writes(), pytest.raises(StaleRevision):
        save("satu", 7, by=ayu)


def test_person_whose_answer_was_lost_goes_on(save, jawaban, ayu):
    """The save got through, its answer did not: the form still holds the old revision and client id."""
    client_id = uuid.uuid4()
    save("satu", 0, by=ayu, client_id=client_id)

    assert save("satu setengah", 0, by=ayu, client_id=client_id) is True

    jawaban.refresh_from_db()
    assert (jawaban.teks, jawaban.revision) == ("satu setengah", 2)


def test_person_whose_answers_were_lost_twice_goes_on(save, jawaban, ayu):
    client_id = uuid.uuid4()
    for teks in ("satu", "satu dua", "satu"):
        assert save(teks, 0, by=ayu, client_id=client_id) is True

    jawaban.refresh_from_db()
    assert (jawaban.teks, jawaban.revision) == ("satu", 3)


def test_person_whose_answer_was_lost_still_sees_what_others_saved(save, ayu, dewi):
    client_id = uuid.uuid4()
    save("satu", 0, by=ayu, client_id=client_id)
    save("dua", 1, by=dewi)

    with assert_no_writes(), pytest.raises(StaleRevision):
        save("satu setengah", 0, by=ayu, client_id=client_id)


def test_client_id_of_another_persons_save_gives_no_way_in(save, ayu, dewi):
    """A client id is the mark of one person's one save, not a key to its row."""
    client_id = uuid.uuid4()
    save("satu", 0, by=ayu, client_id=client_id)

    with assert_no_writes(), pytest.raises(StaleRevision):
        save("dua", 0, by=dewi, client_id=client_id)


def test_values_that_are_there_already_are_not_saved_again(save, ayu, dewi):
    save("satu", 0, by=ayu)

    with assert_no_writes():
        written = save("satu", 0, by=dewi)

    assert written is False


def test_client_id_of_another_row_swallows_no_save(save, jawaban, ayu, at):
    client_id = uuid.uuid4()
    other = JawabanF01.objects.create(f01=jawaban.f01, nomor=2)
    values = {"teks": "lain", "siap": False}
    save_revision(other, SimpanF01, values, client_id=client_id, seen_revision=0, by=ayu, at=at)

    assert save("lain", 0, by=ayu, client_id=client_id) is True

    jawaban.refresh_from_db()
    assert (jawaban.teks, jawaban.revision) == ("lain", 1)
