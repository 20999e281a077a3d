"""The command line as its users meet it, and an invented office to point it at."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyotp
import pytest

from kiosk.commands import run
from kiosk.config import load
from kiosk.wiring import open_store

CHECKOUT = {"PYTHONPATH": str(Path(__file__).parents[3]), "LC_ALL": "C.UTF-8"}
"""For a fresh process in another folder: the packages under test, installed or not."""

Answer = str | Callable[[], str]
"""A line of standard input, or how to find it when it is asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output: anything else there breaks the contract."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Office:
    folder: Path
    staff: dict[str, dict[str, str]]
    samples: list[dict[str, str]]

    @property
    def config(self) -> str:
        return str(self.folder / "kiosk.toml")

    def sign_in(self, login: str) -> list[str]:
        """The two lines that a script writes: password and present code."""
        member = self.staff[login]
        return [member["password"], pyotp.TOTP(member["totp_secret"]).now()]

    def forget_used_codes(self) -> None:
        """A code counts once; a test that signs in twice would have to wait half a minute."""
        store = open_store(load(Path(self.config)))
        with store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE staff SET totp_step = -1")
        store.close()

    def sample(self, state: str) -> dict[str, str]:
        return next(each for each in self.samples if each["state"] == state)

    def printed(self) -> Path:
        return sorted((self.folder / "printed").glob("*.pdf"))[0]


class Script:
    """Standard input of a script: lines, each made when it is read."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = iter(answers)

    def isatty(self) -> bool:
        return False

    def readline(self, _size: int = -1) -> str:
        answer = next(self._answers, None)
        if answer is None:
            return ""
        return (answer if isinstance(answer, str) else answer()) + "\n"

    def read(self, _size: int = -1) -> str:
        return "".join(iter(self.readline, ""))


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs commands in this process."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, lines: Iterable[Answer] = ()) -> Said:
        self.capture.readouterr()
        with standard_input(lines):
            code = run(arguments)
        said = self.capture.readouterr()
        return Said(code, said.out, said.err)


@contextmanager
def standard_input(lines: Iterable[Answer]) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = Script(lines)
    try:
        yield
    finally:
        sys.stdin = before
