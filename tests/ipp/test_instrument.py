"""Instruments are data: what is read, what is refused, and in which words."""

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

import ipp

HERE = Path(__file__).parent
PECAHAN = (HERE / "instruments/pecahan.yaml").read_text("utf-8")


def problems(text):
    with pytest.raises(ipp.InstrumentError) as caught:
        ipp.parse_instrument(text)
    return list(caught.value.problems)


def changed(instrument, *path, to):
    """A copy of the instrument's document with the value at *path* replaced; None removes it."""
    document = copy.deepcopy(instrument.document)
    here = document
    for step in path[:-1]:
        here = here[step]
    if to is None:
        del here[path[-1]]
    else:
        here[path[-1]] = to
    return document


def document_problems(document):
    with pytest.raises(ipp.InstrumentError) as caught:
        ipp.instrument_from_document(document)
    return list(caught.value.problems)


@pytest.mark.parametrize("code", ipp.shipped_codes())
def test_shipped_instrument_is_sound_and_named_like_its_file(code):
    instrument = ipp.shipped_instrument(code)

    assert instrument.kode == code
    assert sum(aspek.bobot for aspek in instrument.aspek) == 1
    assert {sum(indikator.bobot for indikator in aspek.indikator) for aspek in instrument.aspek} == {Fraction(1)}


def test_pekppp_has_the_official_numbers(pekppp):
    percent = [[int(item.bobot * 100) for item in aspek.indikator] for aspek in pekppp.aspek]

    assert [int(aspek.bobot * 100) for aspek in pekppp.aspek] == [24, 25, 18, 11, 10, 12]
    assert percent == [
        [17, 14, 7, 14, 10, 17, 7, 7, 7],
        [10, 20, 20, 20, 30],
        [15, 23, 20, 20, 11, 11],
        [30, 20, 20, 30],
        [20, 25, 25, 30],
        [50, 50],
    ]
    assert [item.nomor for item in pekppp.indikator] == list(range(1, 31))
    assert [item.nomor for item in pekppp.tambahan] == [31]
    assert (pekppp.pangsa_f02, pekppp.pangsa_f03) == (Fraction(3, 4), Fraction(1, 4))
    assert pekppp.f03.minimum_responden == 10
    assert [question.aspek for question in pekppp.f03.pertanyaan] == ["I"] * 4 + ["II"] * 3 + ["III"] * 4 + [
        "IV"
    ] * 2 + ["V"]


def test_unknown_code_names_the_known_ones():
    with pytest.raises(ipp.InstrumentError) as caught:
        ipp.shipped_instrument("../pekppp")

    assert str(caught.value) == f'Instrumen "../pekppp" tidak dikenal; yang tersedia: {", ".join(ipp.shipped_codes())}.'


def test_instrument_of_2017_with_fraction_weights_loads(pecahan):
    parts = [
        ("30", "5/56 5/56 4/56 4/56 4/56 4/56 4/56 4/56 5/56 5/56 4/56 4/56 4/56"),
        ("18", "3/22 3/22 2/22 3/22 4/22 3/22 4/22"),
        ("15", "2/15 2/15 2/15 3/15 3/15 1/15 2/15"),
        ("15", "20 25 25 15 15"),
        ("15", "20 20 30 30"),
        ("7", "100"),
    ]
    document, number = copy.deepcopy(pecahan.document), 0
    document["aspek"] = []
    for place, (bobot, weights) in enumerate(parts):
        items = []
        for weight in weights.split():
            number += 1
            written = weight if "/" in weight else int(weight)
            items.append(
                {
                    "nomor": number,
                    "kode": str(number),
                    "nama": "x",
                    "bobot": written,
                    "tingkat": list("012345"),
                }
            )
        document["aspek"].append({"kode": "abcdef"[place], "nama": "x", "bobot": int(bobot), "indikator": items})

    instrument = ipp.instrument_from_document(document)

    assert len(instrument.indikator) == 37
    assert instrument.indikator[0].bobot == Fraction(5, 56)


def test_document_from_a_database_row_is_the_same_instrument(pekppp):
    stored = json.loads(ipp.canonical_json(pekppp.document))

    again = ipp.instrument_from_document(stored)

    assert again == pekppp
    assert again.sha256 == pekppp.sha256 == ipp.sha256_hex(pekppp.document)


