"""F-02 over HTTP: scoring beside the unit's answer, whose sheet who sees, submitting."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pekppp.assessments.models import F02, NilaiF02, SimpanF02
from pekppp.assessments.services import save_nilai
from pekppp.evidence.services import add_bukti
from pekppp.institutions.models import Penempatan
from pekppp.periods.models import Lokus, Tahap
from pekppp.periods.services import revoke
from tests import factories
from tests.pages import alerts, found, heading, hidden, main_links, rows, textareas

pytestmark = pytest.mark.django_db
Status = Lokus.Status
HTMX = {"hx-request": "true"}
OFF_SCALE = "Nilai {} tidak ada pada skala. Pilih 0 sampai 5."
NO_NUMBER = "Nilai harus salah satu angka pada skala."
NOT_WHOLE = "Belum tersimpan: halaman ini tidak lengkap. Salin isian Anda, muat ulang halaman, lalu simpan lagi."


@pytest.fixture
def lokus(unit, ayu, budi):
    """Ayu has submitted; Budi is assigned."""
    return factories.make_lokus(unit, Status.SUBMITTED, operator=ayu, evaluator=budi)


@pytest.fixture
def evaluator(client, budi):
    """Budi's browser."""
    client.force_login(budi)
    return client


@pytest.fixture
def second(lokus, regency):
    """Fajar, assigned to the same lokus, who gave indicator 1 a 2."""
    fajar = factories.make_person("fajar", Penempatan.Peran.EVALUATOR, instansi=regency)
    penugasan = factories.make_penugasan(lokus, fajar)
    save_nilai(
        penugasan,
        1,
        nilai=2,
        catatan="Catatan Fajar.",
        client_id=uuid.uuid4(),
        seen_revision=0,
        by=fajar,
        at=factories.AT,
    )
    return fajar


def page_of(lokus, aspek="a"):
    return reverse("assessments:f02", args=[lokus.pk, aspek])


def typed(**changed):
    """What the page sends for one indicator."""
    return {"client_id": uuid.uuid4(), "revision": 0, "nilai": "4", "catatan": "SK ada.", **changed}


def save(client, lokus, data=None, *, nomor=1, headers=None):
    return client.post(reverse("assessments:f02-save", args=[lokus.pk, nomor]), data or typed(), headers=headers)


def states(response):
    return found(response, r'<p class="saved[^>]*>(.*?)</p>')


def conflicts(response):
    return found(response, r'<div class="conflict">.*?<pre>(.*?)</pre>')


def checked(response):
    """Levels that are chosen."""
    return re.findall(r'name="nilai" value="(\d)" checked', response.content.decode())


def test_f02_shows_answer_evidence_and_levels_together(evaluator, lokus, ayu):
    bukti = add_bukti(lokus, 1, factories.make_pdf("sk.pdf"), by=ayu, at=factories.AT)

    page = evaluator.get(page_of(lokus))

    first = page.content.decode().partition('id="i1"')[2].partition('id="i2"')[0]
    assert (first.count("<p>Ada.</p>"), first.count(f'href="/bukti/{bukti.pk}/"')) == (1, 1)
    assert re.findall(r'value="(\d)"><b>(\d)</b><span>(.*?)</span>', first) == [(n, n, n) for n in "012345"]


@pytest.mark.parametrize("nilai", ["0", "5"])
def test_f02_save_keeps_score_and_note(evaluator, lokus, nilai):
    response = save(evaluator, lokus, typed(nilai=nilai, catatan="Baris 1\nBaris 2"))

    page = evaluator.get(response.headers["Location"])
    assert (response.status_code, response.headers["Location"]) == (302, f"{page_of(lokus)}#i1")
    assert alerts(page) == ["Nilai indikator 1 tersimpan."]
    assert (checked(page), textareas(page)[0]) == ([nilai], "Baris 1 Baris 2")


def test_f02_save_by_htmx_answers_with_the_next_revision_and_id(evaluator, lokus):
    data = typed()

    part = save(evaluator, lokus, data, headers=HTMX)

    assert part.status_code == 200
    assert re.fullmatch(r"Tersimpan \d\d\.\d\d", states(part)[0])
    assert hidden(part, "revision") == ["1"]
    assert hidden(part, "client_id") != [str(data["client_id"])]
    assert found(part, r"<li><a[^>]*>(.*?)</a>") == ["a. Kebijakan 1/3", "b. Pelaksana 0/1"]


