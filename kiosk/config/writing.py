"""A commented kiosk.toml, written from the same sentences that the settings carry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from textwrap import wrap
from typing import Annotated, get_args, get_origin, get_type_hints

from kiosk.config.settings import Config
from kiosk.strict import Says, key_of

_WIDTH = 100


def written(settings: Mapping[str, Mapping[str, object]]) -> str:
    """The text of a file with these settings; what is not given stands there as a comment.

    `settings` is shaped like the file: section → key → text, number, truth value, table or list.
    """
    hints = get_type_hints(Config, include_extras=True)
    parts = [_section(each.name, hints[each.name], settings.get(each.name, {})) for each in fields(Config)]
    return "\n".join(parts)


def _section(name: str, kind: object, given: Mapping[str, object]) -> str:
    if isinstance(kind, type) and is_dataclass(kind):
        lines = [*_comment(kind.__doc__ or ""), f"[{name}]"]
        for each, says in sentences(kind):
            lines += [*_comment(says.sentence), _setting(each, says, given)]
    else:
        lines = [*_comment(_says(kind).sentence), f"[{name}]"]
        lines += [f'"{key}" = {_value(value)}' for key, value in given.items()]
    return "\n".join(lines) + "\n"


def sentences(kind: type) -> Iterator[tuple[Field[object], Says]]:
    """Each setting of a section with what it says."""
    hints = get_type_hints(kind, include_extras=True)
    for each in fields(kind):
        yield each, _says(hints[each.name])


def _says(hint: object) -> Says:
    if get_origin(hint) is Annotated:
        for note in get_args(hint):
            if isinstance(note, Says):
                return note
    raise TypeError(f"a setting without its sentence: {hint}")


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH)]


def _setting(each: Field[object], says: Says, given: Mapping[str, object]) -> str:
    key = key_of(each.name)
    if key in given:
        return f"{key} = {_value(given[key])}"
    default = says.example if each.default is None else each.default
    if default is MISSING:
        raise KeyError(key)
    return "\n".join(f"# {line}" for line in f"{key} = {_value(default)}".splitlines())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple) and not any(isinstance(each, Mapping) for each in value):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if isinstance(value, list | tuple):
        return "[\n" + "".join(f"  {_value(each)},\n" for each in value) + "]"
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