def test_json_file_is_read_like_yaml(pecahan):
    text = json.dumps(pecahan.document, ensure_ascii=False, indent=2)

    assert ipp.parse_instrument(text) == pecahan


def test_byte_order_mark_is_no_part_of_the_document(pecahan):
    assert ipp.parse_instrument("\ufeff" + PECAHAN) == pecahan


def test_survey_removed_makes_an_instrument_without_f03(pekppp):
    instrument = ipp.instrument_from_document(changed(pekppp, "f03", to=None))

    assert (instrument.f03, instrument.pangsa_f02, instrument.pangsa_f03) == (None, 1, 0)
    assert list(instrument.kebijakan) == ["kombinasi_evaluator"]


def test_canonical_json_sorts_keys_and_keeps_letters():
    assert ipp.canonical_json({"b": [1, True, None], "a": "é –"}) == '{"a":"é –","b":[1,true,null]}'.encode()


NO_ALIAS = "Baris 5: jangkar dan alias (& dan *) tidak dipakai; tulis isinya lengkap."
NO_YAML = "bukan YAML yang benar; periksa indentasi, titik dua dan tanda kutip."
AMBIGUOUS = [
    "4.51", ".5", "5.", "1e3", "1_000", "010", "0x1F", "0o17", "+5", "12:30", "2023-01-31", "yes", "No", "on", "OFF",
    "True", "FALSE", "NULL", ".inf", "-.INF", ".nan", "y", "N",
]  # fmt: skip


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_yaml_word_that_readers_take_differently_is_refused(word):
    text = PECAHAN.replace("nama: Standar", f"nama: {word}")

    (problem,) = problems(text)

    assert problem.startswith(f"Baris 15: {word} tanpa tanda kutip dapat dibaca lain oleh komputer;")
    ipp.parse_instrument(text.replace(f"nama: {word}", f'nama: "{word}"'))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("moda: daring", "moda: &x daring", NO_ALIAS),
        ("moda: daring", "moda: *x", NO_ALIAS),
        ("moda: daring", "moda: !!str daring", "Baris 5: penanda jenis (!) tidak dipakai."),
        ("moda: daring", "<<: {moda: daring}", "Baris 5: penggabungan (<<) tidak dipakai; tulis isinya lengkap."),
        ("moda: daring", "moda: daring\nmoda: luring", 'Baris 6: kunci "moda" ditulis dua kali.'),
        ("moda: daring", "5: daring", "Baris 5: kunci harus teks; beri tanda kutip."),
        ("moda: daring", "[a]: daring", "Baris 5: kunci harus teks; beri tanda kutip."),
        ("moda: daring", "moda: [daring", "Baris 6, kolom 6: " + NO_YAML),
        ("moda: daring", "moda: \x07", "Bukan YAML yang benar: ada huruf yang tidak dapat dibaca."),
        ("moda: daring", "moda: " + "[" * 5000, "Bukan instrumen: isinya bersarang terlalu dalam."),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_yaml_fault_is_named_with_its_line(old, new, problem):
    assert problems(PECAHAN.replace(old, new)) == [problem]


@pytest.mark.parametrize("text", ["", "\ufeff", " \n", "# hanya komentar\n"], ids=repr)
def test_empty_file_is_called_empty(text):
    assert problems(text) == ["Berkas kosong; tulis isi instrumen sebagai YAML atau JSON."]


@pytest.mark.parametrize("text", ["---", "halo", "- 1", "null", "5"])
def test_text_that_is_no_instrument_is_refused(text):
    (problem,) = problems(text)

    assert problem.startswith("dokumen: ")
    assert problem.endswith(
        "bukan kumpulan kunci dan isi; kuncinya skema, kode, nama, moda, resmi, dasar_hukum, skala, pangsa, aspek, "
        "kebijakan, kategori."
    )


