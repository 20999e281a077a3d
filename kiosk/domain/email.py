"""Addresses of electronic mail: what may become the recipient of a letter.

Source: domain.md 3; security.md threat 26.
"""

from __future__ import annotations

import re

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii
from kiosk.text.fold import forbidden

LIMIT = 254
_ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])"
)
"""One address and nothing beside it: no name, no comment, no quotation, no second line."""


def clean_email(text: str) -> str:
    """The stored spelling: lower case, without blanks around it.

    Raises:
        Refused: "email.empty", "email.too-long" (limit), "email.wrong".
    """
    if forbidden(text):
        raise Refused("email.wrong")
    address = to_ascii(text).strip(" ").lower()
    if not address:
        raise Refused("email.empty")
    if len(address) > LIMIT:
        raise Refused("email.too-long", limit=LIMIT)
    if not _ADDRESS.fullmatch(address):
        raise Refused("email.wrong")
    return address
