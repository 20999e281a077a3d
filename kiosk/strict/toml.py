"""A TOML file as tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from re import escape, match, search

from kiosk.strict.problems import ConfigProblems, Problem, Wrong, msgid


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


def located(problems: Iterable[Problem], file: Path, root: str) -> list[Problem]:
    """The problems with file and line, where the file says what they are about; `root` begins their paths."""
    text = file.read_text("utf-8-sig")
    found = []
    for problem in problems:
        line = line_of(text, problem.path.removeprefix(f"{root}.").split("."))
        found.append(problem._replace(place=f"{file.name}:{line}") if line else problem)
    return found


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line, from 1, that says what stands under these keys, or the nearest table above it; 0: none does.

    `keys` are the path of a problem; numbers count the entries of a list.
    """
    best, found = 0, 0
    header: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := match(r"\s*\[\[?([^\]]+)\]", line):
            header = tuple(part.strip(" \"'") for part in heading[1].split("."))
            depth = _shared(header, keys)
            depth = depth if depth == len(header) else 0
        elif keys[: len(header)] == list(header) and len(keys) > len(header):
            depth = len(header) + _names(line, keys[len(header) :])
            depth = depth if depth > len(header) else 0
        else:
            continue
        if depth > best:
            best, found = depth, number
    return found


def _names(line: str, keys: Sequence[str]) -> int:
    """How many of the keys this line has, one inside the other."""
    if not match(rf"\s*[\"']?{escape(keys[0])}[\"']?\s*[.=]", line):
        return 0
    inner = [key for key in keys[1:] if not key.isdigit() and search(rf"\b{escape(key)}\b[\"']?\s*=", line)]
    return 1 + len(inner)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many keys both begin with."""
    return next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


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
