"""The office's keys: 32-byte secrets and Ed25519 seal keys, each in a file of mode 600.

The public list (`public.json`) is what a verifier needs; it holds no secret.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.seal import (
    KEY_ID_BYTES,
    CertificateSeal,
    ReceiptSeal,
    Sealed,
    SealKind,
    body,
    kind_of,
    parse,
    signed_bytes,
    to_digits,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRETS = ("database", "vault", "credentials")
PUBLIC_LIST = "public.json"
KEY_BYTES = 32
_KEY_KINDS = tuple(kind for kind in SealKind if kind.key is kind)


@dataclass(frozen=True, slots=True)
class PublicKey:
    key_id: bytes
    office: int
    kind: SealKind
    raw: bytes


class Keys:
    """The keys in one folder."""

    def __init__(self, folder: Path, office: int) -> None:
        self._folder = folder
        self._office = office

    def create(self) -> None:
        """Make whatever is missing; existing keys are never touched."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in SECRETS:
            path = self._folder / f"{name}.key"
            if not path.exists():
                _write_private(path, secrets.token_hex(KEY_BYTES).encode())
        for kind in _KEY_KINDS:
            path = self._folder / f"seal-{kind.name.lower()}.key"
            if not path.exists():
                _write_private(path, secrets.token_hex(KEY_BYTES).encode())
        self._publish()

    def secret(self, name: str) -> bytes:
        """32 bytes.

        Raises:
            Unavailable: "keys.missing", "keys.open-to-others" or "keys.damaged" (details: file).
        """
        return self.read(self._folder / f"{name}.key")

    def read(self, path: Path) -> bytes:
        """32 bytes out of a key file that lies elsewhere; raises like `secret`."""
        return _read_private(path)

    def seal(self, seal: ReceiptSeal | CertificateSeal) -> str:
        """Sign a seal with the key of its kind; the digits for the QR."""
        kind = kind_of(seal)
        private = self._private(kind.key)
        key_id = _key_id(private.public_key().public_bytes_raw())
        content = body(seal, key_id)
        return to_digits(kind, content, private.sign(signed_bytes(kind, content)))

    def _private(self, kind: SealKind) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret(f"seal-{kind.name.lower()}"))

    def _publish(self) -> None:
        """Add this office's keys to the list; those that stand there stay, for the papers they sealed."""
        path = self._folder / PUBLIC_LIST
        keys = list(_listed(path)) if path.exists() else []
        for kind in _KEY_KINDS:
            raw = self._private(kind).public_key().public_bytes_raw()
            key = PublicKey(_key_id(raw), self._office, kind, raw)
            if key not in keys:
                keys.append(key)
        temporary = path.with_name(f"{PUBLIC_LIST}.new")
        temporary.write_text(json.dumps({"keys": [_entry(key) for key in keys]}, indent=1))
        temporary.replace(path)


class Verifier:
    """Checks seals with public keys only, offline."""

    def __init__(self, keys: tuple[PublicKey, ...], office: int) -> None:
        self._keys = {key.key_id: key for key in keys}
        self._office = office

    @classmethod
    def load(cls, folder: Path, office: int) -> Verifier:
        """
        Raises:
            Unavailable: "keys.missing" or "keys.damaged".
        """
        return cls(_listed(folder / PUBLIC_LIST), office)

    def check(self, text: str) -> Sealed:
        """The seal, its signature verified.

        Raises:
            Refused: the keys of `kiosk.domain.seal.parse`, "seal.foreign" (details: office) and
                "seal.forged".
        """
        sealed = parse(text)
        key = self._keys.get(sealed.key_id)
        if key is None and sealed.seal.office != self._office:
            raise Refused("seal.foreign", office=str(sealed.seal.office))
        if key is None or key.kind is not sealed.kind.key or key.office != sealed.seal.office:
            raise Refused("seal.forged")
        _verify(key.raw, sealed)
        return sealed


def _verify(public: bytes, sealed: Sealed) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(sealed.signature, sealed.signed)
    except InvalidSignature as error:
        raise Refused("seal.forged") from error


def _listed(path: Path) -> tuple[PublicKey, ...]:
    """
    Raises:
        Unavailable: "keys.missing" or "keys.damaged".
    """
    try:
        return tuple(_public_key(entry) for entry in json.loads(path.read_text(encoding="utf-8"))["keys"])
    except FileNotFoundError as error:
        raise Unavailable("keys.missing", file=path.name) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unavailable("keys.damaged", file=path.name) from error


def _entry(key: PublicKey) -> Mapping[str, str | int]:
    return {
        "key_id": key.key_id.hex(),
        "office": key.office,
        "kind": key.kind.name.lower(),
        "public": key.raw.hex(),
    }


def _public_key(entry: Mapping[str, str]) -> PublicKey:
    """
    Raises:
        ValueError, KeyError, TypeError: when the entry is no key, or its id another key's.
    """
    raw = bytes.fromhex(entry["public"])
    key_id = bytes.fromhex(entry["key_id"])
    if len(raw) != KEY_BYTES or key_id != _key_id(raw):
        raise ValueError(entry["key_id"])
    return PublicKey(key_id, int(entry["office"]), SealKind[str(entry["kind"]).upper()], raw)


def _key_id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read_private(path: Path) -> bytes:
    try:
        if path.stat().st_mode & 0o077:
            raise Unavailable("keys.open-to-others", file=path.name)
        key = bytes.fromhex(path.read_text().strip())
    except FileNotFoundError as error:
        raise Unavailable("keys.missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise Unavailable("keys.damaged", file=path.name) from error
    if len(key) != KEY_BYTES:
        raise Unavailable("keys.damaged", file=path.name)
    return key
