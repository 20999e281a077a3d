"""Serial numbers of numbered forms: letters, then digits that count on.  Source: domain.md 3.5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii

MOST = 2_000
"""Forms in one range: nobody counts more in one go."""
_SERIAL = re.compile(r"(?=[A-Z0-9-]{4,20}\Z)(?P<prefix>[A-Z0-9-]*?)(?P<digits>[0-9]{1,12})")
_PARTS = re.compile(r"[,;،؛\n]")
_UNTIL = re.compile(r"\s*(?:–|—|\.\.|…|\s-\s|\bTO\b|تا)\s*|\s+")
_LONGEST = 4_000
"""Letters of a list of ranges that is read at all."""


def serial(text: str) -> str:
    """A serial in its stored spelling.

    Raises:
        Refused: "stock.serial" (details: example).
    """
    stored = to_ascii(text).strip().upper()
    if not _SERIAL.fullmatch(stored):
        raise Refused("stock.serial", example="K12345678")
    return stored


@dataclass(frozen=True, slots=True)
class Run:
    """Serials that follow each other, both ends included."""

    first: str
    last: str

    def __len__(self) -> int:
        return _number(self.last) - _number(self.first) + 1

    def __iter__(self) -> Iterator[str]:
        prefix, digits = _split(self.first)
        begin = int(digits)
        return (f"{prefix}{begin + place:0{len(digits)}d}" for place in range(len(self)))

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


def run(first: str, last: str = "") -> Run:
    """From the first serial to the last one; without a last one that serial alone.

    Raises:
        Refused: "stock.serial" (details: example), "stock.range" (details: first, last),
            "stock.too-many" (details: most).
    """
    begin = serial(first)
    end = serial(last) if last.strip() else begin
    made = Run(begin, end)
    if not _follow(begin, end):
        raise Refused("stock.range", first=begin, last=end)
    if len(made) > MOST:
        raise Refused("stock.too-many", most=MOST)
    return made


def read_runs(text: str) -> tuple[Run, ...]:
    """A list of ranges, each on a line or after a comma: `K0001–K0050, K0055`; none may overlap.

    Raises:
        Refused: "stock.twice" (details: serial), and what `run` raises.
    """
    if len(text) > _LONGEST:
        raise Refused("stock.too-many", most=MOST)
    parts = (part.strip() for part in _PARTS.split(to_ascii(text).upper()))
    found = tuple(_read(part) for part in parts if part)
    seen: set[str] = set()
    for each in chain.from_iterable(found):
        if each in seen:
            raise Refused("stock.twice", serial=each)
        seen.add(each)
    return found


def runs(serials: Iterable[str]) -> tuple[Run, ...]:
    """The fewest ranges that hold exactly these serials, in their order."""
    found: list[Run] = []
    for each in sorted(set(serials), key=_place):
        if found and _next_to(found[-1].last, each):
            found[-1] = Run(found[-1].first, each)
        else:
            found.append(Run(each, each))
    return tuple(found)


def written(serials: Iterable[str]) -> str:
    """The ranges as they are read on a screen or a paper; empty for none."""
    return ", ".join(str(each) for each in runs(serials))


def _read(part: str) -> Run:
    ends = _UNTIL.split(part, maxsplit=1)
    if len(ends) == 1:
        ends = _at_hyphen(part)
    return run(*ends)


def _at_hyphen(part: str) -> list[str]:
    """`K0001-K0050` and `AB-0001-AB-0050` are ranges, `AB-0050` is none: the ends of a range are alike."""
    for at, letter in enumerate(part):
        before, after = part[:at], part[at + 1 :]
        both = letter == "-" and _SERIAL.fullmatch(before) and _SERIAL.fullmatch(after)
        if both and _follow(before, after):
            return [before, after]
    return [part]


def _follow(first: str, last: str) -> bool:
    before, after = _split(first), _split(last)
    return before[0] == after[0] and len(before[1]) == len(after[1]) and int(before[1]) <= int(after[1])


def _next_to(one: str, other: str) -> bool:
    return _follow(one, other) and _number(other) == _number(one) + 1


def _place(text: str) -> tuple[str, int, int]:
    prefix, digits = _split(text)
    return prefix, len(digits), int(digits)


def _number(text: str) -> int:
    return int(_split(text)[1])


def _split(text: str) -> tuple[str, str]:
    """Prefix and digits.  The digits are all at the end: `7A012` has the prefix `7A`."""
    found = _SERIAL.fullmatch(text)
    if found is None:
        raise Refused("stock.serial", example="K12345678")
    return found["prefix"], found["digits"]
