"""Wrong use of the command line, told like wrong settings: every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import KioskError, Unavailable
from kiosk.strict import ConfigProblems, Problem, msgid


class Exit(IntEnum):
    """The exit codes of the contract."""

    DONE = 0
    REFUSED = 1
    WRONG_USE = 2
    UNAVAILABLE = 3


INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""


class WrongUse(KioskError):
    """The command was not asked for in the right way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("usage.wrong", count=len(problems))
        self.problems = problems


def wrong_use(what: str, message: str, **details: object) -> WrongUse:
    """One problem; `message` is a msgid."""
    return WrongUse(Problem(what, message, details))


def required(**given: object | None) -> None:
    """
    Raises:
        WrongUse: every option or argument that is missing (None).
    """
    missing = [_spelled(name) for name, value in given.items() if value is None]
    if missing:
        raise WrongUse(*(Problem(name, msgid("is missing")) for name in missing))


def code_of(error: KioskError) -> Exit:
    match error:
        case ConfigProblems() | WrongUse():
            return Exit.WRONG_USE
        case Unavailable():
            return Exit.UNAVAILABLE
        case _:
            return Exit.REFUSED


def details_of(error: KioskError) -> dict[str, object]:
    """The details of a refusal as JSON can hold them."""
    details = {name: plain(value) for name, value in error.details.items()}
    if isinstance(error, ConfigProblems | WrongUse):
        details["problems"] = [
            {"path": each.path, "message": str(each), "did_you_mean": each.did_you_mean, "place": each.place}
            for each in error.problems
        ]
    return details


def plain(value: object) -> object:
    match value:
        case Bilingual():
            return {"fa": value.fa, "en": value.en}
        case Enum():
            return plain(value.value)
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case bytes():
            return value.hex()
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def _spelled(name: str) -> str:
    return name if name.isupper() else "--" + name.rstrip("_").replace("_", "-")
