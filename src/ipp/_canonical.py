"""One spelling for one document, so that its checksum means something.

Canonical JSON: keys sorted by code point, no blanks, UTF-8, nothing escaped that need not be.
Texts are taken as they are written (no Unicode normalisation): another spelling is another document.
A document holds only objects with text keys, lists, texts, integers, true, false and null.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from typing import Any


def canonical_json(document: Any) -> bytes:
    """*document* as canonical JSON bytes. It must hold nothing that `foreign_values` names."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sha256_hex(document: Any) -> str:
    """SHA-256 of the canonical JSON, 64 lower-case hex digits."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def foreign_values(document: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Path and value of everything canonical JSON has no place for: floats, odd keys, control characters."""
    if isinstance(document, dict):
        for key, value in document.items():
            if not isinstance(key, str) or not is_clean_text(key):
                yield path, key
            else:
                yield from foreign_values(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from foreign_values(value, (*path, index))
    elif isinstance(document, str):
        if not is_clean_text(document.replace("\n", "")):
            yield path, document
    elif document is not None and not isinstance(document, (bool, int)):
        yield path, document


def is_clean_text(text: str) -> bool:
    """Whether *text* has no control character and no half of a surrogate pair."""
    return text.isprintable() or not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)
