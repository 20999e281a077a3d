"""The office's keys: 32-byte secrets and Ed25519 seal keys, each in a file of mode 600.

The public list (`public.json`) is what a verifier needs; it holds no secret.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.seal import (
    CertificateSeal,
    ReceiptSeal,
    Sealed,
    SealKind,
    body,
    parse,
    signed_bytes,
    to_digits,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRETS = ("database", "vault")
PUBLIC_LIST = "public.json"


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
                _write_private(path, secrets.token_hex(32).encode())
        for kind in SealKind:
            path = self._folder / f"seal-{kind.name.lower()}.key"
            if not path.exists():
                _write_private(path, secrets.token_hex(32).encode())
        self._publish()

    def secret(self, name: str) -> bytes:
        """32 bytes.

        Raises:
            Unavailable: "keys.missing", "keys.open-to-others" or "keys.damaged" (details: file).
        """
        return _read_private(self._folder / f"{name}.key")

    def seal(self, seal: ReceiptSeal | CertificateSeal) -> str:
        """Sign a seal with the key of its kind; the digits for the QR."""
        kind = SealKind.RECEIPT if isinstance(seal, ReceiptSeal) else SealKind.CERTIFICATE
        private = self._private(kind)
        key_id = _key_id(private.public_key().public_bytes_raw())
        content = body(seal, key_id)
        return to_digits(kind, content, private.sign(signed_bytes(kind, content)))

    def _private(self, kind: SealKind) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret(f"seal-{kind.name.lower()}"))

    def _publish(self) -> None:
        keys = []
        for kind in SealKind:
            raw = self._private(kind).public_key().public_bytes_raw()
            keys.append(
                {
                    "key_id": _key_id(raw).hex(),
                    "office": self._office,
                    "kind": kind.name.lower(),
                    "public": raw.hex(),
                }
            )
        temporary = self._folder / f"{PUBLIC_LIST}.new"
        temporary.write_text(json.dumps({"keys": keys}, indent=1))
        temporary.replace(self._folder / PUBLIC_LIST)


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
        path = folder / PUBLIC_LIST
        try:
            listed = json.loads(path.read_text())["keys"]
            keys = tuple(
                PublicKey(
                    bytes.fromhex(entry["key_id"]),
                    int(entry["office"]),
                    SealKind[entry["kind"].upper()],
                    bytes.fromhex(entry["public"]),
                )
                for entry in listed
            )
        except FileNotFoundError as error:
            raise Unavailable("keys.missing", file=path.name) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable("keys.damaged", file=path.name) from error
        return cls(keys, office)

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
        if key is None or key.kind is not sealed.kind or key.office != sealed.seal.office:
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


def _key_id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:4]


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
    if len(key) != 32:
        raise Unavailable("keys.damaged", file=path.name)
    return key
