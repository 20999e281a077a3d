"""What is wrong with a file of ours, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kiosk.domain.errors import KioskError


def msgid(text: str) -> str:
    """Marks a sentence for the translators; it is translated where it is shown."""
    return text


class Problem(NamedTuple):
    """One thing that is wrong.  `message` is an English msgid whose {holes} `details` fill."""

    path: str
    message: str
    details: Mapping[str, object] = MappingProxyType({})
    did_you_mean: str | None = None
    place: str = ""
    """File and line, where they are known."""

    def __str__(self) -> str:
        guess = f"; did you mean {self.did_you_mean}?" if self.did_you_mean else ""
        return f"{self.path}: {self.message.format(**self.details)}{guess}"


class ConfigProblems(KioskError):
    """Everything that is wrong, together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("config.problems", count=len(self.problems))


class Wrong(Exception):
    """Raised by a check: the value is not acceptable."""

    def __init__(self, message: str, did_you_mean: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.did_you_mean = did_you_mean
        self.details = details

    def at(self, path: str) -> Problem:
        return Problem(path, self.message, self.details, self.did_you_mean)


def unknown(word: str, known: Iterable[str]) -> Wrong:
    """A key or a reference that nothing defines."""
    return Wrong(msgid("unknown"), closest(word, known))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    from difflib import get_close_matches

    by_folded = {_folded(name): name for name in known}
    found = get_close_matches(_folded(word), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-")
