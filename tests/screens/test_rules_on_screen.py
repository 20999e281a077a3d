"""Every rule of the catalogue as an officer sees it: met, broken, let pass; in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from kiosk import config
from kiosk.domain.bilingual import Language
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.finding import Flag, Standing
from kiosk.domain.rules.judging import JUDGES, rules_of
from screens.station import StationApp
from screens.widgets.flag_list import FlagList, kind_of
from tests.kiosk.domain.rule_cases import CATALOGUE, flag, let_pass
from tests.kiosk.domain.test_rules import TABLE
from tests.screens.offices import LOGICAL, NARROW
from tests.waiting import text_of

MET, BROKEN = Standing.MET, Standing.BROKEN
BY_ITSELF = "register"
"""The counter keeps this rule by itself, so it is never broken."""
SETTINGS = config.load(Path(__file__).parents[2] / "kiosk.toml")


class Rules(StationApp):
    """Nothing but the list, as narrow as on the screen of the decision."""

    CSS = "Screen { padding: 0 1; }"

    def __init__(self, language: Language) -> None:
        settings = SETTINGS._replace(station=SETTINGS.station._replace(language=language))
        super().__init__(settings, LOGICAL, no_desk)

    def compose(self) -> ComposeResult:
        yield FlagList(id="rules")


def no_desk() -> NoReturn:
    raise AssertionError("rules are judged before they are shown")


def case_of(rule: str, standing: Standing) -> Case:
    return next(case for name, case, stands in TABLE if (name, stands) == (rule, standing))


def run_together(text: str) -> str:
    """Without what a narrow screen does to a sentence: line ends, and what takes no cell."""
    return re.sub("[\\s\u200c\u2066-\u2069]", "", text)


def expected(app: Rules, shown: Flag) -> list[str]:
    """What must stand there of a rule that presses: its sentence and finding, effect, reason and source."""
    words, rule = app.words, shown.rule
    said = [rule.text, *([shown.because] if shown.because else []), *([rule.why] if rule.why else [])]
    return [
        *(words.pick(each) for each in said),
        words(kind_of(shown).effect),
        words("source: {source}", source=rule.source),
    ]


def missing(app: Rules, shown: Flag, text: str, *more: str) -> list[str]:
    said = [run_together(each) for each in (*expected(app, shown), *more)]
    return [f"{shown.rule.id}: {each}" for each in said if each not in text]


async def show(app: Rules, shown: Flag, pilot: Pilot[None]) -> str:
    app.query_one(FlagList).show([shown])
    await pilot.pause()
    return run_together(text_of(app))


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_each_rule_is_shown_met_broken_and_let_pass(language: Language) -> None:
    app, wrong = Rules(language), list[str]()
    async with app.run_test(size=NARROW) as pilot:
        for rule in JUDGES:
            passes = flag(case_of(rule, MET), rule)
            text = await show(app, passes, pilot)
            assert run_together(app.words("✓ {count} rules are met", count=1)) in text
            # What is met without a question takes no room; what was answered stays to be seen.
            assert app.query_one("#flags", OptionList).display is (passes.told is not None)
            if rule == BY_ITSELF:
                continue
            broken, passed = case_of(rule, BROKEN), let_pass(case_of(rule, BROKEN), rule)
            wrong += missing(app, flag(broken, rule), await show(app, flag(broken, rule), pilot))
            text = await show(app, flag(passed, rule), pilot)
            wrong += missing(app, flag(passed, rule), text, "supervisor: اجازه مسئول")
            assert run_together(app.words("let pass by a supervisor")) in text
    assert wrong == []


def test_no_service_has_a_rule_without_its_judge_its_reason_and_its_source() -> None:
    flagged = {rule for service in CATALOGUE.services.values() for rule in rules_of(CATALOGUE, service)}

    assert {rule.id for rule in flagged} == set(JUDGES)
    assert [rule.id for rule in flagged if rule.why is None or not rule.source] == []
