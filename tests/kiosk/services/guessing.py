"""Guessing of mailed codes by several processes, some killed and started again: real services and database.

The clock is the progress of all together, so that days of guessing pass in minutes.
"""

from __future__ import annotations

import os
import random
import secrets
import signal
from collections.abc import Sequence
from contextlib import suppress
from ctypes import c_uint64
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from data.tables import OneTimeCode
from kiosk.domain.applicant import ApplicantAccount, Lobby
from kiosk.domain.card import PersonFile
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.one_time_code import MAILS_IN_DAY, TRIES
from kiosk.services import registration
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.registration import Asked
from tests import makers
from tests.kiosk.services.office import NOW, Clock, Place, store_of

if TYPE_CHECKING:
    from ctypes import Array

PROCESSES = 8
ALLOWED_IN_A_DAY = TRIES * MAILS_IN_DAY
ASKING = 40
"""Of so many guesses at an address without a code, one asks for another code instead."""
LOOK_SECONDS = 0.05


class Answer(IntEnum):
    REFUSED = 0
    WRONG = 1
    ACCEPTED = 2
    BUSY = 3
    """Too many wrote at once; nobody is told whether the code was right."""


@dataclass(frozen=True, slots=True)
class Attack:
    """How many guesses, at how many accounts, within how many days, with how many kills."""

    guesses: int
    accounts: int
    days: int
    kills: int
    processes: int = PROCESSES

    @property
    def share(self) -> int:
        return self.guesses // self.processes


@dataclass(frozen=True, slots=True)
class Outcome:
    refused: int
    wrong: int
    accepted: int
    busy: int
    killed: int
    mails: int
    tries: int
    """Comparisons as the database counted them."""
    most_in_a_day: int
    """Most comparisons at one address within 24 hours."""

    @property
    def compared(self) -> int:
        return self.wrong + self.accepted

    @property
    def guesses(self) -> int:
        return self.compared + self.refused + self.busy


def person(number: int) -> PersonFile:
    return makers.a_bare_file(makers.a_person(1000 + number))


def address(number: int) -> str:
    return f"applicant{number}@example.org"


def furnish(place: Place, accounts: int) -> None:
    """So many applicants with an account each."""
    desk = place.open(Clock())

    def act(work: Work) -> None:
        for number in range(accounts):
            file = person(number)
            work.people.add(file, NOW)
            account = ApplicantAccount(makers.an_id(number, 9), file.person.id, address(number), "fa")
            work.applicants.add(account, NOW, "lobby")

    desk.store.write(act)
    store_of(desk).close()


def attacked(place: Place, attack: Attack) -> Outcome:
    """Let all guess until they are through; some are killed meanwhile and go on in a new process."""
    told = RawArray(c_uint64, attack.processes * len(Answer))
    context = get_context("spawn")

    def started(number: int) -> SpawnProcess:
        process = context.Process(target=_guess, args=(place.folder, attack, number, told))
        process.start()
        return process

    running = {number: started(number) for number in range(attack.processes)}
    killed = 0
    while running:
        for number, process in list(running.items()):
            process.join(LOOK_SECONDS)
            if process.exitcode == 0:
                del running[number]
            elif process.exitcode is not None:
                running[number] = started(number)
        due = attack.kills * sum(told) // attack.guesses
        if running and killed < due:
            pid = random.choice(list(running.values())).pid  # noqa: S311  # Whoever it hits.
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                killed += 1
    return _outcome(place, [sum(told[each :: len(Answer)]) for each in Answer], killed)


def _guess(folder: Path, attack: Attack, number: int, told: Array[c_uint64]) -> None:
    """Guess until the share is done; what is told outlives the process."""
    counts = cast("Sequence[int]", told)

    def progress() -> datetime:
        return NOW + timedelta(days=attack.days) * (sum(counts) / attack.guesses)

    clock = Clock()
    desk = Place(folder).open(clock, number % 2 + 1)
    lobby = Lobby(f"lobby-{number + 1}")
    own = slice(number * len(Answer), (number + 1) * len(Answer))
    people = [person(each).person.national_code for each in range(attack.accounts)]
    while sum(counts[own]) < attack.share:
        clock.at = progress()
        target = secrets.randbelow(attack.accounts)
        answer = _guessed(desk, lobby, people[target], address(target))
        told[number * len(Answer) + answer] += 1
    store_of(desk).close()


def _guessed(desk: Desk, lobby: Lobby, code: str, email: str) -> Answer:
    typed = f"{secrets.randbelow(10**6):06}"
    try:
        registration.enter_with_code(desk, lobby, Asked(code, email, "fa", "sign-in"), typed)
    except Unavailable:
        return Answer.BUSY
    except Refused as refused:
        if refused.key == "code.wrong":
            return Answer.WRONG
        if secrets.randbelow(ASKING) == 0:
            _ask(desk, lobby, Asked(code, email, "fa", "sign-in"))
        return Answer.REFUSED
    return Answer.ACCEPTED


def _ask(desk: Desk, lobby: Lobby, asked: Asked) -> None:
    with suppress(Refused, Unavailable):  # Too many mails; too many who write at once.
        registration.ask_code(desk, lobby, asked)


def _outcome(place: Place, told: list[int], killed: int) -> Outcome:
    desk = place.open(Clock())
    with store_of(desk).engine.connect() as connection:
        rows = connection.execute(
            select(OneTimeCode.email, OneTimeCode.sent_at, OneTimeCode.tries).order_by(OneTimeCode.sent_at)
        ).all()
    store_of(desk).close()
    codes: dict[str, list[tuple[datetime, int]]] = {}
    for email, sent_at, tries in rows:
        codes.setdefault(email, []).append((sent_at, tries))
    return Outcome(
        refused=told[Answer.REFUSED],
        wrong=told[Answer.WRONG],
        accepted=told[Answer.ACCEPTED],
        busy=told[Answer.BUSY],
        killed=killed,
        mails=len(rows),
        tries=sum(row.tries for row in rows),
        most_in_a_day=max((_most_in_a_day(each) for each in codes.values()), default=0),
    )


def _most_in_a_day(codes: Sequence[tuple[datetime, int]]) -> int:
    day = timedelta(days=1)
    return max(sum(tries for at, tries in codes if begin <= at < begin + day) for begin, _ in codes)
