"""64 counters for a day, through the real services: no error, no double call, no lost ticket; and how fast.

python -m bench.day [people of each counter]

Eight processes have eight counters each and an entrance of their own; a day is pressed into a few minutes.
Some receipts are shown at two entrances, some people do not come, some visits are interrupted or sent on.
What is measured contains the wait for the other 63 and for the processor that all of them share.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench.queue_race import prepared
from tests import postgres
from tests.kiosk.services.busy_day import Evening, Plan, live

PROCESSES, COUNTERS = 8, 8
PEOPLE = 30
"""Of each counter."""
PAUSE = 6.0
"""Mean seconds of a visit; in an office it is minutes."""


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    plan = Plan(PROCESSES, COUNTERS, people * COUNTERS, PAUSE)
    print(f"{PROCESSES * COUNTERS} counters, {plan.everybody} people; every commit reaches the disk; ms")
    print(
        "engine      calls  takes  errors  doubled  lost  log    call p50     p99  take p50     p99  seconds"
    )
    whole = [_run(engine, plan) for engine in ("sqlite", "postgresql")]
    sys.exit(0 if all(whole) else 1)


def _run(engine: str, plan: Plan) -> bool:
    with tempfile.TemporaryDirectory() as folder, prepared(engine, Path(folder)) as found:
        if found is None:
            print(postgres.MISSING)
            return True
        start = time.perf_counter()
        evening = live(*found, plan)
        return _report(engine, evening, time.perf_counter() - start)


def _report(engine: str, evening: Evening, seconds: float) -> bool:
    calls, takes = ([1000 * each for each in evening.seconds(what)] for what in ("call", "take"))
    print(
        f"{engine:10}{len(calls):7}{len(takes):7}{len(evening.errors):8}{evening.doubled:9}{evening.lost:6}"
        f"  {'whole' if evening.audit_is_whole else 'BROKEN':7}{median(calls):8.1f}{_late(calls):8.1f}"
        f"{median(takes):10.1f}{_late(takes):8.1f}{seconds:9.0f}",
        flush=True,
    )
    if evening.errors:
        print(f"errors: {sorted(set(evening.errors))}")
    return not evening.errors and not evening.doubled and not evening.lost and evening.audit_is_whole


def _late(waits: list[float]) -> float:
    return quantiles(waits, n=100)[98]


if __name__ == "__main__":
    main()
