"""Shapes of the answers. Values are texts with a decimal point, so that no client reads them as floats."""

from datetime import datetime

from ninja import Schema


class PeriodeOut(Schema):
    """A round with published results."""

    id: int
    nama: str
    tahun: int
    pemilik: str
    instrumen: str
    instrumen_sha256: str
    published_at: datetime  # UTC
    data_peragaan: bool  # fictional data, kept out of national figures


class HasilOut(Schema):
    """The published index of one unit."""

    kode: str
    nama: str
    peringkat: int
    f02: str
    f03: str | None  # None without respondents
    responden: int
    ipp: str
    eksak: str  # exact value "n/d"
    kategori: str
    sementara: bool
    data_peragaan: bool
