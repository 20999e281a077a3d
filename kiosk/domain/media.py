"""Sticks and folders that people choose their scans from."""

from __future__ import annotations

from dataclasses import dataclass

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf")


@dataclass(frozen=True, slots=True)
class Place:
    """A stick or a folder of the office."""

    name: str
    """Cleaned, to be shown."""
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or a folder in a place."""

    name: str
    """As the stick has it, byte for byte: to open it, never to show it."""
    shown: str
    is_folder: bool
    size: int


Way = tuple[str, ...]
"""The names of the folders from the place inwards; the last may be a file."""
