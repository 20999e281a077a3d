"""What was said of a terminal is known the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.adapters.terminals import FILE, identity, remember, remembered, state_folder


def test_a_choice_is_known_the_next_time_and_only_for_its_terminal(tmp_path: Path) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path)}

    remember("one", "visual", environ)
    remember("two", "words", environ)

    assert remembered("one", environ) == "visual"
    assert remembered("two", environ) == "words"
    assert remembered("three", environ) is None


def test_a_later_choice_counts(tmp_path: Path) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path)}

    remember("one", "visual", environ)
    remember("one", "english", environ)

    assert remembered("one", environ) == "english"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"one": 7}', "\x00"])
def test_a_broken_file_counts_as_none_and_is_mended_by_the_next_choice(tmp_path: Path, content: str) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    state_folder(environ).mkdir(parents=True)
    (state_folder(environ) / FILE).write_text(content)

    assert remembered("one", environ) is None
    remember("one", "visual", environ)
    assert remembered("one", environ) == "visual"


def test_a_folder_that_is_no_whole_path_does_not_count() -> None:
    assert state_folder({"XDG_STATE_HOME": "here"}) == state_folder({})


def test_the_version_of_a_terminal_is_no_part_of_its_name() -> None:
    environ = {"TERM": "xterm-256color"}

    assert identity("XTerm(379)", environ) == identity("XTerm(390)", environ) == "XTerm xterm-256color"
