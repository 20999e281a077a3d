"""A commented kiosk.toml, written from the same sentences that the settings carry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
    parts = [_section(each, hints[each], settings.get(each, {})) for each in Config._fields]
    return "\n".join(parts)


def _section(name: str, kind: object, given: Mapping[str, object]) -> str:
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        lines = [*_comment(kind.__doc__ or ""), f"[{name}]"]
        defaults: Mapping[str, object] = getattr(kind, "_field_defaults", {})
        for setting, says in sentences(kind):
            lines += [*_comment(says.sentence), _shown(setting, says, given, defaults)]
    else:
        lines = [*_comment(_says(kind).sentence), f"[{name}]"]
        lines += [f'"{key}" = {_value(value)}' for key, value in given.items()]
    return "\n".join(lines) + "\n"


def sentences(kind: type) -> Iterator[tuple[str, Says]]:
    """Each setting of a section with what it says."""
    for name, hint in get_type_hints(kind, include_extras=True).items():
        yield name, _says(hint)


def _says(hint: object) -> Says:
    if get_origin(hint) is Annotated:
        for note in get_args(hint):
            if isinstance(note, Says):
                return note
    raise TypeError(f"a setting without its sentence: {hint}")


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH)]


def _shown(setting: str, says: Says, given: Mapping[str, object], defaults: Mapping[str, object]) -> str:
    key = key_of(setting)
    if key in given:
        return f"{key} = {_value(given[key])}"
    default = defaults[setting]
    if default is None:
        default = says.example
    return "\n".join(f"# {line}" for line in f"{key} = {_value(default)}".splitlines())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple) and not any(isinstance(each, Mapping) for each in value):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if isinstance(value, list | tuple):
        return "[\n" + "".join(f"  {_value(each)},\n" for each in value) + "]"
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
