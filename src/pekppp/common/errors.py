"""Refusals that a person can mend; views show their text as it is.

Refusal
├── StaleRevision  somebody saved meanwhile
└── …              each app adds its own in its errors.py
"""

from typing import Any


class Refusal(Exception):
    """A rule forbids the change; nothing was written. The text is a full sentence: what is wrong and what to do."""


class StaleRevision(Refusal):
    """The row was changed after the person last saw it. `current` is the row as it stands now."""

    def __init__(self, message: str, current: Any) -> None:
        super().__init__(message)
        self.current = current
