"""A scanned document once it is safely decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page as pixels: `rgb` is `width * height * 3` bytes, top row first, upright, on white."""

    width: int
    height: int
    rgb: bytes
    pages: int = 1
    """How many pages the file holds."""
    damaged: bool = False
    """True when the file was cut or garbled and only part of it could be read."""
