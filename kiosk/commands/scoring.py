"""The scores of a simulated day, as tables and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from kiosk.commands.voice import Voice
from kiosk.demo.day.founding import DayWish
from kiosk.demo.day.scores import Scores
from kiosk.domain.queue import TicketState
from kiosk.strict import msgid
from kiosk.words import Words

CHECKS = {
    "no-double-call": msgid("no ticket was called by two counters"),
    "no-lost-ticket": msgid("no ticket was lost"),
    "one-ticket-each": msgid("a receipt shown twice gave one ticket"),
    "fair-line": msgid("every call was the one that the fairness rule wants"),
    "audit-intact": msgid("the audit log is intact"),
    "day-closed": msgid("the day could be closed, with the sample that was promised"),
    "stock-balanced": msgid("the numbered forms balance, and were counted by two"),
}
_EVERYBODY = msgid("everybody")


def facts(wish: DayWish, scores: Scores) -> dict[str, object]:
    flaws, audit = scores.flaws, scores.audit
    return {
        "ok": scores.sound,
        "day": wish.day.isoformat(),
        "seed": wish.seed,
        "counters": wish.counters,
        "arrivals": scores.arrivals,
        "tickets": scores.tickets,
        "served": scores.states.get(TicketState.DONE, 0),
        "no_shows": scores.states.get(TicketState.NO_SHOW, 0),
        "happened": dict(sorted(scores.happened.items())),
        "waits": {group: asdict(each) for group, each in sorted(scores.waits.items())},
        "interval": {"told": scores.told, "held": scores.held},
        "fairness": {
            "unfair_calls": scores.unfair_calls,
            "priorities_in_a_row": scores.in_a_row,
            "overtaken": scores.overtaken,
        },
        "double_calls": scores.double_calls,
        "lost_tickets": scores.lost_tickets,
        "second_tickets": scores.second_tickets,
        "audit": {"entries": audit.entries, "intact": audit.fault is None},
        "flaws": asdict(flaws),
        "closing": {
            "sample": scores.closed.sample,
            "findings": scores.closed.findings,
            "refused": scores.closed.why,
        },
        "blanks": [
            {
                "kind": each.kind,
                "opening": each.opening,
                "received": each.received,
                "used": each.used,
                "spoiled": each.spoiled,
                "returned": each.returned,
                "in_hands": each.in_hands,
                "in_stock": each.in_stock,
                "balanced": each.balanced,
            }
            for each in scores.blanks
        ],
        "requests": {state.value: number for state, number in sorted(scores.requests.items())},
        "checks": dict(scores.checks),
    }


def tell(voice: Voice, wish: DayWish, scores: Scores) -> None:
    words = voice.words
    voice.say("SIMULATED — invented people, {day}, {counters} counters", day=wish.day, counters=wish.counters)
    headings = (msgid("Minutes of waiting"), msgid("People"), msgid("Half at most"), msgid("Nine of ten"))
    voice.table((*headings, msgid("Longest")), _waits(voice, scores))
    voice.table((msgid("Score"), msgid("Figure")), _figures(voice, scores))
    holds = {True: words("yes"), False: words("NO")}
    rows = [(words(CHECKS[name]), holds[held]) for name, held in scores.checks.items()]
    voice.table((msgid("What must hold"), msgid("Held")), rows)
    if not scores.sound:
        voice.say("Something that must hold did not: please report the seed {seed}.", seed=wish.seed)


def _waits(voice: Voice, scores: Scores) -> Iterator[tuple[str, ...]]:
    words = voice.words
    for group, each in sorted(scores.waits.items(), key=lambda one: -one[1].people):
        name = words.pick(scores.names[group]) if group in scores.names else words(_EVERYBODY)
        minutes = (_decimal(words, minutes) for minutes in (each.p50, each.p90, each.longest))
        yield name, words.number(each.people), *minutes


def _figures(voice: Voice, scores: Scores) -> Iterator[tuple[str, str]]:
    words, flaws = voice.words, scores.flaws
    happened, states = scores.happened, scores.states
    rate = round(100 * scores.held / scores.told) if scores.told else 0
    of_ten = words("{part} of {whole}", part=scores.held, whole=scores.told)
    figures = {
        words("people who came with a request"): scores.arrivals,
        words("tickets"): scores.tickets,
        words("served"): states.get(TicketState.DONE, 0),
        words("did not come"): states.get(TicketState.NO_SHOW, 0),
        words("set aside with a promise"): happened.get("parked", 0),
        words("sent on to another group"): happened.get("redirected", 0),
        words("called out of turn, with a reason"): happened.get("called-out-of-order", 0),
        words("came back into the line"): happened.get("given-back", 0),
        words("the most that were called before one who came earlier"): scores.overtaken,
        words("planted flaws in papers that were looked at"): flaws.planted,
        words("found by the clerks"): flaws.by_clerks,
        words("found by the supervisor"): flaws.by_supervisor,
        words("missed"): flaws.missed,
        words("good papers doubted"): flaws.good_doubted,
        words("cases looked at again at the closing"): scores.closed.sample,
        words("flaws found by this"): scores.closed.findings,
        words("entries of the audit log"): scores.audit.entries,
    }
    yield words("waits within the interval that was told"), f"{of_ten} ({words.number(rate)}%)"
    yield from ((label, words.number(figure)) for label, figure in figures.items())


def _decimal(words: Words, value: float) -> str:
    """With the decimal sign of the language."""
    written = f"{value:.1f}"
    return words.digits(written.replace(".", "٫")) if words.language == "fa" else written
