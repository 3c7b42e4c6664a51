"""The worked cases in cases/*.yaml: what an official can check with a calculator."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import ipp

HERE = Path(__file__).parent


def cases(name):
    return yaml.safe_load((HERE / "cases" / f"{name}.yaml").read_text("utf-8"))


def by_title(case):
    return case["kasus"]


def numbered(case):
    sheets = [[score for aspek in lembar.values() for score in aspek] for lembar in case["f02"]]
    extra = case.get("tambahan", {})
    return [{str(place): score for place, score in enumerate(scores, 1)} | extra for scores in sheets]


@pytest.mark.parametrize("case", cases("unit"), ids=by_title)
def test_unit_case_gives_the_worked_result(pekppp, case):
    f03, kebijakan = case.get("f03", []), case.get("kebijakan")

    hasil = ipp.score_unit(pekppp, f02=numbered(case), f03=f03, kebijakan=kebijakan)

    found = {
        "aspek": {part.aspek.kode: ipp.decimal_text(part.nilai, 6) for part in hasil.aspek},
        "aspek_f03": {part.aspek: ipp.decimal_text(part.nilai, 6) for part in hasil.aspek_f03},
        "f02": ipp.decimal_text(hasil.f02, 6),
        "f03": None if hasil.f03 is None else ipp.decimal_text(hasil.f03, 6),
        "ipp": ipp.decimal_text(hasil.ipp, 6),
        "nilai": hasil.nilai,
        "konversi": ipp.decimal_text(hasil.konversi, 2),
        "kategori": hasil.kategori.kode,
        "nama": hasil.kategori.nama,
        "sementara": hasil.sementara,
        "alasan": list(hasil.alasan),
    }
    assert {name: found[name] for name in case["hasil"]} == case["hasil"]


@pytest.mark.parametrize("case", cases("instansi"), ids=by_title)
def test_instansi_case_gives_the_published_mean(pekppp, case):
    mean = ipp.score_instansi(Fraction(nilai) for nilai in case["unit"])

    assert ipp.decimal_text(mean, 6) == case["enam_desimal"]
    assert ipp.decimal_text(mean, 2) == case["nilai"]
    assert ipp.kategori(pekppp, mean).kode == case["kategori"]


@pytest.mark.parametrize("case", cases("konversi"), ids=by_title)
def test_conversion_case_gives_the_published_figure(pekppp, case):
    indeks = Fraction(case["indeks"])

    assert ipp.decimal_text(indeks, 2) == case["nilai"]
    assert ipp.decimal_text(ipp.konversi(pekppp, indeks), 2) == case["konversi"]


@pytest.mark.parametrize(("value", "band"), cases("kategori").items())
def test_kategori_is_taken_from_the_rounded_value(pekppp, value, band):
    exact = ipp.parse_decimal(value, highest=5)

    assert ipp.kategori(pekppp, exact).kode == band


def published_rows():
    with (HERE / "data/ipp_provinsi_2021_2023.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_published_rows_are_all_there():
    assert len(published_rows()) == 102


@pytest.mark.parametrize("row", published_rows(), ids=lambda row: f"{row['nama_provinsi']} {row['tahun']}")
def test_published_province_has_the_published_kategori(pekppp, row):
    value = ipp.parse_decimal(row["indeks_pelayanan_publik"], highest=5)

    assert ipp.kategori(pekppp, value).kode == row["predikat"]
