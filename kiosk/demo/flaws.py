"""What is deliberately wrong with some of the drawn scans, so that there is something to find."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from random import Random

from kiosk.demo.people import DemoPerson, stranger
from kiosk.domain import national_code
from kiosk.domain.errors import Refused


class Flaw(StrEnum):
    OTHER_NUMBER = "other-number"
    """One digit of the paper's number differs from the register; its check digits still hold."""
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    WRONG_PERSON = "wrong-person"


_FLAWS = {
    "passport": tuple(Flaw),
    "national-card": tuple(Flaw),
    "birth-booklet": (Flaw.OTHER_NUMBER, Flaw.UNREADABLE, Flaw.WRONG_PERSON),
    "residence-permit": tuple(Flaw),
    "enrolment-certificate": tuple(Flaw),
    "portrait": (Flaw.UNREADABLE, Flaw.WRONG_PERSON),
    "generic": (Flaw.OTHER_NUMBER, Flaw.UNREADABLE, Flaw.WRONG_PERSON),
}
KINDS = tuple(_FLAWS)


def flaws(kind: str) -> tuple[Flaw, ...]:
    """The flaws a paper of this kind can have; kinds we do not know are drawn as generic papers."""
    return _FLAWS.get(kind, _FLAWS["generic"])


def flawed(kind: str, demo: DemoPerson, flaw: Flaw | None, seed: int) -> DemoPerson:
    """The person as the paper is going to tell it.

    Raises:
        Refused: "demo.no-such-flaw" (kind, flaw) when such a paper cannot be wrong in that way.
    """
    if flaw is not None and flaw not in flaws(kind):
        raise Refused("demo.no-such-flaw", kind=kind, flaw=flaw.value)
    draw = Random(f"flaw:{kind}:{demo.person.national_code}:{seed}")  # noqa: S311  # Repeatable, not secret.
    match flaw:
        case Flaw.WRONG_PERSON:
            return stranger(demo, seed)
        case Flaw.OTHER_NUMBER:
            return _renumbered(kind, demo, draw)
        case Flaw.EXPIRED:
            return _expired(demo, draw)
        case _:
            return demo


def _renumbered(kind: str, demo: DemoPerson, draw: Random) -> DemoPerson:
    person = demo.person
    match kind:
        case "passport" | "enrolment-certificate":
            return replace(demo, person=replace(person, passport_no=_one_digit_off(person.passport_no, draw)))
        case "residence-permit":
            return replace(demo, permit=replace(demo.permit, number=_one_digit_off(demo.permit.number, draw)))
        case "birth-booklet":
            return replace(demo, person=replace(person, booklet_no=_one_digit_off(person.booklet_no, draw)))
        case _:
            code = national_code.make(_one_digit_off(person.national_code[:-1], draw))
            return replace(demo, person=replace(person, national_code=code))


def _one_digit_off(number: str, draw: Random) -> str:
    place = draw.choice([at for at, character in enumerate(number) if character.isdigit()])
    digit = (int(number[place]) + draw.randint(1, 9)) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


def _expired(demo: DemoPerson, draw: Random) -> DemoPerson:
    past = demo.as_of - timedelta(days=draw.randint(20, 400))
    permit = replace(demo.permit, valid_from=past - timedelta(days=730), valid_to=past)
    person = replace(demo.person, passport_expiry=past)
    study = demo.study and demo.study.two_years_earlier()
    return replace(demo, person=person, permit=permit, study=study, card_expiry=past)