def test_f02_save_sent_twice_is_one_save(evaluator, lokus):
    data = typed()

    answers = [save(evaluator, lokus, data, headers=HTMX).status_code for _time in range(2)]

    assert (answers, SimpanF02.objects.count()) == ([200, 200], 1)


@pytest.mark.parametrize(
    ("nilai", "sentence"),
    [
        ("6", OFF_SCALE.format("6")),
        ("-1", OFF_SCALE.format("-1")),
        ("9" * 30, OFF_SCALE.format("9" * 30)),
        ("5.0", NO_NUMBER),
        ("5,0", NO_NUMBER),
        ("abc", NO_NUMBER),
    ],
)
def test_f02_score_off_the_scale_is_refused(evaluator, lokus, nilai, sentence):
    with factories.assert_no_writes():
        page = save(evaluator, lokus, typed(nilai=nilai))

    assert (page.status_code, alerts(page)) == (422, [f"{sentence} Indikator 1"])
    assert (checked(page), textareas(page)[0]) == ([], "SK ada.")


def test_f02_empty_score_keeps_the_note_and_takes_the_score_back(evaluator, lokus):
    save(evaluator, lokus)

    part = save(evaluator, lokus, typed(nilai="", revision=1), headers=HTMX)

    row = NilaiF02.objects.get()
    assert (row.nilai, row.catatan, row.revision) == (None, "SK ada.", 2)
    assert found(part, r"<li><a[^>]*>(.*?)</a>")[0] == "a. Kebijakan 0/3"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"client_id": "x", "revision": "x"}, NOT_WHOLE),
        ({"catatan": "x" * 10_001}, "Catatan terlalu panjang: paling banyak 10.000 huruf."),
    ],
)
def test_f02_broken_save_is_refused_in_one_sentence(evaluator, lokus, changed, sentence):
    with factories.assert_no_writes():
        part = save(evaluator, lokus, typed(**changed), headers=HTMX)

    assert (part.status_code, states(part)) == (422, [sentence])


def test_f02_unknown_indicator_is_not_found(evaluator, lokus):
    with factories.assert_no_writes():
        assert save(evaluator, lokus, nomor=99).status_code == 404


@pytest.mark.parametrize("headers", [HTMX, None])
def test_f02_stale_save_from_a_second_tab_shows_both(evaluator, lokus, headers):
    save(evaluator, lokus, typed(nilai="3", catatan="Tab lain."), headers=HTMX)

    page = save(evaluator, lokus, headers=headers)

    assert (page.status_code, conflicts(page)) == (409, ["3 Tab lain."])
    assert (checked(page), textareas(page)[:1]) == (([], []) if headers else (["4"], ["SK ada."]))
    assert NilaiF02.objects.get().nilai == 3


def test_f02_waits_for_f01(evaluator, unit, ayu, budi):
    lokus = factories.make_lokus(unit, Status.FILLING, operator=ayu)
    factories.make_penugasan(lokus, budi)

    page = evaluator.get(page_of(lokus))
    with factories.assert_no_writes():
        saved = save(evaluator, lokus)

    assert found(page, r"(Unit belum mengirim F-01\..*?)</p>") == [
        "Unit belum mengirim F-01. Penilaian dibuka setelah F-01 terkirim."
    ]
    assert checked(page) == textareas(page) == []
    assert (saved.status_code, conflicts(saved)) == (422, ["4 SK ada."])


def test_f02_late_save_keeps_what_was_typed_on_the_page(evaluator, unit, ayu, budi):
    span = (factories.BEGIN, datetime(2025, 10, 1, tzinfo=UTC))
    tahap = {**factories.ALWAYS, Tahap.Jenis.F02: span}
    periode = factories.make_periode(unit.instansi, units=[unit], tahap=tahap)
    lokus = factories.make_lokus(unit, Status.SUBMITTED, periode=periode, operator=ayu, evaluator=budi)

    page = save(evaluator, lokus)

    assert (page.status_code, conflicts(page)) == (422, ["4 SK ada."])
    assert alerts(page) == [
        "Tahap Penilaian F-02 sudah ditutup. Hubungi koordinator bila masih ada yang perlu diubah. Indikator 1"
    ]


