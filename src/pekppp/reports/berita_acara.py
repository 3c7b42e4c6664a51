"""
The Berita Acara of one unit as PDF (A4, PDF/A-2a and PDF/UA-1).

Nothing is computed, rounded or translated here: every text comes ready from the caller, and the layout lives
in `typst/berita_acara.typ`. Texts reach Typst as JSON only, so they are shown, never read as markup.
"""

import json
import re
import threading
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast

import segno
import typst

_TEMPLATES = Path(__file__).parent / "typst"
_FONTS = Path(__file__).parents[3] / "node_modules/@expo-google-fonts/source-sans-3"
FONT_PATHS = tuple(_FONTS / name for name in ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"))

# PDF/A refuses a letter the font lacks. These ranges are in it: Latin with the marks of Indonesian and Arabic
# names, Greek, Cyrillic, punctuation, and the signs used in notes.
_PRINTABLE = re.compile(
    "[\n\x20-\x7e\u00a0-\u0180\u02bb-\u02c1\u0300-\u030d\u0384-\u03d1\u0400-\u045f\u1e0a-\u1e11\u1e1e-\u1e2b"
    "\u1e32-\u1e3b\u1e56-\u1e63\u1e6a-\u1e6f\u1e8e-\u1e97\u1ea0-\u1ef9\u2009-\u201e\u2020-\u2023\u2026"
    "\u202f-\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2199\u2212\u2248\u2260\u2264\u2265\u25a1\u2713\u2717]"
)
_PLACEHOLDER = "□"


@dataclass(frozen=True)
class Penandatangan:
    """A person who signs; *nip* is None for one without."""

    nama: str
    nip: str | None


@dataclass(frozen=True)
class BarisIndikator:
    """One indikator; *catatan* is the evaluator's note, None where there is none or it may not be shown."""

    nomor: str
    kode: str
    nama: str
    bobot: str
    skor: str
    catatan: str | None


@dataclass(frozen=True)
class BarisAspek:
    """One counted aspek with its indikator; *f03* is None where users were not asked or have not answered."""

    nomor: str
    nama: str
    bobot: str
    f02: str
    f03: str | None
    indikator: tuple[BarisIndikator, ...]


@dataclass(frozen=True)
class LangkahHitung:
    """
    One line of the sum that leads to the index.

    Attributes:
        uraian: What the line gives ("Kebijakan Pelayanan", "F-02", "IPP").
        rumus: How ("24 % × 4,130000").
        eksak: The exact result as "n/d"; None to leave it out.
        hasil: The result as read.
        total: The line closes a block and is set in bold.
    """

    uraian: str
    rumus: str
    eksak: str | None
    hasil: str
    total: bool = False


@dataclass(frozen=True)
class BeritaAcara:
    """
    Everything one Berita Acara shows, already as Indonesian text ("4,09").

    Attributes:
        final: False while the result may still change ("SEMENTARA").
        peragaan: Demonstration data; marked on every page and in the metadata.
        publik: Names of evaluators, NIP and notes are left out; see `redacted`.
        nomor: Number of the letter; None while it has none.
        tanggal: Day of the evaluation with its weekday, "Senin, 14 September 2026".
        instrumen_sha256: Whole hexadecimal SHA-256; the paper shows its first 12 letters.
        f02_bobot, f03_bobot: Shares of the index ("75 %"); the latter is None for an instrument without F-03.
        f03, responden: None while there is no answer.
        alasan: Why the result is provisional, or what else the reader must know; full sentences.
        radar, radar_alt: SVG text and what it shows in words; *radar* is None for none.
        tambahan: Indikator of additional information, which are not counted.
        tempat: Place of signing.
        tanggal_tanda_tangan: Day of signing, "14 September 2026".
        pimpinan: Head of the unit; None for a place to sign without a name, and in the public version.
        evaluator: The team; empty in the public version.
        alamat_cek: Address where the numbers can be checked; also printed as a QR code.
        dibuat: When the paper was made, with its zone; for the metadata, so that equal data give equal bytes.

    Raises:
        ValueError: *publik* together with a signer or a note, or *dibuat* without a zone.
    """

    final: bool
    peragaan: bool
    nomor: str | None
    tanggal: str
    instansi: str
    unit: str
    kode: str
    periode: str
    instrumen: str
    instrumen_sha256: str
    f02: str
    f02_bobot: str
    f03: str | None
    f03_bobot: str | None
    responden: str | None
    ipp: str
    konversi: str
    kategori: str
    kategori_nama: str
    alasan: tuple[str, ...]
    aspek: tuple[BarisAspek, ...]
    radar: str | None
    radar_alt: str
    tambahan: tuple[BarisIndikator, ...]
    langkah: tuple[LangkahHitung, ...]
    tempat: str
    tanggal_tanda_tangan: str
    pimpinan: Penandatangan | None
    evaluator: tuple[Penandatangan, ...]
    alamat_cek: str
    dibuat: datetime
    publik: bool = False

    def __post_init__(self) -> None:
        indikator = [*self.tambahan, *(baris for aspek in self.aspek for baris in aspek.indikator)]
        has_notes = any(baris.catatan is not None for baris in indikator)
        if self.publik and (self.evaluator or self.pimpinan or has_notes):
            raise ValueError("a public Berita Acara holds no signer and no note; make it with redacted()")
        if self.dibuat.utcoffset() is None:
            raise ValueError(f"dibuat {self.dibuat!r} has no time zone")


def redacted(data: BeritaAcara) -> BeritaAcara:
    """The public version of *data*: the evaluators, the unit's head and every note are gone."""
    return replace(
        data,
        publik=True,
        pimpinan=None,
        evaluator=(),
        aspek=tuple(replace(aspek, indikator=_without_notes(aspek.indikator)) for aspek in data.aspek),
        tambahan=_without_notes(data.tambahan),
    )


def render_berita_acara(data: BeritaAcara) -> bytes:
    """
    PDF of *data*; equal data give equal bytes. May be called from any thread.

    A letter that no font has (an emoji, say) is printed as an empty square.

    Raises:
        typst.TypstError: The fonts are missing, or `radar` is not SVG.
    """
    document = asdict(data)
    del document["dibuat"]
    document["instrumen_sha256"] = data.instrumen_sha256[:12]
    document["qr"] = segno.make(data.alamat_cek, error="m", micro=False).svg_inline(border=0)
    pdf = _compiler().compile(
        input=_TEMPLATES / "berita_acara.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(_printable(document))},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=_whole_second(data.dibuat),
    )
    return cast("bytes", pdf)


def _whole_second(moment: datetime) -> datetime:
    """*moment* as Typst takes it: at a fixed offset, without a fraction of a second."""
    return moment.replace(microsecond=0, tzinfo=timezone(moment.utcoffset() or timedelta()))


def _without_notes(indikator: tuple[BarisIndikator, ...]) -> tuple[BarisIndikator, ...]:
    return tuple(replace(baris, catatan=None) for baris in indikator)


def _printable(value: Any) -> Any:
    """*value* (JSON-like) with every text made printable."""
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return value


def _printable_text(text: str) -> str:
    """*text* in composed form, without control and format letters, a square for each the fonts lack."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", "\n".join(text.splitlines())).replace("\t", " ")
    return "".join(_printable_letter(letter) for letter in text)


def _printable_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter != "\n" and category in ("Cc", "Cf"):
        return ""
    return letter if _PRINTABLE.match(letter) and category != "Cn" else _PLACEHOLDER


_local = threading.local()


def _compiler() -> typst.Compiler:
    """Return this thread's compiler: it keeps fonts and layout warm, and one must not serve two threads at once."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=_TEMPLATES, font_paths=list(FONT_PATHS), ignore_system_fonts=True)
    return cast("typst.Compiler", _local.compiler)
