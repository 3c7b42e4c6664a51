"""Links and responses."""

import uuid

import pytest
from django.utils import timezone

from pekppp.common.models import AuditEntry
from pekppp.instruments.selectors import instrument_of
from pekppp.periods.errors import StageClosed
from pekppp.survey.errors import ResponConflict, ResponRefused
from pekppp.survey.models import ResponF03
from pekppp.survey.selectors import f03_sums, open_tautan
from pekppp.survey.services import ensure_tautan, receive_respon
from tests.survey.conftest import AT


@pytest.fixture
def loaded(tautan):
    """The link as the public page loads it."""
    return open_tautan(tautan.kode)


@pytest.fixture
def now():
    """A moment within the open survey."""
    return timezone.now()


def test_ensure_tautan_returns_the_same_link(tautan):
    again = ensure_tautan(tautan.lokus, by=None, at=AT)

    assert again == tautan
    assert AuditEntry.objects.filter(action="tautan.created").count() == 1


def test_receive_respon_says_whether_it_is_new(loaded, now):
    nonce = uuid.uuid4()

    first = receive_respon(loaded, [4] * 14, nonce=nonce, at=now)
    second = receive_respon(loaded, [4] * 14, nonce=nonce, at=now)

    assert (first, second, ResponF03.objects.count()) == (True, False, 1)


def test_receive_respon_refuses_other_answers_with_the_same_nonce(loaded, now):
    nonce = uuid.uuid4()
    receive_respon(loaded, [4] * 14, nonce=nonce, at=now)

    with pytest.raises(ResponConflict):
        receive_respon(loaded, [5] * 14, nonce=nonce, at=now)

    assert ResponF03.objects.get().q1 == 4


@pytest.mark.parametrize("answer", [None, 6, -1, 5.0, True, "5"])
def test_receive_respon_takes_only_integers_of_the_scale(loaded, now, answer):
    with pytest.raises(ResponRefused) as refusal:
        receive_respon(loaded, [4, answer, *[4] * 12], nonce=uuid.uuid4(), at=now)

    assert (refusal.value.kurang, ResponF03.objects.count()) == ([2], 0)


@pytest.mark.parametrize("count", [0, 13, 15])
def test_receive_respon_refuses_another_number_of_answers(loaded, now, count):
    with pytest.raises(ResponRefused) as refusal:
        receive_respon(loaded, [4] * count, nonce=uuid.uuid4(), at=now)

    assert (refusal.value.kurang, ResponF03.objects.count()) == ([], 0)


def test_receive_respon_refuses_when_closed(make_tautan, now):
    loaded = open_tautan(make_tautan(-5, -1).kode)

    with pytest.raises(StageClosed):
        receive_respon(loaded, [4] * 14, nonce=uuid.uuid4(), at=now)

    assert ResponF03.objects.count() == 0


def test_receive_respon_writes_no_audit_entry(loaded, now):
    before = AuditEntry.objects.count()

    receive_respon(loaded, [4] * 14, nonce=uuid.uuid4(), at=now)

    assert AuditEntry.objects.count() == before


def test_f03_sums_adds_up_per_question(loaded, now):
    receive_respon(loaded, [5] * 13 + [0], nonce=uuid.uuid4(), at=now)
    receive_respon(loaded, [3] * 14, nonce=uuid.uuid4(), at=now)

    sums = f03_sums([loaded.lokus], instrument_of(loaded.lokus.periode.instrumen))

    assert {pk: (total.responden, total.jumlah) for pk, total in sums.items()} == {
        loaded.lokus_id: (2, (8,) * 13 + (3,))
    }
