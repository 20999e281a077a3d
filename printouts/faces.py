"""The faces we print with: bundled, pinned by SHA-256, loaded once a process.

System fonts are never used: some packaged versions draw ۴ ۶ ۷ in Arabic shapes for Persian.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import uharfbuzz as hb

from kiosk.domain.errors import Refused, Unavailable

FILES = {
    "NotoNaskhArabic-Regular": "706b4580c025f6c75ec1c06013e17f00a23ec1780091b77a5a5b339469bda94d",
    "NotoNaskhArabic-Bold": "35418f91100645a36e4d72d75866b61c5da14dc5ebbade64db434d2c9e76234c",
    "NotoSerif-Regular": "a7e8ea1ab7e7d368b001c892d6148325fffc849a46e030e55e1bdc597bbe939d",
    "Vazirmatn-Regular": "b69fd4c680b8f3f225feabcc655a2c585d97627b8f5f5c0f9985e894069f3a56",
    "Vazirmatn-Bold": "f635fdbea28f265de395ba83b4b1570dcf2f58d13c65469e61903b1c2d2ae723",
}


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file.  Metrics are thousandths of the type size."""

    name: str
    shaper: hb.Font
    covered: frozenset[int]
    units: int
    ascent: float
    descent: float
    box: tuple[float, float, float, float]
    bold: bool

    def thousandths(self, units: float) -> float:
        return units * 1000 / self.units


def _read(name: str) -> bytes:
    try:
        data = (resources.files("printouts") / "fonts" / f"{name}.ttf").read_bytes()
    except OSError as error:
        raise Unavailable("paper.font-missing", font=name) from error
    if hashlib.sha256(data).hexdigest() != FILES[name]:
        raise Unavailable("paper.font-changed", font=name)
    return data


@lru_cache(None)
def face(name: str) -> Face:
    """Raises Unavailable: "paper.font-missing", "paper.font-changed"."""
    source = hb.subset_preprocess(hb.Face(hb.Blob(_read(name))))
    shaper = hb.Font(source)
    scale = 1000 / source.upem
    extents = shaper.get_font_extents("ltr")
    # 'head' holds xMin, yMin, xMax, yMax as four signed shorts at byte 36.
    corners = struct.unpack_from(">4h", source.reference_table("head").data, 36)
    left, bottom, right, top = (corner * scale for corner in corners)
    return Face(
        name=name,
        shaper=shaper,
        covered=frozenset(source.unicodes),
        units=source.upem,
        ascent=extents.ascender * scale,
        descent=extents.descender * scale,
        box=(left, bottom, right, top),
        bold=name.endswith("Bold"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A chain of faces: the first that has the letter draws it."""

    chain: tuple[str, ...]
    latin_in_persian: float = 1.0
    """Share of the type size at which Latin letters sit well among the Persian ones."""

    def face_for(self, cluster: str) -> Face:
        """Raises Refused: "paper.missing-glyph"."""
        return _face_for(self.chain, cluster)

    def face_of_all(self, word: str) -> Face | None:
        """The first face, if it draws the whole word."""
        first = face(self.chain[0])
        return first if first.covered.issuperset(map(ord, word)) else None


@lru_cache(8192)
def _face_for(chain: tuple[str, ...], cluster: str) -> Face:
    needed = {ord(char) for char in cluster if char not in "\u200c\u200d"}
    for name in chain:
        candidate = face(name)
        if needed <= candidate.covered:
            return candidate
    absent = next((char for char in cluster if not _anywhere(chain, char)), cluster)
    raise Refused("paper.missing-glyph", character=absent)


def _anywhere(chain: tuple[str, ...], char: str) -> bool:
    return any(ord(char) in face(name).covered for name in chain)


NASKH = Style(("NotoNaskhArabic-Regular", "Vazirmatn-Regular", "NotoSerif-Regular"), 0.85)
NASKH_BOLD = Style(("NotoNaskhArabic-Bold", "Vazirmatn-Bold", "NotoSerif-Regular"), 0.85)
SANS = Style(("Vazirmatn-Regular", "NotoNaskhArabic-Regular", "NotoSerif-Regular"))
SANS_BOLD = Style(("Vazirmatn-Bold", "NotoNaskhArabic-Bold", "NotoSerif-Regular"))
