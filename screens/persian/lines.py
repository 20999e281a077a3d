"""Segments of a line put into the order in which a grid gets them; each style stays with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.segment import Segment

from kiosk.text.bidi import has_rtl, paragraph_base
from kiosk.text.cells import Line, Paragraph, lay_out
from screens.persian.stage import Stage


def laid_out(segments: list[Segment], stage: Stage, paragraph: Paragraph | None = None) -> list[Segment]:
    """One line; `paragraph` where it was cut from one."""
    if len(segments) == 1:
        (segment,) = segments
        line = lay_out(segment.text, stage.text_language, stage.base, paragraph)
        return segments if line is None else [Segment("".join(line.cells), segment.style)]
    text = "".join([segment.text for segment in segments])
    line = lay_out(text, stage.text_language, stage.base, paragraph)
    return segments if line is None else list(_with_styles(line, segments))


def each_laid_out(segments: Iterable[Segment], stage: Stage) -> Iterator[Segment]:
    """Several lines; each ends with a line feed or a control segment."""
    line: list[Segment] = []
    for segment in segments:
        text, style, control = segment
        if control:
            yield from laid_out(line, stage) if line else ()
            line = []
            yield segment
            continue
        *ended, rest = text.split("\n")
        for part in ended:
            yield from laid_out([*line, Segment(part, style)], stage)
            line = []
            yield Segment("\n", style)
        if rest:
            line.append(Segment(rest, style) if ended else segment)
    if line:
        yield from laid_out(line, stage)


def base_of(text: str, stage: Stage) -> int | None:
    """The direction that the lines of a paragraph share; None: each line decides for itself."""
    if stage.base is not None or "\n" not in text or not has_rtl(text):
        return stage.base
    return paragraph_base(text, stage.text_language)


def _with_styles(line: Line, segments: list[Segment]) -> Iterator[Segment]:
    owners = [number for number, segment in enumerate(segments) for _ in segment.text]
    start, end = 0, len(line.cells)
    while start < end:
        owner = owners[line.source[start]]
        stop = start + 1
        while stop < end and owners[line.source[stop]] == owner:
            stop += 1
        yield Segment("".join(line.cells[start:stop]), segments[owner].style)
        start = stop
