"""What the one box of the reception makes of a text, finished or still being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import national_code, tracking
from kiosk.domain.lookup import MIN_NAME, Kind, recognise, recognise_at_counter
from kiosk.domain.seal import body, kind_of, to_digits
from kiosk.text.digits import to_persian
from kiosk.text.fold import search_key
from kiosk.text.keyboard import LAYOUTS, STANDARD, Layout
from tests.kiosk.domain.seals import a_receipt, codes, seals

national_codes = (
    st.integers(0, 10**9 - 1)
    .map(lambda number: f"{number:09d}")
    .filter(lambda nine: len(set(nine)) > 1)
    .map(national_code.make)
)
passports = st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True)
separators = st.sampled_from(
    ["", " ", "-", "\u00a0", "\u2010", "\u2011", "\u2013", "\u200c", "\t", "\u200e", "\u2068"]
)
RECEIPT = to_digits(kind_of(a_receipt()), body(a_receipt(), bytes(4)), bytes(64))


def problem_of(text: str) -> str | None:
    problem = recognise(text).problem
    return problem.key if problem else None


def split(text: str, separator: str, every: int) -> str:
    return separator.join(text[at : at + every] for at in range(0, len(text), every))


@pytest.mark.parametrize("text", ["", " ", "\u200c", "\u00a0\t"])
def test_nothing_typed_is_nothing(text: str) -> None:
    assert recognise(text).kind is Kind.NOTHING


@given(national_codes, separators, st.integers(2, 6))
def test_a_national_code_is_known_with_any_digits_and_separators(
    code: str, separator: str, every: int
) -> None:
    for typed in (code, to_persian(code)):
        read = recognise(f" {split(typed, separator, every)} ")
        assert (read.kind, read.value, read.problem) == (Kind.NATIONAL_CODE, code, None)


@given(national_codes, st.integers(1, 9))
def test_a_national_code_that_is_being_typed_says_how_long_it_is(code: str, length: int) -> None:
    read = recognise(code[:length])

    assert read.kind is Kind.NATIONAL_CODE
    assert read.problem is not None
    assert read.problem.key in ("national-code.length", "national-code.padded")


def test_a_wrong_check_digit_and_equal_digits_are_named() -> None:
    assert problem_of("0012345678") == "national-code.check-digit"
    assert problem_of("1111111111") == "national-code.all-equal"
    assert problem_of("12345678901") == "national-code.length"
    assert problem_of("123456789012") == "national-code.length"


@given(codes, separators, st.sampled_from([4, 12]), st.booleans())
def test_a_tracking_code_is_known_in_any_case_with_any_separators(
    code: str, separator: str, every: int, small: bool
) -> None:
    typed = split(code, separator, every)

    read = recognise(typed.lower() if small else typed)

    assert (read.kind, read.value, read.problem) == (Kind.TRACKING_CODE, code, None)


def test_a_tracking_code_of_digits_alone_is_no_national_code() -> None:
    code = tracking.make(lambda _: 0)

    assert code == "222222222222"
    assert recognise(to_persian(code)).kind is recognise(code).kind is Kind.TRACKING_CODE


@pytest.mark.parametrize("typed", ["7K", "7K4M", "7K4M-Q2", "7K4MQ2XP9TR", "7K4MQ2XP9TRAA", "K22345678A"])
def test_letters_and_digits_together_are_a_tracking_code_however_long(typed: str) -> None:
    read = recognise(typed)

    assert read.kind is Kind.TRACKING_CODE
    assert problem_of(typed) == "tracking-code.length"


def test_what_is_wrong_with_a_tracking_code_is_named() -> None:
    assert problem_of("7K4MQ2XP9TR0") == "tracking-code.characters"
    good = tracking.make(lambda _: 1)
    assert problem_of(good[:-1] + ("A" if good[-1] != "A" else "B")) == "tracking-code.check"


@given(passports, st.sampled_from(["", " ", "-"]), st.booleans())
def test_a_passport_number_is_known(number: str, separator: str, small: bool) -> None:
    typed = number[0] + separator + to_persian(number[1:])

    read = recognise(typed.lower() if small else typed)

    assert (read.kind, read.value, read.problem) == (Kind.PASSPORT, number, None)


@given(passports, st.integers(2, 8))
def test_a_passport_number_that_is_being_typed_says_how_long_it_is(number: str, length: int) -> None:
    read = recognise(number[:length])

    assert read.kind is Kind.PASSPORT
    assert read.problem is not None
    assert read.problem.key == "passport.length"
    assert read.problem.details == {"length": length}


@given(seals, st.booleans())
def test_a_whole_seal_is_ready_to_look_up(seal: object, persian: bool) -> None:
    read = recognise(to_persian(RECEIPT) if persian else RECEIPT)

    assert (read.kind, read.value, read.problem) == (Kind.RECEIPT, RECEIPT, None)


@given(st.integers(13, len(RECEIPT) - 1))
def test_a_seal_that_is_being_typed_says_how_much_is_there(length: int) -> None:
    read = recognise(RECEIPT[:length])

    assert read.kind is Kind.RECEIPT
    assert problem_of(RECEIPT[:length]) == "seal.length"


def test_many_digits_that_are_no_seal_say_so() -> None:
    assert problem_of("9" * 40) == "seal.not-ours"
    assert problem_of("4691" + "0" * 40) == "seal.version"


@pytest.mark.parametrize(
    "name", ["سارا کریمی", "Sara Karimi", "رضایی‌نژاد", "AHMADPUR", "Anna Maria Lehmann", "O'Brien"]
)
def test_a_name_is_a_name(name: str) -> None:
    read = recognise(name)

    assert (read.kind, read.value, read.problem) == (Kind.NAME, name, None)


def test_a_latin_name_of_twelve_letters_is_no_tracking_code_for_having_its_check_letter() -> None:
    name = twelve_letters_with_a_right_check()

    read = recognise(f"{name[:4]} {name[4:]}")

    assert read.kind is Kind.NAME


def twelve_letters_with_a_right_check() -> str:
    begun = (f"SARAAHMADP{letter}" for letter in tracking.ALPHABET if letter.isalpha())
    return next(code for code in map(code_of, begun) if code.isalpha())


def code_of(body: str) -> str:
    bits = sum(tracking.ALPHABET.index(letter) << 5 * place for place, letter in enumerate(body))
    return tracking.make(lambda _: bits)


def under(layout: Layout, keys: str) -> str:
    return "".join(layout.typed.get(key, key) for key in keys)


@given(codes.filter(lambda code: not code.isdigit()), st.sampled_from(LAYOUTS), st.sampled_from(["", "-"]))
def test_a_tracking_code_scanned_under_a_persian_keyboard_is_known(
    code: str, layout: Layout, separator: str
) -> None:
    read = recognise(under(layout, split(code, separator, 4)) + "\n")

    assert (read.kind, read.value, read.problem, read.persian_keys) == (Kind.TRACKING_CODE, code, None, True)


@given(passports, st.sampled_from(LAYOUTS), st.booleans())
def test_a_passport_number_typed_under_a_persian_keyboard_is_known(
    number: str, layout: Layout, small: bool
) -> None:
    read = recognise(under(layout, number.lower() if small else number))

    assert (read.kind, read.value, read.problem, read.persian_keys) == (Kind.PASSPORT, number, None, True)


def test_a_persian_name_is_a_name_even_if_its_keys_spell_a_code() -> None:
    letters = "شسیبلاتنم"
    keys = "asdfghjkl"
    begun = "".join(keys[at] for at in (0, 1, 2, 3, 4, 5, 6, 7, 0, 1))
    spelt = next(
        code
        for code in (code_of((begun + last).upper()) for last in "asdfghjk")
        if code[-1].lower() in keys and code.isalpha()
    )
    name = "".join(letters[keys.index(key)] for key in spelt.lower())

    assert name == under(STANDARD, spelt.lower())
    assert recognise(name).kind is Kind.NAME


@pytest.mark.parametrize("text", ["سارا ۲", "ک۱۲۳۴۵۶۷", "»۴\u0621۷", "[/]", "رضا"])
def test_what_is_no_whole_code_behind_a_persian_keyboard_is_read_as_it_stands(text: str) -> None:
    assert not recognise(text).persian_keys


@pytest.mark.parametrize("text", ["س", "سا", "a", "ab", "ــــس", "َُِ"])
def test_a_name_of_less_than_three_letters_is_not_looked_for(text: str) -> None:
    assert problem_of(text) == "name.too-short"


@given(st.text(max_size=60))
def test_any_text_is_recognised_as_something(text: str) -> None:
    read = recognise(text)

    if read.kind is Kind.NAME and read.problem is None:
        assert len(search_key(read.value)) >= MIN_NAME


@given(st.text("0123456789۰۱۲۳٤٥ABZabz-² %_", max_size=40))
def test_codes_are_recognised_alike_in_every_script_of_digits(text: str) -> None:
    first, second = recognise(text), recognise(to_persian(text))

    assert (first.kind, first.value) == (second.kind, second.value)


@pytest.mark.parametrize("text", ["A012", "a 012", "a-012", "A۰۱۲", "ش۰۱۲", "723/2026-11-24/A1000"])
def test_a_ticket_is_one_at_the_counter_alone(text: str) -> None:
    assert recognise_at_counter(text).kind is Kind.TICKET
    assert recognise(text).kind is not Kind.TICKET


@given(passports, st.integers(5, 9))
def test_a_passport_number_being_typed_is_no_ticket_at_the_counter(number: str, length: int) -> None:
    assert recognise_at_counter(number[:length]).kind is Kind.PASSPORT
