from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.app import ComposeResult

from kiosk.domain.bilingual import Language
from kiosk.domain.person import Permit, PermitKind
from kiosk.words import Words
from screens.persian.app import PersianApp
from screens.persian.dialect import Dialect
from screens.widgets.facts import Facts, permit_lines
from tests.makers import a_file
from tests.waiting import lines_of

LINES = [
    ("Name", "Bahar Haddad", "bold"),
    ("Military service", "", ""),
    ("Permit", "temporary residence XX7391341, until 2027-07-06", ""),
]


class Paper(PersianApp[None]):
    def __init__(self, language: Language) -> None:
        super().__init__(Dialect(), language)

    def compose(self) -> ComposeResult:
        yield Facts(id="facts")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, ["Name    Bahar Haddad", "Permit  temporary residence XX7391341, until 2027-07-06"]),
        (
            36,
            [
                "Name    Bahar Haddad",
                "Permit  temporary residence",
                "        XX7391341, until 2027-07-06",
            ],
        ),
    ],
)
async def test_a_long_value_goes_on_below_its_beginning(width: int, shown: list[str]) -> None:
    app = Paper("en")
    async with app.run_test(size=(width, 10)) as pilot:
        facts = app.query_one(Facts)
        facts.show(LINES)
        await pilot.pause()

        assert lines_of(app)[: len(shown)] == shown
        assert facts.size.height == len(shown)


async def test_a_value_in_the_other_script_goes_on_in_the_direction_of_the_screen() -> None:
    app = Paper("en")
    async with app.run_test(size=(29, 10)) as pilot:
        app.query_one(Facts).show([("Born", "1942-02-04 (1320/11/15), کرمانشاه", "")])
        await pilot.pause()

        first, second, *_ = lines_of(app)
        assert first == "Born  1942-02-04"
        assert second.startswith("      (1320/11/15), ﻩ")


@pytest.mark.parametrize(
    ("kind", "said"), [(PermitKind.CITIZEN, "citizenship"), (PermitKind.NONE, "no residence permit")]
)
def test_who_needs_no_permit_or_has_none_is_told_in_its_place(kind: PermitKind, said: str) -> None:
    file = replace(a_file(), permit=Permit(kind))

    assert permit_lines(Words("en"), file, date(2026, 11, 24))[0] == ("Permit", said, "")
