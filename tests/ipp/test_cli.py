"""The command `ipp`: what it prints, and that bad input never prints anything but one clear sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ipp

HERE = Path(__file__).parent
INSTRUMENT_NAMELESS = 'instrumen "": nama berkas kosong; tulis nama berkas instrumen, atau "-" untuk stdin.'
GONE = object()


@pytest.fixture
def run(capsysbinary, tmp_path):
    """Run the command in this process; input that is no path is written to a file first."""

    def run(*arguments, content=None):
        if content is not None:
            file = tmp_path / "masukan.json"
            file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
            arguments = ("score", str(file), *arguments)
        code = ipp.main(list(arguments))
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def command(*arguments, **options):
    """Run the command in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(ipp.__file__).parents[1]), **options.pop("env", {})}
    options = {"capture_output": True} | options
    return subprocess.run([sys.executable, "-m", "ipp", *arguments], env=env, check=False, timeout=60, **options)


def refused(outcome):
    """The message of a call that must have been refused cleanly."""
    code, out, err = outcome
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err.removesuffix("\n")


# --- score -----------------------------------------------------------------------------------------


def test_score_prints_exactly_the_promised_document(run, document):
    code, out, err = run(content=document)

    assert (code, err) == (0, "")
    assert list(json.loads(out)) == ["instrument", "unit", "instansi"]
    assert json.dumps(json.loads(out), ensure_ascii=False) == (
        '{"instrument": "pekppp-2023-luring", "unit": [{"id": "A", "instansi": "33.03", '
        '"aspek": {"I": "4.130000", "II": "4.600000", "III": "3.740000", "IV": "3.800000", "V": "4.050000", '
        '"VI": "3.500000"}, "f02": "4.057400", "f03": "4.194444", "responden": 3, "ipp": "4.091661", '
        '"nilai": "4.09", "kategori": "A-", "nama": "Sangat Baik", "sementara": true, '
        '"alasan": ["F-03 belum mencukupi: 3 dari minimum 10 responden; F-03 tetap dihitung."]}], '
        '"instansi": [{"id": "33.03", "unit": 1, "ipp": "4.091661", "nilai": "4.09", "kategori": "A-", '
        '"peringkat": 1}]}'
    )


def test_score_keeps_the_order_given_and_ranks_instansi_by_their_mean(run, document, sheet):
    def unit(name, instansi, score):
        return {"id": name, "instansi": instansi, "f02": dict.fromkeys(sheet, score), "f03": []}

    document["unit"] = [
        unit("d", "rendah", 1),
        unit("c", "kembar 1", 4),
        unit("b", "tinggi", 5),
        unit("a", "kembar 2", 4),
    ]

    _, out, _ = run(content=document)

    result = json.loads(out)
    assert [one["id"] for one in result["unit"]] == ["d", "c", "b", "a"]
    assert [(one["id"], one["peringkat"]) for one in result["instansi"]] == [
        ("rendah", 4),
        ("kembar 1", 2),
        ("tinggi", 1),
        ("kembar 2", 2),
    ]


def test_score_takes_the_mean_of_exact_unit_values(run, document, sheet):
    rows = [[5] * 13 + [4]] * 3
    document["unit"] = [
        {"id": str(place), "instansi": "x", "f02": dict.fromkeys(sheet, 4), "f03": rows[:place]} for place in range(3)
    ]

    _, out, _ = run(content=document)

    (instansi,) = json.loads(out)["instansi"]
    assert (instansi["unit"], instansi["ipp"]) == (3, "4.133333")


