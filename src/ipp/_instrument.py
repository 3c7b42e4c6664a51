"""Instruments: what is asked, what it weighs, and where the law leaves a choice. All of it data.

An instrument is a document (see instruments/schema.json); this module checks one and gives it types.
Nothing printed in a regulation stands in Python: numbers, texts, weights, bands come from the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from ipp._canonical import sha256_hex
from ipp._errors import InstrumentError, show
from ipp._rules import broken_rules, weights
from ipp._schema import shape_problems
from ipp._yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Indikator:
    """One item of form F-02.

    Attributes:
        nomor: Official number; also the key of its answer, as text.
        kode: Official code number.aspek.prinsip, e.g. "1.a.Ak".
        bobot: Share of its aspek, exact, 0 < bobot <= 1; 0 for an item that is scored but weighs nothing.
        petunjuk: What is asked, for staff; empty when the document says nothing.
        tingkat: Text of each score, from the lowest to the highest of the scale.
        bukti: Expected evidence (data dukung).
    """

    nomor: int
    kode: str
    nama: str
    bobot: Fraction
    petunjuk: str
    tingkat: tuple[str, ...]
    bukti: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspek:
    """A group of indikator. `bobot` is its exact share of F-02."""

    kode: str
    nama: str
    bobot: Fraction
    indikator: tuple[Indikator, ...]


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One question of F-03. `urutan` counts 1..n without holes; the official `kode` may skip numbers."""

    urutan: int
    kode: str
    aspek: str
    teks: str


@dataclass(frozen=True, slots=True)
class F03:
    """The survey of service users.

    Attributes:
        minimum_responden: Fewer than this and the result is marked `sementara`.
        pengantar: Sentence shown to citizens; may be empty.
        label: Text of each answer, from the lowest to the highest of the scale.
        aspek: Codes of the aspek it measures, in order.
        pertanyaan: Questions by urutan; an answer row has one integer for each.
    """

    minimum_responden: int
    pengantar: str
    label: tuple[str, ...]
    aspek: tuple[str, ...]
    pertanyaan: tuple[Pertanyaan, ...]


@dataclass(frozen=True, slots=True)
class Kategori:
    """A band of the index. `dari` is its lowest value in integer hundredths (451 for 4.51)."""

    kode: str
    nama: str
    dari: int


@dataclass(frozen=True, slots=True)
class Skala:
    """Lowest and highest score of one answer, both included."""

    min: int
    maks: int


@dataclass(frozen=True, eq=False)
class Instrument:
    """One version of an instrument, checked. Two are equal when their documents are.

    Attributes:
        resmi: False is shown as "tidak resmi": a weight or text in it is not from the regulation.
        pangsa_f02: Exact share of F-02 in the index; 1 when there is no F-03.
        tambahan: Items that are scored and weigh nothing.
        f03: None when the instrument has no survey.
        kebijakan: Allowed values per open point of the law; the first is the default. Without F-03 none about it.
        kategori: Bands from best to worst; the last reaches the bottom of the scale.
        document: The whole document, plain JSON values; do not change it.
        sha256: Hex digest of its canonical JSON.
    """

    kode: str
    nama: str
    moda: str
    resmi: bool
    catatan: tuple[str, ...]
    dasar_hukum: tuple[str, ...]
    skala: Skala
    prinsip: Mapping[str, str]
    pangsa_f02: Fraction
    aspek: tuple[Aspek, ...]
    tambahan: tuple[Indikator, ...]
    f03: F03 | None
    kebijakan: Mapping[str, tuple[str, ...]]
    kategori: tuple[Kategori, ...]
    document: dict[str, Any] = field(repr=False)
    sha256: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instrument) and other.sha256 == self.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def pangsa_f03(self) -> Fraction:
        """Exact share of F-03 in the index; 0 when there is no F-03."""
        return 1 - self.pangsa_f02

    @cached_property
    def indikator(self) -> tuple[Indikator, ...]:
        """The counted indikator of all aspek, in order."""
        return tuple(indikator for aspek in self.aspek for indikator in aspek.indikator)


