"""A national code to the card's data: our store beside the raw driver fetching the same rows, in one run.

python -m bench.lookup [people]
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from data import schema
from data.engine import PRAGMAS
from data.people import FILE_BY_CODE
from data.prepared import Prepared
from data.store import Store
from data.summaries import HISTORY, SUMMARIES
from data.tables import (
    Base,
    Contact,
    DocumentSlot,
    OriginalCheck,
    Permit,
    Person,
    Request,
    RequestState,
    Residence,
)
from data.work import Work
from tests import makers
from tests.databases import KEY
from tests.makers import NOON, OFFICE, TODAY

TARGET = 2.2
PEOPLE = 20_000
REQUESTS = 2
DOCUMENTS = 4
LOOKUPS = 4_000
BLOCK = 50

Lookup = Callable[[str], Any]
Rows = dict[type[Base], list[dict[str, Any]]]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.db"
        store = Store.open(f"sqlite:///{file}", KEY, OFFICE)
        schema.migrate(store.engine)
        codes = _load(store, count)
        raw = _raw(file, store)

        def card(code: str) -> object:
            return store.read(lambda work: work.people.card_by_national_code(code))

        _compare(raw, store, codes[count // 2])
        times = _measured({"raw driver": raw, "store": card}, codes)
        store.close()
    print(f"{count} people, {count * REQUESTS} requests, {count * REQUESTS * DOCUMENTS} documents, SQLCipher")
    sys.exit(_judge(times) > TARGET)


def _judge(times: dict[str, list[float]]) -> float:
    """Print a line for each case; the store's ratio to the raw driver."""
    floor = statistics.median(times["raw driver"])
    for name, spent in times.items():
        spent.sort()
        middle, late = statistics.median(spent), spent[int(len(spent) * 0.99)]
        print(f"{name:12} p50 {middle * 1e6:7.1f} µs   p99 {late * 1e6:7.1f} µs   {middle / floor:5.2f} ×")
    ratio = statistics.median(times["store"]) / floor
    print(f"ratio {ratio:.2f}, target ≤ {TARGET}: {'held' if ratio <= TARGET else 'MISSED'}")
    return ratio


def _compare(raw: Lookup, store: Store, code: str) -> None:
    """Both read the same: one person, all requests, all of the history."""
    people, requests, history = raw(code)
    card = store.read(lambda work: work.people.card_by_national_code(code))
    assert card is not None
    assert (len(people), len(requests), len(history)) == (1, len(card.requests), len(card.history))
    assert len(card.requests) == REQUESTS
    assert card.requests[0].documents == DOCUMENTS
    assert card.file.contact is not None


def _load(store: Store, count: int) -> list[str]:
    """Invented people with residence, permit, contact, requests, documents and verdicts; their codes."""
    store.write(makers.staffed)
    # The staff of the office are people 101 to 103.
    numbers = [number for number in range(1, count + 4) if not 101 <= number <= 103]
    for start in range(0, len(numbers), 1000):
        rows = _rows_of(numbers[start : start + 1000])

        def insert_all(work: Work, rows: Rows = rows) -> None:
            for table, values in rows.items():
                work.connection.execute(insert(table), values)

        store.write(insert_all)
    return [makers.a_person(number).national_code for number in numbers]


def _rows_of(numbers: list[int]) -> Rows:
    rows: Rows = defaultdict(list)
    for number in numbers:
        person = makers.a_person(number)
        rows[Person].append({"office": OFFICE, **_fields(person), "created_at": NOON})
        present = {"office": OFFICE, "person_id": person.id, "no": 1, "recorded_at": NOON}
        rows[Residence].append(present | _fields(makers.a_residence()))
        rows[Permit].append(present | _fields(makers.a_permit()))
        rows[Contact].append(present | _fields(makers.a_contact()))
        for request_number in range(number * REQUESTS, (number + 1) * REQUESTS):
            _add_request(rows, request_number, person.id)
    return rows


def _add_request(rows: Rows, number: int, person: UUID) -> None:
    request = makers.a_request(number, subject=person)
    values = {name: value for name, value in _fields(request).items() if name != "hold"}
    rows[Request].append({"office": OFFICE, **values, "local_day": TODAY})
    place = {"office": OFFICE, "request_id": request.id}
    actor = makers.STAFF.clerk
    step = {"actor": actor.login, "before": "RECEIPTED", "after": "VERIFYING", "reason": ""}
    rows[RequestState] += [place | step | {"no": no, "at": NOON + timedelta(minutes=no)} for no in (1, 2)]
    for line in range(1, DOCUMENTS + 1):
        slot = {"kind": "passport", "mandatory": True, "original_required": True, "copies": 0, "pages": 1}
        rows[DocumentSlot].append(place | slot | {"line": line})
    verdict = {"verdict": "MATCH", "seen_original": True, "failed_points": [], "reason": "", "at": NOON}
    clerk = {"clerk_id": actor.id, "clerk_person": actor.person_id, "station": actor.station}
    rows[OriginalCheck].append(place | verdict | clerk | {"line": 1, "no": 1})


def _fields(record: object) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]  # frozen dataclasses with slots only


def _raw(file: Path, store: Store) -> Lookup:
    """The same statements, sent by the driver alone on a connection of its own."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    cursor = connection.cursor()
    (by_code, code_names), *others = (_plain(one, store) for one in (FILE_BY_CODE, SUMMARIES, HISTORY))

    def fetch(code: str) -> list[list[tuple[object, ...]]]:
        values = {"office": OFFICE, "code": code}
        rows = [cursor.execute(by_code, [values[name] for name in code_names]).fetchall()]
        values["person"] = rows[0][0][0]
        for statement, names in others:
            rows.append(cursor.execute(statement, [values[name] for name in names]).fetchall())
        return rows

    return fetch


def _plain(prepared: Prepared, store: Store) -> tuple[str, list[str]]:
    """SQL with question marks, and the names of what stands for them."""
    compiled = prepared.statement.compile(dialect=store.engine.dialect)
    return str(compiled), list(compiled.positiontup or ())


def _measured(cases: dict[str, Lookup], codes: list[str]) -> dict[str, list[float]]:
    """Blocks in random order with fresh codes, so that noise and warmth hit all cases alike."""
    draw = random.Random(3)  # noqa: S311  # Repeatable, not secret.
    times: dict[str, list[float]] = {name: [] for name in cases}
    for look_up in cases.values():
        for code in draw.choices(codes, k=500):
            look_up(code)
    gc.collect()
    gc.freeze()
    for _ in range(LOOKUPS // BLOCK):
        for name, look_up in draw.sample(list(cases.items()), len(cases)):
            for code in draw.choices(codes, k=BLOCK):
                began = time.perf_counter()
                look_up(code)
                times[name].append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
