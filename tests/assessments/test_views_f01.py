"""F-01 over HTTP: saving, conflicts, evidence, submitting."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pekppp.assessments.models import F01, JawabanF01, SimpanF01
from pekppp.assessments.services import save_jawaban, submit_f01
from pekppp.evidence.models import BuktiDukung
from pekppp.evidence.services import add_bukti
from pekppp.institutions.models import Penempatan
from pekppp.periods.models import Lokus, Tahap
from tests import factories
from tests.pages import alerts, found, heading, hidden, main_links, textareas

pytestmark = pytest.mark.django_db
Status = Lokus.Status
HTMX = {"hx-request": "true"}
STALE = "Orang lain menyimpan perubahan setelah halaman ini Anda buka."
NOT_WHOLE = "Belum tersimpan: halaman ini tidak lengkap. Salin isian Anda, muat ulang halaman, lalu simpan lagi."
CLOSED = "Tahap Pengisian F-01 sudah ditutup. Hubungi koordinator bila masih ada yang perlu diubah."


@pytest.fixture
def lokus(unit):
    return factories.make_lokus(unit)


@pytest.fixture
def operator(client, ayu):
    """Ayu's browser."""
    client.force_login(ayu)
    return client


def page_of(lokus):
    return reverse("assessments:f01", args=[lokus.pk, "a"])


def typed(**changed):
    """What the page sends for one indicator."""
    return {"client_id": uuid.uuid4(), "revision": 0, "teks": "SK 12/2025", **changed}


def save(client, lokus, data=None, *, nomor=1, headers=None):
    return client.post(reverse("assessments:f01-save", args=[lokus.pk, nomor]), data or typed(), headers=headers)


def states(response):
    """What stands beside the boxes: saved when, or why not."""
    return found(response, r'<p class="saved[^>]*>(.*?)</p>')


def conflicts(response):
    """The other version, where a save was stale or came too late."""
    return found(response, r'<div class="conflict">.*?<pre>(.*?)</pre>')


def save_by_pandu(lokus, pandu):
    """Somebody else's save of indicator 1."""
    save_jawaban(
        lokus,
        1,
        teks="Sudah ada.",
        siap=True,
        client_id=uuid.uuid4(),
        seen_revision=0,
        by=pandu,
        at=factories.AT,
    )


def test_f01_shows_question_answer_and_deadline(operator, lokus):
    save(operator, lokus)

    page = operator.get(page_of(lokus))

    assert heading(page) == "F-01: jawaban dan bukti unit"
    assert found(page, r"<h2[^>]*>(.*?)</h2>") == ["1. Standar (1.a)", "2. Maklumat (2.a)", "3. Survei (3.a)"]
    assert textareas(page) == ["SK 12/2025", "", ""]
    assert found(page, r"Batas waktu: <b>(.*?)</b>") == ["1 Januari 2125 07.00 WIB"]


def test_f01_save_by_htmx_answers_with_the_next_revision_and_id(operator, lokus):
    data = typed(siap="on")

    part = save(operator, lokus, data, headers=HTMX)

    assert part.status_code == 200
    assert re.fullmatch(r"Tersimpan \d\d\.\d\d", states(part)[0])
    assert hidden(part, "revision") == ["1"]
    assert hidden(part, "client_id") != [str(data["client_id"])]
    assert found(part, r"<li><a[^>]*>(.*?)</a>") == ["a. Kebijakan 1/3", "b. Pelaksana 0/1"]
    assert part.content.count(b"<html") == 0


def test_f01_save_without_htmx_leads_back_with_a_message(operator, lokus):
    response = save(operator, lokus)

    page = operator.get(response.headers["Location"])
    assert (response.status_code, response.headers["Location"]) == (302, f"{page_of(lokus)}#i1")
    assert alerts(page) == ["Jawaban indikator 1 tersimpan."]
    assert textareas(page)[0] == "SK 12/2025"


@pytest.mark.parametrize(("headers", "status"), [(HTMX, 200), (None, 302)])
def test_f01_save_sent_twice_is_one_save(operator, lokus, headers, status):
    data = typed()

    answers = [save(operator, lokus, data, headers=headers).status_code for _time in range(2)]

    assert answers == [status, status]
    assert SimpanF01.objects.count() == 1
    assert JawabanF01.objects.get().revision == 1


def test_f01_stale_save_by_htmx_shows_the_other_version(operator, lokus, pandu):
    save_by_pandu(lokus, pandu)

    part = save(operator, lokus, headers=HTMX)

    assert part.status_code == 409
    assert (states(part), conflicts(part)) == ([STALE], ["Sudah ada."])
    assert textareas(part) == []  # the box is left alone: what was typed still stands in it
    assert JawabanF01.objects.get().teks == "Sudah ada."


def test_f01_stale_save_without_htmx_keeps_what_was_typed(operator, lokus, pandu):
    save_by_pandu(lokus, pandu)

    page = save(operator, lokus)

    assert page.status_code == 409
    assert alerts(page) == [f"{STALE} Indikator 1"]
    assert (textareas(page)[0], conflicts(page)) == ("SK 12/2025", ["Sudah ada."])


