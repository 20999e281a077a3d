"""The only file that reaches into Textual and Rich to put every line of text into order.

`tests/screens/persian/test_hooks.py` fails loudly when an upgrade moves one of these places.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from textual.content import Content, _FormattedLine
from textual.style import Style

from kiosk.text.bidi import has_rtl
from kiosk.text.cells import Paragraph
from screens.persian.lines import base_of, each_laid_out, laid_out
from screens.persian.stage import Stage, present_stage

PARAGRAPH = "_kiosk_paragraph"
"""Where a wrapped line keeps what it was cut from."""
_TAB = 8

_to_strip = _FormattedLine.to_strip
_wrap_and_format = Content._wrap_and_format
_render_segments = Content.render_segments
_text_render = Text.render


def install() -> None:
    """Put the hooks in.  Where no application of ours draws they do nothing."""
    for owner, name, hook in (
        (_FormattedLine, "to_strip", _ordered_strip),
        (Content, "_wrap_and_format", _wrapped),
        (Content, "render_segments", _ordered_segments),
        (Text, "render", _ordered_text),
    ):
        setattr(owner, name, hook)


def _ordered_strip(line: _FormattedLine, style: Style) -> tuple[list[Segment], int]:
    segments, length = _to_strip(line, style)
    stage = present_stage()
    if stage is None:
        return segments, length
    paragraph: Paragraph | None = getattr(line, PARAGRAPH, None)
    if paragraph is not None and segments and line.align in ("center", "end", "right"):
        pad = segments[0].text
        paragraph = Paragraph(paragraph.text, paragraph.offset - (len(pad) if pad.isspace() else 0))
    return laid_out(segments, stage, paragraph), length


def _wrapped(content: Content, width: int, *args: Any, **options: Any) -> list[_FormattedLine]:
    lines = _wrap_and_format(content, width, *args, **options)
    if len(lines) > 1 and present_stage() is not None and has_rtl(content.plain):
        paragraphs = [text.expandtabs(_TAB) for text in content.plain.split("\n")]
        pad = options.get("line_pad", 0)
        for line in lines:
            if line.y < len(paragraphs):
                setattr(line, PARAGRAPH, Paragraph(paragraphs[line.y], line.x - pad))
    return lines


def _ordered_segments(content: Content, *args: Any, **options: Any) -> list[Segment]:
    segments = _render_segments(content, *args, **options)
    stage = present_stage()
    return segments if stage is None else list(each_laid_out(segments, stage))


def _ordered_text(text: Text, console: Console, end: str = "") -> Iterable[Segment]:
    stage = present_stage()
    segments = _text_render(text, console, end)
    return segments if stage is None else _in_paragraph(segments, text.plain, stage)


def _in_paragraph(segments: Iterable[Segment], plain: str, stage: Stage) -> Iterable[Segment]:
    base = base_of(plain, stage)
    if base is None or base == stage.base:
        return each_laid_out(segments, stage)
    with stage.in_paragraph(base):
        return list(each_laid_out(segments, stage))
