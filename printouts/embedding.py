"""A face inside one PDF: a Type 0 font that holds only the glyphs drawn.

Each pair (shape, characters) has a character id of its own, so that a skeleton shared by ب, ت
and ی is still copied as the right letter.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase, digits

from reportlab.pdfbase import pdfdoc

from kiosk.text.digits import to_persian
from printouts.faces import Face
from printouts.shaping import Character, Piece, shape
from printouts.subset import subset

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_LARGEST_CMAP_BLOCK = 100
_SYMBOLIC = 4
_CAP_HEIGHT = 700
# Outlines pack only a few percent smaller with more effort.
_EFFORT = 1
_CODE_LETTERS = f"{digits}{to_persian(digits)}{ascii_uppercase} -/."


class _Codes(dict[Character, str]):
    """Character ids as four hexadecimal digits, given in the order met."""

    def __missing__(self, character: Character) -> str:
        code = self[character] = f"{len(self) + 1:04X}"
        return code


class EmbeddedFace:
    """Hands out character ids while pages are drawn, then writes the font objects."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes = _Codes(_first_codes(face))
        self._pieces: dict[Piece, str] = {}

    def shown(self, piece: Piece) -> str:
        """Codes, with `>adjustment<` between; kept, because pieces come from a cache and recur."""
        found = self._pieces.get(piece)
        if found is None:
            found = self._pieces[piece] = self._as_shown(piece)
        return found

    def _as_shown(self, piece: Piece) -> str:
        codes = self._codes
        if piece.plain:
            return "".join([codes[glyph.character] for glyph in piece.glyphs])
        *glyphs, last = piece.glyphs
        shown = [codes[glyph.character] + (f">{glyph.after}<" if glyph.after else "") for glyph in glyphs]
        return "".join(shown) + codes[last.character]

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab calls it so.
        written = _program(self.face, tuple(self._codes))
        base = f"{_tag(self.name)}+{self.face.name}"
        file, glyph_map, to_unicode = [_written(document, stream) for stream in written.streams]
        descriptor = _written(document, self._descriptor(base, file))
        descendant = _written(
            document,
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /FontDescriptor {descriptor}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /DW 1000 /W [1 [{written.widths}]] /CIDToGIDMap {glyph_map} >>",
        )
        font = raw_object(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant}] /ToUnicode {to_unicode} >>".encode("ascii")
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _descriptor(self, base: str, file: str) -> str:
        face = self.face
        box = " ".join(str(round(corner)) for corner in face.box)
        return (
            f"<< /Type /FontDescriptor /FontName /{base} /Flags {_SYMBOLIC} /FontBBox [{box}]"
            f" /ItalicAngle 0 /Ascent {round(face.ascent)} /Descent {round(face.descent)}"
            f" /CapHeight {_CAP_HEIGHT} /StemV {140 if face.bold else 80} /FontFile2 {file} >>"
        )


@lru_cache(None)
def _first_codes(face: Face) -> _Codes:
    """What numbers and codes are written with is in every font: so a kind of paper keeps its fonts."""
    codes = _Codes()
    for char in _CODE_LETTERS:
        if ord(char) in face.covered:
            for glyph in shape(char, face, rtl=False, language="en").glyphs:
                codes[glyph.character]
    return codes


@dataclass(frozen=True, slots=True)
class _Program:
    """`streams`: font file, glyph of each character id, characters of each."""

    streams: tuple[bytes, bytes, bytes]
    widths: str


@lru_cache(64)
def _program(face: Face, characters: tuple[Character, ...]) -> _Program:
    """Kept, for the next paper of the kind."""
    data, numbers = subset(face, [(character.shape, character.width) for character in characters])
    glyph_map = struct.pack(f">{len(numbers) + 1}H", 0, *numbers)
    streams = (
        packed_stream(data, f"/Length1 {len(data)} "),
        packed_stream(glyph_map),
        packed_stream(_to_unicode([character.stands_for for character in characters])),
    )
    return _Program(streams, " ".join([f"{character.width:g}" for character in characters]))


def _to_unicode(texts: list[str]) -> bytes:
    lines = [
        f"<{number:04X}> <{text.encode('utf-16-be').hex()}>" for number, text in enumerate(texts, start=1)
    ]
    blocks = []
    for start in range(0, len(lines), _LARGEST_CMAP_BLOCK):
        block = lines[start : start + _LARGEST_CMAP_BLOCK]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return _CMAP.format(blocks="\n".join(blocks)).encode("ascii")


def _tag(name: str) -> str:
    """Six capitals that mark a subset, a different one for each font of the file."""
    return "MIKHA" + chr(ord("A") + int(name[1:]))


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab ships no types.
    """An object written out by us: ReportLab's own dictionaries take several times as long."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.content


def raw_object(content: bytes) -> pdfdoc.PDFObject:
    return _Raw(content)


def packed_stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, _EFFORT)
    head = f"<< /Filter /FlateDecode {more}/Length {len(packed)} >>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def _written(document: pdfdoc.PDFDocument, content: str | bytes) -> str:
    """The reference to a new object, as it stands in others."""
    raw = content.encode("ascii") if isinstance(content, str) else content
    reference: bytes = document.Reference(_Raw(raw)).format(document)
    return reference.decode("ascii")
