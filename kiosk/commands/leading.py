"""What stands before the command, read without the command line's library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from kiosk.config.settings import StationKind
from kiosk.domain.bilingual import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
STATIONS: tuple[StationKind, ...] = get_args(StationKind)
_WITH_A_VALUE = ("--config", "--language")
_ALONE = ("--version", "--help")


class StationWish(NamedTuple):
    """What `kiosk run` was asked for; None: kiosk.toml says."""

    config: Path | None = None
    language: Language | None = None
    station: StationKind | None = None


def leading(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options before the command, the last of each, and everything after them."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, joined, value = rest[0].partition("=")
        if rest[0] in _ALONE:
            given[name], rest = "", rest[1:]
        elif name in _WITH_A_VALUE and joined:
            given[name], rest = value, rest[1:]
        elif name in _WITH_A_VALUE and len(rest) > 1:
            given[name], rest = rest[1], rest[2:]
        else:
            break
    return given, rest


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language to speak, also about arguments that turn out to be wrong."""
    wanted = leading(arguments)[0].get("--language")
    for language in LANGUAGES:
        if language == wanted:
            return language
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "fa" if locale.lower().startswith(("fa_", "fa-", "fa.")) or locale.lower() == "fa" else "en"


def station_wish(arguments: Sequence[str]) -> StationWish | None:
    """The wish, if this is exactly `[--config P] [--language L] [run [--station S]]`; None for all else."""
    given, rest = leading(arguments)
    wanted = _station_words(rest)
    if wanted is None or any(option in given for option in _ALONE):
        return None
    config, language, station = given.get("--config"), given.get("--language"), wanted.get("--station")
    wish = StationWish(
        config=None if config is None else Path(config),
        language=next((each for each in LANGUAGES if each == language), None),
        station=next((each for each in STATIONS if each == station), None),
    )
    # A word that is none of ours is refused by the whole command line, with its sentence.
    return wish if (wish.language, wish.station) == (language, station) else None


def _station_words(rest: Sequence[str]) -> dict[str, str] | None:
    """The options of `run`; None when the words are something else."""
    match rest:
        case [] | ["run"]:
            return {}
        case ["run", "--station", kind]:
            return {"--station": kind}
        case ["run", joined] if joined.startswith("--station="):
            return {"--station": joined.partition("=")[2]}
        case _:
            return None