def test_f02_sheet_of_the_second_evaluator_is_not_shown(evaluator, lokus, second):
    page = evaluator.get(page_of(lokus))

    assert (checked(page), textareas(page)[0]) == ([], "")
    assert page.content.count(b"Fajar") == 0


def test_f02_scores_of_two_evaluators_are_kept_apart(evaluator, lokus, second):
    save(evaluator, lokus)

    scores = NilaiF02.objects.order_by("pk").values_list("f02__penugasan__evaluator__username", "nilai")

    assert list(scores) == [("fajar", 2), ("budi", 4)]


def test_f02_sheets_stand_side_by_side_for_the_overseer(client, lokus, second, budi, dewi):
    client.force_login(budi)
    save(client, lokus)
    client.force_login(dewi)

    page = client.get(page_of(lokus))

    heads = found(page, r'<th scope="col">(.*?)</th>')
    assert heads == ["No.", "Indikator", "Fajar Draf", "Budi Draf"]
    assert rows(page)[:2] == [["1", "Standar", "2 Catatan Fajar.", "4 SK ada."], ["2", "Maklumat", "–", "–"]]


@pytest.mark.parametrize(("person", "status"), [("ayu", 403), ("pandu", 404), ("citra", 403), ("eko", 404)])
def test_f02_is_hidden_from_the_unit_and_from_strangers(request, client, lokus, person, status):
    client.force_login(request.getfixturevalue(person))

    assert client.get(page_of(lokus)).status_code == status


def test_f02_is_not_found_once_the_assignment_is_revoked(evaluator, lokus, dewi):
    revoke(lokus.penugasan.get(), by=dewi, at=factories.AT)

    answers = [evaluator.get(page_of(lokus)), save(evaluator, lokus)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_f02_submit_lists_what_is_missing_with_links(evaluator, lokus):
    save(evaluator, lokus, nomor=2, headers=HTMX)

    page = evaluator.post(reverse("assessments:f02-submit", args=[lokus.pk]))

    assert (page.status_code, heading(page)) == (422, "F-02 belum lengkap")
    assert alerts(page) == ["F-02 belum lengkap: 3 indikator belum dinilai."]
    links = main_links(page)
    assert links == [f"{page_of(lokus)}#i1", f"{page_of(lokus)}#i3", f"{page_of(lokus, 'b')}#i4"]
    for link in links:
        assert evaluator.get(link).content.decode().count(f'id="{link.partition("#")[2]}"') == 1


def test_f02_submit_locks_the_sheet_once(evaluator, lokus, budi):
    factories.score(lokus.penugasan.get())

    first, second = (
        evaluator.post(reverse("assessments:f02-submit", args=[lokus.pk]), follow=True) for _time in range(2)
    )

    assert F02.objects.get().status == F02.Status.SUBMITTED
    assert alerts(first) == ["F-02 terkirim dan terkunci."]
    assert alerts(second) == [f"F-02 {lokus.nama} sudah dikirim dan tidak dapat diubah."]


def test_f02_submitted_sheet_is_read_only(evaluator, unit, ayu, budi):
    lokus = factories.make_lokus(unit, Status.SCORED, operator=ayu, evaluator=budi)

    page = evaluator.get(page_of(lokus))

    assert found(page, r"<h3>Nilai</h3>(.*?)</p>") == ["4", "4", "4"]
    assert textareas(page) == []


@pytest.mark.parametrize("count", [1, 3])
def test_f02_query_count(count, lokus, ayu, budi, count_queries):
    for _number in range(count):
        add_bukti(lokus, 1, factories.make_pdf(), by=ayu, at=factories.AT)

    assert count_queries(budi, page_of(lokus)) == 11


@pytest.mark.parametrize("count", [1, 3])
def test_f02_overseer_query_count(count, lokus, dewi, count_queries):
    for penugasan in [lokus.penugasan.get(), *(factories.make_penugasan(lokus) for _number in range(count - 1))]:
        factories.score(penugasan)

    assert count_queries(dewi, page_of(lokus)) == 8
