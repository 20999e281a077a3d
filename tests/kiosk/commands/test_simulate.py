"""A simulated day: what must hold holds, the same seed gives the same day, and nothing is left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.demo.day import living
from kiosk.demo.day.ending import Closed
from kiosk.demo.day.scores import Flaws, Scores
from kiosk.demo.office import reopen
from kiosk.services.auditing import Verification
from tests.kiosk.commands.offices import CommandLine

QUIET = Scores(
    arrivals=0,
    tickets=0,
    states={},
    happened={},
    waits={},
    names={},
    told=0,
    held=0,
    overtaken=0,
    in_a_row=0,
    unfair_calls=0,
    double_calls=0,
    lost_tickets=0,
    second_tickets=0,
    audit=Verification(0, "", None),
    flaws=Flaws(0, 0, 0, 0, 0),
    blanks=(),
    counted=True,
    requests={},
    closed=Closed(0, 0, is_true=True),
)
"""A day to which nobody came."""
DAY = ("simulate", "--day", "1405/9/10", "--applicants", "6", "--seed", "1")


def test_a_day_passes_with_its_scores_and_passes_again_in_the_same_way(
    kiosk: CommandLine, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"

    first = kiosk(*DAY, "--json", "--dir", str(kept)).json
    again = kiosk("--language", "fa", *DAY)

    assert (first["ok"], first["day"], first["arrivals"], first["counters"]) == (True, "2026-12-01", 6, 2)
    assert all(first["checks"].values())
    assert first["tickets"] == first["served"] + first["no_shows"] >= 6
    assert first["waits"]["all"]["people"] == first["interval"]["told"] == first["tickets"]
    assert sum(first["requests"].values()) == 6
    flaws = first["flaws"]
    assert flaws["planted"] == flaws["by_clerks"] + flaws["by_supervisor"] + flaws["missed"] > 0
    assert first["closing"]["sample"] > 0
    [blanks] = first["blanks"]
    assert blanks["opening"] == blanks["used"] + blanks["spoiled"] + blanks["in_stock"]
    assert blanks["used"] > 0
    assert first["happened"]["given-back"] >= 1, "the counter that died kept its ticket"
    _is_the_same(again.out, first)
    assert again.code == 0
    assert kiosk("--config", str(kept / "kiosk.toml"), "audit", "verify").code == 0
    office = reopen(kept)
    assert office is not None
    assert [each.login for each in office.staff] == ["clerk1", "clerk2", "clerk3", "supervisor"]
    assert {path.name for path in tmp_path.iterdir()} == {"empty", "kept"}


def _is_the_same(told: str, first: dict[str, object]) -> None:
    """The table says in Persian what the object says."""
    figures = [line.split()[-1] for line in told.splitlines() if line.strip()]
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789.")
    translated = [figure.translate(digits) for figure in figures]
    audit = first["audit"]
    assert isinstance(audit, dict)
    waits = first["waits"]
    assert isinstance(waits, dict)
    for number in (first["tickets"], audit["entries"], waits["all"]["longest"]):
        assert str(number) in translated


def test_a_day_on_which_a_ticket_was_lost_says_so_with_its_seed(
    kiosk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(living, "live", lambda _wish, _progress: replace(QUIET, lost_tickets=1))

    said, told = kiosk("simulate", "--seed", "77"), kiosk("simulate", "--seed", "77", "--json")

    assert (said.code, told.code, told.json["ok"]) == (1, 1, False)
    assert [name for name, held in told.json["checks"].items() if not held] == ["no-lost-ticket"]
    [line] = [line for line in said.out.splitlines() if "no ticket was lost" in line]
    assert line.split()[-1] == "NO"
    assert "77" in said.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("option", "value"), [("--day", "soon"), ("--day", "1805-01-01"), ("--applicants", "4")]
)
def test_a_day_that_cannot_be_is_wrong_use(kiosk: CommandLine, option: str, value: str) -> None:
    said = kiosk("simulate", option, value, "--json")

    assert said.code == 2
    assert said.json["error"]["details"]["problems"][0]["path"] == option


def test_an_office_is_never_made_over_something_else(kiosk: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear all", encoding="utf-8")

    said = kiosk(*DAY, "--dir", str(tmp_path / "other"), "--json")

    assert (said.code, said.json["error"]["key"]) == (1, "demo.folder-in-use")
    assert [file.name for file in (tmp_path / "other").iterdir()] == ["letter.txt"]
