"""What verdicts and flags add up to, and the course that a request takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kiosk.domain.catalogue import Service, StatusPath
from kiosk.domain.course import ENDS_IN, Course
from kiosk.domain.errors import Refused
from kiosk.domain.rules.documents import NAMES, POINTS, only_spelt_otherwise
from kiosk.domain.rules.finding import Flag, Standing
from kiosk.domain.verification import Outcome, Slot, Verdict, outcome

_NAMES_RULE = "names-equal"


def decided(slots: Sequence[Slot], flags: Sequence[Flag]) -> Outcome:
    """
    Raises:
        Refused: "walk.unfinished", "walk.no-such-document" as `kiosk.domain.verification.outcome`;
            "rules.refuse" (details: rule, answer) when an answer leaves nothing but a refusal,
            "rules.open" (rule) while a question that counts has no answer.
    """
    result = outcome(slots, excused(slots, flags))
    if result is Outcome.DOUBT or any(flag.refers and not flag.rule.centre for flag in flags):
        return Outcome.DOUBT
    for flag in flags:
        if flag.refusal:
            raise Refused("rules.refuse", rule=flag.rule.text, answer=flag.because)
    if result is Outcome.INCOMPLETE:
        return result
    for flag in flags:
        if flag.waits:
            raise Refused("rules.open", rule=flag.rule.text)
    return Outcome.INCOMPLETE if any(flag.blocks for flag in flags) else Outcome.COMPLETE


def require_met(flags: Sequence[Flag]) -> None:
    """What a second person looks at again, since days pass and other requests go on.

    Raises:
        Refused: "rules.broken" or "rules.open" (details: rule).
    """
    for flag in flags:
        if flag.blocks or flag.waits:
            key = "rules.open" if flag.standing is Standing.OPEN else "rules.broken"
            raise Refused(key, rule=flag.rule.text)


def named_on_the_slip(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """The broken rules of which the list of documents says nothing."""
    return tuple(
        flag for flag in flags if flag.blocks and flag.standing is Standing.BROKEN and not flag.by_walk
    )


def excused(slots: Sequence[Slot], flags: Sequence[Flag]) -> frozenset[int]:
    """The lines whose mismatch has been answered: a rule took it to the centre, or was let pass."""
    return frozenset(
        slot.line for slot in slots if slot.verdict is Verdict.MISMATCH and _excused(slot, flags)
    )


def _excused(slot: Slot, flags: Sequence[Flag]) -> bool:
    judgement = slot.check.judgement if slot.check else None
    if judgement is None:
        return False
    named = any(flag.rule.id == _NAMES_RULE and _passes(flag) for flag in flags)
    fields = [check for check in judgement.fields if check.differs]
    names = all(check.field in NAMES and named and only_spelt_otherwise(check) for check in fields)
    answered = {point for flag in flags if _answered(flag) for point in _points(flag, slot)}
    return names and set(judgement.failed_points) <= answered


def _passes(flag: Flag) -> bool:
    return flag.standing is Standing.MET or flag.overridden is not None


def _answered(flag: Flag) -> bool:
    return flag.overridden is not None or (flag.refers and flag.rule.centre)


def _points(flag: Flag, slot: Slot) -> frozenset[str]:
    points = POINTS.get(flag.rule.id)
    return points.points if points and points.concern(slot) else frozenset()


def courses(service: Service) -> tuple[Course, ...]:
    """Every course that a request for the service may take, the usual one first."""
    usual = Course(service.path, service.output)
    paths, outputs = (service.path, *service.other_paths), (service.output, *service.other_outputs)
    every = (Course(path, output) for path, output in product(paths, outputs) if output in ENDS_IN[path])
    return (usual, *(each for each in every if each != usual))


def course_of(service: Service, flags: Sequence[Flag], wish: Course | None = None) -> Course:
    """The course of a complete request: to the centre where a rule says so, else as wished or as usual.

    Raises:
        Refused: "course.not-offered", "course.centre-needed" (details: rule).
    """
    possible = courses(service)
    sending = next((flag for flag in flags if flag.refers and flag.rule.centre), None)
    if wish is not None:
        if wish not in possible:
            raise Refused("course.not-offered", service=service.name)
        if sending is not None and wish.path is not StatusPath.CENTRE and _knows_the_centre(possible):
            raise Refused("course.centre-needed", rule=sending.rule.text)
        return wish
    asks_the_centre_first = any(flag.rule.centre for flag in flags) and service.path is StatusPath.CENTRE
    if sending is not None:
        return next((each for each in possible if each.path is StatusPath.CENTRE), possible[0])
    if asks_the_centre_first:
        return next((each for each in possible if each.path is not StatusPath.CENTRE), possible[0])
    return possible[0]


def _knows_the_centre(possible: Sequence[Course]) -> bool:
    return any(each.path is StatusPath.CENTRE for each in possible)
