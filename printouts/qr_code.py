"""Digits → the dark and light cells of a QR code, level M.

`qrcode` gives the patterns, the blocks and the field; only its loops, which go bit by bit and take as
long as the rest of the paper, are replaced.  Source of the layout: ISO/IEC 18004.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, cycle, islice, zip_longest
from operator import itemgetter

from qrcode.base import RSBlock, gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.LUT import rsPoly_LUT
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, PAD0, PAD1, length_in_bits

from kiosk.domain.errors import Refused

# Any mask can be read; weighing all eight would cost more than drawing the page.
_MASK = 3
# Digits that versions 1, 2, … hold at level M.
_CAPACITY = (34, 63, 101, 149, 202, 255, 293, 365, 432, 513, 604, 691, 796, 871, 991, 1082)
_BITS_OF_DIGITS = (0, 4, 7, 10)
_AS_NUMBERS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Grid:
    """Square; one byte a cell, row by row from the top, 1 where it is dark."""

    side: int
    cells: bytes


@lru_cache(64)
def grid(digits: str) -> Grid:
    """Raises Refused: "paper.seal-not-digits", "paper.does-not-fit"."""
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("paper.seal-not-digits")
    version = bisect_left(_CAPACITY, len(digits)) + 1
    if version > len(_CAPACITY):
        raise Refused("paper.does-not-fit", field="seal")
    blank = _blank(version)
    words = bytes(_interleaved(_data_words(digits, version), rs_blocks(version, ERROR_CORRECT_M)))
    # The byte behind the last bit is what the cells take that hold no data.
    bits = f"{int.from_bytes(words):0{len(words) * 8}b}0".encode("ascii").translate(_AS_NUMBERS)
    return Grid(blank.side, blank.filled(bits))


@lru_cache(64)
def grid_of_text(text: str) -> Grid:
    """Of a short text; slower than `grid`, and of another mode."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make()
    return Grid(len(code.modules), bytes(chain.from_iterable(code.modules)))


@dataclass(frozen=True, slots=True)
class _Blank:
    """A code whose data are all zero, masked; `sources`: the data bit of each cell."""

    side: int
    cells: bytes
    sources: Callable[[bytes], tuple[int, ...]]

    def filled(self, bits: bytes) -> bytes:
        data = int.from_bytes(bytes(self.sources(bits)))
        return (data ^ int.from_bytes(self.cells)).to_bytes(len(self.cells))


@lru_cache(None)
def _blank(version: int) -> _Blank:
    words = sum(block.total_count for block in rs_blocks(version, ERROR_CORRECT_M))
    zeros, ones = _modules(version, [0x00] * words), _modules(version, [0xFF] * words)
    side = len(zeros)
    sources = [-1] * side * side
    # Only the cells that hold data differ.
    places = (
        cell for cell in _snake(side) if zeros[cell // side][cell % side] != ones[cell // side][cell % side]
    )
    for bit, cell in enumerate(places):
        sources[cell] = bit
    return _Blank(side, bytes(chain.from_iterable(zeros)), itemgetter(*sources))


def _modules(version: int, words: list[int]) -> list[list[bool]]:
    code = QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.data_cache = words
    code.make(fit=False)
    modules: list[list[bool]] = code.modules
    return modules


def _snake(side: int) -> Iterator[int]:
    """Cells in the order of the data: in columns of two from the right, up and down in turns."""
    rows: Sequence[int] = range(side - 1, -1, -1)
    for right in range(side - 1, 0, -2):
        # The upright timing pattern takes a column of its own.
        column = right if right > 6 else right - 1
        for row in rows:
            yield row * side + column
            yield row * side + column - 1
        rows = rows[::-1]


def _data_words(digits: str, version: int) -> bytes:
    blocks = rs_blocks(version, ERROR_CORRECT_M)
    room = sum(block.data_count for block in blocks)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    bits = f"{MODE_NUMBER:04b}{len(digits):0{length_in_bits(MODE_NUMBER, version)}b}" + "".join(
        [f"{int(group):0{_BITS_OF_DIGITS[len(group)]}b}" for group in groups]
    )
    bits = (bits + "0000")[: room * 8]
    bits += "0" * (-len(bits) % 8)
    written = int(bits, 2).to_bytes(len(bits) // 8)
    return written + bytes(islice(cycle((PAD0, PAD1)), room - len(written)))


def _interleaved(data: bytes, blocks: Sequence[RSBlock]) -> Iterator[int]:
    """The first word of each block, the second of each, … then the check words likewise."""
    parts, checks, start = [], [], 0
    for block in blocks:
        part = data[start : start + block.data_count]
        parts.append(part)
        checks.append(_check_words(part, block.total_count - block.data_count))
        start += block.data_count
    for words in (parts, checks):
        for turn in zip_longest(*words):
            yield from (word for word in turn if word is not None)


def _check_words(data: bytes, count: int) -> bytes:
    """Remainder of the division by the generator polynomial, kept as one number."""
    remainders = _remainders(count)
    top, rest = 8 * (count - 1), (1 << 8 * (count - 1)) - 1
    remainder = 0
    for word in data:
        remainder = (remainder & rest) << 8 ^ remainders[word ^ remainder >> top]
    return remainder.to_bytes(count)


@lru_cache(None)
def _remainders(count: int) -> tuple[int, ...]:
    """What each leading word leaves after one step of the division."""
    generator = [glog(factor) for factor in rsPoly_LUT[count][1:]]
    return (
        0,
        *(int.from_bytes(bytes(gexp(glog(word) + each) for each in generator)) for word in range(1, 256)),
    )
