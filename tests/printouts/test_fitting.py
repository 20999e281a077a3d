"""A text of any length fits, wraps or is refused by the paper; it is never cut and never lies on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.paper import Deficiency, Letterhead
from printouts import certificate, deficiency, receipt
from printouts.sheet import A4, A5, MM, Box
from tests.printouts.layout import Printed, outside, over_each_other, printed_by
from tests.printouts.papers import CERTIFICATE, DEFICIENCY, LETTERHEAD, RECEIPT, a_row

LONGEST = 120
PERSIAN, LATIN = (
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzäöüğış'-",
)


def _frame(size: tuple[float, float], inset: float) -> Box:
    return Box(inset, inset, size[0] - 2 * inset, size[1] - 2 * inset)


CERTIFICATE_FRAME, SLIP_FRAME = _frame(A4, 11 * MM), _frame(A5, 8 * MM)


def _names(letters: str) -> st.SearchStrategy[str]:
    word = st.text(letters, min_size=1, max_size=16)
    return st.lists(word, min_size=1, max_size=30).map(lambda words: " ".join(words)[:LONGEST].strip())


def _one_word(letters: str) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=LONGEST)


NAMES = st.builds(Bilingual, _names(PERSIAN) | _one_word(PERSIAN), _names(LATIN) | _one_word(LATIN))


def _letters(text: str) -> Counter[str]:
    return Counter(text.replace(" ", ""))


def printed_whole(render: Callable[[], bytes], text: Bilingual, frame: Box) -> list[Printed]:
    """What was printed, or nothing if it was refused."""
    try:
        printed = printed_by(render)
    except Refused as refusal:
        if refusal.key != "paper.does-not-fit":
            raise
        return []
    assert over_each_other(printed) == []
    assert outside(printed, frame) == []
    all_letters = _letters("".join(line.text for line in printed))
    assert all_letters >= _letters(text.fa) + _letters(text.en)
    return printed


@settings(deadline=None, max_examples=25)
@given(NAMES)
def test_a_name_on_a_certificate(name: Bilingual) -> None:
    paper = replace(CERTIFICATE, rows=(a_row(name.fa, name.en), *CERTIFICATE.rows))

    printed_whole(lambda: certificate.render(paper), name, CERTIFICATE_FRAME)


@settings(deadline=None, max_examples=25)
@given(NAMES, st.sampled_from(["title", "signer", "body"]), st.sampled_from([0, 2]))
def test_title_signer_and_body_of_a_certificate(text: Bilingual, field: str, copies: int) -> None:
    paper = replace(CERTIFICATE, copies=copies, **{field: text})  # type: ignore[arg-type]

    printed_whole(lambda: certificate.render(paper), text, CERTIFICATE_FRAME)


@settings(deadline=None, max_examples=25)
@given(NAMES)
def test_a_name_on_a_receipt(name: Bilingual) -> None:
    printed_whole(lambda: receipt.render(replace(RECEIPT, name=name)), name, SLIP_FRAME)


@settings(deadline=None, max_examples=25)
@given(NAMES, NAMES)
def test_a_name_and_a_note_on_a_deficiency_slip(name: Bilingual, reason: Bilingual) -> None:
    paper = replace(DEFICIENCY, name=name, deficiencies=(Deficiency(reason, reason, reason.fa),) * 4)

    printed_whole(lambda: deficiency.render(paper), name, SLIP_FRAME)


HEADS = st.builds(
    Letterhead,
    NAMES,
    st.just(LETTERHEAD.city),
    st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple),
)


@settings(deadline=None, max_examples=12)
@given(HEADS)
def test_the_lines_of_the_office(head: Letterhead) -> None:
    for render, frame in (
        (lambda: certificate.render(replace(CERTIFICATE, letterhead=head)), CERTIFICATE_FRAME),
        (lambda: receipt.render(replace(RECEIPT, letterhead=head)), SLIP_FRAME),
        (lambda: deficiency.render(replace(DEFICIENCY, letterhead=head)), SLIP_FRAME),
    ):
        printed_whole(render, head.office, frame)


def _name_of(length: int, words: str) -> str:
    return (words * LONGEST)[:length].strip()


@pytest.mark.parametrize("length", [1, 20, 40, 60, 80, 100, LONGEST])
def test_a_name_of_ordinary_words_is_never_refused(length: int) -> None:
    name = Bilingual(
        _name_of(length, "سید محمدرضا علی‌اکبر "), _name_of(length, "Seyed Mohammadreza Aliakbar ")
    )
    rows = (a_row(name.fa, name.en), *CERTIFICATE.rows)

    assert printed_whole(lambda: certificate.render(replace(CERTIFICATE, rows=rows)), name, CERTIFICATE_FRAME)
    assert printed_whole(lambda: receipt.render(replace(RECEIPT, name=name)), name, SLIP_FRAME)
    assert printed_whole(lambda: deficiency.render(replace(DEFICIENCY, name=name)), name, SLIP_FRAME)


@pytest.mark.parametrize(("letter", "language"), [("م", "fa"), ("M", "en")])
def test_a_name_without_a_blank_that_is_wider_than_its_column_is_refused(letter: str, language: str) -> None:
    name = replace(Bilingual("علی", "ALI"), **{language: letter * LONGEST})

    with pytest.raises(Refused, match=r"^paper\.does-not-fit$"):
        certificate.render(replace(CERTIFICATE, rows=(a_row(name.fa, name.en),)))
    with pytest.raises(Refused, match=r"^paper\.does-not-fit$"):
        receipt.render(replace(RECEIPT, name=name))
    with pytest.raises(Refused, match=r"^paper\.does-not-fit$"):
        deficiency.render(replace(DEFICIENCY, name=name))


def test_the_longest_login_fits_the_foot_of_a_deficiency_slip() -> None:
    login = "mohammad-reza.seyed-hosseini.al"

    assert printed_whole(
        lambda: deficiency.render(replace(DEFICIENCY, clerk=login)), Bilingual("", login), SLIP_FRAME
    )
