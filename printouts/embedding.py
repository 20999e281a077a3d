"""A face inside one PDF: a Type 0 font that holds only the glyphs drawn.

Each pair (shape, characters) has a character id of its own, so that a skeleton shared by ب, ت
and ی is still copied as the right letter.
"""

from __future__ import annotations

import struct

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
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, base, data)),
                "DW": 1000,
                "W": f"[1 [{' '.join(self._widths)}]]",
                "CIDToGIDMap": document.Reference(pdfdoc.PDFStream(content=_glyph_map(numbers))),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(self._to_unicode())),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _descriptor(self, document: pdfdoc.PDFDocument, base: str, data: bytes) -> pdfdoc.PDFDictionary:
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray([round(corner) for corner in self.face.box]),
                "ItalicAngle": 0,
                "Ascent": round(self.face.ascent),
                "Descent": round(self.face.descent),
                "CapHeight": 700,
                "StemV": 140 if self.face.bold else 80,
                "FontFile2": document.Reference(file),
            }
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


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _glyph_map(numbers: list[int]) -> bytes:
    return struct.pack(f">{len(numbers) + 1}H", 0, *numbers)
