"""Charts and rows of a trace, for instruments of any size."""

import pytest

import ipp
from pekppp.results.jejak import aspek_chart, aspek_rows
from tests.factories import SMALL

SHEETS = {
    "pekppp-2023-luring": {str(nomor): 4 for nomor in range(1, 31)},  # six aspek: a radar
    "pecahan": {str(nomor): 4 for nomor in range(1, 5)},  # two
    "skala-empat": {str(nomor): 4 for nomor in range(1, 4)},  # one, and no F-03
}


def instrument(kode):
    file = SMALL.with_name(f"{kode}.yaml")
    return ipp.load_instrument(file) if file.exists() else ipp.shipped_instrument(kode)


@pytest.mark.parametrize("kode", SHEETS)
def test_every_instrument_has_rows_and_a_chart(kode):
    jejak = ipp.trace(ipp.score_unit(instrument(kode), f02=SHEETS[kode], f03=[])).to_dict()

    rows = aspek_rows(jejak)

    assert [row.f02_nilai for row in rows] == ["4,00"] * len(instrument(kode).aspek)
    assert [row.f03_nilai for row in rows] == ["–"] * len(rows)
    assert aspek_chart(rows).startswith("<svg")
