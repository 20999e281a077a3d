"""A TOML file as tables."""

from __future__ import annotations

import tomllib
from pathlib import Path
from re import search

from kiosk.strict.problems import ConfigProblems, Wrong, msgid


def read_toml(path: Path) -> dict[str, object]:
    """Raises ConfigProblems: unreadable, not UTF-8, or not TOML (with the line)."""
    try:
        # Editors on Windows put a byte order mark first, which TOML does not know.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        wrong = Wrong(msgid("is not written in UTF-8 (byte {byte})"), byte=error.start)
    except tomllib.TOMLDecodeError as error:
        wrong = _syntax(str(error))
    except OSError as error:
        wrong = Wrong(msgid("cannot be read: {reason}"), reason=error.strerror or type(error).__name__)
    raise ConfigProblems([wrong.at(str(path))])


def _syntax(said: str) -> Wrong:
    place = search(r"^(.*) \(at line (\d+), column (\d+)\)$", said)
    if place is None:
        return Wrong(msgid("is not valid TOML: {reason}"), reason=said)
    reason, line, column = place.groups()
    return Wrong(
        msgid("is not valid TOML in line {line}, column {column}: {reason}"),
        reason=reason,
        line=int(line),
        column=int(column),
    )
