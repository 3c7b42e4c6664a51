import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pypdf
import pytest

from pekppp.common.charts import Axis, radar
from pekppp.reports.berita_acara import (
    _PRINTABLE,
    BarisAspek,
    BarisIndikator,
    BeritaAcara,
    LangkahHitung,
    Penandatangan,
    redacted,
    render_berita_acara,
)

HOSTILE = "#panic() $x$ *b* @ref <lab> \\ //"
AYU = Penandatangan("dr. Ayu Lestari, M.Kes.", "19760412 200501 2 003")
BUDI = Penandatangan("Budi Santoso, S.E.", "19690817 199503 1 002")
EKA = Penandatangan("Eka Wulandari, S.Kom.", None)
DATA = BeritaAcara(
    final=True,
    peragaan=False,
    nomor="000.8.3/127/2026",
    tanggal="Senin, 14 September 2026",
    instansi="Pemerintah Kabupaten Purworejo",
    unit="UPTD Puskesmas Tirta Kencana",
    kode="33.06-0042",
    periode="PEKPPP 2026",
    instrumen="pekppp-2023-luring",
    instrumen_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    f02="4,06",
    f02_bobot="75 %",
    f03="4,19",
    f03_bobot="25 %",
    responden="35",
    ipp="4,09",
    konversi="81,83",
    kategori="A-",
    kategori_nama="Sangat Baik",
    alasan=(),
    aspek=(
        BarisAspek(
            nomor="I",
            nama="Kebijakan Pelayanan",
            bobot="24 %",
            f02="4,13",
            f03="4,20",
            indikator=(BarisIndikator("1", "1.a.Ak", "Standar Pelayanan", "17 %", "3", "SK belum ada."),),
        ),
        BarisAspek("VI", "Inovasi", "12 %", "2,50", None, ()),
    ),
    radar=None,
    radar_alt="Kebijakan Pelayanan 4,13; Inovasi 2,50",
    tambahan=(BarisIndikator("31", "31", "Sistem antrian", "0 %", "5", "Mesin antrian rusak."),),
    langkah=(
        LangkahHitung("Kebijakan Pelayanan", "24 % × 4,130000", "2478/2500", "0,991200"),
        LangkahHitung("IPP", "75 % × F-02 + 25 % × F-03", "1636664/400000", "4,091661", total=True),
    ),
    tempat="Purworejo",
    tanggal_tanda_tangan="18 September 2026",
    pimpinan=AYU,
    evaluator=(BUDI, EKA),
    alamat_cek="https://ipp.example.go.id/cek/7KQ2-M9XA",
    dibuat=datetime(2026, 9, 18, 3, 42, tzinfo=UTC),
)
SECRETS = (AYU.nama, AYU.nip, BUDI.nama, BUDI.nip, EKA.nama, "SK belum ada.", "Mesin antrian rusak.")
PUBLIC_LINE = "Versi publik: nama evaluator, NIP, dan catatan tidak dimuat."


def read(data):
    return pypdf.PdfReader(io.BytesIO(render_berita_acara(data)))


def text_of(data):
    """Text of all pages with one space for every gap, as line breaks depend on the layout."""
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def test_berita_acara_shows_every_number():
    text = text_of(DATA)

    shown = [
        "BERITA ACARA HASIL EVALUASI FINAL Nomor: 000.8.3/127/2026",
        "Pada hari Senin, 14 September 2026, tim evaluator yang terdiri atas Budi Santoso, S.E. dan Eka",
        "Instrumen pekppp-2023-luring (SHA-256 9f86d081884c…)",
        "F-02 (75 %) F-03 (25 %) Indeks (IPP) Nilai konversi Kategori",
        "4,06 penilaian evaluator 4,19 35 responden 4,09 skala 0–5 81,83 skala 0–100 A- Sangat Baik",
        "I Kebijakan Pelayanan 24 % 4,13 4,20 VI Inovasi 12 % 2,50 –",
        "1 1.a.Ak Standar Pelayanan 17 % 3 SK belum ada.",
        "31 31 Sistem antrian 0 % 5 Mesin antrian rusak.",
        "Kebijakan Pelayanan 24 % × 4,130000 2478/2500 0,991200",
        "IPP 75 % × F-02 + 25 % × F-03 1636664/400000 4,091661",
        "dr. Ayu Lestari, M.Kes.",
        "NIP 19690817 199503 1 002",
        "Angka dapat diperiksa di https://ipp.example.go.id/cek/7KQ2-M9XA Halaman 1 dari 2",
    ]
    assert [part for part in shown if part not in text] == []