FINAL = {"kombinasi_evaluator": "final"}
ODD = [
    ("sheets of two evaluators", lambda d, u: u.update(f02=[u["f02"], dict.fromkeys(u["f02"], 3)]),
     {"f02": "3.528700"}),
    ("final sheet", lambda d, u: (u.update(f02=[dict.fromkeys(u["f02"], 3), u["f02"]]), d.update(kebijakan=FINAL)),
     {"f02": "4.057400"}),
    ("a list of one sheet", lambda d, u: u.update(f02=[u["f02"]]), {"f02": "4.057400"}),
    ("item 31", lambda d, u: u["f02"].update({"31": 5}), {"f02": "4.057400"}),
    ("keys in any order", lambda d, u: u.update(f02=dict(reversed(u["f02"].items()))), {"f02": "4.057400"}),
    ("no respondent", lambda d, u: u.update(f03=[]),
     {"f03": None, "responden": 0, "ipp": "4.057400", "sementara": True}),
    ("enough respondents", lambda d, u: u.update(f03=u["f03"] * 4),
     {"responden": 12, "sementara": False, "alasan": []}),
    ("no policies chosen", lambda d, u: d.update(kebijakan={}), {"ipp": "4.091661"}),
    ("mean of answers", lambda d, u: d.update(kebijakan={"f03_agregasi": "jawaban"}),
     {"f03": "4.166667", "ipp": "4.084717"}),
    ("letters beyond ASCII", lambda d, u: u.update(id="Ünit – 😀", instansi="Kab. Bolaang"), {"id": "Ünit – 😀"}),
    ("id with blanks and quotes", lambda d, u: u.update(id=' "A" '), {"id": ' "A" '}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_score_accepts_odd_but_sound_input(run, document, change, expected):
    change(document, document["unit"][0])

    code, out, _ = run(content=document)

    unit = json.loads(out)["unit"][0]
    assert code == 0
    assert {key: unit[key] for key in expected} == expected


def test_score_accepts_a_byte_order_mark(run, document):
    code, _, _ = run(content=b"\xef\xbb\xbf" + json.dumps(document).encode())

    assert code == 0


def test_score_reads_stdin(document):
    done = command("score", "-", input=json.dumps(document).encode())

    assert (done.returncode, json.loads(done.stdout)["unit"][0]["nilai"]) == (0, "4.09")


def with_unit(**changes):
    def change(document):
        for key, value in changes.items():
            if value is GONE:
                del document["unit"][0][key]
            else:
                document["unit"][0][key] = value

    return change


def with_score(number, value):
    def change(document):
        if value is GONE:
            del document["unit"][0]["f02"][number]
        else:
            document["unit"][0]["f02"][number] = value

    return change


def with_answer(value):
    return lambda document: document["unit"][0]["f03"][1].__setitem__(4, value)


SCALE = "yang diperbolehkan: bilangan bulat 0..5."
SHEET = "yang diperbolehkan: kumpulan nomor indikator dan skornya."
SHEETS = "yang diperbolehkan: satu kumpulan skor, atau daftar kumpulan skor yang tidak kosong."
ROW = "yang diperbolehkan: daftar 14 bilangan bulat 0..5."
TEXT = "yang diperbolehkan: teks yang tidak kosong, tanpa huruf kendali."
UNIT_KEYS = "yang diperbolehkan: kunci id, instansi, f02, f03, masing-masing sekali."
TOP_KEYS = "yang diperbolehkan: kunci instrument, unit, kebijakan, masing-masing sekali."
POLICY_NAMES = "yang diperbolehkan: kombinasi_evaluator, f03_agregasi, f03_kosong, f03_kurang."

BAD = [
    (with_score("7", 6), 'unit "A", f02, indikator "7": 6 tidak diterima; ' + SCALE),
    (with_score("7", -1), 'unit "A", f02, indikator "7": -1 tidak diterima; ' + SCALE),
    (with_score("7", 5.0), 'unit "A", f02, indikator "7": 5.0 tidak diterima; ' + SCALE),
    (with_score("7", "5"), 'unit "A", f02, indikator "7": "5" tidak diterima; ' + SCALE),
    (with_score("7", True), 'unit "A", f02, indikator "7": true tidak diterima; ' + SCALE),
    (with_score("7", None), 'unit "A", f02, indikator "7": null tidak diterima; ' + SCALE),
    (with_score("7", [5]), 'unit "A", f02, indikator "7": daftar dengan 1 isi tidak diterima; ' + SCALE),
    (with_score("7", float("nan")), 'unit "A", f02, indikator "7": NaN tidak diterima; ' + SCALE),
    (with_score("7", float("-inf")), 'unit "A", f02, indikator "7": -Infinity tidak diterima; ' + SCALE),
    (with_score("7", 10**40), f'unit "A", f02, indikator "7": {10**40} tidak diterima; {SCALE}'),
    (with_score("31", 6), 'unit "A", f02, indikator "31": 6 tidak diterima; ' + SCALE),
    (with_score("7", GONE), 'unit "A", f02: belum ada skor untuk indikator 7; '
     "yang diperbolehkan: bilangan bulat 0..5 untuk tiap nomor 1..30."),
    (with_score("32", 5),
     'unit "A", f02: indikator "32" tidak dikenal; yang diperbolehkan: nomor 1..30; boleh juga 31.'),
    (with_score("07", 5),
     'unit "A", f02: indikator "07" tidak dikenal; yang diperbolehkan: nomor 1..30; boleh juga 31.'),
    (with_unit(f02=[]),
     'unit "A", f02: daftar kosong [] tidak diterima; ' + SHEETS),
    (with_unit(f02=None),
     'unit "A", f02: null tidak diterima; ' + SHEETS),
    (with_unit(f02=[[5] * 30]),
     'unit "A", f02 lembar 1: daftar dengan 30 isi tidak diterima; ' + SHEET),
    (with_unit(f02=GONE), 'unit "A", f02: belum diisi; ' + UNIT_KEYS),
    (with_unit(f03=GONE), 'unit "A", f03: belum diisi; ' + UNIT_KEYS),
    (with_unit(f03=None),
     'unit "A", f03: null tidak diterima; yang diperbolehkan: daftar baris jawaban, atau [] bila belum ada.'),
    (with_unit(f03={}),
     'unit "A", f03: objek {…} tidak diterima; yang diperbolehkan: daftar baris jawaban, atau [] bila belum ada.'),
    (with_unit(f03=[[5] * 13]), 'unit "A", f03 baris 1: daftar dengan 13 isi tidak diterima; ' + ROW),
    (with_unit(f03=[[5] * 14, []]), 'unit "A", f03 baris 2: daftar kosong [] tidak diterima; ' + ROW),
    (with_unit(f03=[5] * 14), 'unit "A", f03 baris 1: 5 tidak diterima; ' + ROW),
    (with_answer(6), 'unit "A", f03 baris 2, pertanyaan 5: 6 tidak diterima; ' + SCALE),
    (with_answer(None), 'unit "A", f03 baris 2, pertanyaan 5: null tidak diterima; ' + SCALE),
    (with_answer(4.0), 'unit "A", f03 baris 2, pertanyaan 5: 4.0 tidak diterima; ' + SCALE),
    (with_answer(False), 'unit "A", f03 baris 2, pertanyaan 5: false tidak diterima; ' + SCALE),
    (with_unit(id=GONE), "unit ke-1, id: belum diisi; yang diperbolehkan: teks yang tidak kosong."),
    (with_unit(id=""), 'unit ke-1, id: "" tidak diterima; ' + TEXT),
    (with_unit(id=7), "unit ke-1, id: 7 tidak diterima; " + TEXT),
    (with_unit(id="A\n"), r'unit ke-1, id: "A\n" tidak diterima; ' + TEXT),
    (with_unit(id="\x7f"), r'unit ke-1, id: "\u007f" tidak diterima; ' + TEXT),
    (with_unit(id="\ud800"), r'unit ke-1, id: "\ud800" tidak diterima; ' + TEXT),
    (with_unit(instansi=GONE), 'unit "A", instansi: belum diisi; ' + UNIT_KEYS),
    (with_unit(instansi=""), 'unit "A", instansi: "" tidak diterima; ' + TEXT),
    (with_unit(instansi=33.03), 'unit "A", instansi: 33.03 tidak diterima; ' + TEXT),
    (with_unit(catatan="baik"), 'unit "A", kunci "catatan": tidak dikenal; ' + UNIT_KEYS),
    (lambda d: d["unit"].append(d["unit"][0]),
     'unit ke-2, id: "A" sudah dipakai unit ke-1; yang diperbolehkan: id yang berbeda untuk tiap unit.'),
    (lambda d: d["unit"].append("B"),
     'unit ke-2: "B" tidak diterima; yang diperbolehkan: kumpulan dalam kurung kurawal { } '
     "dengan kunci id, instansi, f02, f03."),
    (lambda d: d.update(unit=[]),
     "unit: daftar kosong [] tidak diterima; yang diperbolehkan: daftar unit yang tidak kosong."),
    (lambda d: d.update(unit={}), "unit: objek {…} tidak diterima; yang diperbolehkan: daftar unit yang tidak kosong."),
    (lambda d: d.pop("unit"), "unit: belum diisi; " + TOP_KEYS),
    (lambda d: d.pop("instrument"), "instrument: belum diisi; " + TOP_KEYS),
    (lambda d: d.update(kebijkan={}), 'kunci "kebijkan": tidak dikenal; ' + TOP_KEYS),
    (lambda d: d.update(instrument="x"),
     'Instrumen "x" tidak dikenal; yang tersedia: ' + ", ".join(ipp.shipped_codes()) + "."),
    (lambda d: d.update(instrument=2023),
     "instrument: 2023 tidak diterima; yang diperbolehkan: kode instrumen sebagai teks."),
    (lambda d: d.update(kebijakan=None),
     "kebijakan: null tidak diterima; yang diperbolehkan: kumpulan dalam kurung kurawal { } "
     "dengan kunci kombinasi_evaluator, f03_agregasi, f03_kosong, f03_kurang."),
    (with_unit(id="P" * 60 + "Q" * 60, f02=[]),
     'unit "' + "P" * 50 + "…" + "Q" * 29 + '", f02: daftar kosong [] tidak diterima; ' + SHEETS),
    (with_unit(id="P" * 80, f02=[]), 'unit "' + "P" * 80 + '", f02: daftar kosong [] tidak diterima; ' + SHEETS),
    (with_score("7", "x" * 60),
     'unit "A", f02, indikator "7": "' + "x" * 57 + '…" tidak diterima; ' + SCALE),
    (with_score("7", "x" * 58), 'unit "A", f02, indikator "7": "' + "x" * 58 + '" tidak diterima; ' + SCALE),
    (with_score("7", "\n" * 60), 'unit "A", f02, indikator "7": "' + r"\n" * 28 + '…" tidak diterima; ' + SCALE),
    (lambda d: d.update(kebijakan={"f03": "nol"}), 'kebijakan: nama "f03" tidak dikenal; ' + POLICY_NAMES),
    (lambda d: d.update(kebijakan={"f03_kosong": "hitung"}),
     'kebijakan, f03_kosong: "hitung" tidak diterima; yang diperbolehkan: f02, nol.'),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), BAD, ids=[message[:60] for _, message in BAD])
def test_score_refuses_bad_input_and_names_it(run, document, change, message):
    change(document)

    assert refused(run(content=document)) == "ipp: " + message


def test_score_is_all_or_nothing(run, document, sheet):
    document["unit"].append({"id": "B", "instansi": "33.03", "f02": sheet | {"30": 6}, "f03": []})

    assert refused(run(content=document)) == 'ipp: unit "B", f02, indikator "30": 6 tidak diterima; ' + SCALE


FILES = [
    (b"", "isi berkas: berkas kosong"),
    (b" \n", "isi berkas: berkas kosong"),
    (
        b'{"unit": [5,]}',
        'isi berkas: bukan JSON yang benar di baris 1, kolom 12, di dekat «{"unit": [5,]}»: '
        "koma berlebih sesudah isi terakhir; hapus koma ini",
    ),
    (b"\xff\xfe{\x00}\x00", "isi berkas: bukan teks UTF-8 (bita ke-1)"),
    (b"\x89PNG\r\n", "isi berkas: bukan teks UTF-8 (bita ke-1)"),
    (b"[" * 100_000, "isi berkas: bersarang terlalu dalam"),
    (b"[]", "dokumen: daftar kosong [] tidak diterima"),
    (
        b"null",
        "dokumen: null tidak diterima; yang diperbolehkan: kumpulan dalam kurung kurawal { } "
        "dengan kunci instrument, unit, kebijakan.",
    ),
    (b"NaN", "dokumen: NaN tidak diterima"),
    (b'{"unit": [], "unit": []}', 'kunci "unit": ditulis dua kali'),
]


@pytest.mark.parametrize(("content", "start"), FILES, ids=[start for _, start in FILES])
def test_score_refuses_a_file_that_is_no_input(run, content, start):
    message = refused(run(content=content))

    end = "" if start.endswith(".") else "; yang diperbolehkan: "
    assert message.startswith(f"ipp: {start}{end}")


WRITTEN = [
    ('"f02": {"1": 5', '"f02": {"1": 5, "1": 4', 'unit "A", f02, kunci "1": ditulis dua kali'),
    ('"f02": {"1": 5', '"f02": {"1": 5e0', 'unit "A", f02, indikator "1": 5e0 tidak diterima'),
    ('"f02": {"1": 5', '"f02": {"1": 4.9999999999999999999',
     'unit "A", f02, indikator "1": 4.9999999999999999999 tidak diterima'),
    ('"f02": {"1": 5', '"f02": {"1": ' + "9" * 5000, 'unit "A", f02, indikator "1": ' + "9" * 59 + "… tidak diterima"),
    ('"id": "A"', '"id": "A", "id": "B"', 'unit ke-1, kunci "id": ditulis dua kali'),
    ('"instansi"', '"instansi": "1", "instansi"', 'unit "A", kunci "instansi": ditulis dua kali'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "start"), WRITTEN, ids=[start[:60] for *_, start in WRITTEN])
def test_score_refuses_what_is_written_badly(run, document, old, new, start):
    content = json.dumps(document).replace(old, new, 1).encode()

    assert refused(run(content=content)).startswith(f"ipp: {start}; yang diperbolehkan: ")


def test_score_refuses_missing_files_and_folders(run, tmp_path):
    assert "tidak ditemukan" in refused(run("score", str(tmp_path / "tidak-ada.json")))
    assert "tidak dapat dibaca" in refused(run("score", str(tmp_path)))


# --- score --instrument ----------------------------------------------------------------------------


@pytest.mark.parametrize("order", [0, 1, 2])
def test_score_uses_the_given_instrument(run, tmp_path, order):
    unit = {"id": "A", "instansi": "x", "f02": {"1": 4, "2": 3, "3": 4}, "f03": []}
    file, path = tmp_path / "a.json", str(HERE / "instruments/skala-empat.yaml")
    file.write_text(json.dumps({"instrument": "skala-empat", "unit": [unit]}))
    calls = [(file, "--instrument", path), ("--instrument", path, file), (file, f"--instrument={path}")]

    code, out, _ = run("score", *map(str, calls[order]))

    (result,) = json.loads(out)["unit"]
    assert code == 0
    assert (result["f03"], result["responden"], result["sementara"]) == (None, 0, False)
    assert result["ipp"] == result["f02"] == "3.666667"
    assert result["alasan"] == ["Instrumen ini tidak memakai F-03; indeks sama dengan nilai F-02."]


def test_score_replaces_the_shipped_document_of_that_code(run, document, pekppp, tmp_path):
    path = tmp_path / "milik-sendiri.json"
    path.write_bytes(ipp.canonical_json(pekppp.document | {"pangsa": {"f02": 50, "f03": 50}}))

    _, out, _ = run("--instrument", str(path), content=document)

    assert json.loads(out)["unit"][0]["ipp"] == "4.125922"


def test_score_refuses_an_instrument_of_another_code(run, document):
    message = refused(run("--instrument", str(HERE / "instruments/pecahan.yaml"), content=document))

    assert message == (
        'ipp: instrument: masukan menyebut "pekppp-2023-luring", tetapi berkas --instrument berkode "pecahan"; '
        "yang diperbolehkan: kode yang sama di keduanya."
    )


def test_score_refuses_a_broken_instrument(run, document, tmp_path):
    path = tmp_path / "rusak.yaml"
    path.write_text("kode: 5.10")

    message = refused(run("--instrument", str(path), content=document))

    assert message.startswith(f'ipp: instrumen "{path}": Baris 1: 5.10 tanpa tanda kutip')


# --- kategori --------------------------------------------------------------------------------------


def test_kategori_prints_one_line_per_value(run):
    assert run("kategori", "4.505", "4.504", "0", "5", "3.00") == (
        0,
        "4.505 A\n4.504 A-\n0 F\n5 A\n3.00 C\n",
        "",
    )


@pytest.mark.parametrize("value", ["5.01", "-0", "-1", "4,5", "1e0", ".5", "5.", "+4", "٤.٥", "nan", "", "--x", "04.5"])
def test_kategori_refuses_all_when_one_value_is_no_plain_decimal(run, value):
    message = refused(run("kategori", "4.5", value))

    shown = json.dumps(value, ensure_ascii=False)
    assert message == (
        f"ipp: nilai: {shown} tidak diterima; "
        "yang diperbolehkan: bilangan desimal biasa dari 0 sampai 5 dengan titik, misalnya 4.505."
    )


# --- instrument ------------------------------------------------------------------------------------


def test_instrument_list_names_what_is_shipped(run, pekppp):
    code, out, _ = run("instrument", "list")

    assert code == 0
    assert f"{pekppp.kode}\t{pekppp.nama}" in out.splitlines()


def test_instrument_show_prints_a_file_that_check_accepts(run, pekppp, tmp_path):
    _, shown, _ = run("instrument", "show", pekppp.kode)
    (tmp_path / "salinan.yaml").write_text(shown, "utf-8")

    code, out, _ = run("instrument", "check", str(tmp_path / "salinan.yaml"))

    assert code == 0
    assert out == (f"{pekppp.kode}: sah. 30 indikator, 1 tambahan, 14 pertanyaan F-03.\nsha256 {pekppp.sha256}\n")


def test_instrument_show_refuses_an_unknown_code(run):
    assert refused(run("instrument", "show", "x")).startswith('ipp: Instrumen "x" tidak dikenal; yang tersedia: ')


def test_instrument_check_prints_every_fault_on_its_own_line(run, pekppp, tmp_path):
    path = tmp_path / "rusak.json"
    path.write_bytes(ipp.canonical_json({**pekppp.document, "skema": 2, "moda": "hibrida"}))

    lines = refused(run("instrument", "check", str(path))).splitlines()

    assert [line.removeprefix(f'ipp: instrumen "{path}": ') for line in lines] == [
        "skema: 2 tidak dikenal; yang diperbolehkan: 1.",
        'moda: "hibrida" tidak dikenal; yang diperbolehkan: luring, daring.',
    ]


# --- the call itself -------------------------------------------------------------------------------


CALLS = [
    ("", "perintah belum disebut; pilihannya score, kategori, instrument."),
    ("skor", 'perintah "skor" tidak dikenal; pilihannya score, kategori, instrument.'),
    ("score", "FILE.json belum disebut."),
    ("score a b", 'argumen "b" berlebih.'),
    ("score a --instrumen=b", 'opsi "--instrumen=b" tidak dikenal di sini.'),
    ("score -x", 'opsi "-x" tidak dikenal di sini.'),
    ("score a --instrument", "opsi --instrument belum diberi nama berkas."),
    ("score --instrument a", "FILE.json belum disebut."),
    ("score a --instrument b --instrument=c", "opsi --instrument ditulis lebih dari sekali."),
    ("score - --instrument -", 'stdin ("-") hanya dapat dibaca sekali: untuk FILE.json atau untuk --instrument.'),
    ("kategori", "NILAI belum disebut."),
    ("instrument", "perintah instrument belum disebut; pilihannya list, show, check."),
    ("instrument lst", 'perintah instrument "lst" tidak dikenal; pilihannya list, show, check.'),
    ("instrument list x", 'argumen "x" berlebih.'),
    ("instrument show", "KODE belum disebut."),
    ("instrument check", "FILE belum disebut."),
    ("instrument check --semua", 'opsi "--semua" tidak dikenal di sini.'),
]


@pytest.mark.parametrize(("call", "problem"), CALLS, ids=[call for call, _ in CALLS])
def test_call_that_is_not_known_names_the_argument_and_shows_the_usage(run, call, problem):
    message = refused(run(*call.split()))

    assert message.startswith(f"ipp: {problem}\n\nCara pakai:\n  ipp score FILE.json")


NAMELESS = [
    (("score", ""), "FILE.json: nama berkas kosong; yang diperbolehkan: nama berkas JSON."),
    (("instrument", "check", ""), INSTRUMENT_NAMELESS),
    (("score", "a", "--instrument", ""), INSTRUMENT_NAMELESS),
    (("score", "a", "--instrument="), INSTRUMENT_NAMELESS),
]


@pytest.mark.parametrize(("call", "problem"), NAMELESS)
def test_empty_file_name_is_refused(run, call, problem):
    assert refused(run(*call)) == f"ipp: {problem}"


def test_instrument_is_read_from_stdin(tmp_path):
    content = (HERE / "instruments/skala-empat.yaml").read_bytes()
    unit = {"id": "A", "instansi": "x", "f02": {"1": 4, "2": 3, "3": 4}}
    (tmp_path / "a.json").write_text(json.dumps({"instrument": "skala-empat", "unit": [unit]}))

    checked = command("instrument", "check", "-", input=content)
    scored = command("score", str(tmp_path / "a.json"), "--instrument", "-", input=content)
    empty = command("instrument", "check", "-", input=b"")

    assert (checked.returncode, checked.stdout.split(b".")[0]) == (0, b"skala-empat: sah")
    assert (scored.returncode, json.loads(scored.stdout)["unit"][0]["ipp"]) == (0, "3.666667")
    assert (empty.returncode, empty.stdout, empty.stderr.decode()) == (
        2,
        b"",
        'ipp: instrumen "-": Berkas kosong; tulis isi instrumen sebagai YAML atau JSON.\n',
    )


HELP = ["--help", "-h", "score --help", "instrument -h", "score a --instrument -h", "kategori x -h", "skor -h"]


@pytest.mark.parametrize("call", HELP)
def test_help_is_an_answer(run, call):
    code, out, err = run(*call.split())

    assert (code, out.startswith("Cara pakai:"), err) == (0, True, "")


def test_output_is_utf8_whatever_the_locale(document):
    document["unit"][0]["id"] = "Ünit"

    done = command("score", "-", input=json.dumps(document).encode(), env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})

    assert json.loads(done.stdout.decode())["unit"][0]["id"] == "Ünit"


def test_unwritable_output_is_told_without_a_traceback():
    with Path("/dev/full").open("wb") as full:
        done = command("instrument", "list", stdout=full, stderr=subprocess.PIPE, capture_output=False)

    assert (done.returncode, done.stderr) == (1, b"ipp: hasil tidak dapat ditulis ke stdout.\n")


def test_closed_pipe_ends_quietly():
    reading, writing = os.pipe()
    os.close(reading)

    done = command("instrument", "list", stdout=writing, stderr=subprocess.PIPE, capture_output=False)

    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b"\xff", b'{"instrument": 5e999}', b""],
    ids=["deep", "binary", "huge", "empty"],
)
def test_process_never_shows_a_traceback(content):
    done = command("score", "-", input=content)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"ipp: ")
    assert done.stderr.count(b"\n") == 1
