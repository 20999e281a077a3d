"""The words as they stand in the code: what is translated, which refusals are raised, which keys shown."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("kiosk", "screens", "data", "printouts")
COMPILED = ROOT / "kiosk/locale/fa/LC_MESSAGES/kiosk.mo"
PERSIAN = COMPILED.with_suffix(".po")

ERRORS = frozenset({"KioskError", "Refused", "NotFound", "Conflict", "Unavailable", "DecodeError"})
SPEAKERS = frozenset({"words", "say", "inform", "note"})
KEY = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Raised:
    """A refusal in the code; `details` is None where the code does not show their names."""

    key: str
    details: frozenset[str] | None
    place: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the names of the values that its holes are filled with."""

    msgid: str
    values: frozenset[str]
    place: str


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@cache
def persian() -> Catalog:
    with PERSIAN.open("rb") as file:
        return read_po(file, locale="fa")


@cache
def translated() -> dict[str, str]:
    """Every msgid of the catalogue → its Persian."""
    return {str(message.id): str(message.string) for message in persian() if message.id}


@cache
def extracted() -> frozenset[str]:
    """What `make words` collects: the keywords are read from the Makefile."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nwords:")[2].partition("\n\n")[0]
    keywords = DEFAULT_KEYWORDS | parse_keywords(re.findall(r"-k (\S+)", recipe))
    return frozenset(
        str(message[2])
        for package in ("kiosk", "screens")
        for message in extract_from_dir(
            ROOT / package, [("**.py", "python")], keywords=keywords, strip_comment_tags=False
        )
    )


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return tuple((str(file.relative_to(ROOT)), ast.parse(file.read_bytes())) for file in files)


def _calls() -> Iterator[tuple[str, ast.Module, ast.Call]]:
    for name, module in _modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield f"{name}:{node.lineno}", module, node


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def raised() -> Iterator[Raised]:
    """Every refusal; where the key is a variable, whatever looks like a key in that module."""
    for place, module, call in _calls():
        if _called(call) in ERRORS and call.args:
            keys = list(_keys(call.args[0]))
            details = _names(call) if keys else None
            for key in keys or _constants(module):
                yield Raised(key, details, place)


def _keys(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=other):
            yield from _keys(body)
            yield from _keys(other)


def _constants(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
            yield node.value


def _names(call: ast.Call) -> frozenset[str] | None:
    """The names of the values that a call gives, as keywords or in a table; None when it hides them."""
    names: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        names.add(keyword.arg)
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            names.update(name for key in argument.keys if key is not None and (name := _text(key)))
    return frozenset(names)


def said() -> Iterator[Said]:
    """Sentences that are written where they are filled."""
    for place, _, call in _calls():
        names = _names(call)
        for argument in call.args:
            sentence = _marked(argument) or (_text(argument) if _called(call) in SPEAKERS else None)
            if sentence and names is not None:
                yield Said(sentence, names, place)


def _marked(node: ast.expr) -> str | None:
    if isinstance(node, ast.Call) and _called(node) == "msgid" and node.args:
        return _text(node.args[0])
    return None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def said_within_f_strings() -> Iterator[tuple[str, str]]:
    """Place and sentence: Python 3.11 hands an f-string to the collector as one token."""
    for name, module in _modules():
        for text in (node for node in ast.walk(module) if isinstance(node, ast.JoinedStr)):
            for call in (node for node in ast.walk(text) if isinstance(node, ast.Call)):
                if _called(call) in SPEAKERS and call.args and (sentence := _text(call.args[0])):
                    yield f"{name}:{call.lineno}", sentence


def hidden() -> Iterator[str]:
    """Places that say a literal which the extraction cannot see: one of a loop over literals."""
    for name, module in _modules():
        looped = {
            each.target.id
            for each in ast.walk(module)
            if isinstance(each, ast.comprehension | ast.For)
            and isinstance(each.target, ast.Name)
            and isinstance(each.iter, ast.Tuple | ast.List)
            and all(_text(element) for element in each.iter.elts)
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _called(node) in SPEAKERS and node.args:
                argument = node.args[0]
                if isinstance(argument, ast.Name) and argument.id in looped:
                    yield f"{name}:{node.lineno}"


def footer_names() -> Iterator[tuple[str, str]]:
    """The descriptions of the keys that the footer shows."""
    for place, _, call in _calls():
        if _called(call) == "Binding" and len(call.args) > 2 and _shown(call):
            yield _text(call.args[2]) or "", place


def _shown(call: ast.Call) -> bool:
    return not any(
        keyword.arg == "show" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in call.keywords
    )
