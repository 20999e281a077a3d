"""Finding and reading kiosk.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from stat import S_IWOTH

from kiosk.config.calendar import Holiday
from kiosk.config.settings import Config
from kiosk.domain.bilingual import Bilingual
from kiosk.strict import ConfigProblems, Manners, Problem, Wrong, both_languages, msgid, read, read_toml

CANDIDATES = (Path("kiosk.toml"), Path("/etc/kiosk/kiosk.toml"))
"""Where the file is looked for when nobody says where it is."""


def find(explicit: Path | None = None) -> Path:
    """Raises ConfigProblems when there is no such file."""
    places = CANDIDATES if explicit is None else (explicit,)
    for place in places:
        if place.is_file():
            return place.absolute()
    looked = ", ".join(str(place.absolute()) for place in places)
    raise ConfigProblems(
        [Problem("kiosk.toml", msgid("not found (looked for {places})"), {"places": looked})]
    )


def load(path: Path) -> Config:
    """The settings, with absolute paths.

    Raises:
        ConfigProblems: everything that is wrong, together.
    """
    raw = read_toml(path)
    problems = list(_open_to_others(path))
    _fill_in(raw)
    manners = Manners(
        base=path.absolute().parent,
        short={Holiday: lambda day: {"day": day}},
        checks={Bilingual: both_languages},
    )
    try:
        config = read(Config, raw, manners=manners)
    except ConfigProblems as found:
        raise ConfigProblems([*problems, *found.problems]) from None
    if problems:
        raise ConfigProblems(problems)
    return config


def _fill_in(raw: dict[str, object]) -> None:
    """The default folder starts at the file as well; a key or a holiday may stand without quotation marks."""
    storage = raw.setdefault("storage", {})
    if isinstance(storage, dict):
        storage.setdefault("folder", "var")
    keys = raw.get("keys")
    if isinstance(keys, dict):
        raw["keys"] = dict(_flat(keys, ""))
    calendar = raw.get("calendar")
    if isinstance(calendar, dict) and isinstance(calendar.get("holidays"), list):
        calendar["holidays"] = [_quoted(each) for each in calendar["holidays"]]


def _quoted(holiday: object) -> object:
    """TOML knows dates of its own."""
    if isinstance(holiday, dict) and "day" in holiday:
        return {**holiday, "day": _quoted(holiday["day"])}
    return holiday.isoformat() if isinstance(holiday, date) else holiday


def _flat(table: Mapping[str, object], stem: str) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{stem}{name}.")
        else:
            yield stem + name, value


def _open_to_others(path: Path) -> list[Problem]:
    mode = path.stat().st_mode
    if not mode & S_IWOTH:
        return []
    wrong = Wrong(
        msgid("can be changed by every user (mode {mode}); take that away"), mode=f"{mode & 0o777:o}"
    )
    return [wrong.at(str(path))]
