"""Certificates issued through the real service by two processes: drawn, sealed, stored, numbered, committed.

python -m bench.issue_race [certificates]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from kiosk.services.auditing import verify_audit
from tests.databases import migrated, sqlite_at
from tests.kiosk.services import office
from tests.kiosk.services.crowd import approve_many, issue_together
from tests.kiosk.services.office import CODE, Clock, Place

CERTIFICATES = 1_000
PROCESSES = 2


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CERTIFICATES
    with tempfile.TemporaryDirectory() as folder:
        place = _office(Path(folder))
        requests = approve_many(place, count)
        start = time.perf_counter()
        answers = issue_together(place, [requests[number::PROCESSES] for number in range(PROCESSES)])
        seconds = time.perf_counter() - start
        sound = _report([answer for share in answers for answer in share], count, seconds)
        desk = place.open(Clock())
        seen = verify_audit(desk.store, CODE)
        print(f"audit log    {seen.entries:8d} entries, {'right' if seen.fault is None else seen.fault}")
        office.store_of(desk).close()
    sys.exit(0 if sound and seen.fault is None else 1)


def _office(folder: Path) -> Place:
    (folder / "office").mkdir()
    place = office.build(folder / "office", migrated(sqlite_at(folder / "template.db")))
    desk = place.open(Clock())
    office.hire(desk)
    office.store_of(desk).close()
    return place


def _report(answers: list[str], count: int, seconds: float) -> bool:
    """Whether each number from the first to the last was given once."""
    serials = sorted(int(answer.rpartition("/")[2]) for answer in answers if "/" in answer)
    duplicates = len(serials) - len(set(serials))
    gaps = len(set(range(1, count + 1)) - set(serials))
    print(f"certificates {len(serials):8d} of {count}, by {PROCESSES} processes")
    print(f"duplicates   {duplicates:8d}")
    print(f"gaps         {gaps:8d}")
    print(f"refused      {len(answers) - len(serials):8d}")
    print(f"seconds      {seconds:8.1f} with start-up, {1000 * seconds / count:.1f} ms each")
    return len(serials) == count and not duplicates and not gaps


if __name__ == "__main__":
    main()
