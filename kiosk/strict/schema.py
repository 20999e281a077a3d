"""The JSON Schema of what `read` accepts, from the same classes.

A check says by an attribute `schema` what it can say in JSON Schema's words; the rest it only tells when it
refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from kiosk.strict.reading import Says, key_of

DRAFT = "//json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", int: "integer", bool: "boolean"}

Schema = dict[str, object]


def json_schema(kind: type) -> Schema:
    """`kind` is a frozen dataclass."""
    return {"$schema": f"https:{DRAFT}"} | _of(kind)


def _of(kind: object) -> Schema:
    if isinstance(kind, type):
        return _of_class(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return _of(next(each for each in arguments if each is not type(None)))
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    return {"type": "object", "additionalProperties": _of(arguments[1])}


def _annotated(arguments: tuple[object, ...]) -> Schema:
    schema = _of(arguments[0])
    for note in arguments[1:]:
        if isinstance(note, Says):
            schema["description"] = note.sentence
        said = getattr(note, "schema", None)
        if isinstance(said, Mapping):
            schema |= said
    return schema


def _of_class(kind: type) -> Schema:
    if is_dataclass(kind):
        return _of_table(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    return {"type": _PLAIN[kind]}


def _of_table(kind: type) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    table = fields(kind)
    required = [
        key_of(each.name) for each in table if each.default is MISSING and each.default_factory is MISSING
    ]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {key_of(each.name): _of(hints[each.name]) for each in table},
        "required": required,
        "additionalProperties": False,
    }
