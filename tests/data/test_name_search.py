"""Names on both engines: in whatever script, order and spelling, the nearest first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Text, func, insert, select, update

from data import name_index, schema
from data.engine import for_writing, open_engine
from data.name_index import name_values
from data.store import Store
from data.tables import Base, PersonName
from data.work import Work
from kiosk.domain.card import MATCH_LIMIT, Match
from kiosk.domain.errors import Unavailable
from tests import makers, postgres
from tests.databases import Database
from tests.makers import NOON, OFFICE

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "search_fold.json").read_text("utf-8"))

PEOPLE = {
    1: ("علی", "محمدی", "ALI", "MOHAMMADI"),
    2: ("محمد", "علوی", "MOHAMMAD", "ALAVI"),
    3: ("محمد علی", "کریمی", "MOHAMMAD ALI", "KARIMI"),
    4: ("زهرا", "علی‌زاده", "ZAHRA", "ALIZADEH"),
    5: ("علی‌رضا", "قاسمی", "ALIREZA", "GHASEMI"),
    6: ("سارا", "گل‌محمدی", "SARA", "GOLMOHAMMADI"),
    7: ("حسین", "رضایی نژاد", "HOSSEIN", "REZAEI NEJAD"),
    8: ("شهرزاد", "یوسفی", "SHAHRZAD", "YOUSEFI"),
    9: ("مریم", "جعفری", "MARYAM", "JA'FARI"),
}


def record(store: Store, people: dict[int, tuple[str, str, str, str]]) -> None:
    def add(work: Work) -> None:
        for number, names in people.items():
            work.people.add(makers.a_bare_file(makers.a_person(number, names=names)), NOON)

    store.write(add)


def found(store: Store, typed: str) -> list[int]:
    """The numbers of the people found, in the order of the list."""
    return [_number(match) for match in _matches(store, typed)]


def _matches(store: Store, typed: str) -> list[Match]:
    return list(store.read(lambda work: work.people.by_name(typed)))


def _number(match: Match) -> int:
    return match.person_id.int & 0xFFFFFFFF


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("علی محمدی", [1]),
        ("محمدی علی", [1]),
        ("محمدي  علي", [1]),
        ("مُحَمَّدی", [1, 6]),
        # A family name that begins so, then given names, then other words, then what stands within.
        ("علی", [4, 5, 1, 3]),
        ("محمد", [1, 2, 3, 6]),
        ("محمد علی", [3, 1]),
        ("کریمی محمدعلی", [3]),
        ("محمدعلیکریمی", [3]),
        ("رضایی‌نژاد", [7]),
        ("رضا", [7, 5]),
        ("زاده", [4]),
        ("ع", [2, 4, 5, 1, 3]),
        ("م کر", [3]),
        ("حمدی عل", [1]),
        ("Ali Zadeh", [4]),
        ("golmohammadi", [6]),
        ("Mohamadi", [1, 6]),
        ("Qasemi", [5]),
        ("qasemy alireza", [5]),
        ("Gasemi", [5]),
        ("Rezaee Nezhad", [7]),
        ("Yusefi Schahrzad", [8]),
        ("Jafari", [9]),
        ("Husein", [7]),
        ("Sara محمدی", [6]),
        ("کسی", []),
        ("Nobody", []),
    ],
)
def test_a_name_is_found_by_its_parts_the_nearest_first(
    store: Store, typed: str, expected: list[int]
) -> None:
    record(store, PEOPLE)

    assert found(store, typed) == expected


def test_only_who_sounds_alike_is_marked_so(store: Store) -> None:
    record(store, PEOPLE)

    assert [(_number(match), match.by_sound) for match in _matches(store, "Mohamadi")] == [
        (1, True),
        (6, True),
    ]
    assert [match.by_sound for match in _matches(store, "Mohammadi")] == [False, False]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['a']}~{vector['b']}")
def test_the_spellings_of_the_vectors_find_each_other_and_no_others(
    store: Store, vector: dict[str, object]
) -> None:
    one, other = str(vector["a"]), str(vector["b"])
    record(store, {1: (one, "ژیان", "X", "ZHIAN"), 2: (other, "ژیان", "X", "ZHIAN")})

    assert found(store, f"{one} ژیان") == ([1, 2] if vector["same_key"] else [1])
    assert found(store, f"ژیان {other}") == ([1, 2] if vector["same_key"] else [2])


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', 'ali"', '"ali', "ali OR sara", "ali AND", "NOT ali", "NEAR(ali)", "words : ali", "-ali*",
        "ali*", "^ali", "(ali", "ali)", "ali + x", "{words} : ali", "'; DROP TABLE person;--", "ali%", "%ali",
        "a_i", "al\\", "\\%", "ali\\'",
    ],
)  # fmt: skip
def test_operators_of_a_database_are_letters_like_others(store: Store, typed: str) -> None:
    record(store, {1: PEOPLE[1]})

    assert found(store, typed) == []


def test_a_quotation_mark_in_a_name_is_found_by_it(store: Store) -> None:
    record(store, {1: ("سارا", "کریمی", 'SA"RA', "KARIMI"), 2: ("سارا", "کریمی", "SARA", "KARIMI")})

    assert found(store, 'sa"r') == [1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30) | st.text("عیلمحدکر aliAND\"'%_*()-^:+\\\u200c", max_size=30))
def test_any_text_is_looked_for_without_trouble(small_office: Store, typed: str) -> None:
    if "\0" not in typed:
        assert len(_matches(small_office, typed)) <= len(PEOPLE)


@pytest.fixture
def small_office(store: Store) -> Store:
    record(store, PEOPLE)
    return store


def test_a_crowd_of_namesakes_is_cut_at_twenty_and_stays_in_order(store: Store) -> None:
    record(store, dict.fromkeys(range(160, 100, -1), ("علی", "محمدی", "ALI", "MOHAMMADI")))
    record(store, {1: ("علی", "محمدیان", "ALI", "MOHAMMADIAN"), 2: ("احمد", "محمدی", "AHMAD", "MOHAMMADI")})

    first = list(range(101, 101 + MATCH_LIMIT))
    assert found(store, "علی محمدی") == found(store, "محمدی علی") == first
    assert found(store, "Mohamadi Ali") == first
    assert found(store, "محمدی") == [2, *first[:-1]]
    assert found(store, "محمدیان") == [1]
    assert len(found(store, "حمد")) == MATCH_LIMIT


def test_a_corrected_name_is_found_by_its_new_spelling_alone(store: Store) -> None:
    record(store, {1: ('سا"را', "کریمی", 'SA"RA', "KARIMI"), 2: ("سارا", "نوری", "SARA", "NOURI")})

    def correct(work: Work) -> None:
        names = name_values(("مینا", "زارع"), ("MINA", "ZARE"))
        work.connection.execute(
            update(PersonName).where(PersonName.person_id == makers.person_id(1)).values(**names)
        )

    store.write(correct)

    assert [found(store, typed) for typed in ("کریمی", "karimi", "Karimy")] == [[], [], []]
    assert [found(store, typed) for typed in ("زارع", "mina", "ارع", "Sara")] == [[1], [1], [1], [2]]


def test_what_a_transaction_takes_back_is_not_found(store: Store) -> None:
    def fail(work: Work) -> None:
        work.people.add(makers.a_bare_file(makers.a_person()), NOON)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        store.write(fail)

    assert found(store, "کریمی") == found(store, "ریمی") == []


def test_people_of_an_older_database_are_found_after_the_migration(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_index, "AT_ONCE", 4)
    engine = open_engine(empty.url, empty.key)
    schema.migrate(engine, "0001")
    table = Base.metadata.tables["person"].to_metadata(MetaData())
    for name in ("name_key_fa", "name_key_lat"):
        table.append_column(Column(name, Text, default="of old"))
    with for_writing(engine).begin() as connection:
        for number, names in PEOPLE.items():
            person = makers.a_person(number, names=names)
            values = {name: getattr(person, name) for name in type(person).__slots__}
            connection.execute(insert(table).values(office=OFFICE, **values, created_at=NOON))

    schema.migrate(engine)

    engine.dispose()
    store = empty.open()
    assert found(store, "علی") == [4, 5, 1, 3]
    assert found(store, "Mohamadi") == [1, 6]
    with store.engine.connect() as connection:
        kept = connection.scalar(select(func.count()).select_from(PersonName))
    store.close()
    assert kept == len(PEOPLE)


def test_a_role_that_may_not_make_the_extension_is_told_so(postgres_server: postgres.Server) -> None:
    with postgres_server.fresh() as url, postgres_server.connect(str(url.database)) as administrator:
        administrator.execute("CREATE ROLE counter LOGIN")
        administrator.execute("GRANT CREATE ON SCHEMA public TO counter")
        engine = open_engine(url.set(username="counter"), None)

        with pytest.raises(Unavailable, match=r"database.no-trigrams"):
            schema.migrate(engine)
        nothing = schema.present(engine)
        administrator.execute("CREATE EXTENSION pg_trgm")
        schema.migrate(engine)

        assert (nothing, schema.present(engine)) == (None, schema.newest())
        engine.dispose()
        administrator.execute("DROP OWNED BY counter")
        administrator.execute("DROP ROLE counter")
