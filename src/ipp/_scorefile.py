"""The file format of `ipp score`: reads and checks the input, writes the output document.

Strict on purpose: an unknown key, a key written twice or a number like 5.0 is refused, never passed over,
since a slip of the pen would otherwise change an index in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from ipp._answers import known_kebijakan
from ipp._canonical import is_clean_text
from ipp._errors import InputError, Literal, show, show_id
from ipp._instrument import Instrument, shipped_instrument
from ipp._jsonfault import describe
from ipp._result import HasilUnit, kategori
from ipp._rounding import decimal_text
from ipp._score import rank, score_instansi, score_unit

_LONGEST_INTEGER = 18


class _Repeated(dict[str, Any]):
    """An object in which a key was written twice; `key` is the first such."""

    key: str


def read_score_file(content: bytes) -> Any:
    """The document in *content*, UTF-8 JSON (a byte order mark is allowed).

    Numbers that are no integers come back as `Literal`, so that `score_document` can name their place.

    Raises:
        InputError: *content* is not UTF-8, not JSON, or nested too deep.
    """
    allowed = "satu dokumen JSON dalam UTF-8"
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=Literal,
            parse_int=_integer,
            parse_constant=Literal,
        )
    except UnicodeDecodeError as error:
        raise InputError(
            f"bukan teks UTF-8 (bita ke-{error.start + 1})", field="isi berkas", allowed=allowed
        ) from error
    except json.JSONDecodeError as error:
        problem = f"bukan JSON yang benar di {describe(error)}" if error.doc.strip() else "berkas kosong"
        raise InputError(problem, field="isi berkas", allowed=allowed) from error
    except RecursionError:
        raise InputError("bersarang terlalu dalam", field="isi berkas", allowed=allowed) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    repeated = _Repeated(members)
    keys = [key for key, _ in pairs]
    repeated.key = next(key for key in keys if keys.count(key) > 1)
    return repeated


def _integer(text: str) -> int | Literal:
    return int(text) if len(text) <= _LONGEST_INTEGER else Literal(text)


def score_document(document: Any, instrument: Instrument | None = None) -> dict[str, Any]:
    """What `ipp score` prints for *document*, as plain JSON values in the order they are printed.

    Units stand in the order given, instansi in the order of their first unit.

    Args:
        document: What `read_score_file` returned, or plain JSON values.
        instrument: Used instead of the shipped one; its kode must be the one *document* names.

    Raises:
        InputError: The first value that is refused, with its unit.
        InstrumentError: *document* names no shipped instrument.
    """
    _check_object(document, "", None, required=("instrument", "unit"), optional=("kebijakan",))
    chosen = _instrument(document["instrument"], instrument)
    kebijakan = document.get("kebijakan", {})
    _check_object(kebijakan, "kebijakan", None, optional=known_kebijakan(chosen))
    units = document["unit"]
    if not isinstance(units, list) or not units:
        raise InputError.refused(units, field="unit", allowed="daftar unit yang tidak kosong")
    optional = () if chosen.f03 else ("f03",)
    required = ("id", "instansi", "f02", "f03") if chosen.f03 else ("id", "instansi", "f02")
    seen: dict[str, int] = {}
    scored: list[tuple[str, str, HasilUnit]] = []
    for place, unit in enumerate(units, start=1):
        name = _unit_name(unit, place, seen)
        _check_object(unit, "", name, required, optional)
        _check_text(unit["instansi"], "instansi", name)
        for sheet in unit["f02"] if isinstance(unit["f02"], list) else [unit["f02"]]:
            if isinstance(sheet, dict):
                _check_object(sheet, "f02", name)
        result = score_unit(chosen, f02=unit["f02"], f03=unit.get("f03", []), kebijakan=kebijakan, unit=name)
        scored.append((unit["id"], unit["instansi"], result))
    return {
        "instrument": chosen.kode,
        "unit": [_unit(unit, instansi, result) for unit, instansi, result in scored],
        "instansi": _instansi(chosen, ((instansi, result.ipp) for _, instansi, result in scored)),
    }


def _instrument(code: Any, given: Instrument | None) -> Instrument:
    if not isinstance(code, str):
        raise InputError.refused(code, field="instrument", allowed="kode instrumen sebagai teks")
    if given is None:
        return shipped_instrument(code)
    if given.kode != code:
        problem = f"masukan menyebut {show(code)}, tetapi berkas --instrument berkode {show(given.kode)}"
        raise InputError(problem, field="instrument", allowed="kode yang sama di keduanya", value=code)
    return given


def _unit_name(unit: Any, place: int, seen: dict[str, int]) -> str:
    """Words for the unit in messages, once its id has been checked."""
    where = f"unit ke-{place}"
    if not isinstance(unit, dict):
        allowed = _braces(("id", "instansi", "f02", "f03"))
        raise InputError.refused(unit, field=where, allowed=allowed)
    if "id" not in unit:
        raise InputError("belum diisi", field="id", allowed="teks yang tidak kosong", unit=where)
    if isinstance(unit, _Repeated) and unit.key == "id":
        _check_object(unit, "", where)
    code = unit["id"]
    _check_text(code, "id", where)
    if code in seen:
        problem = f"{show_id(code)} sudah dipakai unit ke-{seen[code]}"
        raise InputError(problem, field="id", allowed="id yang berbeda untuk tiap unit", value=code, unit=where)
    seen[code] = place
    return f"unit {show_id(code)}"


def _check_text(value: Any, field: str, unit: str) -> None:
    if not isinstance(value, str) or not value or not is_clean_text(value):
        allowed = "teks yang tidak kosong, tanpa huruf kendali"
        raise InputError.refused(value, field=field, allowed=allowed, unit=unit)


def _check_object(
    value: Any,
    field: str,
    unit: str | None,
    required: Iterable[str] | None = None,
    optional: Iterable[str] = (),
) -> None:
    """Refuse what is no object, has a key twice, or (where *required* is given) a key too many or too few."""
    keys = tuple(required or ()) + tuple(optional)
    allowed = f"kunci {', '.join(keys)}, masing-masing sekali" if keys else "tiap kunci sekali"
    prefix = f"{field}, " if field else ""
    if not isinstance(value, dict):
        raise InputError.refused(value, field=field or "dokumen", allowed=_braces(keys), unit=unit)
    if isinstance(value, _Repeated):
        where = f"{prefix}kunci {show(value.key)}"
        raise InputError("ditulis dua kali", field=where, allowed=allowed, value=value.key, unit=unit)
    if required is None:
        return
    for key in value:
        if key not in keys:
            where = f"{prefix}kunci {show(key)}"
            raise InputError("tidak dikenal", field=where, allowed=allowed, value=key, unit=unit)
    for key in required:
        if key not in value:
            raise InputError("belum diisi", field=prefix + key, allowed=allowed, unit=unit)


def _braces(keys: Iterable[str]) -> str:
    return f"kumpulan dalam kurung kurawal {{ }} dengan kunci {', '.join(keys)}"


def _unit(unit: str, instansi: str, result: HasilUnit) -> dict[str, Any]:
    return {
        "id": unit,
        "instansi": instansi,
        "aspek": {part.aspek.kode: decimal_text(part.nilai, 6) for part in result.aspek},
        "f02": decimal_text(result.f02, 6),
        "f03": None if result.f03 is None else decimal_text(result.f03, 6),
        "responden": result.responden,
        **_index(result.instrument, result.ipp, name=True),
        "sementara": result.sementara,
        "alasan": list(result.alasan),
    }


def _instansi(instrument: Instrument, units: Iterable[tuple[str, Fraction]]) -> list[dict[str, Any]]:
    members: dict[str, list[Fraction]] = {}
    for instansi, ipp in units:
        members.setdefault(instansi, []).append(ipp)
    means = {instansi: score_instansi(values) or Fraction(0) for instansi, values in members.items()}
    ranks = rank(means)
    return [
        {
            "id": instansi,
            "unit": len(members[instansi]),
            **_index(instrument, mean),
            "peringkat": ranks[instansi],
        }
        for instansi, mean in means.items()
    ]


def _index(instrument: Instrument, ipp: Fraction, *, name: bool = False) -> dict[str, str]:
    band = kategori(instrument, ipp)
    index = {"ipp": decimal_text(ipp, 6), "nilai": decimal_text(ipp, 2), "kategori": band.kode}
    return {**index, "nama": band.nama} if name else index
