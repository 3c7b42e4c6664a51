"""ipp: turns the answers of PEKPPP into the Indeks Pelayanan Publik, exactly, and explains every number.

    instrument = shipped_instrument("pekppp-2023-luring")
    hasil = score_unit(instrument, f02={"1": 5, ...}, f03=[[5, 4, ...], ...])
    hasil.nilai, hasil.kategori.kode        # "4.09", "A-"
    trace(hasil).to_dict()                  # how it was made

Only the names listed here are public.
"""

from ipp._answers import F02Sheet, JumlahF03, check_f02, check_f03, choose_kebijakan
from ipp._bulk import IndeksUnit, JumlahUnit, score_bulk
from ipp._canonical import canonical_json, sha256_hex
from ipp._cli import main
from ipp._errors import AnswerError, InputError, InstrumentError, IppError, NumberError, PolicyError
from ipp._instrument import (
    F03,
    Aspek,
    Indikator,
    Instrument,
    Kategori,
    Pertanyaan,
    Skala,
    instrument_from_document,
    load_instrument,
    parse_instrument,
    shipped_codes,
    shipped_instrument,
    shipped_text,
)
from ipp._result import (
    HasilAspek,
    HasilAspekF03,
    HasilIndikator,
    HasilPertanyaan,
    HasilUnit,
    kategori,
    konversi,
)
from ipp._rounding import (
    decimal_text,
    exact_text,
    from_exact_text,
    half_up,
    half_up_ratio,
    hundredths,
    parse_decimal,
    scaled_text,
    sort_key,
)
from ipp._score import rank, score_instansi, score_unit
from ipp._scorefile import read_score_file, score_document
from ipp._trace import Jejak, PilihanKebijakan, Simpul, trace, weight_text

__all__ = [
    "F03",
    "AnswerError",
    "Aspek",
    "F02Sheet",
    "HasilAspek",
    "HasilAspekF03",
    "HasilIndikator",
    "HasilPertanyaan",
    "HasilUnit",
    "IndeksUnit",
    "Indikator",
    "InputError",
    "Instrument",
    "InstrumentError",
    "IppError",
    "Jejak",
    "JumlahF03",
    "JumlahUnit",
    "Kategori",
    "NumberError",
    "Pertanyaan",
    "PilihanKebijakan",
    "PolicyError",
    "Simpul",
    "Skala",
    "canonical_json",
    "check_f02",
    "check_f03",
    "choose_kebijakan",
    "decimal_text",
    "exact_text",
    "from_exact_text",
    "half_up",
    "half_up_ratio",
    "hundredths",
    "instrument_from_document",
    "kategori",
    "konversi",
    "load_instrument",
    "main",
    "parse_decimal",
    "parse_instrument",
    "rank",
    "read_score_file",
    "scaled_text",
    "score_bulk",
    "score_document",
    "score_instansi",
    "score_unit",
    "sha256_hex",
    "shipped_codes",
    "shipped_instrument",
    "shipped_text",
    "sort_key",
    "trace",
    "weight_text",
]