PERCENT = 'bilangan bulat (persen), atau pecahan seperti "1/3" yang jumlahnya tepat 1; desimal tidak diperbolehkan.'
SHARES = "bilangan bulat (persen); jumlah f02 dan f03 harus 100, dan desimal tidak diperbolehkan."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("bobot: 65", "bobot: 50.0", f"Baris 13: bobot: 50.0 tidak diterima; tulis {PERCENT}"),
        ("bobot: 65", "bobot: 75.5", f"Baris 13: bobot: 75.5 tidak diterima; tulis {PERCENT}"),
        ("bobot: 65", 'bobot: "50.0"', f'aspek a, bobot: "50.0" tidak diterima; tulis {PERCENT}'),
        ("bobot: 65", "bobot: 101", "aspek a, bobot: 101 terlalu besar; paling besar 100."),
        ("bobot: 65", f"bobot: {10**30}", f"Baris 13: bobot: {10**30} terlalu besar; tulis {PERCENT}"),
        ("nomor: 2", f"nomor: {10**15}", f"Baris 16: bilangan {10**15} terlalu besar; paling banyak 15 angka."),
        ("f02: 60", "f02: 60.5", f"Baris 9: f02: 60.5 tidak diterima; tulis {SHARES}"),
        ("f02: 60, f03: 40", "f02: 100, f03: 0",
         "pangsa: f03 adalah 0, padahal instrumen mempunyai F-03; isi paling kecil 1, atau hapus bagian f03."),
    ],
)  # fmt: skip
def test_weight_that_is_no_percentage_or_fraction_is_told_how_to_be_written(old, new, problem):
    assert problems(PECAHAN.replace(old, new, 1)) == [problem]


def test_decimal_weight_of_a_plain_document_is_told_how_to_be_written(pekppp):
    document = changed(pekppp, "aspek", 0, "bobot", to=24.0)

    assert document_problems(document) == [f"aspek I, bobot: 24.0 tidak diterima; tulis {PERCENT}"]


