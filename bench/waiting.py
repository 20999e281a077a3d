"""The waiting interval on simulated days: how many of ten waits does it hold, and how wide is it?

python -m bench.waiting [days] [seed]

Each day is foretold from the ten before it, as an office would do it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from kiosk.domain.queue import Ticket
from kiosk.domain.waiting import HELD, expect, learn, scene_of, waited
from tests.kiosk.domain.simulated_days import days

DAYS = 30
SEED = 5
LEARNED_FROM = 10
LEAST, MOST = 0.75, 0.90
KINDS = ("next or nearly", "a few ahead", "a long line")
MINUTE = timedelta(minutes=1)

Told = tuple[int, bool, float, float]
"""Kind of scene, whether the interval held the wait, the wait and the interval's width in minutes."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    lived = days(LEARNED_FROM + count, seed)
    told: list[Told] = []
    rates = []
    for number in range(LEARNED_FROM, len(lived)):
        today = _foretold(lived[number - LEARNED_FROM : number], lived[number])
        rates.append(_rate(today))
        told += today
    print(f"{count} days, {len(told)} waits; the interval is to hold {HELD:.0%}")
    print("line            waits   held  median wait  median width, minutes")
    by_kind: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        by_kind[each[0]].append(each)
    for kind, name in enumerate(KINDS):
        _line(name, by_kind[kind])
    _line("all", told)
    print(f"worst day {min(rates):.0%}, best day {max(rates):.0%}; target {LEAST:.0%} to {MOST:.0%} of all")
    sys.exit(not LEAST <= _rate(told) <= MOST)


def _foretold(before: Sequence[Sequence[Ticket]], day: Sequence[Ticket]) -> list[Told]:
    learned = learn(before, {})
    told = []
    for ticket in day:
        wait = waited(ticket)
        if wait is None:
            continue
        scene = scene_of(ticket, day, {}, learned.counters)
        interval = expect(learned, scene)
        width = interval.most - interval.least
        told.append((scene.kind, interval.holds(wait), wait / MINUTE, width / MINUTE))
    return told


def _rate(told: Sequence[Told]) -> float:
    return sum(held for _kind, held, _wait, _width in told) / len(told)


def _line(name: str, told: Sequence[Told]) -> None:
    if told:
        wait, width = median(each[2] for each in told), median(each[3] for each in told)
        print(f"{name:15}{len(told):6}{_rate(told):7.0%}{wait:13.1f}{width:14.1f}")


if __name__ == "__main__":
    main()
