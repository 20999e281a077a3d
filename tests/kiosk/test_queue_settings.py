"""The waiting room's settings, from kiosk.toml to the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import catalogue
from kiosk.config import load
from kiosk.domain.queue import COLLECTION
from kiosk.domain.queue_rules import USUAL_QUEUE, QueueRules
from kiosk.queue_settings import queue_rules
from kiosk.strict import ConfigProblems
from tests.kiosk.test_config import a_file, problems_of

CATALOGUE = catalogue.load(None)


def rules(folder: Path, text: str) -> QueueRules:
    return queue_rules(load(a_file(folder, f"\n[queue]\n{text}")).queue, CATALOGUE)


def problems(act: Callable[[], object]) -> list[str]:
    with pytest.raises(ConfigProblems) as caught:
        act()
    return [str(problem) for problem in caught.value.problems]


def test_without_settings_the_usual_rules_hold(tmp_path: Path) -> None:
    assert rules(tmp_path, "") == USUAL_QUEUE


def test_what_the_file_says_reaches_the_rules(tmp_path: Path) -> None:
    said = rules(
        tmp_path,
        'grace-minutes = 5\nlate-minutes = 0\nlease-minutes = 30\nletters = { student = "T" }\n'
        'counters = [{ number = 4, groups = ["collection", "student"] }]',
    )

    assert (said.grace, said.late, said.lease) == (*(timedelta(minutes=each) for each in (5, 0, 30)),)
    assert said.letter("student", CATALOGUE.groups) == "T"
    assert said.served_at("counter-4", CATALOGUE.groups) == ("student", COLLECTION)


def test_a_letter_is_one_capital_and_a_counter_stands_there_once(tmp_path: Path) -> None:
    one = '{ number = 1, groups = ["student"] }'
    letters = a_file(tmp_path, '\n[queue]\nletters = { student = "tt" }')
    assert problems_of(letters) == ["queue.letters: student: tt is not one capital letter"]

    twice = a_file(tmp_path, f"\n[queue]\ncounters = [{one}, {one}]")
    assert problems_of(twice) == ["queue.counters: lists counter 1 twice"]


def test_groups_that_nothing_knows_and_letters_that_two_share_are_named(tmp_path: Path) -> None:
    wrong = 'letters = { studnet = "T" }\ncounters = [{ number = 1, groups = ["pasport"] }]'
    assert problems(lambda: rules(tmp_path, wrong)) == [
        "queue.counters.pasport: unknown; did you mean passport?",
        "queue.letters.studnet: unknown; did you mean student?",
    ]

    assert problems(lambda: rules(tmp_path, 'letters = { student = "D" }')) == [
        "queue.letters.student: is the letter of another group as well",
        "queue.letters.collection: is the letter of another group as well",
    ]
