"""What can go wrong and be said in a sentence.

    KioskError
    ├── Refused      a rule says no, or the input is wrong
    ├── NotFound     nothing under that code
    ├── Conflict     someone was first
    └── Unavailable  the database, the disk or the printer is out of reach

`key` names the sentence in `kiosk.words`; `details` fill its holes.
"""

from __future__ import annotations


class KioskError(Exception):
    """An expected refusal.  `str()` shows the key and no personal data."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class Refused(KioskError):
    """A rule says no."""


class NotFound(KioskError):
    """Nothing is stored under that code."""


class Conflict(KioskError):
    """Someone else was first."""


class Unavailable(KioskError):
    """Something outside is out of reach; nothing was changed."""
