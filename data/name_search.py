"""People by name, the nearest first.  Sources: performance.md 5, security.md threat 7.

What begins a name is read from ordinary indexes, in their order.  What stands within one is found by its
trigrams: FTS5 in SQLite, pg_trgm in PostgreSQL.  Each step is asked only while there are too few people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import (
    ColumnClause,
    Connection,
    FromClause,
    Integer,
    bindparam,
    column,
    literal_column,
    or_,
    select,
    table,
    union_all,
)

from data.prepared import Prepared
from data.tables import PersonName
from data.tables.base import Key, Words
from kiosk.domain.name_search import Closeness, NameKeys, NameQuery, asked

CANDIDATES = 100
"""People taken from one step that has no order of its own; a more frequent name needs another letter."""

Choices: TypeAlias = Sequence[Sequence[str]]
"""One text of each has to be held."""
Step: TypeAlias = tuple[Prepared, Mapping[str, str]]
"""A statement, made once for each shape, and what is sought by it."""

_AFTER = "\U0010ffff"
_SPECIAL = re.compile(r"([\\%_])")
_KEYS = (
    PersonName.person_id, PersonName.given_first_fa, PersonName.family_first_fa,
    PersonName.given_first_lat, PersonName.family_first_lat, PersonName.words, PersonName.sounds,
)  # fmt: skip
_OFFICE = PersonName.office == bindparam("office")
# Written out, since SQLAlchemy would bind a zero of its own.
_NONE: ColumnClause[int] = literal_column("0")


def people_named(
    connection: Connection, office: str, name: str, limit: int
) -> Sequence[tuple[UUID, Closeness]]:
    """At most `limit` people whose names are like `name`, the nearest first."""
    query = asked(name)
    found: dict[UUID, NameKeys] = {}
    for statement, values in _steps(connection.dialect.name, query, found):
        rows = statement.rows(connection, {"office": office, "limit": limit, **values})
        found.update((row[0], NameKeys(*row[1:])) for row in rows)
        if len(found) >= limit:
            break
    ranked = sorted(found.items(), key=lambda item: (query.order(item[1]), item[1].family_first_fa, item[0]))
    return [(person, query.closeness(keys)) for person, keys in ranked[:limit]]


def _steps(dialect: str, query: NameQuery, found: Collection[UUID]) -> Iterator[Step]:
    """Statements whose people come one step farther from the query than those `found` before."""
    if not query.words:
        return
    holding = _holding_in_postgresql if dialect == "postgresql" else _holding_in_sqlite
    yield _beginning(query)
    yield holding("words", [[beginning] for beginning in query.beginnings])
    # The trigrams of several frequent words are long to compare, and seldom add to what was found.
    if not found or len(query.words) == 1:
        yield holding("parts", [[part] for part in query.parts])
    if query.sounds:
        yield holding("sounds", query.sounds)
    if query.joined_sounds:
        yield holding("sounds", [query.joined_sounds])


def _beginning(query: NameQuery) -> Step:
    """Whose given name, or family name, begins so; each in the order of its index."""
    begun = dict(enumerate((query.whole, *query.family_first)))
    values = {f"from{place}": text for place, text in begun.items()}
    values |= {f"to{place}": text + _AFTER for place, text in begun.items()}
    return _ranges(query.latin, len(begun)), values


@lru_cache(256)
def _ranges(latin: bool, count: int) -> Prepared:
    family = PersonName.family_first_lat if latin else PersonName.family_first_fa
    given = PersonName.given_first_lat if latin else PersonName.given_first_fa
    arms = (
        select(*_KEYS)
        .where(_OFFICE, key >= bindparam(f"from{place}"), key < bindparam(f"to{place}"))
        .order_by(key, PersonName.person_id)
        .limit(bindparam("limit"))
        .offset(_NONE)
        .subquery()
        for place, key in enumerate([given, *[family] * (count - 1)])
    )
    return Prepared(select(union_all(*map(select, arms)).subquery()))


def _holding_in_postgresql(name: str, choices: Choices) -> Step:
    patterns = {
        f"held{place}_{other}": _pattern(text)
        for place, texts in enumerate(choices)
        for other, text in enumerate(texts)
    }
    return _like(name, tuple(map(len, choices))), patterns


@lru_cache(256)
def _like(name: str, counts: tuple[int, ...]) -> Prepared:
    held = PersonName.sounds if name == "sounds" else PersonName.words
    every = (
        or_(*(held.like(bindparam(f"held{place}_{other}")) for other in range(count)))
        for place, count in enumerate(counts)
    )
    # It is planned as if all were wanted, by the trigrams, and yet stops at the limit.
    hits = select(*_KEYS).where(_OFFICE, *every).cte("hits").prefix_with("MATERIALIZED")
    return Prepared(select(hits).limit(CANDIDATES))


def _pattern(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return f"%{escaped}%"


def _holding_in_sqlite(name: str, choices: Choices) -> Step:
    sought = _quoted if name == "parts" else _word
    every = " AND ".join(f"({' OR '.join(map(sought, texts))})" for texts in choices)
    return (_PARTS, {"wanted": every}) if name == "parts" else (_WORDS, {"wanted": f"{name} : ({every})"})


def _word(text: str) -> str:
    """A word, or with no blank behind it the beginning of one."""
    return _quoted(text.strip()) + ("" if text.endswith(" ") else "*")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


_FULL_TEXT = table("name_words", column("rowid", Integer), column("person_id", Key))
_TRIGRAMS = table("name_trigrams", column("rowid", Integer))
"""The tables that SQLite's migrations keep beside `person_name`."""


def _matching(name: str, joined: FromClause) -> Prepared:
    return Prepared(
        select(*_KEYS)
        .select_from(joined)
        .join(PersonName, PersonName.person_id == _FULL_TEXT.c.person_id)
        .where(_OFFICE, literal_column(name).op("MATCH")(bindparam("wanted", type_=Words)))
        .limit(literal_column(str(CANDIDATES)))
        .offset(_NONE)
    )


_WORDS = _matching("name_words", _FULL_TEXT)
_PARTS = _matching("name_trigrams", _TRIGRAMS.join(_FULL_TEXT, _FULL_TEXT.c.rowid == _TRIGRAMS.c.rowid))
