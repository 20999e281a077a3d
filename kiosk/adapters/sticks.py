"""USB sticks and the office's own folder, and no step outside of them.

Every name is opened below its folder's descriptor and no link is followed, so nothing on a stick leads out
of it, whatever changes meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import NotFound, Refused, Unavailable
from kiosk.domain.media import SUFFIXES, Entry, Place, Way

MOUNTS = Path("/proc/self/mountinfo")
ROOTS = ("/media", "/run/media")
"""Where desktops mount what is plugged in."""
FILE_SYSTEMS = frozenset(
    {"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "hfsplus", "iso9660", "udf"}
)
MOST_ENTRIES = 2000
LONGEST_SHOWN = 80

_ESCAPED = re.compile(r"\\([0-7]{3})")
_LOST = "�"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Sticks:
    """`folder`: one more place beside the sticks; `largest`: bytes of a file."""

    folder: Path | None
    largest: int
    mounts: Path = MOUNTS
    roots: tuple[str, ...] = ROOTS

    def places(self) -> tuple[Place, ...]:
        """What is plugged in at this moment, then the office's folder."""
        paths = [path for path in self._mounted() if os.access(path, os.R_OK)]
        if self.folder is not None and self.folder.is_dir():
            paths.append(str(self.folder))
        return tuple(Place(shown(os.path.basename(path)), path) for path in paths)  # noqa: PTH119 - a raw name

    def listing(self, place: Place, way: Way = (), suffixes: tuple[str, ...] = SUFFIXES) -> tuple[Entry, ...]:
        """Folders first, then files with these endings, by name.  Nothing hidden, no links, no devices.

        Raises:
            NotFound: "stick.not-here"; Refused: "stick.too-many" (limit); Unavailable: "stick.gone".
        """
        with self._opened(place, way, os.O_DIRECTORY) as folder, _readable(), os.scandir(folder) as found:
            entries: list[Entry] = []
            for number, each in enumerate(found):
                if number >= MOST_ENTRIES:
                    raise Refused("stick.too-many", limit=MOST_ENTRIES)
                entries += _entry(each, suffixes)
        return tuple(sorted(entries, key=lambda entry: (not entry.is_folder, entry.shown.casefold())))

    def read(self, place: Place, way: Way) -> bytes:
        """
        Raises:
            NotFound: "stick.not-here"; Refused: "stick.not-a-file", "upload.empty", "upload.too-large"
                (bytes, limit); Unavailable: "stick.gone", "stick.changed".
        """
        with self._opened(place, way, os.O_NONBLOCK) as file, _readable():
            facts = os.fstat(file)
            if not stat.S_ISREG(facts.st_mode):
                raise Refused("stick.not-a-file")
            if not facts.st_size:
                raise Refused("upload.empty")
            if facts.st_size > self.largest:
                raise Refused("upload.too-large", bytes=facts.st_size, limit=self.largest)
            content = _whole(file, facts.st_size + 1)
        if len(content) != facts.st_size:
            raise Unavailable("stick.changed")
        return content

    @contextlib.contextmanager
    def _opened(self, place: Place, way: Way, flags: int) -> Iterator[int]:
        """A descriptor reached step by step from a place that is still offered."""
        if place.path not in {each.path for each in self.places()}:
            raise Unavailable("stick.gone")
        with contextlib.ExitStack() as steps, _readable():
            descriptor = _open(steps, place.path, os.O_DIRECTORY, None)
            for number, name in enumerate(way, 1):
                kind = flags if number == len(way) else os.O_DIRECTORY
                descriptor = _open(steps, _one_step(name), kind, descriptor)
            yield descriptor

    def _mounted(self) -> Iterator[str]:
        try:
            lines = self.mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return
        for line in lines:
            before, _, after = line.partition(" - ")
            fields = before.split(" ")
            if len(fields) < 5 or after.split(" ")[0] not in FILE_SYSTEMS:
                continue
            path = os.fsdecode(_ESCAPED.sub(_unescaped, fields[4]))
            if any(path.startswith(f"{root}/") for root in self.roots):
                yield path


def shown(name: str) -> str:
    """A foreign name as harmless text on one line."""
    letters = "".join(
        letter if unicodedata.category(letter)[0] not in "CZ" or letter in " \u200c" else _LOST
        for letter in name
    )
    return letters if len(letters) <= LONGEST_SHOWN else f"{letters[: LONGEST_SHOWN - 1]}…"


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 8))


def _one_step(name: str) -> str:
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        raise NotFound("stick.not-here")
    return name


def _open(steps: contextlib.ExitStack, name: str, kind: int, folder: int | None) -> int:
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | kind, dir_fd=folder)
    steps.callback(os.close, descriptor)
    return descriptor


def _entry(found: os.DirEntry[str], suffixes: tuple[str, ...]) -> Iterator[Entry]:
    if found.name.startswith("."):
        return
    try:
        facts = found.stat(follow_symlinks=False)
    except OSError:
        # Gone since it was listed, or out of reach: it cannot be chosen.
        return
    if stat.S_ISDIR(facts.st_mode):
        yield Entry(found.name, shown(found.name), True, 0)
    elif stat.S_ISREG(facts.st_mode) and found.name.casefold().endswith(suffixes):
        yield Entry(found.name, shown(found.name), False, facts.st_size)


def _whole(file: int, most: int) -> bytes:
    content = bytearray()
    while len(content) < most and (piece := os.read(file, min(_PIECE, most - len(content)))):
        content += piece
    return bytes(content)


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Whatever the system says about a stick, in our words."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("stick.not-here") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotFound("stick.not-here") from None
        if error.errno == errno.ENXIO:
            raise Refused("stick.not-a-file") from None
        raise Unavailable("stick.gone") from error
