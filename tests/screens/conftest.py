"""The small office of the screen tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.demo_office import DemoOffice
from tests.screens.offices import SmallOffice, copied


@pytest.fixture
def office(demo_office: DemoOffice, tmp_path: Path) -> Iterator[SmallOffice]:
    """An office of one's own with forty applicants."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(demo_office.folder, folder) as made:
        yield made


@pytest.fixture(autouse=True, scope="session")
def _rules_read_once() -> Iterator[None]:
    """The rules of a stylesheet are read once in a run, instead of by each application anew.

    Textual keeps them by text and place for one application; colours come in besides.
    """
    read: dict[tuple[object, ...], list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def kept(sheet: Stylesheet, css: str, read_from: Any, *how: Any, **named: Any) -> list[RuleSet]:
        key = (tuple(sheet._variables.items()), css, read_from, how, tuple(named.items()))
        if key not in read:
            read[key] = parse(sheet, css, read_from, *how, **named)
        return read[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Stylesheet, "_parse_rules", kept)
        yield
