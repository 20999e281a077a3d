"""The founding of an office: questions, then everything built beside its place and moved there at once."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk import config as settings
from kiosk.adapters.credentials import Credentials
from kiosk.commands.asking import Asking
from kiosk.commands.enrolling import ask_password, ask_person, login, show_enrolment
from kiosk.commands.voice import Voice
from kiosk.config.checks import office_code, time_zone
from kiosk.config.writing import written
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.roles import Role
from kiosk.services.staff import Enrolment, NewAccount
from kiosk.strict import Wrong, msgid
from kiosk.text.fold import forbidden, normalise

STORAGE = "var"


@dataclass(frozen=True, slots=True)
class OfficeAnswers:
    code: str
    name: Bilingual
    city: Bilingual
    country: str
    time_zone: str


def ask_office(asking: Asking) -> OfficeAnswers:
    return OfficeAnswers(
        code=asking.until_right(msgid("Office code, 1 to 65535"), office_code),
        name=Bilingual(
            fa=asking.until_right(msgid("Name of the office, Persian"), _text),
            en=asking.until_right(msgid("Name of the office, English"), _text),
        ),
        city=Bilingual(
            fa=asking.until_right(msgid("City, Persian"), _text),
            en=asking.until_right(msgid("City, English"), _text),
        ),
        country=asking.until_right(msgid("Country, two letters such as DE"), _country),
        time_zone=asking.until_right(msgid("Time zone, such as Europe/Berlin"), time_zone),
    )


def ask_supervisors(asking: Asking, voice: Voice, office: OfficeAnswers) -> tuple[NewAccount, NewAccount]:
    """Two people, since nobody may approve alone; each proves that the one-time codes work."""
    voice.say("The first supervisor:")
    first = _ask_supervisor(asking, voice, office)
    voice.say("The second supervisor, another person:")

    def another() -> NewAccount:
        second = _ask_supervisor(asking, voice, office)
        if second.login == first.login:
            raise Refused("staff.login-taken", login=second.login)
        if second.file.person.national_code == first.file.person.national_code:
            raise Refused("init.same-person")
        return second

    return first, asking.again_if_wrong(another)


def require_room(place: Path) -> None:
    """
    Raises:
        Refused: "init.office-exists", "init.folder-in-use"; nothing is ever overwritten.
        Unavailable: "storage.unreachable".
    """
    if place.exists():
        raise Refused("init.office-exists", file=str(place))
    storage = place.parent / STORAGE
    if storage.exists():
        raise Refused("init.folder-in-use", folder=str(storage))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("storage.unreachable") from error


def build(place: Path, office: OfficeAnswers, supervisors: tuple[NewAccount, ...]) -> None:
    """Settings, keys, database and accounts; all of it stands at its place in the end, or nothing does.

    Raises:
        Refused, Conflict, Unavailable: why nothing was built.
    """
    with _beside(place.parent) as folder:
        text = written(_settings(office))
        (folder / "kiosk.toml").write_text(text, encoding="utf-8")
        _fill(settings.load(folder / "kiosk.toml"), supervisors)
        require_room(place)
        _move(folder, place)


def _ask_supervisor(asking: Asking, voice: Voice, office: OfficeAnswers) -> NewAccount:
    name = asking.until_right(msgid("Sign-in name"), login)
    file = ask_person(asking)
    password = ask_password(asking, settings.Security().password_min_length)
    # The key locks secrets away in their rows; there is nothing to lock away yet.
    codes = Credentials(bytes(32))
    secret = codes.new_totp_secret()
    show_enrolment(voice, Enrolment(name, secret, codes.totp_uri(secret, name, office.name.en)))
    asking.until_right(msgid("One-time code, as the application shows it"), _right_code(codes, secret))
    return NewAccount(name, Role.SUPERVISOR, file, password, secret)


def _right_code(codes: Credentials, secret: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        from kiosk.adapters import identity

        if codes.totp_step(secret, text, identity.now()) is None:
            raise Refused("init.code-wrong")
        return text

    return check


def _text(text: str) -> str:
    said = normalise(text)
    if not said or forbidden(said):
        raise Wrong(msgid("must be plain text"))
    return said


def _country(text: str) -> str:
    if not re.fullmatch("[A-Z]{2}", text.upper()):
        raise Wrong(msgid("must be two letters, such as DE"))
    return text.upper()


def _settings(office: OfficeAnswers) -> dict[str, dict[str, object]]:
    name = {"fa": office.name.fa, "en": office.name.en}
    return {
        "office": {
            "code": office.code,
            "name": name,
            "city": {"fa": office.city.fa, "en": office.city.en},
            "country": office.country,
            "time-zone": office.time_zone,
            "letterhead": [name],
        },
        "storage": {"folder": STORAGE},
    }


def _fill(config: settings.Config, supervisors: tuple[NewAccount, ...]) -> None:
    from data import schema
    from kiosk.commands.who import opened
    from kiosk.services import staff
    from kiosk.wiring import keys_of, open_store

    config.storage.folder.mkdir(mode=0o700)
    keys_of(config).create()
    store = open_store(config)
    try:
        schema.migrate(store.engine)
    finally:
        store.close()
    with opened(config) as desk:
        for account in supervisors:
            staff.add_staff(desk, "init", account)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, gone at the end whatever happens."""
    try:
        made = Path(tempfile.mkdtemp(prefix=".kiosk-init-", dir=folder))
    except OSError as error:
        raise Unavailable("storage.unreachable") from error
    try:
        yield made
    except OSError as error:
        raise Unavailable("storage.full" if error.errno == 28 else "storage.unreachable") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move(built: Path, place: Path) -> None:
    """The storage first; the office exists once its settings do."""
    storage = place.parent / STORAGE
    (built / STORAGE).rename(storage)
    try:
        os.link(built / "kiosk.toml", place)
    except BaseException:
        storage.rename(built / STORAGE)
        raise
