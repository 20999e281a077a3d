"""Why an officer did what needs a reason."""

from __future__ import annotations

from kiosk.domain.errors import Refused
from kiosk.domain.free_text import Script, clean_line, clean_lines

LIMIT = 500


def required_reason(text: str) -> str:
    """The reason in its stored spelling.

    Raises:
        Refused: "reason.required", "reason.too-long" (details: limit), "text.…".
    """
    reason = clean_lines(text, "reason")
    if not reason:
        raise Refused("reason.required")
    if len(reason) > LIMIT:
        raise Refused("reason.too-long", limit=LIMIT)
    return reason


def entry(text: str, field: str, most: int = 120) -> str:
    """One line in its stored spelling; empty where nothing was typed.

    Raises:
        Refused: "text.too-long" (details: field, limit), "text.…".
    """
    line = clean_line(text, field, Script.EITHER)
    if len(line) > most:
        raise Refused("text.too-long", field=field, limit=most)
    return line


def required_entry(text: str, field: str, most: int = 120) -> str:
    """
    Raises:
        Refused: "text.empty" (details: field), and what `entry` raises.
    """
    line = entry(text, field, most)
    if not line:
        raise Refused("text.empty", field=field)
    return line
