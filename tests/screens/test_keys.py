"""The keys that screens bind: a scanner must not press them, and the gate must let them in."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

from textual.events import Key
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key

from screens.terminal.driver import admits_key

HOUSE = Path(__file__).parents[2]


def bound_keys() -> dict[str, str]:
    """Key → where it is bound, of every `Binding("key", …)` in the source."""
    return {
        key.strip(): f"{path.relative_to(HOUSE)}:{call.lineno}"
        for path in sorted([*(HOUSE / "screens").rglob("*.py"), HOUSE / "kiosk" / "app.py"])
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Binding"
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant)
        for key in str(argument.value).split(",")
    }


def character_of(key: str) -> str | None:
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


def test_no_bound_key_is_a_digit() -> None:
    """The first digits of a scan come before it is recognised as one."""
    keys = bound_keys()

    # The calibration ends before there is an officer to scan anything.
    assert {key for key, place in keys.items() if key.isdigit() and "calibration" not in place} == set()


def test_every_bound_key_passes_the_gate() -> None:
    keys = bound_keys()

    assert {key: place for key, place in keys.items() if not admits_key(Key(key, character_of(key)))} == {}
    assert "f2" in keys
