"""What an account needs, asked for: a person, a password, and a secret for one-time codes."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

from kiosk.commands.asking import Asking
from kiosk.commands.voice import Voice
from kiosk.domain import calendar, national_code
from kiosk.domain.card import PersonFile
from kiosk.domain.errors import Refused
from kiosk.domain.names import clean_name
from kiosk.domain.person import Marital, Person, Sex
from kiosk.services.staff import LOGIN, Enrolment
from kiosk.strict import msgid
from kiosk.text.digits import to_ascii

_DATE = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_FIRST_GREGORIAN_YEAR = 1800
"""Years before it are Jalali: nobody on the staff was born then."""


def login(text: str) -> str:
    """
    Raises:
        Refused: "staff.login".
    """
    if not LOGIN.fullmatch(text):
        raise Refused("staff.login", login=text)
    return text


def ask_person(asking: Asking) -> PersonFile:
    """The human being behind an account: four eyes are counted by people, not by accounts."""
    from kiosk.adapters import identity

    name_fa = asking.until_right(msgid("Given name, Persian"), lambda text: clean_name(text, "name_fa"))
    surname_fa = asking.until_right(msgid("Surname, Persian"), lambda text: clean_name(text, "surname_fa"))
    name_lat = asking.until_right(msgid("Given name, Latin"), lambda text: clean_name(text, "name_lat"))
    surname_lat = asking.until_right(msgid("Surname, Latin"), lambda text: clean_name(text, "surname_lat"))
    person = Person(
        id=identity.new_key(),
        national_code=asking.until_right(msgid("National code"), national_code.parse),
        name_fa=name_fa,
        surname_fa=surname_fa,
        name_lat=name_lat,
        surname_lat=surname_lat,
        father="",
        mother="",
        booklet_no="",
        booklet_series="",
        booklet_serial="",
        place_issue="",
        birth_place="",
        birth_date=asking.until_right(msgid("Date of birth, 1364/01/01 or 1985-03-21"), birth_date),
        sex=asking.until_right(msgid("Sex, F or M"), sex),
        marital=asking.until_right(msgid("Marital status: single, married, divorced, widowed"), marital),
    )
    return PersonFile(person, None, None, None, None)


def birth_date(text: str) -> date:
    """
    Raises:
        Refused: "calendar.…".
    """
    match = _DATE.fullmatch(to_ascii(text).strip())
    if match is None:
        raise Refused("calendar.no-such-day")
    year, month, day = (int(part) for part in match.groups())
    if year < _FIRST_GREGORIAN_YEAR:
        return calendar.from_jalali(year, month, day)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused("calendar.no-such-day") from error


def sex(text: str) -> Sex:
    if text.upper() not in list(Sex):
        raise Refused("answer.one-of", choices=", ".join(Sex))
    return Sex(text.upper())


def marital(text: str) -> Marital:
    if text.lower() not in list(Marital):
        raise Refused("answer.one-of", choices=", ".join(Marital))
    return Marital(text.lower())


def ask_password(asking: Asking, least: int) -> str:
    """Typed twice.

    Raises:
        Refused: "staff.password-short", "password.differs".
    """

    def twice() -> str:
        password = asking.hidden(msgid("New password"))
        if len(password) < least:
            raise Refused("staff.password-short", least=least)
        if asking.hidden(msgid("New password again")) != password:
            raise Refused("password.differs")
        return password

    return asking.again_if_wrong(twice)


def show_enrolment(voice: Voice, enrolment: Enrolment) -> None:
    """What an authenticator application scans; it is shown once and stored nowhere in the open."""
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_L, border=2)
    code.add_data(enrolment.uri)
    drawn = StringIO()
    code.print_ascii(out=drawn, invert=True)
    voice.say(
        "{login}: scan this with an authenticator application, or type the secret.", login=enrolment.login
    )
    voice.write(drawn.getvalue().rstrip("\n"))
    voice.say("Secret: {secret}", secret=enrolment.totp_secret)