def test_f01_stale_save_can_be_saved_over(operator, lokus, pandu):
    save_by_pandu(lokus, pandu)
    page = save(operator, lokus)

    again = typed(client_id=hidden(page, "client_id")[0], revision=hidden(page, "revision")[0])

    assert save(operator, lokus, again).status_code == 302
    assert JawabanF01.objects.get().teks == "SK 12/2025"


def closed_lokus(unit):
    """A lokus whose F-01 stage is over."""
    span = (factories.BEGIN, datetime(2025, 10, 1, tzinfo=UTC))
    periode = factories.make_periode(unit.instansi, units=[unit], tahap={**factories.ALWAYS, Tahap.Jenis.F01: span})
    return factories.make_lokus(unit, periode=periode)


def test_f01_late_save_keeps_what_was_typed_on_the_page(operator, unit):
    page = save(operator, closed_lokus(unit))

    assert page.status_code == 422
    assert alerts(page) == [f"{CLOSED} Indikator 1"]
    assert conflicts(page) == ["SK 12/2025"]
    assert JawabanF01.objects.count() == 0


def test_f01_late_save_by_htmx_says_why(operator, unit):
    part = save(operator, closed_lokus(unit), headers=HTMX)

    assert (part.status_code, states(part), textareas(part)) == (422, [CLOSED], [])


def test_f01_closed_stage_leaves_nothing_to_fill_in(operator, unit):
    page = operator.get(page_of(closed_lokus(unit)))

    assert (page.status_code, textareas(page), page.content.count(b'type="file"')) == (200, [], 0)


def test_f01_save_after_submission_says_so(operator, unit, ayu):
    lokus = factories.make_lokus(unit, Status.SUBMITTED, operator=ayu)

    page = save(operator, lokus, typed(revision=1))

    assert page.status_code == 422
    assert alerts(page) == [f"F-01 {lokus.nama} sudah dikirim dan tidak dapat diubah. Indikator 1"]
    assert conflicts(page) == ["SK 12/2025"]


@pytest.mark.parametrize("headers", [HTMX, None])
@pytest.mark.parametrize("nomor", [0, 99, 10**30])
@pytest.mark.parametrize("route", ["assessments:f01-save", "assessments:bukti-add"])
def test_f01_unknown_indicator_is_not_found(operator, lokus, route, nomor, headers):
    with factories.assert_no_writes():
        data = typed(berkas=SimpleUploadedFile("sk.pdf", b"%PDF-1.7"))
        response = operator.post(reverse(route, args=[lokus.pk, nomor]), data, headers=headers)

    assert response.status_code == 404


@pytest.mark.parametrize("aspek", ["z", "tambahan", "A"])
def test_f01_unknown_aspek_is_not_found(operator, lokus, aspek):
    assert operator.get(reverse("assessments:f01", args=[lokus.pk, aspek])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"client_id": ""}, NOT_WHOLE),
        ({"client_id": "bukan-uuid"}, NOT_WHOLE),
        ({"revision": ""}, NOT_WHOLE),
        ({"revision": "-1"}, NOT_WHOLE),
        ({"client_id": "", "revision": "x"}, NOT_WHOLE),
        ({"teks": "x" * 10_001}, "Jawaban terlalu panjang: paling banyak 10.000 huruf."),
        ({"teks": "a\0b"}, "Karakter null tidak diizinkan."),
    ],
)
def test_f01_broken_save_is_refused_in_one_sentence(operator, lokus, changed, sentence):
    with factories.assert_no_writes():
        part = save(operator, lokus, typed(**changed), headers=HTMX)

    assert (part.status_code, states(part)) == (422, [sentence])


def test_f01_overlong_text_stays_in_its_box(operator, lokus):
    page = save(operator, lokus, typed(teks="x" * 10_001))

    assert (page.status_code, textareas(page)[0]) == (422, "x" * 10_001)


def test_f01_script_in_an_answer_is_only_text(operator, lokus):
    save(operator, lokus, typed(teks="</textarea><script>alert(1)</script>"))

    page = operator.get(page_of(lokus))

    assert textareas(page)[0] == "</textarea><script>alert(1)</script>"
    assert page.content.count(b"<script>") == 0


