"""The trace explains every number, and its parts add up."""

import json
from fractions import Fraction

import pytest

import ipp

POLICIES = [
    {},
    {"f03_agregasi": "jawaban"},
    {"f03_kurang": "f02"},
    {"f03_kurang": "nol"},
    {"kombinasi_evaluator": "final"},
]


def walk(node):
    yield node
    for part in node.rincian:
        yield from walk(part)


@pytest.mark.parametrize("kebijakan", POLICIES, ids=str)
@pytest.mark.parametrize("sheets", [1, 3])
def test_parts_add_up_on_every_level(pekppp, sheet, rows, kebijakan, sheets):
    others = [{number: (score + 1) % 6 for number, score in sheet.items()}] * (sheets - 1)
    hasil = ipp.score_unit(pekppp, f02=[sheet, *others], f03=rows, kebijakan=kebijakan)

    jejak = ipp.trace(hasil)

    parents = [node for node in walk(jejak.ipp) if node.rincian]
    assert len(parents) == 14
    for node in parents:
        parts = sum(Fraction(part.kontribusi) for part in node.rincian)
        assert abs(parts - Fraction(node.nilai)) <= Fraction(len(node.rincian) + 1, 2_000_000)


def test_trace_goes_from_the_index_down_to_each_score_and_question(pekppp, sheet, rows):
    jejak = ipp.trace(ipp.score_unit(pekppp, f02=sheet | {"31": 2}, f03=rows))

    f02, f03 = jejak.ipp.rincian
    kinds = [node.jenis for node in walk(jejak.ipp)]
    assert jejak.ipp.rumus == "75 % × 4,0574 + 25 % × 4,1944"
    assert (jejak.ipp.eksak, jejak.ipp.nilai) == ("736499/180000", "4.091661")
    assert (jejak.nilai, jejak.kategori, jejak.nama, jejak.konversi) == ("4.09", "A-", "Sangat Baik", "81.83")
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "ipp": 1, "f02": 1, "aspek": 6, "indikator": 30, "f03": 1, "aspek_f03": 5, "pertanyaan": 14
    }  # fmt: skip
    assert (f02.bobot, f02.kontribusi, f03.bobot, f03.responden) == ("75 %", "3.043050", "25 %", 3)
    assert [extra.skor for extra in jejak.tambahan] == [(2,)]


def test_trace_of_an_indikator_shows_score_weight_and_contribution(pekppp, sheet):
    jejak = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=[]))

    second = jejak.ipp.rincian[0].rincian[0].rincian[1]
    assert (second.nomor, second.kode, second.skor) == (2, "2.a.P", (4,))
    assert (second.bobot, second.nilai, second.kontribusi, second.rumus) == (
        "14 %",
        "4.000000",
        "0.560000",
        "",
    )


def test_trace_shows_the_scores_of_several_evaluators(pekppp, sheet):
    jejak = ipp.trace(ipp.score_unit(pekppp, f02=[sheet, sheet | {"2": 5}], f03=[]))

    second = jejak.ipp.rincian[0].rincian[0].rincian[1]
    assert (second.skor, second.rumus, second.eksak) == ((4, 5), "(4 + 5) / 2", "9/2")


@pytest.mark.parametrize(
    ("sheets", "choice", "notes"),
    [
        (3, "final", ("Ada 3 lembar F-02; hanya lembar terakhir (final) yang dihitung.",)),
        (1, "final", ()),
        (3, "rata", ()),
    ],
)
def test_trace_says_that_only_the_last_of_several_sheets_counts(pekppp, sheet, sheets, choice, notes):
    others = [dict.fromkeys(sheet, 1)] * (sheets - 1)
    hasil = ipp.score_unit(pekppp, f02=[*others, sheet], f03=[], kebijakan={"kombinasi_evaluator": choice})

    f02 = ipp.trace(hasil).ipp.rincian[0]

    assert (hasil.lembar, f02.catatan) == (sheets, notes)
    assert f02.rincian[0].rincian[0].skor == ((5,) if choice == "final" else (*[1] * (sheets - 1), 5))


def test_trace_of_a_question_shows_sum_count_and_mean(pekppp, sheet, rows):
    f03 = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=rows)).ipp.rincian[1]

    first = f03.rincian[0].rincian[0]
    assert f03.rumus == "(4,5000 + 4,5556 + 3,4167 + 4,5000 + 4,0000) / 5"
    assert f03.rincian[0].rumus == "(14 + 13 + 14 + 13) / (3 × 4)"
    assert (first.jumlah, first.responden, first.rumus, first.eksak) == (14, 3, "14 / 3", "14/3")


def test_trace_says_why_f03_does_not_count(pekppp, sheet):
    jejak = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=[]))

    f03 = jejak.ipp.rincian[1]
    assert jejak.ipp.rumus == "100 % × 4,0574"
    assert (f03.nilai, f03.bobot, f03.kontribusi, f03.rincian) == (None, "0 %", "0.000000", ())
    assert jejak.sementara is True
    assert jejak.alasan == f03.catatan == ("Belum ada responden F-03; indeks sama dengan nilai F-02.",)


def test_trace_shows_f03_counted_as_zero(pekppp, sheet):
    jejak = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=[], kebijakan={"f03_kosong": "nol"}))

    assert jejak.ipp.rumus == "75 % × 4,0574 + 25 % × 0,0000"


def test_trace_without_survey_has_no_f03(skala_empat):
    jejak = ipp.trace(ipp.score_unit(skala_empat, f02={"1": 4, "2": 3, "3": 4}, f03=[]))

    assert [part.jenis for part in jejak.ipp.rincian] == ["f02"]
    assert jejak.ipp.rincian[0].rincian[0].rumus == "1/3 × 4 + 1/3 × 3 + 1/3 × 4"


def test_trace_explains_every_kebijakan_value(pekppp, sheet):
    chosen = [{name: value} for name, values in pekppp.kebijakan.items() for value in values]

    for kebijakan in chosen:
        jejak = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=[], kebijakan=kebijakan))
        assert all(choice.arti for choice in jejak.kebijakan)


def test_trace_as_dict_is_plain_json(pekppp, sheet, rows):
    plain = ipp.trace(ipp.score_unit(pekppp, f02=sheet, f03=rows)).to_dict()

    assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize(
    ("weight", "text"),
    [("17/100", "17 %"), ("1/8", "12,5 %"), ("5/56", "5/56"), ("1/3", "1/3"), ("1", "100 %")],
)
def test_weight_text_never_rounds(weight, text):
    assert ipp.weight_text(Fraction(weight)) == text
