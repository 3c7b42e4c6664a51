"""Checks the shape of an instrument by instruments/schema.json; says in Indonesian what is wrong and where.

`place` turns a path into words: "aspek II, indikator 12, tingkat".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ipp._canonical import foreign_values
from ipp._errors import show

_KIND = {
    "object": "kumpulan kunci dan isi",
    "array": "daftar",
    "string": "teks (dalam tanda kutip)",
    "integer": "bilangan bulat",
    "boolean": "true atau false",
}
_NAMED_BY = {"indikator": "nomor", "tambahan": "nomor", "pertanyaan": "urutan"}


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(_schema())
    return Draft202012Validator(_schema())


@cache
def _schema() -> Any:
    return json.loads(files("ipp").joinpath("instruments/schema.json").read_text("utf-8"))


def bobot_hint() -> str:
    """How a bobot is written, in words."""
    return str(_schema()["$defs"]["bobot"]["description"])


@cache
def kebijakan_values() -> dict[str, tuple[str, ...]]:
    """Every name a kebijakan may have, with every value; an instrument may allow fewer."""
    known = _schema()["properties"]["kebijakan"]["properties"]
    return {name: tuple(values["items"]["enum"]) for name, values in known.items()}


def shape_problems(document: Any) -> list[str]:
    """One sentence per fault of shape, in the order of the document; empty when the shape is right."""
    foreign = [
        f"{place(document, path)}: {show(value)} {_storable(path, value)}." for path, value in foreign_values(document)
    ]
    if foreign:
        return foreign
    found = [
        f"{place(document, error.absolute_path)}: {message}."
        for error in _validator().iter_errors(document)
        for message in _say(error)
    ]
    return list(dict.fromkeys(found))


def _storable(path: tuple[str | int, ...], value: Any) -> str:
    if path[-1:] == ("bobot",) and not isinstance(value, str):
        return f"tidak diterima; tulis {bobot_hint()}"
    return "tidak dapat disimpan; hanya teks tanpa huruf kendali, bilangan bulat, true dan false"


def place(document: Any, path: Iterable[str | int]) -> str:
    """Where *path* leads, in words; list items are called by their own number or kode where they have one."""
    words: list[str] = []
    here, listed = document, ""
    for step in path:
        here = here[step]
        if isinstance(step, int):
            name = here.get(_NAMED_BY.get(listed, "kode")) if isinstance(here, dict) else None
            label = str(name) if isinstance(name, (str, int)) and not isinstance(name, bool) else f"ke-{step + 1}"
            words[-1] = f"{words[-1]} {label}"
        else:
            words.append(step)
            listed = step
    return ", ".join(words) or "dokumen"


def _say(error: ValidationError) -> Iterator[str]:
    said = _SAY.get(str(error.validator))
    if said is None:
        yield f"{show(error.instance)} tidak sesuai aturan {error.validator}"
    else:
        yield from said(error)


def _type(error: ValidationError) -> Iterator[str]:
    kinds: Any = error.validator_value
    expected = " atau ".join(_KIND[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
    schema: Any = error.schema
    keys = f"; kuncinya {', '.join(schema['required'])}" if "required" in schema else ""
    yield f"{show(error.instance)} bukan {expected}{keys}"


def _required(error: ValidationError) -> Iterator[str]:
    given: Any = error.instance
    required: Any = error.validator_value
    yield from (f"{key} belum diisi" for key in required if key not in given)


def _additional(error: ValidationError) -> Iterator[str]:
    schema: Any = error.schema
    given: Any = error.instance
    known = schema["properties"]
    for key in given:
        if key not in known:
            yield f"kunci {show(key)} tidak dikenal; yang dikenal: {', '.join(known)}"


def _pattern(error: ValidationError) -> Iterator[str]:
    schema: Any = error.schema
    yield f"{show(error.instance)} tidak diterima; tulis {schema.get('description', 'teks yang sesuai')}"


def _sentence(template: str) -> Callable[[ValidationError], Iterator[str]]:
    def say(error: ValidationError) -> Iterator[str]:
        yield template.format(value=show(error.instance), limit=error.validator_value, allowed=_allowed(error))

    return say


def _allowed(error: ValidationError) -> str:
    limit: Any = error.validator_value
    return ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)


_SAY: dict[str, Callable[[ValidationError], Iterator[str]]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _additional,
    "pattern": _pattern,
    "const": _sentence("{value} tidak dikenal; yang diperbolehkan: {allowed}"),
    "enum": _sentence("{value} tidak dikenal; yang diperbolehkan: {allowed}"),
    "minimum": _sentence("{value} terlalu kecil; paling kecil {limit}"),
    "maximum": _sentence("{value} terlalu besar; paling besar {limit}"),
    "maxLength": _sentence("teks terlalu panjang; paling banyak {limit} huruf"),
    "minItems": _sentence("daftar kurang; paling sedikit {limit} isi"),
    "maxItems": _sentence("daftar terlalu panjang; paling banyak {limit} isi"),
    "uniqueItems": _sentence("ada isi yang ditulis dua kali; tulis tiap isi sekali saja"),
}
