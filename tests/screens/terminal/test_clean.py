from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from screens.terminal.clean import REPLACEMENT, SafeLines, plain, styled

BLACK = Color(0, 0, 0)
JOINERS, ISOLATES = "\u200c\u200d", "\u2066\u2067\u2068\u2069"
HOSTILE = [
    "\x1b[2J",
    "\x9b2J",
    "\x00",
    "\x7f",
    "\u202e",
    "\u200f",
    "\u061c",
    "\u2028",
    "\ud800",
    "\ufeff",
    "\u00ad",
]


def sent(*segments: Segment) -> str:
    return "".join(segment.text for segment in SafeLines().apply(list(segments), BLACK))


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]x[/]", "[bold", "x[", "\\[b]", "$name", "[link=x]y"]
)
def test_markup_is_text(text: str) -> None:
    assert plain(text).plain == text
    assert plain(text).spans == []
    assert styled(("a", "bold"), text).plain == f"a{text}"


@pytest.mark.parametrize("rubbish", HOSTILE)
def test_a_control_character_is_shown_as_one_cell(rubbish: str) -> None:
    shown = plain(f"a{rubbish}b")

    assert shown.plain.count(REPLACEMENT) == 1
    assert shown.cell_length == cell_len(shown.plain)
    assert shown.plain.replace("\n", "").isprintable()


def test_persian_text_stays_as_it_is() -> None:
    text = "می\u200cروم، \u2068مُحَمَّد\u2069 ۱۲۳ خانهٔ"

    assert plain(text).plain == text


def test_lines_stay_and_tabs_are_spaces() -> None:
    assert plain("a\r\nb\rc\td").plain == "a\nb\nc d"


def test_a_joiner_that_would_break_the_width_is_left_out() -> None:
    assert plain("ه\u200d.ش").plain == "ه.ش"


def test_content_passes_styled_as_it_is() -> None:
    inner = styled(("x", "bold"))

    assert styled("a", inner).spans == [span._replace(start=1, end=2) for span in inner.spans]


def test_a_clean_line_is_the_very_same_list() -> None:
    segments = [Segment("سلام"), Segment("dear", Style(bold=True))]

    assert SafeLines().apply(segments, BLACK) is segments


def test_isolates_never_reach_the_terminal() -> None:
    assert sent(Segment("نام \u2068Ali\u2069.")) == "نام Ali."


def test_the_non_joiner_reaches_the_terminal() -> None:
    assert sent(Segment("می\u200cروم")) == "می\u200cروم"


def test_a_link_never_reaches_the_terminal() -> None:
    (segment,) = SafeLines().apply([Segment("x", Style(link="https://a\x1b]52;c;eA==\x07"))], BLACK)

    assert segment.style is not None
    assert segment.style.link is None


@given(st.lists(st.text(max_size=12), max_size=5))
def test_no_line_steers_the_terminal_or_changes_its_width(texts: list[str]) -> None:
    segments = [Segment(text) for text in texts]

    line = sent(*segments)

    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in ISOLATES]
    assert not [c for c in line if unicodedata.category(c) == "Cf" and c not in JOINERS]
    assert [cell_len(s.text) for s in SafeLines().apply(segments, BLACK)] == [
        cell_len(text) for text in texts
    ]


@given(st.text())
def test_plain_text_needs_no_further_cleaning(text: str) -> None:
    shown = plain(text).plain

    assert [SafeLines().apply([Segment(line)], BLACK)[0].text for line in shown.split("\n")] == [
        line.translate(dict.fromkeys(map(ord, ISOLATES))) for line in shown.split("\n")
    ]
