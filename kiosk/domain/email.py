"""Addresses of electronic mail, as narrow as the services that people have them from.

Quoted parts, comments, lists and letters outside of ASCII are refused: nothing that is stored here can
become another header or another addressee (security.md threat 26).
"""

from __future__ import annotations

import re

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii

LIMIT = 254
LOCAL_LIMIT = 64

_SIGNS = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.@-]+")
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?=.*[a-z]){_LABEL}")


def parse(text: str) -> str:
    """The stored spelling: small letters, ASCII digits, no blanks around.

    Raises:
        Refused: "email.empty", "email.characters", "email.too-long" (limit), "email.at", "email.domain",
            "email.name".
    """
    address = to_ascii(text).strip(" \u00a0").lower()
    if not address:
        raise Refused("email.empty")
    if len(address) > LIMIT:
        raise Refused("email.too-long", limit=LIMIT)
    if not _SIGNS.fullmatch(address):
        raise Refused("email.characters")
    local, at, domain = address.partition("@")
    if not at or not local or not domain or "@" in domain:
        raise Refused("email.at")
    if not _LOCAL.fullmatch(local) or len(local) > LOCAL_LIMIT:
        raise Refused("email.name")
    if not _DOMAIN.fullmatch(domain):
        raise Refused("email.domain")
    return address


def mask(address: str) -> str:
    """`s•••@example.org`: enough to know one's own address by."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
