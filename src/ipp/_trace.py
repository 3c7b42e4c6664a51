"""Explains an index: a tree from the index down to each score and each survey question.

Pages, PDF and JSON show the same tree; a template needs only `if` and `for`.
Numbers are texts already rounded for reading; the exact value stands beside them as "n/d".
Formulas are for Indonesian readers (decimal comma); values keep the point, as in files.
The trace knows no names, notes or files of persons: whoever shows it adds those, or does not.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from ipp._result import HasilAspek, HasilAspekF03, HasilIndikator, HasilUnit
from ipp._rounding import decimal_text, exact_text

_MEANING = {
    ("kombinasi_evaluator", "rata"): "Nilai beberapa evaluator dirata-rata.",
    ("kombinasi_evaluator", "final"): "Hanya lembar terakhir (final) yang dihitung.",
    ("f03_agregasi", "aspek"): "F-03 adalah rata-rata dari rata-rata tiap aspek.",
    ("f03_agregasi", "jawaban"): "F-03 adalah rata-rata semua jawaban.",
    ("f03_kosong", "f02"): "Tanpa responden F-03, indeks sama dengan nilai F-02.",
    ("f03_kosong", "nol"): "Tanpa responden F-03, F-03 dihitung 0.",
    ("f03_kurang", "hitung"): "F-03 tetap dihitung bila respondennya kurang dari minimum.",
    ("f03_kurang", "f02"): "Bila responden F-03 kurang dari minimum, indeks sama dengan nilai F-02.",
    ("f03_kurang", "nol"): "Bila responden F-03 kurang dari minimum, F-03 dihitung 0.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Simpul:
    """One number and how it was made.

    Attributes:
        jenis: ipp | f02 | f03 | aspek | indikator | aspek_f03 | pertanyaan | tambahan.
        kode: Official code, or the name of the form.
        nomor: Number of the indikator, or place of the pertanyaan; None elsewhere.
        label: What it is, in Indonesian.
        rumus: The sum in words a reader can follow with a calculator; empty for a single score.
        eksak: Exact value "n/d"; None while there is none.
        nilai: The value with six decimals; None while there is none.
        bobot: Its weight in the parent as text ("17 %", "5/56"); None for the index and for tambahan.
        kontribusi: What it adds to the parent, six decimals; None for the index and for tambahan.
        skor: Integers of the sheets that count (indikator, tambahan); otherwise empty.
        jumlah: Sum of the answers (pertanyaan); otherwise None.
        responden: Number of respondents (f03, pertanyaan); otherwise None.
        catatan: Sentences that belong here, e.g. why F-03 is not counted.
        rincian: The parts it is made of, in order.
    """

    jenis: str
    kode: str
    label: str
    nomor: int | None = None
    rumus: str = ""
    eksak: str | None = None
    nilai: str | None = None
    bobot: str | None = None
    kontribusi: str | None = None
    skor: tuple[int, ...] = ()
    jumlah: int | None = None
    responden: int | None = None
    catatan: tuple[str, ...] = ()
    rincian: tuple[Simpul, ...] = ()


@dataclass(frozen=True, slots=True)
class PilihanKebijakan:
    """A kebijakan that was used, its value, and what that means in one sentence."""

    nama: str
    nilai: str
    arti: str


@dataclass(frozen=True, slots=True)
class Jejak:
    """The whole explanation of one unit's index.

    Attributes:
        instrument: Code of the instrument; `sha256` is the checksum of its document.
        nilai: Published value with two decimals; kategori and nama are its band.
        konversi: The index on 0..100 with two decimals.
        ipp: Root of the tree; its rincian are F-02 and, where the instrument has a survey, F-03.
        tambahan: Items that were scored and weigh nothing.
    """

    instrument: str
    sha256: str
    nilai: str
    kategori: str
    nama: str
    konversi: str
    sementara: bool
    alasan: tuple[str, ...]
    kebijakan: tuple[PilihanKebijakan, ...]
    ipp: Simpul
    tambahan: tuple[Simpul, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, keys in reading order."""
        return dict(asdict(self, dict_factory=_plain))


def trace(hasil: HasilUnit) -> Jejak:
    """The explanation of *hasil*; computes nothing, only writes down what scoring returned."""
    band = hasil.kategori
    parts = (_f02(hasil),) if hasil.instrument.f03 is None else (_f02(hasil), _f03(hasil))
    shares = [f"{part.bobot} × {_comma(value)}" for part, value in zip(parts, _counted(hasil), strict=False)]
    return Jejak(
        instrument=hasil.instrument.kode,
        sha256=hasil.instrument.sha256,
        nilai=hasil.nilai,
        kategori=band.kode,
        nama=band.nama,
        konversi=decimal_text(hasil.konversi, 2),
        sementara=hasil.sementara,
        alasan=hasil.alasan,
        kebijakan=tuple(
            PilihanKebijakan(name, value, _MEANING[name, value]) for name, value in hasil.kebijakan.items()
        ),
        ipp=Simpul(
            jenis="ipp",
            kode="IPP",
            label="Indeks Pelayanan Publik",
            rumus=" + ".join(shares),
            **_value(hasil.ipp),
            catatan=hasil.alasan,
            rincian=parts,
        ),
        tambahan=tuple(_indikator(item, "tambahan") for item in hasil.tambahan),
    )


