"""Every screen on the display layer: what is seen is what is meant, row by row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot

from kiosk.text.bidi import strip_isolates
from kiosk.text.joining import UNSEEN
from kiosk.words import Words
from screens.persian.mirror import clusters
from tests.e2e.terminal_model import TerminalModel
from tests.screens.offices import COMMON, NARROW, SmallOffice, at_station, kiosk
from tests.screens.test_language import PLACES, spoken
from tests.waiting import lines_of, says

LATIN = re.compile("[A-Za-z0-9][A-Za-z0-9/.@+-]*[A-Za-z0-9]")
"""Words and codes: none may be turned round or torn."""
DRAWN_OR_TURNED = re.compile("[^\\w]|_|ـ")
"""Signs, brackets and boxes: the mirror has turned them."""
TIME = re.compile("[0-9۰-۹]{2}:[0-9۰-۹]{2}")
QUESTION = re.compile("│(.*)│")
QUESTIONS = ("seen", "reason", "confirm", "value")
"""A box hides other letters of the lines behind it when these run from the other side."""


def seen(pilot: Pilot[None]) -> list[str]:
    """The rows of a terminal that gets the whole screen at once."""
    app = kiosk(pilot)
    terminal = TerminalModel(*app.size)
    update = app.finished(app.screen._compositor.render_full_update())
    assert isinstance(update, CompositorUpdate)
    terminal.feed(update.render_segments(app.console))
    return terminal.lines()


def letters(row: str) -> Counter[str]:
    """What is written there, whatever its shape and order."""
    plain = unicodedata.normalize("NFKC", "".join(char for char in row if char not in UNSEEN))
    return Counter(DRAWN_OR_TURNED.sub("", unicodedata.normalize("NFD", plain)))


def words_of(row: str) -> Counter[str]:
    return Counter(LATIN.findall(strip_isolates(row)))


async def switch(pilot: Pilot[None], said: str) -> None:
    await pilot.press("f2")
    await spoken(pilot)
    await says(pilot, said)
    await pilot.pause()


@pytest.mark.parametrize("size", [NARROW, COMMON], ids=["narrow", "common"])
@pytest.mark.parametrize("place", PLACES)
async def test_every_row_shows_its_letters_and_no_latin_word_is_turned_round(
    office: SmallOffice, place: str, size: tuple[int, int]
) -> None:
    login, go, said = PLACES[place]
    async with at_station(office, login, size) as pilot:
        await go(pilot, office)
        await switch(pilot, Words("fa")(said))
        meant_in_persian = lines_of(pilot.app)
        await switch(pilot, said)
        meant_in_english = lines_of(pilot.app)

        kiosk(pilot).stage.on = True
        await pilot.press("f2")
        await spoken(pilot)
        await pilot.pause()
        persian = seen(pilot)
        await pilot.press("f2")
        await spoken(pilot)
        await pilot.pause()
        english = seen(pilot)

    for meant, shown in ((meant_in_persian, persian), (meant_in_english, english)):
        for one, other in zip(
            parts_of(meant, place in QUESTIONS), parts_of(shown, place in QUESTIONS), strict=True
        ):
            assert letters(one) == letters(other), (one, other)
            assert words_of(one) == words_of(other), (one, other)
    for row in persian:
        assert len(clusters(row)) <= size[0]


def parts_of(rows: list[str], question: bool) -> list[str]:
    """What to compare of each row; the minute may have passed meanwhile."""
    whole = [TIME.sub("", row) for row in rows]
    return [inside[1] for row in whole if (inside := QUESTION.search(row))] if question else whole
