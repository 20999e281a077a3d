"""A TrueType file with only the glyphs drawn, and one composite glyph for each letter drawn in parts.

Some faces draw a skeleton and its dots apart.  Left so in the PDF, each dot would be a mark of its
own: a reader copying the text meets stray characters and broken lines.  Source of the layouts:
the OpenType tables glyf, loca, hmtx, hhea, maxp and head.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

import uharfbuzz as hb

from printouts.faces import Face

Part = tuple[int, int, int]
"""Glyph number, x and y in font units."""
Shape = tuple[Part, ...]
"""Of no part: nothing is drawn, as for a joiner."""

_NEEDLESS = "GSUB GPOS GDEF BASE JSTF name post OS/2 cmap DSIG STAT meta gasp"
_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_CHECKSUM_OF_A_FONT = 0xB1B0AFBA
_PADDING = (b"", b"\0", b"\0\0", b"\0\0\0")


def subset(face: Face, drawn: Sequence[tuple[Shape, float]]) -> tuple[bytes, list[int]]:
    """The file, and the number in it of each shape; with each its width in thousandths of the type size."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(part[0] for shape, _ in drawn for part in shape)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _NEEDLESS.split(" ")
    )
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    plan = hb.SubsetPlan(face.shaper.face, wanted)
    data = plan.execute().blob.data
    renumbered = plan.old_to_new_glyph_mapping
    composites = dict.fromkeys(each for each in drawn if _is_composed(each[0]))
    if not composites:
        return data, [renumbered[shape[0][0]] for shape, _ in drawn]
    font = _Tables(data)
    added = {}
    for shape, width in composites:
        added[shape, width] = len(font.glyphs)
        parts = [(renumbered[number], x, y) for number, x, y in shape]
        font.add(parts, round(width * face.units / 1000))
    return font.file(), [added.get(each) or renumbered[each[0][0][0]] for each in drawn]


def _is_composed(shape: Shape) -> bool:
    return len(shape) != 1 or shape[0][1:] != (0, 0)


class _Tables:
    """The tables of a TrueType file, to which composite glyphs can be added."""

    def __init__(self, data: bytes) -> None:
        (count,) = struct.unpack_from(">H", data, 4)
        self.tables: dict[str, bytes] = {}
        for at in range(12, 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4s3L", data, at)
            self.tables[tag.decode("ascii")] = data[offset : offset + length]
        (self.glyph_count,) = struct.unpack_from(">H", self.tables["maxp"], 4)
        self.glyphs = self._read_glyphs()
        self._metrics = self._read_metrics()
        self._most_parts = 1

    def _read_glyphs(self) -> list[bytes]:
        (is_long,) = struct.unpack_from(">h", self.tables["head"], 50)
        kind, unit = ("L", 1) if is_long else ("H", 2)
        offsets = struct.unpack_from(f">{self.glyph_count + 1}{kind}", self.tables["loca"])
        return [self.tables["glyf"][start * unit : end * unit] for start, end in pairwise(offsets)]

    def _read_metrics(self) -> list[tuple[int, int]]:
        """Advance and left side bearing of each glyph."""
        (full,) = struct.unpack_from(">H", self.tables["hhea"], 34)
        flat = struct.unpack(f">{'Hh' * full}{self.glyph_count - full}h", self.tables["hmtx"])
        metrics = list(zip(flat[: 2 * full : 2], flat[1 : 2 * full : 2], strict=True))
        last = metrics[-1][0]
        return metrics + [(last, bearing) for bearing in flat[2 * full :]]

    def add(self, parts: list[Part], advance: int) -> None:
        if not parts:
            self.glyphs.append(b"")
            self._metrics.append((advance, 0))
            return
        boxes = []
        components = b""
        for number, x, y in parts:
            more = _MORE if (number, x, y) != parts[-1] else 0
            components += struct.pack(">HHhh", _WORDS | _OFFSETS | more, number, x, y)
            if self.glyphs[number]:
                left, bottom, right, top = struct.unpack_from(">4h", self.glyphs[number], 2)
                boxes.append((left + x, bottom + y, right + x, top + y))
        lefts, bottoms, rights, tops = zip(*(boxes or [(0, 0, 0, 0)]), strict=True)
        header = struct.pack(">5h", -1, min(lefts), min(bottoms), max(rights), max(tops))
        self.glyphs.append(header + components)
        self._metrics.append((advance, min(lefts)))
        self._most_parts = max(self._most_parts, len(parts))

    def file(self) -> bytes:
        self._write_glyphs()
        count = len(self.glyphs)
        self.tables["hmtx"] = struct.pack(f">{'Hh' * count}", *chain.from_iterable(self._metrics))
        self.tables["hhea"] = self.tables["hhea"][:34] + struct.pack(">H", count)
        maxp = bytearray(self.tables["maxp"])
        struct.pack_into(">H", maxp, 4, count)
        struct.pack_into(">HH", maxp, 28, self._most_parts, 2)
        self.tables["maxp"] = bytes(maxp)
        return self._assembled()

    def _write_glyphs(self) -> None:
        padded = [glyph + _PADDING[-len(glyph) % 4] for glyph in self.glyphs]
        self.tables["glyf"] = b"".join(padded)
        self.tables["loca"] = struct.pack(f">{len(padded) + 1}L", 0, *accumulate(map(len, padded)))
        head = bytearray(self.tables["head"])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        self.tables["head"] = bytes(head)

    def _assembled(self) -> bytes:
        count = len(self.tables)
        power = 1 << (count.bit_length() - 1)
        directory = struct.pack(
            ">L4H", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16
        )
        start, sums, head_at = 12 + 16 * count, 0, 0
        bodies = []
        for tag, body in sorted(self.tables.items()):
            if tag == "head":
                head_at = start
            padded = body + _PADDING[-len(body) % 4]
            checksum = _checksum(padded)
            directory += struct.pack(">4s3L", tag.encode("ascii"), checksum, start, len(body))
            bodies.append(padded)
            sums += checksum
            start += len(padded)
        whole = bytearray(directory + b"".join(bodies))
        adjustment = _CHECKSUM_OF_A_FONT - sums - _checksum(directory)
        struct.pack_into(">L", whole, head_at + 8, adjustment & 0xFFFFFFFF)
        return bytes(whole)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
