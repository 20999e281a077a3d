"""What a demonstration shows to a newcomer, and no other office ever does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import config
from kiosk.config import Config
from kiosk.domain.errors import Refused, Unavailable
from kiosk.services.demonstration import FILE, Login, code_now, logins
from kiosk.services.desk import Desk
from tests.kiosk.services.office import PASSWORD, SECRET, Place

LOGIN = Login("clerk1", "clerk", PASSWORD, SECRET)


@pytest.fixture
def demonstration(place: Place) -> Config:
    real = config.load(place.folder / "counter-1.toml")
    return real._replace(office=real.office._replace(demonstration=True))


def kept(settings: Config) -> Path:
    return settings.storage.folder / FILE


def test_a_demonstration_knows_its_logins(demonstration: Config) -> None:
    entry = {"login": "clerk1", "role": "clerk", "password": PASSWORD, "totp_secret": SECRET}
    kept(demonstration).write_text(json.dumps({"staff": [entry]}))

    assert logins(demonstration) == (LOGIN,)


def test_a_real_office_shows_none_though_the_file_lies_there(place: Place, demonstration: Config) -> None:
    kept(demonstration).write_text(json.dumps({"staff": []}))

    with pytest.raises(Refused, match=r"^demonstration\.not-here$"):
        logins(config.load(place.folder / "counter-1.toml"))


@pytest.mark.parametrize("text", [None, "", "{", "{}", "[]", '{"staff": [{"login": "x"}]}', '{"staff": 5}'])
def test_without_its_file_a_demonstration_has_no_logins(demonstration: Config, text: str | None) -> None:
    if text is not None:
        kept(demonstration).write_text(text)

    with pytest.raises(Unavailable, match=r"^storage\.missing$"):
        logins(demonstration)


def test_the_present_code_is_shown_by_a_demonstration(desk: Desk) -> None:
    demonstration = replace(desk, office=replace(desk.office, demonstration=True))

    assert code_now(demonstration, LOGIN) == desk.credentials.totp_code(SECRET, desk.now())


def test_a_real_office_never_shows_a_code(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"^demonstration\.not-here$"):
        code_now(desk, LOGIN)
