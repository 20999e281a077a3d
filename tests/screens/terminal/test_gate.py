from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.terminal.gate import (
    LONGEST_PASTE,
    MOST_SWALLOWED,
    SILENCE,
    EscapePressed,
    Gate,
    Pasted,
    Sequence,
    Token,
    Typed,
)

ARROW = "\x1b[1;5D"
MOUSE = "\x1b[<0;5;2M"


def through(*pieces: str, pause: float = 0.0) -> list[Token]:
    """What comes out when the pieces arrive with a pause between them, and then nothing for long."""
    gate, now, tokens = Gate(), 100.0, []
    for piece in pieces:
        tokens += gate.feed(piece, now)
        now += pause
        tokens += gate.tick(now)
    return tokens + gate.tick(now + 2 * SILENCE)


def typed(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens if isinstance(token, Typed))


def test_letters_of_both_scripts_pass() -> None:
    assert through("Ali می\u200cرود ۱۲۳ @#") == [Typed("Ali می\u200cرود ۱۲۳ @#")]


@pytest.mark.parametrize("rubbish", ["\x9b", "\x80", "\u202e", "\u2066", "\u200e", "\ue000", "\u2028"])
def test_an_unprintable_letter_is_dropped(rubbish: str) -> None:
    assert through(f"a{rubbish}b") == [Typed("ab")]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_is_one_enter(end: str) -> None:
    assert through(f"12{end}") == [Typed("12\r")]


def test_a_line_end_cut_in_two_is_one_enter() -> None:
    assert typed(through("12\r", "\n3")) == "12\r3"


def test_a_key_sequence_comes_out_whole() -> None:
    assert through(f"a{ARROW}b") == [Typed("a"), Sequence(ARROW), Typed("b")]


@pytest.mark.parametrize("sequence", [ARROW, MOUSE, "\x1bOP", "\x1b[I", "\x1b[97;1;97u"])
@pytest.mark.parametrize("pause", [0.0, 0.02, 0.09])
def test_a_sequence_cut_anywhere_is_never_letters(sequence: str, pause: float) -> None:
    for cut in range(1, len(sequence)):
        assert through(sequence[:cut], sequence[cut:], pause=pause) == [Sequence(sequence)]


def test_a_sequence_cut_behind_its_escape_by_a_slow_line_is_never_letters() -> None:
    for sequence in (ARROW, MOUSE, "\x1bOP", "\x1b]0;title\x07"):
        assert through("\x1b", sequence[1:], pause=0.3) == [EscapePressed()]


def test_a_sequence_sent_byte_by_byte_is_never_letters() -> None:
    for sequence in (ARROW, MOUSE):
        assert typed(through(*sequence, pause=0.12)) == ""


def test_a_paste_behind_a_late_escape_is_still_a_paste() -> None:
    assert through("\x1b", "[200~quit\x1b[201~", pause=0.3) == [EscapePressed(), Pasted("quit")]


def test_escape_alone_is_the_escape_key() -> None:
    gate = Gate(escape_delay=0.1)

    assert gate.feed("\x1b", 5.0) == []
    assert gate.tick(5.09) == []
    assert gate.deadline == pytest.approx(5.1)
    assert gate.tick(5.1) == [EscapePressed()]


def test_a_bracket_typed_soon_after_escape_is_typed() -> None:
    assert through("\x1b", "[", pause=0.2) == [EscapePressed(), Typed("[")]


def test_a_name_typed_soon_after_escape_is_typed() -> None:
    assert typed(through("\x1b", "O", "mid", pause=0.2)) == "Omid"


def test_alt_and_a_letter_is_nothing() -> None:
    assert through("\x1bq\x1bسx") == [Typed("x")]


@pytest.mark.parametrize(
    "string",
    ["\x1b]52;c;aGk=\x07", "\x1b]0;title\x1b\\", "\x1bP>|xterm\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[M !!"],
)
def test_reports_nobody_asked_for_are_swallowed(string: str) -> None:
    assert through(f"a{string}b") == [Typed("a"), Typed("b")]


def test_a_broken_sequence_gives_way_to_the_next() -> None:
    assert through(f"\x1b[12{ARROW}") == [Sequence(ARROW)]


def test_a_paste_comes_out_clean() -> None:
    assert through("\x1b[200~one\r\ntwo\x00\x1b[31m\u202e\x1b[201~x") == [Pasted("one\ntwo[31m"), Typed("x")]


@pytest.mark.parametrize("size", [LONGEST_PASTE + 1, 3 * LONGEST_PASTE])
def test_too_long_a_paste_is_dropped_whole(size: int) -> None:
    assert through("\x1b[200~" + "a" * size + "\x1b[201~x") == [Typed("x")]


def test_the_end_of_too_long_a_paste_is_found_when_cut() -> None:
    paste = "\x1b[200~" + "a" * LONGEST_PASTE * 2
    for cut in range(1, 6):
        end = "\x1b[201~"
        assert through(paste + end[:cut], end[cut:] + "x") == [Typed("x")]


def test_the_longest_paste_passes_letter_by_letter() -> None:
    letters = "b" * LONGEST_PASTE

    assert through("\x1b[200~", *letters, "\x1b[201~") == [Pasted(letters)]


def test_an_open_paste_is_given_up_when_nothing_follows() -> None:
    gate = Gate()
    gate.feed("\x1b[200~quit\r", 1.0)

    assert gate.tick(1.0 + SILENCE) == []
    assert gate.feed("x", 3.0) == [Typed("x")]


def test_an_open_paste_swallows_no_more_than_a_bound() -> None:
    gate = Gate()
    gate.feed("\x1b[200~", 1.0)
    for _ in range(MOST_SWALLOWED // 4096 + 2):
        gate.feed("a" * 4096, 1.0)

    assert gate.feed("x", 1.0) == [Typed("x")]


def test_an_open_string_swallows_no_more_than_a_bound() -> None:
    assert typed(through("\x1b]" + "a" * 5000, "x")).endswith("x")


SHAPES = ["\x1b", "[", "]", "O", "<", "?", "M", "m", "~", "u", ";", "0", "200~", "\x1b[201~", "\x07"]
GRAMMAR = st.lists(st.sampled_from(SHAPES) | st.text(max_size=3), max_size=40)


@given(GRAMMAR, st.lists(st.floats(0, 2), max_size=40))
def test_whatever_arrives_only_known_shapes_come_out(pieces: list[str], pauses: list[float]) -> None:
    gate, now = Gate(), 0.0
    tokens: list[Token] = []
    for piece, pause in zip(pieces, pauses, strict=False):
        tokens += gate.feed(piece, now)
        now += pause
        tokens += gate.tick(now)
    tokens += gate.tick(now + 2)

    for token in tokens:
        match token:
            case Typed(text):
                assert text
                assert "\x1b" not in text
            case Pasted(text):
                assert 0 < len(text) <= LONGEST_PASTE
                assert not any("\x00" <= letter < " " and letter not in "\n\t" for letter in text)
            case Sequence(text):
                assert text.startswith(("\x1b[", "\x1bO"))
    assert gate.deadline is None
    assert gate.feed("z", now + 10) == [Typed("z")]


@given(GRAMMAR)
def test_where_the_input_is_cut_makes_no_difference(pieces: list[str]) -> None:
    whole = "".join(pieces)

    assert _joined(through(whole)) == _joined(through(*whole))


def _joined(tokens: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        if isinstance(token, Typed) and joined and isinstance(joined[-1], Typed):
            joined[-1] = Typed(joined[-1].text + token.text)
        else:
            joined.append(token)
    return joined
