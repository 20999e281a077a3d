"""Which terminal is spoken to in which way."""

from __future__ import annotations

import pytest

from screens.persian.dialect import EXPLICIT, Dialect, Order, Told, dialect_of, spoken

VISUAL_WITH_MARKS = [
    (Told("XTerm(379)"), {}),
    (Told(), {"XTERM_VERSION": "XTerm(379)"}),
    (Told(has_bdsm=True), {}),
    (Told(), {"VTE_VERSION": "7000"}),
    (Told("Konsole 22.12.3"), {}),
    (Told(), {"TERM": "mlterm"}),
    (Told("mintty 3.7"), {}),
    (Told("kitty(0.26.5)"), {"KIOSK_KITTY_FORCE_LTR": "1"}),
]
VISUAL_WITHOUT_MARKS = [
    (Told("foot(1.13.1)"), {}),
    (Told(), {"ALACRITTY_WINDOW_ID": "1"}),
    (Told(), {"TMUX": "server,1,0", "VTE_VERSION": "7000"}),
    (Told(), {"WT_SESSION": "x"}),
]


@pytest.mark.parametrize(("told", "environ"), VISUAL_WITH_MARKS)
def test_these_show_cells_as_written_with_their_marks(told: Told, environ: dict[str, str]) -> None:
    dialect = dialect_of(told, environ)

    assert dialect is not None
    assert (dialect.order, dialect.marks) == (Order.VISUAL, True)
    assert EXPLICIT in dialect.enter


@pytest.mark.parametrize(("told", "environ"), VISUAL_WITHOUT_MARKS)
def test_these_show_cells_as_written_but_misplace_marks(told: Told, environ: dict[str, str]) -> None:
    dialect = dialect_of(told, environ)

    assert dialect is not None
    assert (dialect.order, dialect.marks) == (Order.VISUAL, False)


def test_kitty_turns_words_round_unless_it_was_told_not_to() -> None:
    dialect = dialect_of(Told("kitty(0.26.5)"), {})

    assert dialect is not None
    assert dialect.order is Order.WORDS


@pytest.mark.parametrize("environ", [{}, {"TERM": "xterm-256color"}, {"TERM": "linux"}, {"TERM": "rxvt"}])
def test_nobody_knows_a_terminal_that_says_nothing(environ: dict[str, str]) -> None:
    assert dialect_of(Told(), environ) is None


def test_each_private_sequence_goes_only_to_the_terminal_that_knows_it() -> None:
    konsole, mlterm, xterm = (
        dialect_of(told, environ)
        for told, environ in (
            (Told("Konsole 22.12.3"), {}),
            (Told(), {"MLTERM": "3.9"}),
            (Told("XTerm(379)"), {"KONSOLE_VERSION": "221203"}),
        )
    )

    assert konsole is not None
    assert mlterm is not None
    assert xterm is not None
    assert "]50;" in konsole.enter
    assert "]5379" in mlterm.enter
    # In xterm the same number changes the font; a Konsole around it leaves its variables behind.
    assert "]50;" not in xterm.enter


@pytest.mark.parametrize("told", [Told("XTerm(379)"), Told("Konsole 22.12.3"), Told("kitty(0.26.5)")])
def test_what_was_taken_is_given_back(told: Told) -> None:
    dialect = dialect_of(told, {})

    assert dialect is not None
    assert dialect.leave.endswith("\x1b[8h")
    assert dialect.enter.count("\x1b") == dialect.leave.count("\x1b")


def test_through_tmux_the_terminal_around_it_is_told_row_by_row() -> None:
    dialect = dialect_of(Told(), {"TMUX": "server,1,0"})

    assert dialect is not None
    assert dialect.enter.startswith("\x1bPtmux;")
    assert dialect.enter.count("\x1b\x1b[8l") == 120
    assert dialect.leave.count("\x1b\x1b[8h") == 120


def test_marks_are_left_out_where_they_would_be_misplaced() -> None:
    assert spoken("ﺪ\u0651ﻣ", Dialect(marks=False)) == "ﺪﻣ"
    assert spoken("ﺪ\u0651ﻣ", Dialect()) == "ﺪ\u0651ﻣ"


def test_lam_and_alef_side_by_side_are_kept_apart_where_they_would_melt() -> None:
    assert spoken("\ufe8e\ufedf", Dialect(ligates=True)) == "\ufe8e\u200c\ufedf"
    assert spoken("\ufe8e\ufedf", Dialect()) == "\ufe8e\ufedf"
