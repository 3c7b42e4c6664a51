"""Measuring and wrapping text without a browser."""

from collections.abc import Iterator

TEXT_SIZE = 12
_NARROW = frozenset("fijlrtI.,:;'!|()[]/- ")
_WIDE = frozenset("mwMW@%&—…")


def text_width(text: str, size: int = TEXT_SIZE) -> float:
    """
    Upper bound of the width of *text*.

    Reckoned for DejaVu Sans, the widest usual stand-in for sans-serif, so that a browser without our font
    cuts nothing either.
    """
    return size * sum(_letter_width(letter) for letter in text)


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Lines of *text* no wider than *width*; a longer word is broken. Never empty."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined) <= width:
            lines[-1] = joined
            continue
        pieces = list(_pieces(word, width))
        lines = [*lines, *pieces] if lines[-1] else pieces
    return tuple(lines)


def _letter_width(letter: str) -> float:
    """Width of *letter* in ems."""
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or ord(letter) > 0x2E7F:
        return 1.05
    return 0.8 if letter.isupper() else 0.65


def _pieces(word: str, width: float) -> Iterator[str]:
    """Cut *word* into the fewest pieces that fit *width*."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
