from __future__ import annotations

import os
import subprocess
import sys

from kiosk.adapters.environment import scrub_environment


def test_what_loads_code_or_types_keys_is_removed() -> None:
    environ = {
        "TEXTUAL_DRIVER": "a:B",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL": "debug",
        "HOME": "/",
        "TEXTUALITY": "x",
    }

    assert scrub_environment(environ) == ["TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_PRESS"]
    assert environ == {"HOME": "/", "TEXTUALITY": "x", "TEXTUAL_FPS": "120"}


def test_a_switch_of_a_later_textual_is_removed_too() -> None:
    environ = {"TEXTUAL_NEWEST": "1"}

    assert scrub_environment(environ) == ["TEXTUAL_NEWEST"]


def test_looks_stay_as_they_are_set() -> None:
    environ = {"TEXTUAL_FPS": "30", "TEXTUAL_ANIMATIONS": "none"}

    assert scrub_environment(environ) == []
    assert environ == {"TEXTUAL_FPS": "30", "TEXTUAL_ANIMATIONS": "none"}


def test_textual_sees_none_of_it() -> None:
    program = (
        "import os; from kiosk.adapters.environment import scrub_environment; scrub_environment(os.environ)\n"
        "from textual import constants as c\n"
        "print(c.DRIVER, repr(c.PRESS), c.SCREENSHOT_DELAY, c.LOG_FILE, c.DEBUG, c.MAX_FPS)"
    )
    hostile = {
        "TEXTUAL_DRIVER": "os:system",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_LOG": "screen.log",
        "TEXTUAL_DEBUG": "1",
    }

    environ = {**os.environ, **hostile}
    seen = subprocess.run(
        [sys.executable, "-c", program],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert seen.stdout.split() == ["None", "''", "-1", "None", "False", "120"]
