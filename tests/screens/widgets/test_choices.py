from __future__ import annotations

import pytest
from textual.widgets import OptionList

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.form import Choice
from kiosk.words import Words
from screens.widgets.choice_field import Choose
from tests.screens.offices import SmallOffice, station
from tests.waiting import shown

NONE = Choice("", Bilingual("هیچ‌کدام", "None of them"))


@pytest.mark.parametrize(
    ("language", "first", "last"), [("fa", "آرژانتین", "یونان"), ("en", "Afghanistan", "Zimbabwe")]
)
async def test_a_list_that_is_searched_stands_in_the_order_of_the_alphabet(
    office: SmallOffice, language: Language, first: str, last: str
) -> None:
    countries = tuple(Choice(code, name) for code, name in COUNTRIES.items())
    app = station(office)
    async with app.run_test() as pilot:
        app.language = language
        app.push_screen(Choose(lambda: "?", (NONE, *countries), ""))
        question = await shown(pilot, Choose)
        listed = question.query_one("#list", OptionList)
        names = [str(option.prompt) for option in listed.options]
    assert (names[1], names[-1]) == (first, last)
    assert names[0] == Words(language).pick(NONE.name)
