"""How a certificate reads: the template that is filled with the facts of one request.  Source: domain.md 5.3.

{Holes}, sources and conditions name the facts of `kiosk.domain.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kiosk.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class CertificateRow:
    label: Bilingual
    source: str


@dataclass(frozen=True, slots=True)
class CertificatePart:
    """What follows the opening sentence; what is given of it is printed in the order of the members."""

    when: str | None = None
    """Printed only then: see `kiosk.domain.filling.holds`."""
    title: Bilingual | None = None
    text: Bilingual | None = None
    rows: tuple[CertificateRow, ...] = ()
    across: str | None = None
    """A fact in its own language over the whole width, line by line as it was written."""
    bills: str | None = None
    """A fact that lists bills: printed with their totals, the excluded ones apart."""
    signing: tuple[Bilingual, ...] = ()
    """Boxes to sign or to set a finger on."""


@dataclass(frozen=True, slots=True)
class Place:
    """A fact, or a fixed text, on a numbered blank; millimetres from its left and top to the baseline."""

    language: Literal["fa", "en"]
    left: int
    top: int
    width: int
    source: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is printed upon a blank, before the file copy on a sheet of our own; millimetres."""

    width: int
    height: int
    places: tuple[Place, ...]
    photo_left: int | None = None
    photo_top: int | None = None
    photo_width: int = 30
    photo_height: int = 40


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """The wording of a certificate."""

    id: str
    name: Bilingual
    title: Bilingual
    """With {holes}, as the body."""
    body: Bilingual
    rows: tuple[CertificateRow, ...] = ()
    sample: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)
    """Invented facts, area → name → value, to preview and test without a person."""
    parts: tuple[CertificatePart, ...] = ()
    enclosure: Bilingual | None = None
    """What it is nothing without, named in its head; with {holes}, as the body."""
    valid_days: int | None = None
    photo: bool = False
    copies: str | None = None
    """The fact that says how many are made."""
    deed: bool = False
    """Its parties initial each sheet."""
    overlay: Overlay | None = None
    retired: bool = False

    @property
    def sample_facts(self) -> dict[str, Bilingual]:
        return {
            f"{area}.{name}": value for area, names in self.sample.items() for name, value in names.items()
        }
