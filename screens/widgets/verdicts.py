"""One sign for each verdict, told apart by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from kiosk.domain.verification import Verdict

SIGNS: Mapping[Verdict | None, tuple[str, str]] = {
    None: ("·", "$text-muted"),
    Verdict.MATCH: ("✓", "bold $text-success"),
    Verdict.MISMATCH: ("✗", "bold $text-error"),
    Verdict.ORIGINAL_MISSING: ("∅", "bold $text-error"),
    Verdict.UNREADABLE: ("≈", "bold $text-warning"),
    Verdict.DOUBT: ("?", "bold $text-warning"),
    Verdict.NOT_APPLICABLE: ("–", "$text-muted"),
}


def mark(verdict: Verdict | None, here: bool = False) -> Content:
    """The sign of a verdict; `here` puts brackets round the document one stands at."""
    sign, style = SIGNS[verdict]
    content = Content(sign).stylize(style)
    return Content.assemble("[", content, "]") if here else content
