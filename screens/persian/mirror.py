"""The finished line, turned round for a Persian screen, and put into the terminal's own dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from kiosk.text.bidi import MIRROR, has_rtl
from kiosk.text.joining import is_mark
from screens.persian.dialect import ZWNJ, Dialect, Order, spoken

_TWINS = "┌┐└┘├┤╭╮╰╯╔╗╚╝╠╣╒╕╘╛╓╖╙╜╞╡╟╢┏┓┗┛┣┫┍┑┕┙┎┒┖┚╱╲╴╶╸╺╾╼▌▐▏▕▖▗▘▝▙▟▛▜▚▞◀▶◂▸◁▷◃▹◄►◢◣◤◥←→⟵⟶⇐⇒↖↗↙↘❮❯⏴⏵🭬🭮"
_FLIPPED = str.maketrans(
    {a: b for one, two in zip(_TWINS[::2], _TWINS[1::2], strict=True) for a, b in ((one, two), (two, one))}
)
# Left blocks of k eighths have no twin on the right: the block of the rest, with the two colours exchanged.
_REST = dict(zip("▎▍▋▊▉", "▊▋▍▎▏", strict=True))
_WITHOUT_TWIN = re.compile("([▎▍▋▊▉])")
_WORD = re.compile("[^\\s\u2500-\u259f]+")
_ANY = Color(0, 0, 0)
"""What a line filter is given as the background; ours do not look at it."""


def clusters(text: str) -> list[str]:
    """Each cell with the marks over it."""
    cells: list[str] = []
    for char in text:
        if cells and (char == ZWNJ or is_mark(char)):
            cells[-1] += char
        else:
            cells.append(char)
    return cells


class MirrorFilter(LineFilter):
    """Right-most cell first.  A strip keeps what a filter made of it, so each is mirrored once."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        turned: list[Segment] = []
        for text, style, control in reversed(segments):
            if text.isascii():
                turned.append(Segment(text[::-1], style, control))
            else:
                turned += _turned(text, style)
        return turned


class DialectFilter(LineFilter):
    """For the terminals that do not show cells as they are written."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self._dialect = dialect

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if self._dialect.order is Order.WORDS:
            segments = words_turned(segments)
        return [
            segment if segment.text.isascii() else Segment(spoken(segment.text, self._dialect), *segment[1:])
            for segment in segments
        ]


_MIRROR = MirrorFilter()


def mirrored(strip: Strip) -> Strip:
    return strip.apply_filter(_MIRROR, _ANY)


def in_dialect(strip: Strip, dialect: DialectFilter) -> Strip:
    return strip.apply_filter(dialect, _ANY)


def _turned(text: str, style: Style | None) -> Iterator[Segment]:
    for piece in reversed(_WITHOUT_TWIN.split(text)):
        if piece in _REST:
            yield Segment(_REST[piece], _exchanged(style))
        elif piece:
            yield Segment("".join(reversed(clusters(piece))).translate(_FLIPPED), style)


def _exchanged(style: Style | None) -> Style:
    """Foreground and background swapped."""
    style = style or Style.null()
    front, back = style.color, style.bgcolor
    if front is None or back is None or ColorType.DEFAULT in (front.type, back.type):
        return style + Style(reverse=not style.reverse)
    return style + Style(color=back, bgcolor=front)


def words_turned(segments: list[Segment]) -> list[Segment]:
    """The letters of each right-to-left word from last to first; the colours stay where they are."""
    text = "".join([segment.text for segment in segments])
    if not has_rtl(text):
        return segments
    cells = clusters(_WORD.sub(_word_turned, text))
    turned: list[Segment] = []
    start = 0
    for part, style, control in segments:
        end = start + len(clusters(part))
        turned.append(Segment("".join(cells[start:end]), style, control))
        start = end
    return turned


def _word_turned(word: re.Match[str]) -> str:
    """The first letter or Persian digit decides how such a terminal takes the word."""
    lead = next((char for char in word[0] if char.isalpha() or "۰" <= char <= "۹"), "")
    if not has_rtl(lead):
        return word[0]
    return "".join(MIRROR.get(cell, cell) for cell in reversed(clusters(word[0])))
