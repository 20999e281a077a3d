"""Passwords, one-time codes and sealed secrets, by the libraries that know how.

Sources: security.md F7, P8 and section 4.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.domain.errors import Unavailable
from kiosk.text.digits import to_ascii

if TYPE_CHECKING:
    from argon2 import PasswordHasher

STEP_SECONDS = 30
AT_ONCE = threading.BoundedSemaphore(2)
"""64 MiB each: two hashes at once are enough for a station and no burden."""


class Credentials:
    """One office's way to check people's passwords and codes; `key`: 32 bytes."""

    def __init__(self, key: bytes, window: int = 1) -> None:
        self._key = key
        self._window = window

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(memory_cost=65536, time_cost=3, parallelism=1)

    @cached_property
    def _nobody(self) -> str:
        return self.hash_password(secrets.token_hex(16))

    @cached_property
    def _code_key(self) -> bytes:
        return hmac.digest(self._key, b"one-time codes", "sha256")

    def hash_password(self, password: str) -> str:
        with AT_ONCE:
            return self._hasher.hash(password)

    def password_matches(self, stored: str | None, password: str) -> bool:
        """None, for an unknown login, costs the same time as a wrong password."""
        from argon2.exceptions import VerificationError

        with AT_ONCE:
            try:
                return self._hasher.verify(stored or self._nobody, password) and stored is not None
            except (VerificationError, ValueError):
                # A hash that is none, or a text that no encoding knows, matches nothing.
                return False

    def new_totp_secret(self) -> str:
        import pyotp

        return pyotp.random_base32()

    def totp_step(self, secret: str, code: str, now: datetime) -> int | None:
        """The time step that the code belongs to; None when it fits none within the window."""
        import pyotp
        from pyotp.exceptions import OTPVerificationError

        folded = "".join(to_ascii(code).split())
        if len(folded) != 6 or not (folded.isascii() and folded.isdigit()):
            return None
        try:
            return pyotp.TOTP(secret).verify_and_get_timecode(folded, for_time=now, valid_window=self._window)
        except OTPVerificationError:
            return None

    def totp_code(self, secret: str, now: datetime) -> str:
        """The present code: shown by a demonstration office only."""
        import pyotp

        return pyotp.TOTP(secret).at(now)

    def totp_uri(self, secret: str, login: str, office: str) -> str:
        """What an authenticator application scans."""
        import pyotp

        return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=f"Mikhak {office}")

    def code_digest(self, said: str) -> bytes:
        """What is kept of a code sent by mail; without the office's key it tells nothing of the code."""
        return hmac.digest(self._code_key, said.encode(), "sha256")

    def code_matches(self, digest: bytes, said: str) -> bool:
        return hmac.compare_digest(digest, self.code_digest(said))

    def lock_away(self, secret: str) -> bytes:
        """Encrypt a TOTP secret for its row."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(self._key).encrypt(nonce, secret.encode(), b"totp")

    def take_out(self, locked: bytes) -> str:
        """
        Raises:
            Unavailable: "keys.damaged" when it was locked with another key, or was changed.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key).decrypt(locked[:12], locked[12:], b"totp").decode()
        except (InvalidTag, ValueError) as error:
            raise Unavailable("keys.damaged", file="credentials.key") from error
