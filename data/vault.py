"""The vault: documents as encrypted, content-addressed files beside the database.

A file's name is an HMAC of its content, since a bare hash would reveal equal documents.  Each file has its
own data key, wrapped by the office's key; frames of 64 KiB carry their number and whether they are the
last, so a cut or reordered file is noticed.  Source: performance.md 13, security.md 4.

    MKV1 | wrapped key 40 | frames of  nonce-free AES-256-GCM(64 KiB) + 16
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.errors import NotFound, Unavailable

MAGIC = b"MKV1"
FRAME = 64 * 1024
TAG = 16
WRAPPED = 40

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Vault:
    """`put` returns the name to store in a row, once the file is safely on the disk; rows come after."""

    def __init__(self, folder: Path, key: bytes, office: str) -> None:
        """`key`: 32 bytes."""
        self.folder = folder
        self._wrapping = hashlib.sha256(b"wrap" + key).digest()
        self._naming = hashlib.sha256(b"name" + key).digest()
        self._office = office

    def put(self, content: bytes) -> str:
        """Store `content`; storing the same again changes nothing.

        Raises:
            Unavailable: "storage.full" or "storage.unreachable".
        """
        name = hmac.new(self._naming, content, hashlib.sha256).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        try:
            _make_folder(path.parent)
            _write_durably(path, self._encrypt(name, content))
        except OSError as error:
            raise Unavailable("storage.full" if error.errno in _FULL else "storage.unreachable") from error
        return name

    def get(self, name: str) -> bytes:
        """The content, verified against its name.

        Raises:
            NotFound: "storage.missing"; Unavailable: "storage.damaged".
        """
        try:
            raw = self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("storage.missing") from error
        except OSError as error:
            raise Unavailable("storage.unreachable") from error
        content = self._decrypt(name, raw)
        if not hmac.compare_digest(hmac.new(self._naming, content, hashlib.sha256).hexdigest(), name):
            raise Unavailable("storage.damaged")
        return content

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:4] / name

    def _encrypt(self, name: str, content: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap

        key = secrets.token_bytes(32)
        cipher = AESGCM(key)
        frames = [
            # The key is used for this one file only, so a counter is a safe nonce.
            cipher.encrypt(number.to_bytes(12, "big"), frame, self._bound(name, last))
            for number, frame, last in _frames(content, FRAME)
        ]
        return MAGIC + aes_key_wrap(self._wrapping, key) + b"".join(frames)

    def _decrypt(self, name: str, raw: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        start = len(MAGIC) + WRAPPED
        if not raw.startswith(MAGIC):
            raise Unavailable("storage.damaged")
        try:
            cipher = AESGCM(aes_key_unwrap(self._wrapping, raw[len(MAGIC) : start]))
            return b"".join(
                cipher.decrypt(number.to_bytes(12, "big"), frame, self._bound(name, last))
                for number, frame, last in _frames(raw[start:], FRAME + TAG)
            )
        except (InvalidTag, InvalidUnwrap, ValueError) as error:
            raise Unavailable("storage.damaged") from error

    def _bound(self, name: str, last: bool) -> bytes:
        return f"{self._office}|{name}|{'last' if last else 'more'}".encode()


def _frames(content: bytes, size: int) -> Iterator[tuple[int, bytes, bool]]:
    count = max(1, -(-len(content) // size))
    for number in range(count):
        yield number, content[number * size : (number + 1) * size], number == count - 1


def _make_folder(folder: Path) -> None:
    """A folder is there after a power cut only when its parent has reached the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _write_durably(path: Path, content: bytes) -> None:
    """Temporary name, fsync, rename, fsync of the folder: after a power cut it is whole or not there."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            _write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