def _plain(members: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in members}


def _counted(hasil: HasilUnit) -> tuple[Fraction, ...]:
    return (hasil.f02,) if hasil.f03_dihitung is None else (hasil.f02, hasil.f03_dihitung)


def _f02(hasil: HasilUnit) -> Simpul:
    share = Fraction(1) if hasil.f03_dihitung is None else hasil.instrument.pangsa_f02
    ignored = hasil.lembar > 1 and hasil.kebijakan["kombinasi_evaluator"] == "final"
    note = f"Ada {hasil.lembar} lembar F-02; hanya lembar terakhir (final) yang dihitung."
    return Simpul(
        jenis="f02",
        kode="F-02",
        label="Penilaian evaluator",
        rumus=" + ".join(f"{weight_text(part.aspek.bobot)} × {_comma(part.nilai)}" for part in hasil.aspek),
        **_value(hasil.f02),
        **_weighed(share, share * hasil.f02),
        catatan=(note,) if ignored else (),
        rincian=tuple(map(_aspek, hasil.aspek)),
    )


def _aspek(hasil: HasilAspek) -> Simpul:
    return Simpul(
        jenis="aspek",
        kode=hasil.aspek.kode,
        label=hasil.aspek.nama,
        rumus=" + ".join(f"{weight_text(item.indikator.bobot)} × {_mean_score(item)}" for item in hasil.indikator),
        **_value(hasil.nilai),
        **_weighed(hasil.aspek.bobot, hasil.kontribusi),
        rincian=tuple(_indikator(item, "indikator") for item in hasil.indikator),
    )


def _indikator(hasil: HasilIndikator, jenis: str) -> Simpul:
    several = f"({' + '.join(map(str, hasil.skor))}) / {len(hasil.skor)}"
    weighed = _weighed(hasil.indikator.bobot, hasil.kontribusi) if jenis == "indikator" else {}
    return Simpul(
        jenis=jenis,
        kode=hasil.indikator.kode,
        nomor=hasil.indikator.nomor,
        label=hasil.indikator.nama,
        rumus=several if len(hasil.skor) > 1 else "",
        **_value(hasil.nilai),
        **weighed,
        skor=hasil.skor,
    )


def _f03(hasil: HasilUnit) -> Simpul:
    counted = hasil.f03_dihitung
    share = Fraction(0) if counted is None else hasil.instrument.pangsa_f03
    names = {aspek.kode: aspek.nama for aspek in hasil.instrument.aspek}
    return Simpul(
        jenis="f03",
        kode="F-03",
        label="Survei pengguna layanan",
        rumus=_f03_formula(hasil),
        **_value(hasil.f03),
        **_weighed(share, share * (counted or 0)),
        responden=hasil.responden,
        catatan=hasil.alasan,
        rincian=tuple(_aspek_f03(part, names[part.aspek], hasil.responden) for part in hasil.aspek_f03),
    )


def _f03_formula(hasil: HasilUnit) -> str:
    if hasil.f03 is None:
        return ""
    if hasil.kebijakan["f03_agregasi"] == "aspek":
        return f"({' + '.join(_comma(part.nilai) for part in hasil.aspek_f03)}) / {len(hasil.aspek_f03)}"
    questions = [item for part in hasil.aspek_f03 for item in part.pertanyaan]
    return f"{sum(item.jumlah for item in questions)} / ({hasil.responden} × {len(questions)})"


def _aspek_f03(hasil: HasilAspekF03, label: str, responden: int) -> Simpul:
    sums = " + ".join(str(item.jumlah) for item in hasil.pertanyaan)
    return Simpul(
        jenis="aspek_f03",
        kode=hasil.aspek,
        label=label,
        rumus=f"({sums}) / ({responden} × {len(hasil.pertanyaan)})",
        **_value(hasil.nilai),
        **_weighed(hasil.bobot, hasil.kontribusi),
        rincian=tuple(
            Simpul(
                jenis="pertanyaan",
                kode=item.pertanyaan.kode,
                nomor=item.pertanyaan.urutan,
                label=item.pertanyaan.teks,
                rumus=f"{item.jumlah} / {responden}",
                **_value(item.nilai),
                **_weighed(Fraction(1, len(hasil.pertanyaan)), item.kontribusi),
                jumlah=item.jumlah,
                responden=responden,
            )
            for item in hasil.pertanyaan
        ),
    )


def weight_text(weight: Fraction) -> str:
    """A weight as it is printed: "17 %", "12,5 %"; as a fraction where per cent would have to be rounded."""
    percent = weight * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    if (percent * 10).denominator == 1:
        return f"{decimal_text(percent, 1).replace('.', ',')} %"
    return exact_text(weight)


def _value(value: Fraction | None) -> dict[str, Any]:
    if value is None:
        return {}
    return {"eksak": exact_text(value), "nilai": decimal_text(value, 6)}


def _weighed(weight: Fraction, contribution: Fraction) -> dict[str, Any]:
    return {"bobot": weight_text(weight), "kontribusi": decimal_text(contribution, 6)}


def _comma(value: Fraction) -> str:
    return decimal_text(value, 4).replace(".", ",")


def _mean_score(hasil: HasilIndikator) -> str:
    return str(hasil.skor[0]) if len(hasil.skor) == 1 else _comma(hasil.nilai)
