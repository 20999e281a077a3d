"""What the history of a request says of a sheet that was written by hand.  Source: domain.md 4.2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_NOTE = re.compile(
    r"sheet:(?P<serial>[0-9]{1,5}-S-[0-9]{5}):(?P<step>[a-z]+):(?P<done>[a-z-]*):"
    r"(?P<at>[-0-9T:]{16})?:(?P<login>[^:]*):(?P<reason>.*)",
    re.DOTALL,
)


class SheetStep(StrEnum):
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One line of history that moves no state."""

    serial: str
    step: SheetStep
    done: str = ""
    said_at: datetime | None = None
    """In the office's own time, to the minute."""
    login: str = ""
    """Who wrote the sheet."""
    reason: str = ""

    def __str__(self) -> str:
        at = f"{self.said_at:%Y-%m-%dT%H:%M}" if self.said_at else ""
        return f"sheet:{self.serial}:{self.step}:{self.done}:{at}:{self.login}:{self.reason}"


def read_sheet_note(text: str) -> SheetNote | None:
    found = _NOTE.fullmatch(text)
    if found is None:
        return None
    at = datetime.fromisoformat(found["at"]) if found["at"] else None
    return SheetNote(
        found["serial"], SheetStep(found["step"]), found["done"], at, found["login"], found["reason"]
    )
