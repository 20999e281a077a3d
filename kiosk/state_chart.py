"""`docs/states.md`, drawn from the table of ways: `python -m kiosk.state_chart` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import ENDS_IN, WAYS, Course, Mover, RequestState, Way
from kiosk.words import Words

FILE = Path(__file__).parents[1] / "docs" / "states.md"

_HEAD = """# The states of a request

Drawn from the table in `kiosk/domain/course.py` by `python -m kiosk.state_chart`; a test keeps both equal.
The course of a request, its path and its output, is settled when its walk is decided. Side ways (giving up,
expiring) stand in the table only.
"""
PATHS: Mapping[StatusPath, str] = {
    StatusPath.HERE: "issued here: a certificate, a booklet, a stamp",
    StatusPath.CENTRE: "decided by the centre",
    StatusPath.SYSTEM: "settled in the system",
    StatusPath.STAMP: "a stamp in the passport",
}
"""What each path is."""
_ASIDE = frozenset({RequestState.CANCELLED, RequestState.EXPIRED, RequestState.NO_SHOW})


def chart() -> str:
    """The whole document."""
    return "\n".join([_HEAD, *_diagrams(), *_states(), "", *_table(), ""])


def _diagrams() -> Iterator[str]:
    for path, about in PATHS.items():
        ways = _drawn([Course(path, output) for output in Output if output in ENDS_IN[path]])
        yield f"## {path.value}: {about}\n"
        yield "```mermaid"
        yield "stateDiagram-v2"
        yield from (f'    state "{_label(state)}" as {state.value}' for state in _named(ways))
        yield f"    [*] --> {RequestState.INITIAL.value}"
        yield from (f"    {way.before.value} --> {way.after.value}: {way.mover.value}" for way in ways)
        yield "```\n"


def _drawn(courses: Iterable[Course]) -> list[Way]:
    """The ways that a request can come by on one of these courses."""
    gone: set[Way] = set()
    for course in courses:
        reached, ahead = {RequestState.INITIAL}, [RequestState.INITIAL]
        while ahead:
            state = ahead.pop()
            ways = {way for way in WAYS if way.before is state and way.is_on(course)}
            gone |= ways
            after = {way.after for way in ways} - reached
            ahead += after
            reached |= after
    return [way for way in WAYS if way in gone and not {way.before, way.after} & _ASIDE]


def _named(ways: Iterable[Way]) -> list[RequestState]:
    seen = {state for way in ways for state in (way.before, way.after)}
    return [state for state in RequestState if state in seen]


def _label(state: RequestState) -> str:
    return Words("fa").label(state.value)


def _states() -> Iterator[str]:
    yield "## The states\n"
    yield "| State | فارسی | English |"
    yield "|---|---|---|"
    for state in RequestState:
        yield f"| {state.value} | {_label(state)} | {Words('en').label(state.value)} |"


def _table() -> Iterator[str]:
    yield "## The ways\n"
    yield "| From | To | Who | Paths | Outputs |"
    yield "|---|---|---|---|---|"
    for way in WAYS:
        paths = _some(way.paths, StatusPath)
        outputs = _some(way.outputs, Output)
        yield f"| {way.before.value} | {way.after.value} | {_who(way.mover)} | {paths} | {outputs} |"


def _some(chosen: Iterable[StatusPath | Output], whole: type[StatusPath] | type[Output]) -> str:
    values = [each.value for each in whole if each in set(chosen)]
    return "all" if len(values) == len(whole) else ", ".join(values)


def _who(mover: Mover) -> str:
    return "the office's deadlines" if mover is Mover.CLOCK else mover.value


if __name__ == "__main__":
    FILE.write_text(chart(), encoding="utf-8")
