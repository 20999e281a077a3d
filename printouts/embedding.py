"""A face inside one PDF: a Type 0 font that holds only the glyphs drawn.

Each pair (shape, characters) has a character id of its own, so that a skeleton shared by ب, ت
and ی is still copied as the right letter.
"""

from __future__ import annotations

import struct
import zlib

from reportlab.pdfbase import pdfdoc

from printouts.faces import Face
from printouts.shaping import Glyph, GlyphKey, Piece
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


class EmbeddedFace:
    """Hands out character ids while pages are drawn, then writes the font objects."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[int, str] = {}
        self._keys: list[GlyphKey] = []
        self._widths: list[str] = []
        self._pieces: dict[Piece, tuple[str, ...]] = {}

    def codes(self, piece: Piece) -> tuple[str, ...]:
        """Four hexadecimal digits a glyph; kept, because pieces come from a cache and recur."""
        found = self._pieces.get(piece)
        if found is None:
            found = self._pieces[piece] = tuple(
                self._codes.get(glyph.serial) or self._new_code(glyph) for glyph in piece.glyphs
            )
        return found

    def _new_code(self, glyph: Glyph) -> str:
        self._keys.append(glyph.key)
        self._widths.append(f"{glyph.width:g}")
        code = self._codes[glyph.serial] = f"{len(self._keys):04X}"
        return code

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab calls it so.
        data, numbers = subset(self.face, [shape for shape, _ in self._keys])
        base = f"{_tag(self.name)}+{self.face.name}"
        file = _stream(document, data, f"/Length1 {len(data)} ")
        descriptor = _written(document, self._descriptor(base, file))
        glyph_map = _stream(document, struct.pack(f">{len(numbers) + 1}H", 0, *numbers))
        descendant = _written(
            document,
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /FontDescriptor {descriptor}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /DW 1000 /W [1 [{' '.join(self._widths)}]] /CIDToGIDMap {glyph_map} >>",
        )
        to_unicode = _stream(document, self._to_unicode())
        font = _Raw(
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

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{number:04X}> <{text.encode('utf-16-be').hex()}>"
            for number, (_, text) in enumerate(self._keys, start=1)
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


def _written(document: pdfdoc.PDFDocument, content: str | bytes) -> str:
    """The reference to a new object, as it stands in others."""
    raw = content.encode("ascii") if isinstance(content, str) else content
    reference: bytes = document.Reference(_Raw(raw)).format(document)
    return reference.decode("ascii")


def _stream(document: pdfdoc.PDFDocument, content: bytes, more: str = "") -> str:
    packed = zlib.compress(content, _EFFORT)
    head = f"<< /Filter /FlateDecode {more}/Length {len(packed)} >>\nstream\n"
    return _written(document, head.encode("ascii") + packed + b"\nendstream")
