"""Every screen, gone to once: both languages, its keys, what is seen is what is meant, and scans."""

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
from tests.screens.test_footers import keys_can_be_read
from tests.screens.test_language import PLACES, spoken
from tests.screens.test_scanning import a_forged_scan_changes_nothing, a_scan_opens_the_card
from tests.waiting import lines_of, says, text_of

LATIN = re.compile("[A-Za-z0-9][A-Za-z0-9/.@+-]*[A-Za-z0-9]")
"""Words and codes: none may be turned round or torn."""
DRAWN_OR_TURNED = re.compile("[^\\w]|_|ـ")
"""Signs, brackets and boxes: the mirror has turned them."""
TIME = re.compile("[0-9۰-۹]{2}:[0-9۰-۹]{2}")
QUESTION = re.compile("│(.*)│")
QUESTIONS = ("seen", "second", "reason", "confirm", "value", "ending", "ticket given", "turn", "own day")
"""A box hides other letters of the lines behind it when these run from the other side."""


ALSO_WIDE = frozenset(list(PLACES)[::4])
"""What reads right in the narrow terminal does so in a wide one: a quarter of the screens shows it."""


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


@pytest.mark.parametrize("place", PLACES)
async def test_every_screen_speaks_both_languages_shows_what_is_meant_and_takes_scans(
    office: SmallOffice, place: str
) -> None:
    login, go, said = PLACES[place]
    async with at_station(office, login, NARROW) as pilot:
        await go(pilot, office)
        await says(pilot, said)
        pilot.app.clear_notifications()
        if login and place != "lock":
            await a_forged_scan_changes_nothing(pilot, office, said)
        await reads_right(pilot, place, said)
        if place in ALSO_WIDE:
            kiosk(pilot).stage.on = False
            await pilot.resize_terminal(*COMMON)
            await reads_right(pilot, place, said)
        if login and place != "lock":
            await a_scan_opens_the_card(pilot, office, "Enter")


async def reads_right(pilot: Pilot[None], place: str, said: str) -> None:
    """Every row shows its letters, and no Latin word is turned round."""
    in_persian = Words("fa")(said)
    await switch(pilot, said, in_persian)
    keys_can_be_read(pilot)
    meant_in_persian = lines_of(pilot.app)
    await switch(pilot, in_persian, said)
    keys_can_be_read(pilot)
    meant_in_english = lines_of(pilot.app)

    kiosk(pilot).stage.on = True
    persian = await seen_in_the_other_language(pilot)
    english = await seen_in_the_other_language(pilot)

    for meant, shown in ((meant_in_persian, persian), (meant_in_english, english)):
        for one, other in zip(
            parts_of(meant, place in QUESTIONS), parts_of(shown, place in QUESTIONS), strict=True
        ):
            assert letters(one) == letters(other), (one, other)
            assert words_of(one) == words_of(other), (one, other)
    for row in persian:
        assert len(clusters(row)) <= pilot.app.size.width


async def switch(pilot: Pilot[None], before: str, after: str) -> None:
    """To the other language at once, and nobody's place on the screen is lost."""
    screen, focused = pilot.app.screen, pilot.app.focused
    assert focused is not None
    await pilot.press("f2")
    await says(pilot, after)
    await spoken(pilot)
    assert before not in text_of(pilot.app)
    assert pilot.app.screen is screen
    assert pilot.app.focused is not None
    assert pilot.app.focused.id == focused.id


async def seen_in_the_other_language(pilot: Pilot[None]) -> list[str]:
    await pilot.press("f2")
    await spoken(pilot)
    return seen(pilot)


def parts_of(rows: list[str], question: bool) -> list[str]:
    """What to compare of each row; the minute may have passed meanwhile."""
    whole = [TIME.sub("", row) for row in rows]
    return [inside[1] for row in whole if (inside := QUESTION.search(row))] if question else whole
