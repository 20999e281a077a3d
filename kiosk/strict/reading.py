"""Tables into frozen dataclasses and named tuples.

A class says with its type hints what it accepts; its keys are the names of its fields with hyphens.
Accepted are `str`, `int`, `bool`, `date`, `Path`, `StrEnum`, `Literal`, `X | None`, `tuple[X, ...]`,
`Mapping[str, X]`, and such classes again.  `Annotated[X, check]` calls `check(value)`.  A class may
have `contradictions()`, which yields a key and a `Wrong` for settings that exclude each other.

No validation library is used: kiosk.toml is read before the first screen, and importing one took
a quarter of the time to that screen.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import (
    Annotated,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from kiosk.strict.problems import ConfigProblems, Problem, Wrong, closest, msgid, unknown

T = TypeVar("T")


Check = Callable[..., object]
"""Returns the value to keep, or raises Wrong."""
_NONE: Mapping[type, Callable[..., object]] = MappingProxyType({})


class Says(NamedTuple):
    """The sentence that explains a setting; it also stands as its comment in the sample file."""

    sentence: str
    example: str = ""
    """Shown where the setting has no value by itself."""


class Manners(NamedTuple):
    """How one file is to be read."""

    base: Path = Path()
    """Relative paths start here."""
    short: Mapping[type, Callable[[str], object]] = _NONE
    """What a plain text stands for, by class: a table, or the thing itself.  May raise Wrong."""
    checks: Mapping[type, Check] = _NONE
    """Checks for classes that cannot name their own."""


class _Sheet(NamedTuple):
    manners: Manners
    problems: list[Problem]

    def refuse(self, path: str, wrong: Wrong) -> object:
        self.problems.append(wrong.at(path))
        return None


_Reader = Callable[[object, str, _Sheet], object]
"""Value, path, sheet → what is kept.  After a refusal the answer means nothing, as nothing is built."""


def read(kind: type[T], raw: object, at: str = "", manners: Manners | None = None) -> T:
    """The tables of a file as `kind`.

    Raises:
        ConfigProblems: all of them, with paths below `at`.
    """
    sheet = _Sheet(manners or Manners(), [])
    value = _reader(cast("Hashable", kind))(raw, at, sheet)
    if sheet.problems:
        raise ConfigProblems(sheet.problems)
    return cast("T", value)


def key_of(name: str) -> str:
    """The key in the file of a field in the code."""
    return name.replace("_", "-")


@cache
def _reader(kind: Hashable) -> _Reader:
    if isinstance(kind, type):
        return _class_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _checked(_reader(arguments[0]), [each for each in arguments[1:] if callable(each)])
    if origin is Literal:
        return _choice({each: each for each in arguments})
    if origin in (Union, UnionType):
        return _reader(next(each for each in arguments if each is not type(None)))
    if origin is tuple:
        return _list(_reader(arguments[0]))
    return _mapping(_reader(arguments[1]))


def _class_reader(kind: type) -> _Reader:
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _table(kind)
    if issubclass(kind, StrEnum):
        return _choice({str(member): member for member in kind})
    return _path if kind is Path else _plain(kind)


_EXPECTED = {
    str: msgid("must be text in quotation marks"),
    int: msgid("must be a whole number, without quotation marks"),
    bool: msgid("must be true or false, without quotation marks"),
    date: msgid("must be a day as year-month-day, without quotation marks"),
}


def _plain(kind: type) -> _Reader:
    wrong = Wrong(_EXPECTED[kind])

    def plain(value: object, path: str, sheet: _Sheet) -> object:
        if type(value) is not kind:  # The exact class, since Python takes true for a number as well.
            sheet.refuse(path, wrong)
        return value

    return plain


def _path(value: object, path: str, sheet: _Sheet) -> object:
    if isinstance(value, str) and value.strip() and "\0" not in value:
        return sheet.manners.base / Path(value)
    return sheet.refuse(path, Wrong(msgid("must be a path in quotation marks")))


def _choice(members: Mapping[str, object]) -> _Reader:
    listed = ", ".join(members)

    def choice(value: object, path: str, sheet: _Sheet) -> object:
        if isinstance(value, str) and value in members:
            return members[value]
        guess = closest(value, members) if isinstance(value, str) else None
        return sheet.refuse(path, Wrong(msgid("must be one of {choices}"), guess, choices=listed))

    return choice


def _checked(reader: _Reader, checks: list[Check]) -> _Reader:
    def checked(value: object, path: str, sheet: _Sheet) -> object:
        before = len(sheet.problems)
        kept = reader(value, path, sheet)
        if len(sheet.problems) > before:
            return None
        try:
            for check in checks:
                kept = check(kept)
        except Wrong as wrong:
            sheet.refuse(path, wrong)
        return kept

    return checked


def _list(reader: _Reader) -> _Reader:
    def listed(value: object, path: str, sheet: _Sheet) -> object:
        if not isinstance(value, list):
            return sheet.refuse(path, Wrong(msgid("must be a list in square brackets")))
        return tuple([reader(each, f"{path}.{number}", sheet) for number, each in enumerate(value, start=1)])

    return listed


def _mapping(reader: _Reader) -> _Reader:
    def mapping(value: object, path: str, sheet: _Sheet) -> object:
        if not isinstance(value, dict):
            return sheet.refuse(path, Wrong(msgid("must be a table")))
        return {key: reader(each, f"{path}.{key}", sheet) for key, each in value.items()}

    return mapping


class _Key(NamedTuple):
    field: str
    reader: _Reader
    plain: object
    """A value of exactly this class is kept as it is; None: the reader must see each."""


class _Shape(NamedTuple):
    """What the table of a class may and must say."""

    keys: Mapping[str, _Key]
    required: tuple[str, ...]


def _table(kind: type) -> _Reader:
    known: list[_Shape] = []

    def table(value: object, path: str, sheet: _Sheet) -> object:
        if not known:
            known.append(_shape(kind))
        if isinstance(value, str) and kind in sheet.manners.short:
            try:
                value = sheet.manners.short[kind](value)
            except Wrong as wrong:
                return sheet.refuse(path, wrong)
            if isinstance(value, kind):
                return value
        if not isinstance(value, dict):
            return sheet.refuse(path, Wrong(msgid("must be a table")))
        before = len(sheet.problems)
        cells = _cells(value, f"{path}." if path else "", sheet, known[0])
        return _built(kind, cells, path, sheet) if len(sheet.problems) == before else None

    return table


def _shape(kind: type) -> _Shape:
    hints = get_type_hints(kind, include_extras=True)
    names = dict(_fields(kind))
    return _Shape(
        {key_of(name): _Key(name, _reader(hints[name]), _kept(hints[name])) for name in names},
        tuple(key_of(name) for name, required in names.items() if required),
    )


def _kept(hint: object) -> object:
    """The class behind `X` or `X | None`, where every value of it is right."""
    if get_origin(hint) in (Union, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    return hint if hint in _EXPECTED else None


def _fields(kind: type) -> Iterator[tuple[str, bool]]:
    """Each field, and whether it has no default."""
    if is_dataclass(kind):
        for each in fields(kind):
            yield each.name, each.default is MISSING and each.default_factory is MISSING
    else:
        names: tuple[str, ...] = getattr(kind, "_fields", ())
        defaults: Mapping[str, object] = getattr(kind, "_field_defaults", {})
        yield from ((name, name not in defaults) for name in names)


def _cells(value: Mapping[str, object], stem: str, sheet: _Sheet, shape: _Shape) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name, each in value.items():
        if key := shape.keys.get(name):
            as_it_is = type(each) is key.plain
            cells[key.field] = each if as_it_is else key.reader(each, stem + name, sheet)
        else:
            sheet.refuse(stem + name, unknown(name, shape.keys))
    for name in shape.required:
        if name not in value:
            sheet.refuse(stem + name, Wrong(msgid("is missing")))
    return cells


def _built(kind: type, cells: Mapping[str, object], path: str, sheet: _Sheet) -> object:
    made = kind(**cells)
    for key, wrong in getattr(made, "contradictions", tuple)():
        sheet.refuse(f"{path}.{key}", wrong)
    if check := sheet.manners.checks.get(kind):
        try:
            return check(made)
        except Wrong as wrong:
            sheet.refuse(path, wrong)
    return made
