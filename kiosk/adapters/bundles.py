"""Bundles of the online portal: a folder or a zip file of requests, and no step outside of it.

`request.json` at the top makes the bundle one request; else each folder at the top is one.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable

REQUEST = "request.json"
MOST_ENTRIES = 20_000
MOST_BYTES = 4_000_000_000
"""Of everything in the bundle, unpacked."""
_REFUSED_BITS = 0x1 | 0x40
"""Encrypted, and strongly so."""

Files = Mapping[str, Mapping[str, str]]
"""Request → name of a file → where it is in the bundle."""


@dataclass(frozen=True, slots=True)
class FolderBundle:
    path: Path
    files: Files

    @property
    def requests(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    def names(self, request: str) -> frozenset[str]:
        return frozenset(self.files[request])

    def read(self, request: str, name: str, limit: int) -> bytes:
        """
        Raises:
            NotFound: "import.file-missing"; Refused: "import.file-odd", "upload.too-large".
        """
        try:
            with contextlib.ExitStack() as steps:
                descriptor = None
                path = self.files[request][name]
                for part in (str(self.path), *path.split("/")):
                    descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=descriptor)
                    steps.callback(os.close, descriptor)
                return _whole(descriptor, limit)
        except (FileNotFoundError, KeyError):
            raise NotFound("import.file-missing", file=name) from None
        except OSError:
            raise Refused("import.file-odd", file=name) from None


@dataclass(frozen=True, slots=True)
class ZipBundle:
    archive: zipfile.ZipFile
    files: Files

    @property
    def requests(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    def names(self, request: str) -> frozenset[str]:
        return frozenset(self.files[request])

    def read(self, request: str, name: str, limit: int) -> bytes:
        """As `FolderBundle.read`; a member never unpacks to more than the limit."""
        try:
            with self.archive.open(self.files[request][name]) as member:
                content = member.read(limit + 1)
        except KeyError:
            raise NotFound("import.file-missing", file=name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
            raise Refused("import.file-odd", file=name) from None
        return _within(content, limit)


Bundle = FolderBundle | ZipBundle


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """
    Raises:
        NotFound: "bundle.missing"; Refused: "bundle.unreadable", "bundle.unsafe-name", "bundle.too-large",
            "bundle.empty"; Unavailable: "storage.unreachable".
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError as error:
        raise NotFound("bundle.missing", file=path.name) from error
    except OSError as error:
        raise Unavailable("storage.unreachable") from error
    if stat.S_ISDIR(kind):
        yield FolderBundle(path, _grouped(_walked(path)))
        return
    if not stat.S_ISREG(kind):
        raise Refused("bundle.unreadable", file=path.name)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refused("bundle.unreadable", file=path.name) from error
    with archive:
        yield ZipBundle(archive, _grouped(_members(archive)))


def parsed(text: bytes) -> object:
    """JSON, strictly: UTF-8, each key once, no numbers that are none.

    Raises:
        Refused: "import.not-json".
    """
    try:
        return json.loads(text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused("import.not-json") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError
    return table


def _no_number(text: str) -> object:
    raise ValueError(text)


def _walked(path: Path) -> Iterator[str]:
    """The paths of all files below, two folders deep; what is no file is named too, to be refused."""
    count = 0
    for first in sorted(path.iterdir()):
        inside = sorted(first.iterdir()) if first.is_dir() and not first.is_symlink() else [first]
        for each in inside:
            count += 1
            if count > MOST_ENTRIES:
                raise Refused("bundle.too-large")
            yield each.relative_to(path).as_posix()


def _members(archive: zipfile.ZipFile) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > MOST_ENTRIES or sum(member.file_size for member in members) > MOST_BYTES:
        raise Refused("bundle.too-large")
    if len({member.filename for member in members}) != len(members):
        raise Refused("bundle.unsafe-name")
    for member in members:
        _require_safe(member)
        if not member.is_dir():
            yield member.filename


def _require_safe(member: zipfile.ZipInfo) -> None:
    parts = member.filename.removesuffix("/").split("/")
    odd = any(part in ("", ".", "..") for part in parts) or set(member.filename) & set("\\:\0")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if odd or is_link or member.flag_bits & _REFUSED_BITS:
        raise Refused("bundle.unsafe-name")


def _grouped(paths: Iterator[str]) -> Files:
    listed = list(paths)
    if REQUEST in listed:
        return {"": {path: path for path in listed}}
    files: dict[str, dict[str, str]] = {}
    for path in listed:
        request, _, name = path.partition("/")
        files.setdefault(request, {})[name] = path
    if not files:
        raise Refused("bundle.empty")
    return files


def _whole(descriptor: int | None, limit: int) -> bytes:
    if descriptor is None or not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError
    content = bytearray()
    while len(content) <= limit and (piece := os.read(descriptor, limit + 1 - len(content))):
        content += piece
    return _within(bytes(content), limit)


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        error: KioskError = Refused("upload.too-large", bytes=len(content), limit=limit)
        raise error
    return content
