"""The key of each verdict."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from kiosk.domain.verification import Verdict
from kiosk.strict import msgid
from kiosk.words import Words
from screens.terminal.clean import styled

VERDICT_KEYS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.MATCH: ("f5", msgid("Match")),
    Verdict.MISMATCH: ("f6", msgid("Differs")),
    Verdict.ORIGINAL_MISSING: ("f7", msgid("No original")),
    Verdict.UNREADABLE: ("f8", msgid("Unreadable")),
    Verdict.DOUBT: ("f9", msgid("Doubt")),
    Verdict.NOT_APPLICABLE: ("f4", msgid("Not needed")),
}
"""Function keys: a scanner never types them, and they are the same under a Persian keyboard layout."""


def verdict_keys(words: Words) -> Content:
    """The six keys, two in a row."""
    cells = [styled((f" {key.upper()} ", "reverse"), " ", words(name)) for key, name in VERDICT_KEYS.values()]
    width = max(cell.cell_length for cell in cells) + 1
    rows = [
        styled(left, " " * (width - left.cell_length), right)
        for left, right in zip(cells[::2], cells[1::2], strict=True)
    ]
    return Content("\n").join(rows)
