from __future__ import annotations

import pytest
from rich.cells import cell_len
from typer.core import TyperGroup
from typer.main import get_command

from kiosk.commands.line import command_line
from kiosk.words import Words
from tests.kiosk.commands.offices import CommandLine

COMMANDS = (
    "run",
    "demo",
    "init",
    "migrate",
    "report",
    "doctor",
    "staff",
    "catalogue",
    "check",
    "find",
    "import",
    "appointments",
    "audit",
    "simulate",
)
GROUPS = {
    "appointments": ("import", "list"),
    "staff": ("add", "list", "disable", "reset"),
    "check": ("national-code", "mrz", "receipt", "certificate"),
    "audit": ("verify",),
}


def test_the_words_of_the_contract_are_all_there() -> None:
    whole = get_command(command_line(Words("en")))
    assert isinstance(whole, TyperGroup)

    assert sorted(whole.commands) == sorted(COMMANDS)
    for name, inner in GROUPS.items():
        group = whole.commands[name]
        assert isinstance(group, TyperGroup)
        assert tuple(group.commands) == inner


def every_command() -> list[tuple[str, ...]]:
    inner = [(name, each) for name, commands in GROUPS.items() for each in commands]
    return [(), *((name,) for name in COMMANDS), *inner]


@pytest.mark.parametrize("command", every_command())
def test_every_command_has_its_help_in_both_languages(kiosk: CommandLine, command: tuple[str, ...]) -> None:
    english = kiosk("--language", "en", *command, "--help")
    persian = kiosk("--language", "fa", *command, "--help")

    assert (english.code, persian.code) == (0, 0)
    assert "Usage: kiosk" in english.out
    assert "Options" in english.out
    assert not any("\u0600" <= letter <= "\u06ff" for letter in english.out)
    assert "Options" not in persian.out
    assert "Show " not in persian.out
    assert max(cell_len(line) for line in persian.out.splitlines()) <= 80


def test_the_language_follows_the_terminal(kiosk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fa_IR.UTF-8")

    assert "نشان" in kiosk("--help").out
    assert "Usage" in kiosk("--language", "en", "--help").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chekc"], "chekc: is not a command; did you mean check?"),
        (["check", "receit"], "receit: is not a command; did you mean receipt?"),
        (["demo", "--frsh"], "--frsh: is not an option here; did you mean --fresh?"),
        (["demo", "--seed"], "--seed: needs a value"),
        (["demo", "--seed", "x"], "--seed: has an impossible value"),
        (["run", "--station", "roof"], "--station: must be one of: lobby, counter, supervisor, display"),
        (["--language", "de", "demo"], "--language: must be one of: fa, en"),
        (["doctor", "once", "again"], "once: is one word too many"),
        (["doctor", "once", "again"], "again: is one word too many"),
        (["check"], "kiosk check: a command is missing; --help lists them"),
        (["check", "national-code"], "TEXT: is missing"),
    ],
)
def test_wrong_use_names_what_is_wrong(kiosk: CommandLine, arguments: list[str], says: str) -> None:
    said = kiosk(*arguments)

    assert (said.code, said.out) == (2, "")
    assert f"  {says}" in said.err.splitlines()


def test_wrong_use_is_json_for_who_wants_json(kiosk: CommandLine) -> None:
    said = kiosk("catalogue", "--jsn", "--json")

    (problem,) = said.json["error"]["details"]["problems"]
    assert (said.code, said.err, said.json["error"]["key"]) == (2, "", "usage.wrong")
    assert (problem["path"], problem["did_you_mean"]) == ("--jsn", "--json")


def test_wrong_use_is_told_in_the_chosen_language(kiosk: CommandLine) -> None:
    said = kiosk("--language", "fa", "find")

    assert said.out == ""
    assert "--reason" in said.err
    assert any("\u0600" <= letter <= "\u06ff" for letter in said.err)
