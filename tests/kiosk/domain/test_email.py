"""Addresses: narrow enough that none can become another header or another addressee."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.email import mask, parse
from kiosk.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  ", "empty"),
        ("sara", "at"),
        ("@example.org", "at"),
        ("sara@", "at"),
        ("sara@a@example.org", "at"),
        ("sara karimi@example.org", "characters"),
        ("سارا@example.org", "characters"),
        ("sara@مثال.org", "characters"),
        ('"sara"@example.org', "characters"),
        ("sara@example.org, eve@example.net", "characters"),
        ("sara@example.org\nBcc: eve@example.net", "characters"),
        ("sara@example.org\r\n\r\nhello", "characters"),
        ("sara@example.org\x00", "characters"),
        ("Sara <sara@example.org>", "characters"),
        (".sara@example.org", "name"),
        ("sa..ra@example.org", "name"),
        (f"{'a' * 65}@example.org", "name"),
        ("sara@example", "domain"),
        ("sara@-example.org", "domain"),
        ("sara@example..org", "domain"),
        ("sara@127.0.0.1", "domain"),
        (f"sara@{'a' * 64}.org", "domain"),
        (f"sara@{'example.' * 40}org", "too-long"),
    ],
)
def test_what_is_no_plain_address_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused, match=f"email.{key}$"):
        parse(text)


@given(
    st.emails()
    | st.text(alphabet='ab.@+-_\r\n,;:<>"() \t\x00é', max_size=30).map(lambda text: f"{text}@example.org")
)
def test_an_address_that_is_taken_makes_one_header_with_one_addressee(text: str) -> None:
    try:
        address = parse(text)
    except Refused:
        return
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(addr_spec=address)
    message.set_content("x")

    assert parse(address) == address
    assert [each.addr_spec for each in message["To"].addresses] == [address]
    assert len(message.keys()) == 4


def test_an_address_is_masked_so_that_only_its_owner_knows_it() -> None:
    assert mask("sara.karimi@example.org") == "s•••@example.org"
