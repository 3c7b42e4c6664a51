"""Errors raised by ipp.

    IppError
    ├── InstrumentError      an instrument document is not sound, or no such instrument is shipped
    └── InputError           something handed in for scoring is refused; names unit, field, value, allowed
        ├── AnswerError      an answer to F-02 or F-03
        ├── PolicyError      a kebijakan the instrument does not know or does not allow
        └── NumberError      a text that should be a plain decimal or an exact "n/d"

Messages are Indonesian sentences for the person who must put the input right.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

LONGEST_VALUE_SHOWN = 60
LONGEST_ID_SHOWN = 80
LONGEST_PATH_SHOWN = 1000


class Literal:
    """A JSON number that is no usable integer (5.0, 1e0, NaN, 10000 digits), kept as it was written."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def show(value: object, longest: int = LONGEST_VALUE_SHOWN) -> str:
    """*value* as a person wrote it in JSON: one line, escaped where it cannot be printed, not too long."""
    if isinstance(value, Literal):
        text = value.text
    elif isinstance(value, str):
        return _quoted(value, longest)
    elif isinstance(value, dict):
        text = "objek {…}"
    elif isinstance(value, (list, tuple)):
        text = f"daftar dengan {len(value)} isi" if value else "daftar kosong []"
    elif value is None or isinstance(value, bool):
        text = json.dumps(value)
    elif isinstance(value, int) and value.bit_length() > 200:
        text = "bilangan yang terlalu panjang"
    else:
        text = repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def show_id(name: str) -> str:
    """As `show`, for an id; a long one loses its middle, since similar ids differ at either end."""
    if len(name) > LONGEST_ID_SHOWN:
        name = f"{name[: LONGEST_ID_SHOWN - 30]}…{name[-29:]}"
    return show(name, LONGEST_PATH_SHOWN)


def show_path(path: str) -> str:
    """As `show`, for the path of a file: whole, since its end is what names it."""
    return show(path, LONGEST_PATH_SHOWN)


def _quoted(text: str, longest: int) -> str:
    """*text* in double quotes as JSON writes it; when cut, the dots stand inside the quotes and no escape is torn."""
    escape = not text.isprintable()
    written = json.dumps(text[:longest], ensure_ascii=escape)
    if len(text) <= longest and len(written) <= longest:
        return written
    kept = text[:longest]
    while len(written := json.dumps(kept, ensure_ascii=escape)) >= longest:
        kept = kept[:-1]
    return written[:-1] + '…"'


class IppError(Exception):
    """Base of every error this package raises on purpose."""


class InstrumentError(IppError):
    """An instrument cannot be used.

    Attributes:
        problems: One Indonesian sentence per problem, in the order of the document; never empty.
    """

    def __init__(self, problems: Sequence[str] | str) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class InputError(IppError):
    """One value is refused.

    Attributes:
        unit: Id of the unit, or words for its place ("unit ke-3"); None outside a unit.
        field: Where inside it, e.g. 'f02, indikator "7"'.
        value: What was given.
        allowed: What may stand there, in words.
    """

    def __init__(
        self, problem: str, *, field: str, allowed: str, value: object = None, unit: str | None = None
    ) -> None:
        self.problem, self.field, self.allowed, self.value, self.unit = problem, field, allowed, value, unit
        where = field if unit is None else f"{unit}, {field}"
        super().__init__(f"{where}: {problem}; yang diperbolehkan: {allowed}.")

    @classmethod
    def refused(cls, value: object, *, field: str, allowed: str, unit: str | None = None) -> InputError:
        """The usual sentence: this value is not accepted."""
        return cls(f"{show(value)} tidak diterima", field=field, allowed=allowed, value=value, unit=unit)


class AnswerError(InputError):
    """An answer to F-02 or F-03 is missing, off the scale, not an integer, or to no known question."""


class PolicyError(InputError):
    """A kebijakan has an unknown name, or a value the instrument does not allow."""


class NumberError(InputError):
    """A text is no plain decimal, or no exact value "n/d" in lowest terms."""
