"""What every screen must keep to, so that the display layer can do its work."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SCREENS = Path(__file__).parents[3] / "screens"
OWN = ("persian", "graphics", "terminal", "scan_view")
"""The layer itself, and what draws cells that are no text."""
FORBIDDEN = {"Input", "TextArea", "MaskedInput", "Segment"}


def calls(name: str) -> Iterator[str]:
    """Where a class of this name is made into an object."""
    for path in sorted(SCREENS.rglob("*.py")):
        if set(path.relative_to(SCREENS).parts) & set(OWN):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(SCREENS)}:{node.lineno}"


def test_one_types_into_fields_that_read_right_and_no_line_is_built_by_hand() -> None:
    assert [place for name in sorted(FORBIDDEN) for place in calls(name)] == []


def test_such_a_place_is_found() -> None:
    assert list(calls("Field"))
