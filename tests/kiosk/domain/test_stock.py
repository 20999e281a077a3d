"""Serials, and the equation of numbered forms: a single one that nobody can find unbalances the day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.serials import MOST, Run, read_runs, run, runs, written
from kiosk.domain.stock import (
    AT_HAND,
    HERE,
    WAYS,
    Act,
    Balance,
    Move,
    Place,
    answered_for,
    balance,
    replayed,
    summed,
)
from tests.makers import NOON, TODAY

KIND = "passport"
YESTERDAY = TODAY - timedelta(1)
SERIALS = st.builds("{}{:05d}".format, st.sampled_from(["K", "AB-", "7A"]), st.integers(0, 60))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K00001", ["K00001"]),
        ("k00001–K00003", ["K00001", "K00002", "K00003"]),
        ("K00001-K00003", ["K00001", "K00002", "K00003"]),
        ("K00009 K00011", ["K00009", "K00010", "K00011"]),
        ("K00001 تا K00002", ["K00001", "K00002"]),
        ("K۰۰۰۰۱..K۰۰۰۰۲، AB-0007", ["K00001", "K00002", "AB-0007"]),
        ("K00001\n\nK00003;", ["K00001", "K00003"]),
        ("lp-000101-lp-000102", ["LP-000101", "LP-000102"]),
        ("", []),
    ],
)
def test_ranges_are_read_as_people_write_them(typed: str, read: list[str]) -> None:
    assert [serial for each in read_runs(typed) for serial in each] == read


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("PASSPORT", "stock.serial"),
        ("K1", "stock.serial"),
        ("K00001_", "stock.serial"),
        ("K00003–K00001", "stock.range"),
        ("K00001–L00003", "stock.range"),
        ("K0001–K00003", "stock.range"),
        ("K00001–K99999", "stock.too-many"),
        ("K00001–K00003, K00002", "stock.twice"),
        ("K00001," * 1_000, "stock.too-many"),
    ],
)
def test_what_is_no_range_is_refused(typed: str, refused: str) -> None:
    with pytest.raises(Refused, match=rf"^{refused}$"):
        read_runs(typed)


def test_a_range_counts_every_form_once() -> None:
    whole = run("K00999", "K02998")

    assert (len(whole), len(set(whole)), str(whole)) == (MOST, MOST, "K00999–K02998")
    assert str(run("K00999")) == "K00999"


@given(st.sets(SERIALS))
def test_any_serials_are_written_as_ranges_and_read_again(serials: set[str]) -> None:
    assert {each for found in runs(serials) for each in found} == serials
    assert {each for found in read_runs(written(serials)) for each in found} == serials
    assert sum(len(found) for found in runs(serials)) == len(serials)


@dataclass
class Book:
    """What a correct book does: nothing moves but from where it is."""

    moves: list[Move] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def act(self, serial: str, to: Place, day_before: object) -> None:
        since = self.places.get(serial)
        day = YESTERDAY if day_before else TODAY
        self.moves.append(Move(KIND, Run(serial, serial), since, to, day, NOON))
        self.places[serial] = to

    @property
    def here(self) -> dict[str, Place]:
        return {serial: place for serial, place in self.places.items() if place in HERE}

    def balance(self, here: dict[str, Place]) -> Balance:
        before = answered_for(summed(move for move in self.moves if move.local_day < TODAY))
        return balance(KIND, before, [move for move in self.moves if move.local_day == TODAY], here)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Some forms, and any days of theirs, yesterday's first; each step is one number, which is drawn fast."""
    book = Book()
    serials = [f"{prefix}{number:05d}" for number in (7, 8, 20) for prefix in ("K", "AB-")]
    steps = draw(st.binary(max_size=20) | st.binary(min_size=100, max_size=100))
    yesterday = draw(st.integers(0, 50))
    for number, (which, way) in enumerate(zip(steps[::2], steps[1::2], strict=False)):
        serial = serials[which % len(serials)]
        open_to = ways_from(book.places.get(serial))
        if open_to:
            book.act(serial, open_to[way % len(open_to)], number < yesterday)
    return book