SHAPE = [
    (("kode",), None, "dokumen: kode belum diisi."),
    (("kode",), "PEKPPP 2023",
     'kode: "PEKPPP 2023" tidak diterima; tulis huruf kecil, angka dan tanda hubung, misalnya pekppp-2023-luring.'),
    (("skema",), 2, "skema: 2 tidak dikenal; yang diperbolehkan: 1."),
    (("moda",), "hibrida", 'moda: "hibrida" tidak dikenal; yang diperbolehkan: luring, daring.'),
    (("resmi",), "ya", 'resmi: "ya" bukan true atau false.'),
    (("warna",), "biru", 'dokumen: kunci "warna" tidak dikenal; yang dikenal: skema, kode, nama, moda, resmi, catatan, '
     "dasar_hukum, skala, prinsip, pangsa, aspek, tambahan, f03, kebijakan, kategori."),
    (("nama",), " ", 'nama: " " tidak diterima; tulis kalimat yang tidak kosong.'),
    (("nama",), "a\x00b",
     'nama: "a\\u0000b" tidak dapat disimpan; hanya teks tanpa huruf kendali, bilangan bulat, true dan false.'),
    (("nama",), "\ud800",
     'nama: "\\ud800" tidak dapat disimpan; hanya teks tanpa huruf kendali, bilangan bulat, true dan false.'),
    (("skala", "maks"), 5.0,
     "skala, maks: 5.0 tidak dapat disimpan; hanya teks tanpa huruf kendali, bilangan bulat, true dan false."),
    (("skala", "maks"), True, "skala, maks: true bukan bilangan bulat."),
    (("skala", "min"), 5, "skala: min 5 harus lebih kecil daripada maks 5."),
    (("aspek", 1, "indikator", 2, "tingkat"), ["a", "b"],
     "aspek II, indikator 12, tingkat: ada 2 teks, seharusnya 6 (satu untuk tiap skor 0 sampai 5)."),
    (("aspek", 1, "indikator", 2, "tingkat", 3), "",
     'aspek II, indikator 12, tingkat ke-4: "" tidak diterima; tulis kalimat yang tidak kosong.'),
    (("aspek", 1, "indikator", 2, "bobot"), 0, "aspek II, indikator 12, bobot: 0 terlalu kecil; paling kecil 1."),
    (("aspek", 1, "indikator", 2, "bobot"), "20%",
     'aspek II, indikator 12, bobot: "20%" tidak diterima; tulis '
     'bilangan bulat (persen), atau pecahan seperti "1/3" yang jumlahnya tepat 1; desimal tidak diperbolehkan.'),
    (("aspek", 1, "indikator", 2, "bobot"), "1/5",
     "aspek II, indikator, bobot: tulis semuanya bilangan bulat atau semuanya pecahan, jangan dicampur."),
    (("aspek", 1, "indikator", 2, "bobot"), 21, "aspek II, indikator, bobot: jumlahnya 101, seharusnya 100."),
    (("aspek", 0, "bobot"), 23, "aspek, bobot: jumlahnya 99, seharusnya 100."),
    (("aspek", 5, "kode"), "I", "aspek, kode: I dipakai 2 kali, seharusnya sekali."),
    (("aspek", 1, "indikator", 2, "nomor"), 31, "indikator, nomor: 31 dipakai 2 kali, seharusnya sekali."),
    (("aspek", 1, "indikator", 2, "kode"), "1.a.Ak", "indikator, kode: 1.a.Ak dipakai 2 kali, seharusnya sekali."),
    (("tambahan", 0, "tingkat"), ["a"],
     "tambahan 31, tingkat: ada 1 teks, seharusnya 6 (satu untuk tiap skor 0 sampai 5)."),
    (("pangsa", "f02"), 80, "pangsa: jumlah f02 dan f03 adalah 105, seharusnya 100."),
    (("pangsa", "f03"), None, "pangsa: f03 belum diisi, padahal instrumen mempunyai F-03."),
    (("f03", "label", 0), None, "f03, label: ada 5 teks, seharusnya 6 (satu untuk tiap skor 0 sampai 5)."),
    (("f03", "pertanyaan", 2, "urutan"), 4, "f03, pertanyaan 4: urutan seharusnya 3 (1, 2, 3 tanpa lompatan)."),
    (("f03", "minimum_responden"), 0, "f03, minimum_responden: 0 terlalu kecil; paling kecil 1."),
    (("kebijakan", "f03_kosong"), None, "kebijakan: f03_kosong belum diisi, padahal instrumen mempunyai F-03; "
     "pilihannya f02, nol."),
    (("kebijakan", "f03_kosong"), [], "kebijakan, f03_kosong: daftar kurang; paling sedikit 1 isi."),
    (("kebijakan", "f03_kosong"), ["nol", "nol"],
     "kebijakan, f03_kosong: ada isi yang ditulis dua kali; tulis tiap isi sekali saja."),
    (("kebijakan", "f03_kosong", 0), "lewati",
     'kebijakan, f03_kosong ke-1: "lewati" tidak dikenal; yang diperbolehkan: f02, nol.'),
    (("kategori", 0, "dari"), "4.5",
     'kategori A, dari: "4.5" tidak diterima; tulis '
     'nilai terendah dengan dua desimal dan tanda kutip, misalnya "4.51".'),
    (("kategori", 1, "dari"), "4.51",
     "kategori A-: dari 4.51 harus lebih rendah daripada A (4.51); urutkan dari yang terbaik."),
    (("kategori", 8, "dari"), "0.01", "kategori F: dari 0.01 belum mencapai dasar skala (0.00)."),
    (("kategori", 0, "dari"), "5.01", "kategori A: dari 5.01 di atas puncak skala (5.00)."),
    (("kategori", 1, "kode"), "A", "kategori, kode: A dipakai 2 kali, seharusnya sekali."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "problem"), SHAPE, ids=lambda value: str(value)[:40])
def test_faulty_document_is_named_in_words(pekppp, path, value, problem):
    assert document_problems(changed(pekppp, *path, to=value)) == [problem]


def test_every_fault_is_told_at_once(pekppp):
    document = changed(pekppp, "f03", "aspek", 4, to="IX")

    assert document_problems(document) == [
        "f03, aspek: IX bukan kode aspek instrumen ini; yang ada: I, II, III, IV, V, VI.",
        "f03, aspek: IX tidak mempunyai pertanyaan; tambahkan pertanyaannya atau hapus dari daftar.",
        "f03, pertanyaan 14, aspek: V tidak ada di f03, aspek.",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "Berkas tidak ditemukan; sebutkan berkas instrumen (YAML atau JSON) yang dapat dibaca."),
        (b"\xff\xfe", "Berkas bukan teks UTF-8; simpan berkas instrumen (YAML atau JSON) sebagai UTF-8."),
    ],
)
def test_unreadable_file_is_refused(tmp_path, content, problem):
    path = tmp_path / "instrumen.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ipp.InstrumentError) as caught:
        ipp.load_instrument(path)

    assert str(caught.value) == problem


def test_folder_is_no_instrument(tmp_path):
    with pytest.raises(ipp.InstrumentError):
        ipp.load_instrument(tmp_path)
