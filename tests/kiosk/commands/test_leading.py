from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import commands
from kiosk.commands import line, station
from kiosk.commands.errand import Errand
from kiosk.commands.leading import StationWish, language_of, leading, station_wish
from kiosk.commands.voice import Voice
from kiosk.config.settings import StationKind

SAMPLE = Path(__file__).parents[3] / "kiosk.toml"
WORDS = (
    "--config", "x.toml", "--config=y.toml", "--language", "fa", "en", "de", "--language=fa", "run",
    "--station", "counter", "lobby", "--station=supervisor", "--station=roof", "--version", "--json",
    "find", "",
)  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[StationWish]:
    """The stations that would be opened."""
    opened: list[StationWish] = []

    def note(errand: Errand, kind: StationKind | None) -> int:
        opened.append(StationWish(errand.config_path, errand.language, kind))
        return 0

    monkeypatch.setattr(station, "open_station", note)
    return opened


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["run", "--station", "supervisor"],
        ["run", "--station=counter"],
        ["--config", "a.toml"],
        ["--config=a.toml", "--language", "en", "run"],
        ["--language=fa", "--config", "a.toml", "--language", "en", "run", "--station", "lobby"],
    ],
)
def test_the_short_way_opens_what_the_whole_command_line_opens(
    arguments: list[str], opened: list[StationWish]
) -> None:
    commands.run(arguments)
    line.follow(Errand(Voice("en")), arguments)

    assert len(opened) == 2
    assert opened[0] == opened[1] == station_wish(arguments)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_whatever_takes_the_short_way_means_the_same_on_the_long_one(
    opened: list[StationWish], arguments: list[str]
) -> None:
    opened.clear()
    wish = station_wish(arguments)
    if wish is not None:
        line.follow(Errand(Voice("en")), arguments)

        assert opened == [wish]


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["run", "--help"], ["--language", "de"], ["run", "--station", "roof"],
     ["demo"], ["--config"], ["run", "now"]],
)  # fmt: skip
def test_everything_else_takes_the_long_way(arguments: list[str]) -> None:
    assert station_wish(arguments) is None


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fa_IR.UTF-8"}, "fa"),
        ([], {"LANG": "fa_IR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "fa", "LANG": "de_DE.UTF-8"}, "fa"),
        ([], {"LANG": "fao_FO.UTF-8"}, "en"),
        (["--language", "fa", "find"], {"LANG": "C"}, "fa"),
        (["--config", "x", "--language=en"], {"LANG": "fa_IR"}, "en"),
        (["--language", "de"], {"LANG": "fa_IR"}, "fa"),
        (["find", "--language", "fa"], {}, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_terminals(
    arguments: list[str], environ: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environ) == language


def test_the_options_end_where_the_command_begins() -> None:
    assert leading(["--config", "a", "check", "--language", "fa"]) == (
        {"--config": "a"},
        ["check", "--language", "fa"],
    )


def test_what_the_command_line_says_goes_before_the_settings() -> None:
    errand = Errand(Voice("en"))
    errand.config_path, errand.language = SAMPLE, "en"

    chosen = station.chosen(errand.config(), errand, "supervisor").station

    assert (chosen.kind, chosen.language) == ("supervisor", "en")
