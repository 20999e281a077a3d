"""The seal's digits: one text for one content, and nothing else is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.seal import (
    NAME_LETTERS,
    CertificateSeal,
    ReceiptSeal,
    SealKind,
    body,
    kind_of,
    looks_like_seal,
    parse,
    signed_bytes,
    to_digits,
)
from kiosk.text.digits import to_persian
from tests.kiosk.domain.seals import (
    a_certificate,
    a_receipt,
    certificates,
    receipts,
    seals,
)

Seal = ReceiptSeal | CertificateSeal
PROBLEMS = ("seal.not-digits", "seal.not-ours", "seal.version", "seal.length", "seal.content")

key_ids = st.binary(min_size=4, max_size=4)
signatures = st.binary(min_size=64, max_size=64)
blanks = st.text(" \t\n\r\u00a0", max_size=3)


def digits_of(seal: Seal, key_id: bytes = b"\x01\x02\x03\x04", signature: bytes = bytes(64)) -> str:
    return to_digits(kind_of(seal), body(seal, key_id), signature)


@given(seals, key_ids, signatures)
def test_a_seal_reads_as_what_was_sealed(seal: Seal, key_id: bytes, signature: bytes) -> None:
    sealed = parse(digits_of(seal, key_id, signature))

    assert sealed.seal == seal
    assert sealed.kind is kind_of(seal)
    assert (sealed.key_id, sealed.signature) == (key_id, signature)
    assert sealed.signed == signed_bytes(sealed.kind, body(seal, key_id))


@given(seals, key_ids, signatures)
def test_every_seal_of_a_kind_is_equally_long_digits(seal: Seal, key_id: bytes, signature: bytes) -> None:
    digits = digits_of(seal, key_id, signature)

    assert len(digits) == kind_of(seal).digits == {"1": 202, "2": 308, "3": 310}[digits[3]]
    assert digits.isascii()
    assert digits.isdigit()


@given(seals, blanks, st.integers(0, 200))
def test_persian_digits_and_white_space_do_not_matter(seal: Seal, blank: str, at: int) -> None:
    digits = digits_of(seal)

    assert parse(blank + to_persian(digits[:at]) + blank + digits[at:] + blank) == parse(digits)


@given(seals, key_ids, signatures, st.data())
def test_one_wrong_digit_never_reads_as_the_same_seal(
    seal: Seal, key_id: bytes, signature: bytes, data: st.DataObject
) -> None:
    digits = digits_of(seal, key_id, signature)
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))

    try:
        read = parse(digits[:place] + wrong + digits[place + 1 :])
    except Refused as refused:
        key = refused.key
    else:
        key = ""
        assert (read.signed, read.signature) != (parse(digits).signed, signature)

    assert key in (*PROBLEMS, "")


@given(st.one_of(receipts, certificates), key_ids, signatures, st.data())
def test_what_reads_at_all_is_written_as_the_very_same_digits(
    seal: Seal, key_id: bytes, signature: bytes, data: st.DataObject
) -> None:
    content = bytearray(body(seal, key_id) + signature)
    at = data.draw(st.integers(0, len(content) * 8 - 1))
    content[at // 8] ^= 1 << at % 8
    kind = kind_of(seal)
    changed = to_digits(kind, bytes(content[: kind.body_bytes]), bytes(content[kind.body_bytes :]))

    try:
        read = parse(changed)
    except Refused as refused:
        key = refused.key
    else:
        key = ""
        assert to_digits(read.kind, body(read.seal, read.key_id), read.signature) == changed

    assert key in ("", "seal.content")


@given(seals, st.integers(1, 20))
def test_a_cut_seal_says_how_much_is_missing(seal: Seal, cut: int) -> None:
    digits = digits_of(seal)

    with pytest.raises(Refused, match=r"^seal\.length$") as refused:
        parse(digits[:-cut])

    assert refused.value.details == {"expected": len(digits), "found": len(digits) - cut}


@given(seals, st.text("0123456789", min_size=1, max_size=5))
def test_digits_after_the_seal_are_refused(seal: Seal, more: str) -> None:
    with pytest.raises(Refused, match=r"^seal\.length$"):
        parse(digits_of(seal) + more)


@pytest.mark.parametrize("kind", SealKind)
def test_a_number_too_great_for_its_bytes_is_refused(kind: SealKind) -> None:
    with pytest.raises(Refused, match=r"^seal\.content$"):
        parse(kind.prefix + "9" * (kind.digits - 4))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "seal.not-digits"),
        ("46x", "seal.not-digits"),
        ("461²", "seal.not-digits"),
        ("-4611", "seal.not-digits"),
        ("47", "seal.not-ours"),
        ("64611", "seal.not-ours"),
        ("46", "seal.version"),
        ("4621", "seal.version"),
        ("4610", "seal.not-ours"),
        ("4614", "seal.not-ours"),
        ("4611", "seal.length"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(text: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)

    assert refused.value.key == problem


@given(st.text(max_size=320) | st.text("0123456789", max_size=320).map(lambda rest: "461" + rest))
def test_any_text_is_read_or_refused_and_never_more(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)

    assert refused.value.key in PROBLEMS


def test_the_two_kinds_are_signed_over_their_prefix() -> None:
    assert signed_bytes(SealKind.RECEIPT, b"x") == b"4611x"
    assert signed_bytes(SealKind.CERTIFICATE, b"x") == b"4612x"
    assert signed_bytes(SealKind.DUPLICATE, b"x") == b"4613x"


def test_a_duplicates_seal_says_which_and_never_that_it_is_none() -> None:
    seal = replace(a_certificate(), duplicate=2)

    read = parse(digits_of(seal)).seal

    assert read == seal
    with pytest.raises(Refused, match=r"^seal\.content$"):
        parse(to_digits(SealKind.DUPLICATE, body(a_certificate(), bytes(4)) + b"\0", bytes(64)))


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2199, 6, 5)])
def test_the_first_and_the_last_day_of_a_seal_are_read_back(day: date) -> None:
    seal = replace(a_receipt(), issued_on=day, expires_on=day)

    assert parse(digits_of(seal)).seal == seal


@pytest.mark.parametrize("day", [date.min, date(2019, 12, 31), date(2199, 6, 6), date(2199, 6, 7), date.max])
@pytest.mark.parametrize("seal", [a_receipt(), a_certificate()], ids=["receipt", "certificate"])
def test_a_day_that_a_seal_cannot_hold_is_refused(seal: Seal, day: date) -> None:
    for each in (replace(seal, issued_on=day), replace(seal, expires_on=day)):
        with pytest.raises(Refused, match=r"^seal\.day$") as refused:
            body(each, bytes(4))
        assert refused.value.details == {"day": day}


def test_a_paper_that_never_expires_has_no_date() -> None:
    assert parse(digits_of(a_receipt())).seal.expires_on is None
    assert parse(digits_of(a_certificate())).seal.expires_on == date(2027, 5, 24)


@pytest.mark.parametrize("seal", [a_receipt(), a_certificate()], ids=["receipt", "certificate"])
def test_a_seal_without_its_day_of_issue_is_damaged(seal: Seal) -> None:
    kind = kind_of(seal)
    content = bytearray(body(seal, bytes(4)))
    at = 14 if kind is SealKind.RECEIPT else 16
    content[at : at + 2] = b"\xff\xff"

    with pytest.raises(Refused, match=r"^seal\.content$"):
        parse(to_digits(kind, bytes(content), bytes(64)))


def test_letters_beyond_the_alphabet_are_damage() -> None:
    content = bytearray(body(a_receipt(), bytes(4)))
    content[6:8] = (64000).to_bytes(2, "big")

    with pytest.raises(Refused, match=r"^seal\.content$"):
        parse(to_digits(SealKind.RECEIPT, bytes(content), bytes(64)))


@given(st.text(max_size=60))
def test_any_name_fits_as_plain_letters(name: str) -> None:
    seal = CertificateSeal(723, 1405, "STU-02", 1, date(2026, 11, 24), None, bytes(16), name, "K00000001")

    read = parse(digits_of(seal)).seal

    assert isinstance(read, CertificateSeal)
    assert len(read.name) <= NAME_LETTERS
    assert read.name.isascii()


@given(seals, st.integers(0, 300))
def test_a_seal_is_known_from_its_first_thirteen_digits_on(seal: Seal, length: int) -> None:
    begun = digits_of(seal)[:length]

    assert looks_like_seal(begun) is (len(begun) > 12)


@pytest.mark.parametrize(
    "text", ["4611" + "x" * 20, "4711" + "0" * 20, "۴۶۱۱" + "۰" * 20, "4611²" + "0" * 20]
)
def test_other_texts_do_not_look_like_a_seal(text: str) -> None:
    assert not looks_like_seal(text)


def test_a_seal_that_we_would_write_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No such seal is known; the day a change of the format makes one, it must not be read."""
    digits = digits_of(a_receipt())
    monkeypatch.setattr("kiosk.domain.seal._pack", lambda _text, letters: bytes(letters * 2 // 3))

    with pytest.raises(Refused, match=r"^seal\.content$"):
        parse(digits)
