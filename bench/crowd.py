"""A million invented people whose names are as frequent and as rare as names are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from sqlalchemy import insert

from data.name_index import name_values
from data.store import Store
from data.tables import Person, PersonName
from data.work import Work
from kiosk.demo.name_pools import FEMALE, MALE, SURNAMES
from kiosk.domain.bilingual import Bilingual
from tests import makers
from tests.makers import NOON, OFFICE

AT_ONCE = 10_000
SEED = 3

_ENDINGS = tuple(
    Bilingual(*pair.split("="))
    for pair in (
        " پور= POUR", "‌زاده=ZADEH", " نژاد= NEJAD", "‌فر=FAR", "‌نیا=NIA", "‌منش=MANESH", " اصل= ASL",
        " تهرانی= TEHRANI", " یزدی= YAZDI", " شیرازی= SHIRAZI", " کاشانی= KASHANI", " مقدم= MOGHADDAM",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    given: Bilingual
    family: Bilingual


def draw_names(count: int) -> Iterator[Named]:
    """The same names for the same count."""
    draw = random.Random(SEED)  # noqa: S311  # Repeatable, not secret.
    given, family = _given_names(draw), _family_names(draw)
    given_weights, family_weights = _weights(given), _weights(family)
    for _ in range(count):
        yield Named(
            draw.choices(given, cum_weights=given_weights)[0],
            draw.choices(family, cum_weights=family_weights)[0],
        )


def fill(store: Store, names: Sequence[Named]) -> None:
    """A person for each name, in large transactions."""
    for start in range(0, len(names), AT_ONCE):
        people, keys = [], []
        for number, name in enumerate(names[start : start + AT_ONCE], start + 1):
            person, key = _rows(number, name)
            people.append(person)
            keys.append(key)

        def add(work: Work, people: list[dict[str, Any]] = people, keys: list[dict[str, Any]] = keys) -> None:
            work.connection.execute(insert(Person), people)
            work.connection.execute(insert(PersonName), keys)

        store.write(add)


def _rows(number: int, name: Named) -> tuple[dict[str, Any], dict[str, Any]]:
    given, family = name.given, name.family
    person = makers.a_person(number, names=(given.fa, family.fa, given.en, family.en))
    values = {field: getattr(person, field) for field in type(person).__slots__}
    key = _keys((given.fa, family.fa), (given.en, family.en))
    return (
        {"office": OFFICE, **values, "created_at": NOON},
        {"office": OFFICE, "person_id": person.id, **key},
    )


_keys = lru_cache(100_000)(name_values)


def _given_names(draw: random.Random) -> list[Bilingual]:
    """The frequent ones, then pairs of them, ever rarer."""
    simple = [*FEMALE, *MALE]
    draw.shuffle(simple)
    pairs = [
        Bilingual(f"{one.fa} {other.fa}", f"{one.en} {other.en}")
        for one in simple
        for other in simple
        if one != other
    ]
    return simple + draw.sample(pairs, 4_000)


def _family_names(draw: random.Random) -> list[Bilingual]:
    simple = list(SURNAMES)
    roots = [*simple, *FEMALE, *MALE]
    rare = [Bilingual(root.fa + ending.fa, root.en + ending.en) for root in roots for ending in _ENDINGS]
    draw.shuffle(rare)
    return simple + rare


def _weights(names: Sequence[object]) -> list[float]:
    return list(accumulate(1 / (place + 5) for place in range(len(names))))
