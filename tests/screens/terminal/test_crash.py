from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from textual.app import App

from screens.terminal.crash import FallingApp, redacted, report, sorry

CANARY = "K12345678"


def fallen() -> Exception:
    """An exception with data in its message, in a local variable and in its cause."""
    passport = CANARY
    try:
        look_up(passport)
    except LookupError as error:
        return error
    raise AssertionError


def look_up(passport: str) -> None:
    try:
        int(passport)
    except ValueError as error:
        raise LookupError(f"no such paper: {passport}") from error


def test_frames_and_types_of_all_causes_are_kept_and_nothing_else() -> None:
    text = redacted(fallen())

    assert "builtins.LookupError" in text
    assert "builtins.ValueError" in text
    assert "in fallen" in text
    assert CANARY not in text


def test_a_failed_worker_shows_what_happened_in_it() -> None:
    from textual.worker import WorkerFailed

    text = redacted(WorkerFailed(fallen()))

    assert "builtins.LookupError" in text
    assert CANARY not in text


def test_a_group_shows_its_first_exception() -> None:
    assert "builtins.LookupError" in redacted(ExceptionGroup(CANARY, [fallen()]))


def test_causes_that_go_in_a_circle_come_to_an_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert len(redacted(first)) < 1000


def test_the_number_is_the_same_in_the_log_and_on_the_terminal(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, logger="kiosk"):
        number = report(fallen())

    assert f"crash {number}" in caplog.text
    assert CANARY not in caplog.text
    assert sorry(number).count(number) == 2


async def test_a_fall_keeps_the_exception_for_the_pilot_and_nothing_to_print() -> None:
    app: FallingApp[None] = FallingApp()

    with pytest.raises(LookupError):
        async with app.run_test():
            app._handle_exception(fallen())

    assert app.return_code == 1
    assert not app._exit_renderables


async def test_panic_prints_nothing_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    app: FallingApp[None] = FallingApp()
    async with app.run_test():
        app.panic(f"passport {CANARY}")

    assert CANARY not in "".join(capsys.readouterr())
    assert not app._exit_renderables


@pytest.mark.parametrize(
    "fall",
    ["raise ValueError(paper)", "t = threading.Thread(target=lambda: int(paper)); t.start(); t.join()"],
)
def test_what_falls_outside_the_app_shows_no_data_either(fall: str) -> None:
    program = (
        "import threading; from screens.terminal.crash import catch_the_rest; catch_the_rest(); "
        f"paper = '{CANARY}'; {fall}"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert CANARY not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert ("supervisor" in ended.stderr) == fall.startswith("raise")


def test_textual_still_calls_what_is_replaced() -> None:
    for name in ("panic", "_handle_exception", "_fatal_error", "_print_error_renderables"):
        assert callable(getattr(App, name)), name
        assert name in vars(FallingApp), name
