"""Addresses of mail: one recipient, one spelling, and nothing that could become a header."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.email import LIMIT, clean_email
from kiosk.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("sara@example.org", "sara@example.org"),
        ("  Sara.Karimi@Example.ORG ", "sara.karimi@example.org"),
        ("sara۱۲@example.org", "sara12@example.org"),
        ("o'neil+kiosk@mail.sub.example.org", "o'neil+kiosk@mail.sub.example.org"),
    ],
)
def test_an_address_has_one_spelling(typed: str, stored: str) -> None:
    assert clean_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "sara@example.org\nBcc: other@example.org",
        "sara@example.org\r\n\r\nhello",
        "sara@example.org, other@example.org",
        "sara@example.org;other@example.org",
        "Sara <sara@example.org>",
        '"sara karimi"@example.org',
        "sara(comment)@example.org",
        "sara@example.org@example.net",
        "sara@[127.0.0.1]",
        "sara@localhost",
        "sara@example.org.",
        "sara..karimi@example.org",
        ".sara@example.org",
        "سارا@example.org",
        "sara@exa\u202emple.org",
        "sara@-example.org",
        "sara@127.0.0.1",
        f"{'a' * 65}@example.org",
        "sara",
        "@",
    ],
)
def test_what_is_not_one_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"email\.wrong"):
        clean_email(typed)


def test_no_address_and_an_endless_one_are_told_apart() -> None:
    with pytest.raises(Refused, match=r"email\.empty"):
        clean_email("  ")
    with pytest.raises(Refused, match=r"email\.too-long"):
        clean_email(f"sara@{'a.' * LIMIT}org")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("@.\n\r,;<>\"'() a"), max_size=40))
def test_whatever_is_accepted_is_one_recipient_and_one_line(typed: str) -> None:
    try:
        address = clean_email(typed)
    except Refused:
        return

    message = EmailMessage()
    message["To"] = Address(addr_spec=address)

    assert [each.addr_spec for each in message["To"].addresses] == [address]
    assert "\n" not in message["To"]
