import json
from datetime import timedelta

import pytest

from pekppp.common import audit
from pekppp.common.middleware import current_request_id
from pekppp.common.models import AuditEntry, AuditReference, AuditSeal
from pekppp.common.tasks import seal_audit
from tests.factories import BEGIN, make_person

pytestmark = pytest.mark.django_db


def record_some(count, at, by=None):
    target = by or make_person()
    return [audit.record("thing.changed", target, by=by, at=at, data={"n": n}) for n in range(count)]


def test_record_writes_a_canonical_payload(nanda, at):
    token = current_request_id.set("r1")

    entry = audit.record("thing.changed", nanda, by=nanda, at=at, data={"b": 1, "a": "é"})

    current_request_id.reset(token)
    assert entry.payload == (
        f'{{"action":"thing.changed","at":"2025-09-15T03:00:00+00:00","by":"{audit.reference(nanda)}",'
        f'"data":{{"a":"é","b":1}},"request":"r1","target":"accounts.user:{nanda.pk}"}}'
    )


def test_record_names_no_person_for_a_job(nanda, at):
    entry = audit.record("thing.changed", nanda, by=None, at=at)

    assert json.loads(entry.payload)["by"] is None


def test_reference_stays_the_same(nanda):
    assert audit.reference(nanda) == audit.reference(nanda)


def test_seal_chains_each_seal_to_the_last(at):
    record_some(2, at)
    first = audit.seal(at=at)
    record_some(1, at)

    second = audit.seal(at=at + timedelta(minutes=1))

    assert first.previous_hash == audit.FIRST_HASH
    assert second.previous_hash == first.hash


def test_seal_of_nothing_is_none(at):
    assert audit.seal(at=at) is None


def test_seal_takes_a_batch_at_most(monkeypatch, at):
    record_some(5, at)
    AuditEntry.objects.exclude(action="thing.changed").delete()
    monkeypatch.setattr(audit, "BATCH", 2)

    seal_audit()

    assert list(AuditSeal.objects.order_by("id").values_list("entry_count", flat=True)) == [2, 2, 1]
    assert audit.first_broken_seal() is None


def test_first_broken_seal_finds_an_altered_entry(at):
    entries = record_some(2, at)
    audit.seal(at=at)
    record_some(1, at)
    audit.seal(at=at)
    AuditEntry.objects.filter(pk=entries[0].pk).update(payload=entries[0].payload.replace('"n":0', '"n":9'))

    assert audit.first_broken_seal() == AuditSeal.objects.order_by("id")[0]


def test_first_broken_seal_finds_a_missing_entry(at):
    record_some(1, at)
    audit.seal(at=at)
    late = record_some(2, at)
    audit.seal(at=at)
    AuditEntry.objects.filter(pk=late[0].pk).delete()

    assert audit.first_broken_seal() == AuditSeal.objects.order_by("id")[1]


def test_first_broken_seal_finds_a_missing_seal(at):
    for _time in range(3):
        record_some(1, at)
        audit.seal(at=at)
    middle, last = AuditSeal.objects.order_by("id")[1:]
    AuditEntry.objects.filter(seal=middle).delete()
    middle.delete()

    assert audit.first_broken_seal() == last


@pytest.mark.parametrize("column", [{"target": "accounts.user:0"}, {"action": "thing.left"}, {"at": BEGIN}])
def test_first_broken_seal_finds_a_column_that_denies_its_payload(column, at):
    entries = record_some(1, at)
    audit.seal(at=at)
    AuditEntry.objects.filter(pk=entries[0].pk).update(**column)

    assert audit.first_broken_seal() == AuditSeal.objects.get()


def test_erasing_a_person_keeps_the_chain_whole(nanda, at):
    record_some(2, at, by=nanda)
    key = audit.reference(nanda)
    audit.seal(at=at)

    nanda.delete()

    assert AuditReference.objects.filter(key=key).exists() is False
    assert AuditEntry.objects.filter(payload__contains=key).exists() is True
    assert audit.first_broken_seal() is None


def test_audit_entry_holds_no_personal_value(nanda, at):
    record_some(1, at, by=nanda)

    payloads = " ".join(AuditEntry.objects.values_list("payload", flat=True))

    assert [value for value in (nanda.username, nanda.name) if value in payloads] == []
