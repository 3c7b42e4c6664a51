"""What must hold in an instrument beyond its shape: sums, unique names, whole scales, bands without a hole.

Each rule takes a document of the right shape and yields one Indonesian sentence per fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ipp._schema import kebijakan_values


def broken_rules(document: dict[str, Any]) -> list[str]:
    """Every fault of a document whose shape is right; empty when the instrument is sound."""
    rules = (_weights, _shares, _names, _levels, _bands, _survey)
    problems = list(_scale(document)) or [problem for rule in rules for problem in rule(document)]
    return [f"{problem}." for problem in problems]


def weights(written: Sequence[int | str]) -> tuple[Fraction, ...] | None:
    """Exact shares of 1 for the weights of one list, or None when integers and fractions are mixed.

    Integers are per cent ("17"), texts are fractions of the whole ("5/56").
    """
    if all(isinstance(weight, int) for weight in written):
        return tuple(Fraction(int(weight), 100) for weight in written)
    if all(isinstance(weight, str) for weight in written):
        return tuple(Fraction(weight) for weight in written)
    return None


def _scale(document: dict[str, Any]) -> Iterator[str]:
    scale = document["skala"]
    if scale["min"] >= scale["maks"]:
        yield f"skala: min {scale['min']} harus lebih kecil daripada maks {scale['maks']}"


def _weights(document: dict[str, Any]) -> Iterator[str]:
    lists = [("aspek", document["aspek"])]
    lists += [(f"aspek {aspek['kode']}, indikator", aspek["indikator"]) for aspek in document["aspek"]]
    for where, members in lists:
        written = [member["bobot"] for member in members]
        shares = weights(written)
        if shares is None:
            yield f"{where}, bobot: tulis semuanya bilangan bulat atau semuanya pecahan, jangan dicampur"
        elif sum(shares) != 1:
            given, due = (sum(shares) * 100, "100") if isinstance(written[0], int) else (sum(shares), "tepat 1")
            yield f"{where}, bobot: jumlahnya {given}, seharusnya {due}"


def _shares(document: dict[str, Any]) -> Iterator[str]:
    shares = document["pangsa"]
    if "f03" not in document:
        return
    if "f03" not in shares:
        yield "pangsa: f03 belum diisi, padahal instrumen mempunyai F-03"
    elif shares["f03"] < 1:
        yield "pangsa: f03 adalah 0, padahal instrumen mempunyai F-03; isi paling kecil 1, atau hapus bagian f03"
    elif sum(shares.values()) != 100:
        yield f"pangsa: jumlah f02 dan f03 adalah {sum(shares.values())}, seharusnya 100"


def _names(document: dict[str, Any]) -> Iterator[str]:
    scored = [item for aspek in document["aspek"] for item in aspek["indikator"]] + document.get("tambahan", [])
    questions = document.get("f03", {}).get("pertanyaan", [])
    yield from _repeated("aspek, kode", (aspek["kode"] for aspek in document["aspek"]))
    yield from _repeated("indikator, nomor", (item["nomor"] for item in scored))
    yield from _repeated("indikator, kode", (item["kode"] for item in scored))
    yield from _repeated("f03, pertanyaan, kode", (question["kode"] for question in questions))
    yield from _repeated("f03, aspek", document.get("f03", {}).get("aspek", []))
    yield from _repeated("kategori, kode", (band["kode"] for band in document["kategori"]))


def _repeated(where: str, names: Iterable[str | int]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{where}: {name} dipakai {count} kali, seharusnya sekali"


def _levels(document: dict[str, Any]) -> Iterator[str]:
    low, high = document["skala"]["min"], document["skala"]["maks"]
    texts = [
        (f"aspek {aspek['kode']}, indikator {item['nomor']}, tingkat", item["tingkat"])
        for aspek in document["aspek"]
        for item in aspek["indikator"]
    ]
    texts += [(f"tambahan {item['nomor']}, tingkat", item["tingkat"]) for item in document.get("tambahan", [])]
    if "f03" in document:
        texts.append(("f03, label", document["f03"]["label"]))
    for where, levels in texts:
        if len(levels) != high - low + 1:
            due = f"{high - low + 1} (satu untuk tiap skor {low} sampai {high})"
            yield f"{where}: ada {len(levels)} teks, seharusnya {due}"


def _bands(document: dict[str, Any]) -> Iterator[str]:
    bands = [(band["kode"], Fraction(band["dari"]), band["dari"]) for band in document["kategori"]]
    for (better, start, text), (worse, lower, lower_text) in pairwise(bands):
        if lower >= start:
            hint = f"lebih rendah daripada {better} ({text}); urutkan dari yang terbaik"
            yield f"kategori {worse}: dari {lower_text} harus {hint}"
    low, high = document["skala"]["min"], document["skala"]["maks"]
    if bands[-1][1] > low:
        yield f"kategori {bands[-1][0]}: dari {bands[-1][2]} belum mencapai dasar skala ({low}.00)"
    if bands[0][1] > high:
        yield f"kategori {bands[0][0]}: dari {bands[0][2]} di atas puncak skala ({high}.00)"


def _survey(document: dict[str, Any]) -> Iterator[str]:
    survey = document.get("f03")
    if survey is None:
        return
    for name in ("f03_agregasi", "f03_kosong", "f03_kurang"):
        if name not in document["kebijakan"]:
            allowed = ", ".join(kebijakan_values()[name])
            yield f"kebijakan: {name} belum diisi, padahal instrumen mempunyai F-03; pilihannya {allowed}"
    known = [aspek["kode"] for aspek in document["aspek"]]
    for kode in survey["aspek"]:
        if kode not in known:
            yield f"f03, aspek: {kode} bukan kode aspek instrumen ini; yang ada: {', '.join(known)}"
        if all(question["aspek"] != kode for question in survey["pertanyaan"]):
            yield f"f03, aspek: {kode} tidak mempunyai pertanyaan; tambahkan pertanyaannya atau hapus dari daftar"
    for place, question in enumerate(survey["pertanyaan"], start=1):
        if question["urutan"] != place:
            yield f"f03, pertanyaan {question['urutan']}: urutan seharusnya {place} (1, 2, 3 tanpa lompatan)"
        if question["aspek"] not in survey["aspek"]:
            yield f"f03, pertanyaan {question['urutan']}, aspek: {question['aspek']} tidak ada di f03, aspek"
