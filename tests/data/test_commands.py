"""A command that comes twice counts once."""

from __future__ import annotations

from data.store import Store
from data.work import Work
from tests import makers
from tests.data.crowds import in_threads


def test_a_repeated_command_is_recognised(store: Store) -> None:
    first = store.write(lambda work: work.commands.first_time(makers.a_command()))
    again = store.write(lambda work: work.commands.first_time(makers.a_command()))
    other = store.write(lambda work: work.commands.first_time(makers.a_command(2)))

    assert (first, again, other) == (True, False, True)


def test_a_command_that_failed_may_come_again(store: Store) -> None:
    def fail(work: Work) -> None:
        work.commands.first_time(makers.a_command())
        raise KeyError("a bug")

    try:
        store.write(fail)
    except KeyError:
        repeated = store.write(lambda work: work.commands.first_time(makers.a_command()))

    assert repeated


def test_of_eight_twins_at_once_one_is_the_first(store: Store) -> None:
    answers: list[bool] = []

    def send(_number: int) -> None:
        answers.append(store.write(lambda work: work.commands.first_time(makers.a_command())))

    in_threads(8, send)

    assert sorted(answers) == [False] * 7 + [True]