def instrument_from_document(document: Any) -> Instrument:
    """The instrument in a plain document, e.g. the JSON of a database row.

    Raises:
        InstrumentError: Every fault found, with its place in words.
    """
    problems = shape_problems(document) or broken_rules(document)
    if problems:
        raise InstrumentError(problems)
    f03 = _f03(document["f03"]) if "f03" in document else None
    return Instrument(
        kode=document["kode"],
        nama=document["nama"],
        moda=document["moda"],
        resmi=document["resmi"],
        catatan=tuple(document.get("catatan", ())),
        dasar_hukum=tuple(document["dasar_hukum"]),
        skala=Skala(**document["skala"]),
        prinsip=dict(document.get("prinsip", {})),
        pangsa_f02=Fraction(document["pangsa"]["f02"], 100) if f03 else Fraction(1),
        aspek=_aspek(document["aspek"]),
        tambahan=tuple(_indikator(item, Fraction(0)) for item in document.get("tambahan", ())),
        f03=f03,
        kebijakan={
            name: tuple(values) for name, values in document["kebijakan"].items() if f03 or not name.startswith("f03_")
        },
        kategori=tuple(
            Kategori(band["kode"], band["nama"], int(band["dari"].replace(".", ""))) for band in document["kategori"]
        ),
        document=document,
        sha256=sha256_hex(document),
    )


def _aspek(documents: list[dict[str, Any]]) -> tuple[Aspek, ...]:
    return tuple(
        Aspek(
            kode=aspek["kode"],
            nama=aspek["nama"],
            bobot=bobot,
            indikator=tuple(map(_indikator, aspek["indikator"], _shares(aspek["indikator"]))),
        )
        for aspek, bobot in zip(documents, _shares(documents), strict=True)
    )


def _shares(documents: list[dict[str, Any]]) -> tuple[Fraction, ...]:
    return weights([document["bobot"] for document in documents]) or ()


def _indikator(document: dict[str, Any], bobot: Fraction) -> Indikator:
    return Indikator(
        nomor=document["nomor"],
        kode=document["kode"],
        nama=document["nama"],
        bobot=bobot,
        petunjuk=document.get("petunjuk", ""),
        tingkat=tuple(document["tingkat"]),
        bukti=tuple(document.get("bukti", ())),
    )


def _f03(document: dict[str, Any]) -> F03:
    return F03(
        minimum_responden=document["minimum_responden"],
        pengantar=document.get("pengantar", ""),
        label=tuple(document["label"]),
        aspek=tuple(document["aspek"]),
        pertanyaan=tuple(Pertanyaan(**question) for question in document["pertanyaan"]),
    )


def parse_instrument(text: str | bytes) -> Instrument:
    """The instrument written as YAML (or JSON) in *text*; bytes are UTF-8. Raises InstrumentError."""
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise InstrumentError(
            "Berkas bukan teks UTF-8; simpan berkas instrumen (YAML atau JSON) sebagai UTF-8."
        ) from error
    return instrument_from_document(read_yaml(decoded))


def load_instrument(path: str | Path) -> Instrument:
    """The instrument in a file.

    Raises:
        InstrumentError: The file cannot be read, is not UTF-8, or holds no sound instrument.
    """
    return parse_instrument(_read(Path(path)))


def _read(path: Path) -> bytes:
    due = "sebutkan berkas instrumen (YAML atau JSON) yang dapat dibaca"
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InstrumentError(f"Berkas tidak ditemukan; {due}.") from error
    except (OSError, ValueError) as error:
        raise InstrumentError(f"Berkas tidak dapat dibaca (folder, atau tanpa izin); {due}.") from error


@cache
def shipped_codes() -> tuple[str, ...]:
    """Codes of the published instruments that come with this package, sorted."""
    names = (file.name for file in files("ipp").joinpath("instruments").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def shipped_text(code: str) -> str:
    """The shipped file of *code* as it is written. Raises InstrumentError for an unknown code."""
    if code not in shipped_codes():
        known = ", ".join(shipped_codes())
        raise InstrumentError(f"Instrumen {show(code)} tidak dikenal; yang tersedia: {known}.")
    return files("ipp").joinpath(f"instruments/{code}.yaml").read_text("utf-8")


@cache
def shipped_instrument(code: str) -> Instrument:
    """A published instrument by its code, checked once per process.

    Raises:
        InstrumentError: No such code, or a file whose name is not its kode.
    """
    instrument = parse_instrument(shipped_text(code))
    if instrument.kode != code:
        raise InstrumentError(f"Berkas {code}.yaml memuat kode {instrument.kode}; nama berkas dan kode harus sama.")
    return instrument