def test_berita_acara_says_why_it_is_provisional():
    text = text_of(replace(DATA, final=False, alasan=("Responden F-03 baru 8.", "Belum divalidasi.")))

    assert "HASIL EVALUASI SEMENTARA Nomor" in text
    assert "dapat berubah sampai ditetapkan. • Responden F-03 baru 8. • Belum divalidasi." in text


def test_berita_acara_without_answers_shows_a_dash_for_f03():
    text = text_of(replace(DATA, f03=None, responden=None))

    assert "4,06 penilaian evaluator – belum ada responden 4,09" in text


def test_berita_acara_of_an_instrument_without_f03_has_no_such_column():
    text = text_of(replace(DATA, f03=None, f03_bobot=None, responden=None, langkah=()))

    assert "F-03" not in text


def test_berita_acara_shows_the_radar_with_words():
    axes = [Axis(name, (Fraction(4),), ("4,00",)) for name in ("Kebijakan", "Sarana", "Inovasi")]
    svg = radar(axes, series=["F-02"], chart_id="radar", title="Nilai per aspek")

    pdf = read(replace(DATA, radar=svg))

    assert "Sarana 4,00" in " ".join(pdf.pages[0].extract_text().split())
    assert "Kebijakan Pelayanan 4,13; Inovasi 2,50" in figure_texts(pdf)


def figure_texts(pdf):
    """Alternative texts in the structure tree of a tagged PDF."""
    found, todo = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop()
        if isinstance(node, pypdf.generic.IndirectObject):
            node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            todo += node
        elif isinstance(node, pypdf.generic.DictionaryObject):
            found += [node["/Alt"]] if "/Alt" in node else []
            todo += [node["/K"]] if "/K" in node else []
    return found


def test_redacted_berita_acara_holds_no_person_and_no_note():
    full, public = text_of(DATA), text_of(redacted(DATA))

    assert [secret for secret in SECRETS if secret not in full] == []
    assert [secret for secret in SECRETS if secret in public] == []
    assert re.findall(r"NIP|Catatan|Tanda tangan", public.replace(PUBLIC_LINE, "")) == []


def test_redacted_berita_acara_keeps_the_numbers_and_says_what_is_left_out():
    text = text_of(redacted(DATA))

    assert PUBLIC_LINE in text
    assert "Pada hari Senin, 14 September 2026, telah dilaksanakan evaluasi" in text
    assert "1 1.a.Ak Standar Pelayanan 17 % 3 " in text
    assert "1636664/400000 4,091661" in text


@pytest.mark.parametrize(
    "left_over",
    [
        {"pimpinan": AYU},
        {"evaluator": (EKA,)},
        {"tambahan": DATA.tambahan},
        {"aspek": DATA.aspek},
    ],
)
def test_public_berita_acara_cannot_hold_what_it_must_not(left_over):
    public = redacted(DATA)

    with pytest.raises(ValueError, match="a public Berita Acara holds no signer and no note"):
        replace(public, **left_over)


def test_berita_acara_needs_a_time_zone():
    with pytest.raises(ValueError, match="has no time zone"):
        replace(DATA, dibuat=datetime(2026, 9, 18, 3, 42))  # noqa: DTZ001 - the point of the test


