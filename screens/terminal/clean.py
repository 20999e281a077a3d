"""What goes out to the terminal: data as literal text, and nothing that steers the terminal.

Two layers.  Screens turn every text into `Content` by `plain` and `styled`: no markup, and controls already
shown as U+FFFD, so that widths are right.  `SafeLines` is the last choke point for whatever was missed
(security.md F1–F3).
"""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

REPLACEMENT = "\ufffd"
ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER = "\u200c", "\u200d"

# `re` compiles these when they are first needed; most texts and all of the first screen are printable.
# Controls, formats (bidi among them), separators and surrogates, except the joiners Persian is written with
# and the isolates.
_STEERED_BY = (
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u2064\u206a-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_STEERING = f"[{_STEERED_BY}]"
# The application puts isolates around values and the display layer reads them; no terminal gets them.
_ISOLATES = "[\u2066-\u2069]"
_UNSENT = f"[{_STEERED_BY}\u2066-\u2069]"
_LINE_END = "\r\n?"


def plain(text: str) -> Content:
    """Literal text for any widget.  Line ends stay; other controls are shown as U+FFFD."""
    return Content(_shown(text))


def styled(*parts: str | Content | tuple[str, str]) -> Content:
    """Literal parts joined; a pair is a text and its style: `styled(("شماره: ", "bold"), code)`."""
    return Content.assemble(*(_part(part) for part in parts))


def rich_plain(text: str) -> Text:
    """As `plain`, for what still wants a Rich text: labels of trees and the columns of tables."""
    return Text(_shown(text))


class SafeLines(LineFilter):
    """Put it last: `get_line_filters` returns `[*super().get_line_filters(), self._safe_lines]`.

    A layer that draws right to left comes before it.  Links (OSC 8) are dropped too: a counter follows none.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        # Every line of every frame passes here: the loop is written out because a call a segment costs more
        # than the check.
        for text, style, _control in segments:
            if not text.isprintable() or (style is not None and style._link is not None):
                return [_safe(segment) for segment in segments]
        return segments


def _shown(text: str) -> str:
    if text.isprintable():
        return text
    lines = re.sub(_LINE_END, "\n", text).replace("\t", " ").replace(ZERO_WIDTH_JOINER, "").split("\n")
    return "\n".join(re.sub(_STEERING, REPLACEMENT, line) for line in lines)


def _part(part: str | Content | tuple[str, str]) -> Content:
    match part:
        case Content():
            return part
        case str():
            return plain(part)
        case (text, style):
            return Content.styled(_shown(text), style)


def _safe(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment(_safe_text(text), _without_link(style), control)


def _safe_text(text: str) -> str:
    # The non-joiner is all that most Persian lines hold besides letters; the search is ten times slower.
    if text.replace(ZERO_WIDTH_NON_JOINER, "").isprintable() or not re.search(_UNSENT, text):
        return text
    shown = re.sub(_STEERING, REPLACEMENT, re.sub(_ISOLATES, "", text))
    # The layout gave controls no cell: cut at the end what the replacements take, or the line runs over.
    return set_cell_size(shown, cell_len(text))


def _without_link(style: RichStyle | None) -> RichStyle | None:
    return style.update_link(None) if style is not None and style.link is not None else style
