"""A walk that passes from one officer to another: what is said of it, and what is asked on leaving it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.content import Content
from textual.widgets import Label

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.passing import NOTE_LIMIT
from kiosk.domain.verification import Hands
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.ask_form import AskForm

_NOTE = RequestField(
    "note",
    FieldType.TEXT,
    Bilingual("یادداشت برای همکار", "Note for the colleague"),
    mandatory=False,
    most=NOTE_LIMIT,
)


def show_hands(screen: KioskScreen[Any], hands: Hands | None) -> None:
    """Fill the screen's line on whose hands a walk went through; without anything to say it goes."""
    lines = [] if hands is None else list(_lines(screen, hands))
    label = screen.query_one("#hands", Label)
    label.display = bool(lines)
    label.update(Content("\n").join(plain(line) for line in lines))


def _lines(screen: KioskScreen[Any], hands: Hands) -> Iterator[str]:
    words, office, passed, holder = screen.words, screen.desk.office, hands.passed, hands.originals
    if passed is not None and passed.login != screen.officer.login:
        at = office.local(passed.at)
        if passed.note:
            yield words("From {login}, {at}: “{note}”", login=passed.login, at=at, note=passed.note)
        else:
            yield words("Last checked by {login}, {at}", login=passed.login, at=at)
        each = words.series(words("{login}: {n}", login=login, n=count) for login, count in hands.checked)
        done = sum(count for _, count in hands.checked)
        if done:
            yield words("{n} of {all} documents checked ({each})", n=done, all=hands.documents, each=each)
    if holder is not None and holder.officer_id != screen.officer.id:
        since = office.local(holder.since)
        yield words("The originals are with {login}, since {at}", login=holder.login, at=since)


async def ask_note(screen: KioskScreen[Any]) -> str | None:
    """For whoever goes on with the walk, which may be nobody; None: the officer stays."""
    said = await screen.app.push_screen_wait(
        AskForm(
            lambda: screen.words("It is unfinished. Is there anything a colleague should know?"),
            (_NOTE,),
            screen.desk.today(),
        )
    )
    return None if said is None else said.get(_NOTE.id, "")
