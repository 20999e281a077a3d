"""The small office of the screen tests."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from tests.demo_office import DemoOffice
from tests.screens.offices import SmallOffice, copied


@pytest.fixture(scope="session", autouse=True)
def style_sheets_parsed_once() -> Iterator[None]:
    """Textual parses each style sheet anew for each application: much of these tests' time."""
    parsed: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def once(sheet: Stylesheet, css: str, read_from: CSSLocation, *args: Any, **kwargs: Any) -> list[RuleSet]:
        key = (css, read_from, args, tuple(kwargs.items()), tuple(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, read_from, *args, **kwargs)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture
def office(demo_office: DemoOffice, tmp_path: Path) -> Iterator[SmallOffice]:
    """An office of one's own with forty applicants."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(demo_office.folder, folder) as made:
        yield made
