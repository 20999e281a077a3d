"""Guesses of mailed codes by eight processes that are killed and started again, against the real service.

Each address gets ten codes a day, each code five tries: fifty chances in a million, 0.005 % a day
(security.md P9).  All other guesses must be refused without being compared.

python -m bench.code_guesses [guesses]
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from pathlib import Path

from kiosk.domain.one_time_code import DIGITS
from tests.databases import migrated, sqlite_at
from tests.kiosk.services import guessing, office
from tests.kiosk.services.guessing import ALLOWED_IN_A_DAY, Attack, Outcome

GUESSES = 1_000_000
GUESSES_A_DAY = 50_000
ACCOUNTS = 20
GUESSES_A_KILL = 50_000
CERTAINTY = 1e-6
"""More are accepted than the bound says, by mere chance, in one of so many runs."""


def main() -> None:
    guesses = int(sys.argv[1]) if len(sys.argv) > 1 else GUESSES
    days = max(1, guesses // GUESSES_A_DAY)
    attack = Attack(guesses, ACCOUNTS, days, kills=max(2, guesses // GUESSES_A_KILL))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "office").mkdir()
        place = office.build(path / "office", migrated(sqlite_at(path / "template.db")))
        guessing.furnish(place, ACCOUNTS)
        start = time.perf_counter()
        outcome = guessing.attacked(place, attack)
        seconds = time.perf_counter() - start
    sys.exit(0 if _report(attack, outcome, seconds) else 1)


def _report(attack: Attack, outcome: Outcome, seconds: float) -> bool:
    allowed = attack.accounts * (attack.days + 1) * ALLOWED_IN_A_DAY
    bound = most_by_chance(outcome.tries / 10**DIGITS)
    print(f"guesses      {outcome.guesses:9d} in {seconds:.0f} s", end="")
    print(f" by {attack.processes} processes, {outcome.killed} killed and started again")
    print(f"accounts     {attack.accounts:9d} for {attack.days} days of the office's clock")
    print(f"mails        {outcome.mails:9d}")
    print(f"refused      {outcome.refused:9d} without being compared; {outcome.busy} found the database busy")
    print(f"compared     {outcome.compared:9d}, counted {outcome.tries}; allowed at most {allowed}")
    print(f"most in 24 h {outcome.most_in_a_day:9d} at one address; allowed {ALLOWED_IN_A_DAY}", end="")
    print(f" ({ALLOWED_IN_A_DAY / 10**DIGITS:.3%} a day)")
    print(f"accepted     {outcome.accepted:9d}; at {outcome.tries} in a million chance allows {bound}")
    return (
        outcome.accepted <= bound
        and outcome.most_in_a_day <= ALLOWED_IN_A_DAY
        and outcome.compared <= outcome.tries <= allowed
    )


def most_by_chance(expected: float) -> int:
    """The count that a Poisson variable passes in one of a million runs only."""
    count, term = 0, math.exp(-expected)
    below = term
    while 1 - below > CERTAINTY:
        count += 1
        term *= expected / count
        below += term
    return count


if __name__ == "__main__":
    main()