def test_berita_acara_shows_hostile_text_as_text():
    person = Penandatangan(HOSTILE, HOSTILE)
    row = BarisIndikator(*[HOSTILE] * 6)
    texts = {name: HOSTILE for name, value in vars(DATA).items() if isinstance(value, str)}
    hostile = replace(
        DATA,
        **texts,
        alasan=(HOSTILE,),
        aspek=(BarisAspek(*[HOSTILE] * 5, indikator=(row,)),),
        tambahan=(row,),
        langkah=(LangkahHitung(*[HOSTILE] * 4),),
        pimpinan=person,
        evaluator=(person,),
    )

    text = text_of(hostile)

    assert text.count(HOSTILE) > 50
    assert "panic()" not in text.replace(HOSTILE, "").replace(HOSTILE[:12], "")


def test_berita_acara_prints_a_square_for_a_letter_the_font_lacks():
    text = text_of(replace(DATA, alasan=("Baik 👍 日本\x00\u200d\u00ad\tsekali é e\u0301\u2028baru",)))

    assert "• Baik □ □□ sekali é é baru" in text


def test_berita_acara_prints_every_letter_it_claims_to():
    letters = " ".join(chr(code) for code in range(0x10000) if _PRINTABLE.match(chr(code)))

    text = text_of(replace(DATA, alasan=(letters,), kategori_nama=letters))

    # PDF/A refuses a letter without a glyph, so a wrong range fails before this line
    assert set("ḥṣẓʿ ŁžΩЖ €№™ →≥□✓") <= set(text)


def test_berita_acara_breaks_long_words_and_keeps_them_whole_in_the_text():
    word = "https://drive.example.go.id/" + "folder/".join("abcdefghij" for _ in range(30))
    row = replace(DATA.aspek[0].indikator[0], catatan=word)

    text = text_of(replace(DATA, aspek=(replace(DATA.aspek[0], indikator=(row,)),)))

    assert word in text.replace(" ", "")


def test_berita_acara_repeats_table_heads_on_every_page():
    rows = tuple(replace(DATA.aspek[0].indikator[0], catatan="Catatan panjang. " * 40) for _ in range(12))

    pages = read(replace(DATA, aspek=(replace(DATA.aspek[0], indikator=rows),))).pages

    with_rows = [page.extract_text() for page in pages if "1.a.Ak" in page.extract_text()]
    assert len(with_rows) > 2
    assert all("Catatan evaluator" in text and "I. Kebijakan Pelayanan (24 %)" in text for text in with_rows)


@pytest.mark.parametrize("peragaan", [True, False])
def test_berita_acara_marks_demonstration_data(peragaan):
    pdf = read(replace(DATA, peragaan=peragaan))

    marks = ["DATA PERAGAAN" in page.extract_text() for page in pdf.pages]

    assert marks == [peragaan] * len(pdf.pages)
    assert ("DATA PERAGAAN" in pdf.metadata["/Keywords"]) is peragaan


def test_berita_acara_has_title_language_and_standards():
    pdf = read(DATA)

    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()

    assert pdf.metadata.title == "Berita Acara Hasil Evaluasi – UPTD Puskesmas Tirta Kencana – PEKPPP 2026"
    assert pdf.metadata.creation_date == DATA.dibuat
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert re.findall(r"<pdf(?:aid|uaid):(\w+)>(\w+)<", xmp) == [
        ("part", "2"),
        ("conformance", "A"),
        ("part", "1"),
    ]


def test_berita_acara_is_the_same_every_time():
    assert render_berita_acara(DATA) == render_berita_acara(replace(DATA))


def test_berita_acara_is_made_in_several_threads_at_once():
    papers = [replace(DATA, unit=f"Unit {number}") for number in range(8)]
    expected = [render_berita_acara(paper) for paper in papers]

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(render_berita_acara, papers))

    assert made == expected
