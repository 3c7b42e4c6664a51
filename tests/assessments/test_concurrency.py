"""Two people at the same moment: one change stands, the other is told."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pekppp.assessments.models import F01, JawabanF01
from pekppp.assessments.services import save_jawaban, submit_f01, submit_f02
from pekppp.common.errors import Refusal
from pekppp.common.models import AuditEntry
from pekppp.periods.models import Lokus
from pekppp.results.models import HasilLokus
from pekppp.results.services import publish
from tests.factories import AT, fill_f01, make_lokus, make_penugasan, score

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*changes):
    """Names of what each change ended with: "done", or the class of its refusal; sorted."""
    start = Barrier(len(changes))

    def run(change):
        start.wait(timeout=10)
        try:
            change()
        except Refusal as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(changes)) as pool:
        return sorted(pool.map(run, changes))


def test_one_of_two_first_answers_stands(unit, ayu, dewi):
    lokus = make_lokus(unit)

    def answer(by):
        return lambda: save_jawaban(
            lokus, 1, teks=by.name, siap=True, client_id=uuid.uuid4(), seen_revision=0, by=by, at=AT
        )

    assert at_once(answer(ayu), answer(dewi)) == ["StaleRevision", "done"]
    assert JawabanF01.objects.get().revision == 1


def test_same_answer_sent_twice_is_kept_once(unit, ayu):
    lokus, client_id = make_lokus(unit), uuid.uuid4()

    def answer():
        save_jawaban(lokus, 1, teks="Ada.", siap=True, client_id=client_id, seen_revision=0, by=ayu, at=AT)

    assert at_once(answer, answer) == ["done", "done"]
    assert JawabanF01.objects.get().revision == 1


def test_one_of_two_submissions_counts(unit, ayu):
    lokus = make_lokus(unit)
    fill_f01(lokus, by=ayu)

    outcome = at_once(*[lambda: submit_f01(lokus, by=ayu, at=AT)] * 2)

    assert outcome == ["AlreadySubmitted", "done"]
    assert AuditEntry.objects.filter(action="f01.submitted").count() == F01.objects.count() == 1


def test_last_two_evaluators_who_submit_at_once_finish_the_lokus(unit, budi):
    lokus = make_lokus(unit, Lokus.Status.SUBMITTED, evaluator=budi)
    sheets = [lokus.penugasan.get(), make_penugasan(lokus)]
    for penugasan in sheets:
        score(penugasan)

    def submit(penugasan):
        return lambda: submit_f02(penugasan, by=penugasan.evaluator, at=AT)

    assert at_once(*map(submit, sheets)) == ["done", "done"]
    lokus.refresh_from_db()
    assert lokus.status == Lokus.Status.SCORED


def test_one_of_two_publications_counts(unit, dewi):
    lokus = make_lokus(unit, Lokus.Status.SCORED)

    outcome = at_once(*[lambda: publish(lokus.periode, by=dewi, at=AT)] * 2)

    assert outcome == ["PeriodeRefused", "done"]
    assert HasilLokus.objects.count() == 1
