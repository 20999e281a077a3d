from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands import catalogue, station
from kiosk.commands.faults import Exit, code_of, plain, required, wrong_use
from kiosk.commands.voice import Voice, clean, guarded
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused, Unavailable
from kiosk.domain.roles import Role
from kiosk.strict import ConfigProblems, Problem
from tests.kiosk.commands.offices import CommandLine


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("x"), 1),
        (NotFound("x"), 1),
        (Conflict("x"), 1),
        (ConfigProblems([Problem("a", "b")]), 2),
        (wrong_use("a", "b"), 2),
        (Unavailable("x"), 3),
    ],
)
def test_each_kind_of_refusal_has_the_exit_code_of_the_contract(error: KioskError, code: int) -> None:
    assert code_of(error) == Exit(code)


def test_a_refusal_in_json_has_key_message_and_details(capsys: pytest.CaptureFixture[str]) -> None:
    voice = Voice("en", json=True)

    code = guarded(voice, lambda: raised(Refused("seal.foreign", office="9")))

    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "ok": False,
        "error": {
            "key": "seal.foreign",
            "message": "This receipt belongs to office 9. Please send the applicant there.",
            "details": {"office": "9"},
        },
    }
    assert (code, said.err) == (1, "")


def test_all_problems_are_listed_each_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    limits = {"least": 1, "most": 2}
    problems = [Problem("a.b", "unknown", {}, "c"), Problem("d", "must be from {least} to {most}", limits)]

    code = guarded(Voice("en"), lambda: raised(ConfigProblems(problems)))

    assert code == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        "  a.b: unknown; did you mean c?",
        "  d: must be from 1 to 2",
    ]


def test_a_fault_of_ours_is_one_line_and_its_number_stands_in_the_log(
    kiosk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "show_catalogue", lambda _: raised(ZeroDivisionError("Sara, 2284642896")))

    said = kiosk("catalogue", "--json")

    number = said.json["error"]["details"]["number"]
    log = (tmp_path / "state" / "mikhak-counter" / "kiosk.log").read_text("utf-8")
    assert (said.code, said.err, said.json["error"]["key"]) == (3, "", "trouble.bug")
    assert number in said.json["error"]["message"]
    assert f"fault {number}" in log
    assert "ZeroDivisionError" in log
    assert "2284642896" not in log

    told = kiosk("catalogue")
    assert (told.out, len(told.err.splitlines())) == ("", 1)


def test_the_short_way_catches_faults_as_well(kiosk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station, "open_station", lambda *_: raised(ZeroDivisionError()))

    said = kiosk("run")

    assert (said.code, said.out, len(said.err.splitlines())) == (3, "", 1)


@given(st.text())
def test_nothing_that_steers_a_terminal_is_printed(text: str) -> None:
    shown = clean(text)

    assert not set(shown) & {"\x1b", "\x00", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\u2069", "\x7f"}


def test_data_is_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "[/] [red]x[/red] [@click=app.quit]y[/] :smile:"

    Voice("en").table(("",), [(hostile,)])

    assert hostile in capsys.readouterr().out


def test_an_output_without_persian_letters_does_not_break_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)

    Voice("fa").write("سلام 1")

    assert stream.buffer.getvalue() == b"???? 1\n"


def test_json_is_utf_8_wherever_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)

    Voice("fa", json=True).answer({"name": "سلام", "half": "\ud800"})

    told = stream.buffer.getvalue()
    assert json.loads(told.decode("utf-8")) == {"name": "سلام", "half": "\ud800"}


def test_details_are_made_safe_for_json() -> None:
    details = {
        "name": Bilingual("ف", "f"),
        "role": Role.CLERK,
        "day": date(2026, 11, 24),
        "id": UUID(int=1),
        "raw": b"\x01",
        "path": Path("/x"),
        "many": (1, None, True),
    }

    assert json.loads(json.dumps(plain(details))) == {
        "name": {"fa": "ف", "en": "f"},
        "role": "clerk",
        "day": "2026-11-24",
        "id": "00000000-0000-0000-0000-000000000001",
        "raw": "01",
        "path": "/x",
        "many": [1, None, True],
    }


def test_what_is_given_is_not_missing() -> None:
    required(text="", count=0)


def raised(error: BaseException) -> int:
    raise error
