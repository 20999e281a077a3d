"""All rules of a request: how long does judging them take?

python -m bench.rules [rounds]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk import catalogue
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.request import RequestState
from kiosk.domain.rules.case import Case, Earlier
from kiosk.domain.rules.judging import judge_all
from kiosk.domain.verification import FieldCheck, Judgement, OriginalCheck, Slot, Verdict
from tests import makers

ROUNDS = 200
TARGET_MS = 1.0
EARLIER = 40
"""Requests that the person has had at this office before: far more than anybody has."""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    every = catalogue.load()
    print(f"every rule of a request, {EARLIER} earlier ones and a name spelt otherwise on each document")
    print("service  rules  median ms  worst ms")
    slowest = max(_measured(every, service, rounds) for service in every.services.values())
    print(f"slowest median {slowest:.3f} ms, target {TARGET_MS} ms")
    sys.exit(slowest > TARGET_MS)


def _measured(every: Catalogue, service: Service, rounds: int) -> float:
    """Print a line; the median in milliseconds."""
    case = _case(every, service)
    count = len(judge_all(every, case))
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        judge_all(every, case)
        times.append((time.perf_counter() - began) * 1e3)
    middle = statistics.median(times)
    print(f"{service.code:8}{count:6}{middle:11.3f}{max(times):10.3f}")
    return middle


def _case(every: Catalogue, service: Service) -> Case:
    soldier = replace(makers.a_soldier(), birth_date=makers.TODAY - timedelta(days=25 * 365))
    return Case(
        subject=makers.a_file(soldier),
        basis="self",
        answers={"level": "master", "bills": "\n".join(["2026-10-01; hospital; 1,200.50 EUR"] * 20)},
        today=makers.TODAY,
        slots=tuple(_slots(service)),
        earlier=tuple(_earlier(service)),
        service=service.code,
        kinds=every.documents,
    )


def _slots(service: Service) -> Iterator[Slot]:
    spelt = FieldCheck("full_name_lat", "ARASH REZAEINEJAD", None, "ARASH REZAEI NEJAD")
    said = Judgement(Verdict.MISMATCH, (spelt,), ("no-erasure",))
    for line, wanted in enumerate(service.documents, 1):
        check = OriginalCheck(1, said, "clerk1", "counter-1", makers.NOON)
        yield Slot(line, wanted.kind, wanted.mandatory, True, 1, check=check)


def _earlier(service: Service) -> Iterator[Earlier]:
    for number in range(EARLIER):
        day = makers.TODAY - timedelta(days=30 * number + 400)
        yield Earlier(service.code, RequestState.RETURNED, {}, day, day)


if __name__ == "__main__":
    main()