def ways_from(at: Place | None) -> list[Place]:
    """To where a form may go from there; nowhere from where it is destroyed."""
    if at is None:
        return [Place.STOCK]
    ways = [*WAYS.values(), (AT_HAND, Place.USED), ({Place.USED}, Place.HAND)]
    return [to for since, to in ways if at in since]


@given(books())
def test_a_day_balances_unless_something_is_missing(book: Book) -> None:
    result = book.balance(book.here)

    missing = tuple(sorted(serial for serial, place in book.here.items() if place is Place.MISSING))
    assert result.missing == missing
    assert result.balanced is not bool(missing)


@given(books())
def test_the_end_of_one_day_is_the_opening_of_the_next(book: Book) -> None:
    result = book.balance(book.here)

    left = result.in_hands + result.in_stock + len(result.missing)
    assert left == answered_for(summed(book.moves)), "Whether one sums the whole book or goes on from a day."


@given(books(), st.data())
def test_any_single_form_that_is_not_where_the_book_says_unbalances_the_day(
    book: Book, data: st.DataObject
) -> None:
    found = {serial: place for serial, place in book.here.items() if place in AT_HAND}
    if not found:
        return
    lost = data.draw(st.sampled_from(sorted(found)))

    without = book.balance({serial: place for serial, place in book.here.items() if serial != lost})
    counted = book.balance({**book.here, lost: Place.MISSING})

    assert not without.balanced
    assert not counted.balanced
    assert lost in counted.missing


@given(books(), st.randoms(use_true_random=False))
def test_the_book_alone_says_where_each_form_is(book: Book, random: object) -> None:
    moves = list(book.moves)
    random.shuffle(moves)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random

    assert replayed(moves) == book.places


def test_each_figure_names_its_serials() -> None:
    book = Book()
    for serial in run("K00001", "K00006"):
        book.act(serial, Place.STOCK, True)
    for serial in run("K00007", "K00008"):
        book.act(serial, Place.STOCK, False)
    book.act("K00001", Place.HAND, False)
    book.act("K00001", Place.USED, False)
    book.act("K00002", Place.SPOILED, False)
    book.act("K00003", Place.SENT_BACK, False)
    book.act("K00004", Place.HAND, False)

    result = book.balance(book.here)

    assert result.balanced
    assert replace(result, ranges={}) == Balance(KIND, 6, 2, 1, 1, 1, 1, 4, ())
    assert result.ranges == {
        "received": "K00007–K00008",
        "used": "K00001",
        "came_back": "",
        "spoiled": "K00002",
        "returned": "K00003",
        "written_off": "",
        "in_hands": "K00004",
        "in_stock": "K00005–K00008",
        "missing": "",
    }


def test_a_form_that_was_not_used_after_all_is_counted_where_it_went() -> None:
    book = Book()
    for serial in run("K00001", "K00004"):
        book.act(serial, Place.STOCK, True)
    for serial in ("K00001", "K00002"):
        book.act(serial, Place.USED, True)
    for serial in ("K00003", "K00004"):
        book.act(serial, Place.USED, False)
    for serial in ("K00001", "K00003"):
        book.act(serial, Place.SPOILED, False)
    for serial in ("K00002", "K00004"):
        book.act(serial, Place.HAND, False)
    book.act("K00004", Place.USED, False)

    result = book.balance(book.here)

    assert result.balanced
    assert replace(result, ranges={}) == Balance(KIND, 2, 0, 1, 2, 0, 1, 0, (), came_back=2)
    assert (result.ranges["used"], result.ranges["came_back"]) == ("K00004", "K00001–K00002")


def test_every_act_leads_somewhere_and_nothing_leaves_its_last_place() -> None:
    assert set(WAYS) == set(Act)
    assert not any(Place.DESTROYED in since for since, _to in WAYS.values())
    assert WAYS[Act.FIND_LOST] == (frozenset({Place.LOST}), Place.STOCK)
