"""The Persian of every sentence: there, whole, and written as Persian is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo

from kiosk.sentences import SENTENCES
from kiosk.text.bidi import FSI, PDI
from kiosk.words import Words
from tests.kiosk import spoken_source as source
from tests.kiosk.spoken_source import holes

FA = Words("fa")

SAME_IN_BOTH = """
English doctor terminal
Enter F3 F9 JSON PDF JPEG PNG TIFF QR TOML UTF-8 SQLite PostgreSQL TERM kiosk screens data printouts migrate
audit verify help fresh lp lpstat scanimage request.json Schema kiosk.toml kiosk.db etc
var demo counter supervisor lobby display single married
divorced widowed F M O I DE STU-02 hole type choice none true false kind valid-days password-file sslmode
verify-full failures-per-quarter-hour area.verb f5 ctrl t sqlite sqlite:FILE sqlite:kiosk.db postgresql
USER HOST NAME least most past future after sex Europe Berlin tmux screen kitty Sixel Ctrl J
request.delegation yes request.duration preview-CODE.pdf
"""
"""Names of programs, files, keys and settings."""

LATIN = frozenset(SAME_IN_BOTH.split())
NOT_PERSIAN = re.compile("[يكىةٱ\u0640\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]|[,;?\"'“”]")
TORN = re.compile(r"\bن?می (?=\w)|\w ها(?!\w)|\w های(?!\w)|  |\u200c\W|\W\u200c|\u200c$| [،؛؟.:](?!\S)")
LATIN_WORD = re.compile(r"[A-Za-z][\w.:-]*\w|[A-Za-z]", re.ASCII)
WITH_LATIN = re.compile(r"[\w.:-]*[A-Za-z][\w.:-]*", re.ASCII)


def bare(persian: str) -> str:
    """The sentence without its holes."""
    return re.sub(r"\{\{|\}\}|\{\w+\}", " ", persian)


def test_each_sentence_of_the_code_is_in_the_catalogue() -> None:
    assert source.extracted() - set(source.translated()) == set()


def test_no_sentence_stays_english_within_an_f_string() -> None:
    lost = [each for each in source.said_within_f_strings() if each[1] not in source.extracted()]

    assert lost == []


def test_each_sentence_of_the_catalogue_is_still_in_the_code() -> None:
    assert set(source.translated()) - source.extracted() == set()
    assert not source.persian().obsolete


def test_no_sentence_waits_for_its_translation() -> None:
    assert [message.id for message in source.persian() if not message.string or message.fuzzy] == []


def test_the_compiled_catalogue_is_made_of_the_written_one() -> None:
    compiled = BytesIO()
    write_mo(compiled, source.persian())

    assert source.COMPILED.read_bytes() == compiled.getvalue()


def test_the_catalogue_names_no_address_of_a_person() -> None:
    assert "@" not in source.PERSIAN.read_text(encoding="utf-8").partition("\n\n")[0]


def test_no_word_is_hidden_from_the_translators() -> None:
    assert list(source.hidden()) == []


def faults(msgid: str, persian: str) -> Iterator[str]:
    if holes(persian) != holes(msgid):
        yield "holes"
    if NOT_PERSIAN.search(bare(persian)):
        yield "signs of another alphabet"
    if TORN.search(persian):
        yield "spaces"
    if not set(LATIN_WORD.findall(bare(persian))) <= LATIN:
        yield "Latin words"
    # Modes of files and the look-alikes of a tracking code are typed as they stand.
    if not set(re.findall("[0-9]+", WITH_LATIN.sub("", bare(persian)))) <= {"600", "0", "1"}:
        yield "Latin digits"
    if ending(msgid) != ending(persian):
        yield "ending"
    if not persian.count("«") == persian.count("»") >= msgid.count("“"):
        yield "quotation marks"


def ending(sentence: str) -> str:
    return "".join(re.findall(r"[.?:؟]?\s*$", sentence)).replace("؟", "?")


def test_the_persian_is_written_as_persian_is_written() -> None:
    found = {msgid: said for msgid, fa in source.translated().items() if (said := list(faults(msgid, fa)))}

    assert found == {}


@pytest.mark.parametrize(
    ("msgid", "persian", "fault"),
    [
        ("The file {file} cannot be read.", "این فایل خوانده نمی‌شود.", "holes"),
        ("Is it good?", "آيا سالم است؟", "signs of another alphabet"),
        ("Is it good?", "آیا سالم است?", "signs of another alphabet"),
        ("It responds.", "پاسخ می دهد.", "spaces"),
        ("Requests", "درخواست ها", "spaces"),
        ("Approved.", "Approve شد.", "Latin words"),
        ("15 is needed.", "15 لازم است.", "Latin digits"),
        ("Approved.", "تأیید شد", "ending"),
        ("It is “{state}”.", "وضعیت {state} است.", "quotation marks"),
    ],
)
def test_a_slip_of_the_translator_is_found(msgid: str, persian: str, fault: str) -> None:
    assert fault in list(faults(msgid, persian))


def test_the_names_of_keys_fit_the_footer() -> None:
    long = [(FA(name), place) for name, place in source.footer_names() if len(FA(name)) > 18]

    assert long == []


def test_each_refusal_of_the_code_has_its_sentence() -> None:
    mute = {(refusal.key, refusal.place) for refusal in source.raised() if refusal.key not in SENTENCES}

    assert mute == set()


def test_each_refusal_gives_the_details_that_its_sentence_names() -> None:
    silent = {
        (refusal.key, refusal.place, hole)
        for refusal in source.raised()
        if refusal.details is not None
        for hole in holes(SENTENCES.get(refusal.key, "")) - refusal.details
    }

    assert silent == set()


def test_each_sentence_in_the_code_gets_its_values() -> None:
    lacking = {(each.msgid, each.place) for each in source.said() if not holes(each.msgid) <= each.values}

    assert lacking == set()


def test_a_value_in_a_persian_sentence_is_isolated() -> None:
    bare_values = {
        (msgid, hole)
        for msgid in source.translated()
        for hole in holes(msgid)
        if f"{FSI}A-{hole}{PDI}" not in FA(msgid, **{name: f"A-{name}" for name in holes(msgid)})
    }

    assert bare_values == set()