def test_f01_upload_is_listed_and_can_be_opened(operator, lokus):
    upload = SimpleUploadedFile("sk & standar.pdf", b"%PDF-1.7 isi")

    response = operator.post(reverse("assessments:bukti-add", args=[lokus.pk, 2]), {"berkas": upload})

    page = operator.get(response.headers["Location"])
    assert (response.status_code, alerts(page)) == (302, ["Berkas “sk & standar.pdf” tersimpan."])
    [bukti] = BuktiDukung.objects.all()
    assert main_links(page)[-1:] == [f"/bukti/{bukti.pk}/"]
    assert b"".join(operator.get(f"/bukti/{bukti.pk}/").streaming_content) == b"%PDF-1.7 isi"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Pilih dahulu berkasnya."),
        ({"berkas": ("sk.pdf", b"")}, "Berkas “sk.pdf” kosong. Pilih berkas yang berisi."),
        (
            {"berkas": ("sk.pdf", b"%PDF-" + b"x" * 1024**2)},
            "Berkas “sk.pdf” terlalu besar. Ukuran paling besar 1 MB.",
        ),
        (
            {"berkas": ("sk.pdf", b"MZ bukan PDF")},
            "Berkas “sk.pdf” bukan PDF, JPEG, atau PNG. Simpan dahulu sebagai salah satunya.",
        ),
        ({"berkas": ("x" * 201, b"%PDF-")}, "Nama berkas terlalu panjang: paling banyak 200 huruf."),
    ],
)
def test_f01_refused_upload_stores_nothing(operator, lokus, settings, files, sentence):
    settings.UPLOAD_LIMIT_BYTES = 1024**2
    data = {name: SimpleUploadedFile(*file) for name, file in files.items()}

    with factories.assert_no_writes():
        response = operator.post(reverse("assessments:bukti-add", args=[lokus.pk, 1]), data)

    assert response.headers["Location"] == f"{page_of(lokus)}#i1"
    assert alerts(operator.get(page_of(lokus))) == [sentence]


def test_f01_withdrawn_evidence_is_no_longer_listed(operator, lokus, ayu):
    bukti = add_bukti(lokus, 1, factories.make_pdf("lama.pdf"), by=ayu, at=factories.AT)

    response = operator.post(reverse("assessments:bukti-withdraw", args=[bukti.pk]))

    assert response.headers["Location"] == f"{page_of(lokus)}#i1"
    assert operator.get(page_of(lokus)).content.count(b"lama.pdf") == 0
    assert BuktiDukung.objects.get().withdrawn_at is not None


def test_f01_evidence_stays_once_submitted(operator, unit, ayu):
    lokus = factories.make_lokus(unit, Status.FILLING, operator=ayu)
    bukti = add_bukti(lokus, 1, factories.make_pdf(), by=ayu, at=factories.AT)
    submit_f01(lokus, by=ayu, at=factories.AT)

    with factories.assert_no_writes():
        operator.post(reverse("assessments:bukti-withdraw", args=[bukti.pk]))

    assert alerts(operator.get(page_of(lokus))) == [f"F-01 {lokus.nama} sudah dikirim dan tidak dapat diubah."]


def test_f01_submit_lists_what_is_missing_with_links(operator, lokus):
    save(operator, lokus, typed(siap="on"), nomor=2, headers=HTMX)

    page = operator.post(reverse("assessments:f01-submit", args=[lokus.pk]))

    assert (page.status_code, heading(page)) == (422, "F-01 belum lengkap")
    assert alerts(page) == ["F-01 belum lengkap: 3 indikator belum ditandai siap."]
    links = main_links(page)
    assert links == [f"{page_of(lokus)}#i1", f"{page_of(lokus)}#i3", f"/lokus/{lokus.pk}/f01/b/#i4"]
    for link in links:
        assert operator.get(link).content.decode().count(f'id="{link.partition("#")[2]}"') == 1


def test_f01_submit_hands_it_over_once(operator, unit, ayu):
    lokus = factories.make_lokus(unit, Status.FILLING, operator=ayu)

    first, second = (
        operator.post(reverse("assessments:f01-submit", args=[lokus.pk]), follow=True) for _time in range(2)
    )

    assert F01.objects.get().status == F01.Status.SUBMITTED
    assert alerts(first) == ["F-01 terkirim kepada evaluator."]
    assert alerts(second) == [f"F-01 {lokus.nama} sudah dikirim dan tidak dapat diubah."]


def test_f01_of_a_neighbour_in_the_same_regency_is_not_found(client, lokus, regency, ayu):
    bukti = add_bukti(lokus, 1, factories.make_pdf(), by=ayu, at=factories.AT)
    client.force_login(factories.make_person("sari", Penempatan.Peran.OPERATOR, unit=factories.make_unit(regency)))

    with factories.assert_no_writes():
        answers = [
            client.get(page_of(lokus)),
            save(client, lokus),
            client.post(reverse("assessments:bukti-add", args=[lokus.pk, 1]), {"berkas": factories.make_pdf()}),
            client.post(reverse("assessments:bukti-withdraw", args=[bukti.pk])),
            client.post(reverse("assessments:f01-submit", args=[lokus.pk])),
            client.get(f"/bukti/{bukti.pk}/"),
        ]

    assert [answer.status_code for answer in answers] == [404] * 6


def test_f01_is_read_only_for_the_evaluator(client, unit, ayu, budi):
    lokus = factories.make_lokus(unit, Status.FILLING, operator=ayu)
    factories.make_penugasan(lokus, budi)
    client.force_login(budi)

    page, saved = client.get(page_of(lokus)), save(client, lokus)

    assert (page.status_code, page.content.count(b"<textarea"), saved.status_code) == (200, 0, 403)


@pytest.mark.parametrize("count", [1, 3])
def test_f01_query_count(count, lokus, ayu, count_queries):
    for _number in range(count):
        add_bukti(lokus, 1, factories.make_pdf(), by=ayu, at=factories.AT)

    assert count_queries(ayu, page_of(lokus)) == 12
