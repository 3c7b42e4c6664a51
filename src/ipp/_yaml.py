"""A strict reader for instrument files: what it returns is what an official sees on the page.

Plain YAML reads 5.10 as 5.1, `no` as false, 12:30 as 750 and 010 as 8.
Here every unquoted word that some reader might take for more than a text or a plain integer is refused
with its line, and so are aliases, anchors, tags, merge keys and repeated keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from ipp._errors import InstrumentError, show
from ipp._schema import bobot_hint

_AMBIGUOUS = re.compile(
    r"""(?xi)
      [-+]? \.? [0-9] [0-9_]* (?: \.[0-9_]* )? (?: e[-+]?[0-9]+ )?   # 5.10  .5  1e3  1_000  010  +5
    | [-+]? 0 [xbo] [0-9a-f_]+                                       # 0x1F  0o17
    | [-+]? [0-9]+ (?: :[0-9]+ )+ (?: \.[0-9]* )?                    # 12:30
    | [-+]? \. (?: inf | nan )
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} .*                          # 2023-01-31
    | yes | no | on | off | y | n | true | false | null
    """
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_LONG_INTEGER = re.compile(r"-?[1-9][0-9]{15,}")
_SHARE_HINT = "bilangan bulat (persen); jumlah f02 dan f03 harus 100, dan desimal tidak diperbolehkan"
_HINTS: dict[str, Callable[[], str]] = {"bobot": bobot_hint, "f02": lambda: _SHARE_HINT, "f03": lambda: _SHARE_HINT}
_REFUSED = "!refused"
_CORE = "tag:yaml.org,2002:"


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader with its own reading of unquoted words. No aliases, no tags."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def get_single_data(self) -> Any:
        node = self.get_single_node()
        if node is None:
            raise InstrumentError("Berkas kosong; tulis isi instrumen sebagai YAML atau JSON.")
        return self.construct_document(node)

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _at(event.start_mark, "jangkar dan alias (& dan *) tidak dipakai; tulis isinya lengkap")
        if event.tag is not None:
            raise _at(event.start_mark, "penanda jenis (!) tidak dipakai")
        return super().compose_node(parent, index)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is not yaml.ScalarNode or not implicit[0]:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        if value in {"", "~", "null"}:
            return _CORE + "null"
        if value in {"true", "false"}:
            return _CORE + "bool"
        if _INTEGER.fullmatch(value):
            return _CORE + "int"
        return _REFUSED if _AMBIGUOUS.fullmatch(value) else _CORE + "str"

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag != _CORE + "str":
                raise _at(key_node.start_mark, "kunci harus teks; beri tanda kutip")
            key = self.construct_object(key_node)
            if key == "<<":
                raise _at(key_node.start_mark, "penggabungan (<<) tidak dipakai; tulis isinya lengkap")
            if key in mapping:
                raise _at(key_node.start_mark, f"kunci {show(key)} ditulis dua kali")
            if value_node.tag == _REFUSED and key in _HINTS:
                fault = "terlalu besar" if _LONG_INTEGER.fullmatch(value_node.value) else "tidak diterima"
                raise _at(value_node.start_mark, f"{key}: {_word(value_node)} {fault}; tulis {_HINTS[key]()}")
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


def _word(node: Any) -> str:
    return show(node.value).strip('"')


def _construct_map(loader: _Loader, node: Any) -> dict[Any, Any]:
    return loader.construct_mapping(node)


def _construct_refused(loader: _Loader, node: Any) -> None:
    word = _word(node)
    if _LONG_INTEGER.fullmatch(node.value):
        raise _at(node.start_mark, f"bilangan {word} terlalu besar; paling banyak 15 angka")
    hint = f'dapat dibaca lain oleh komputer; tulis "{word}" dengan tanda kutip bila itu teks'
    raise _at(node.start_mark, f"{word} tanpa tanda kutip {hint}, atau bilangan bulat biasa")


_Loader.add_constructor(_CORE + "map", _construct_map)
_Loader.add_constructor(_REFUSED, _construct_refused)


def _at(mark: Any, problem: str) -> InstrumentError:
    return InstrumentError(f"Baris {mark.line + 1}: {problem}.")


def read_yaml(text: str) -> Any:
    """The one document in *text*: dicts with text keys, lists, texts, integers, true, false, None.

    Raises:
        InstrumentError: *text* is no YAML, or uses something this reader refuses; the line is named.
    """
    try:
        return yaml.load(text.removeprefix("\ufeff"), Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = f"Baris {mark.line + 1}, kolom {mark.column + 1}: " if mark else ""
        hint = "periksa indentasi, titik dua dan tanda kutip"
        raise InstrumentError(f"{line}bukan YAML yang benar; {hint}.") from error
    except yaml.YAMLError as error:
        raise InstrumentError("Bukan YAML yang benar: ada huruf yang tidak dapat dibaca.") from error
    except RecursionError:
        raise InstrumentError("Bukan instrumen: isinya bersarang terlalu dalam.") from None
