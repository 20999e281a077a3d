"""Blocks stacked down the pages of one paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.errors import Refused
from printouts.sheet import Sheet


class Block(Protocol):
    """Something drawn below a given height; it is never split."""

    @property
    def height(self) -> float: ...

    def draw(self, sheet: Sheet, top: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Room:
    """Heights in points that the first page, later pages and the closing of the last one offer or need."""

    first: float
    later: float
    closing: float = 0.0


def paginate(blocks: Iterable[Block], room: Room) -> list[list[Block]]:
    """The closing always shares its page with at least the last block, so that no signature stands alone.

    Raises Refused: "paper.does-not-fit".
    """
    held = list(blocks)
    pages: list[list[Block]] = [[]]
    left = room.first
    for at, block in enumerate(held):
        needed = block.height + (room.closing if at == len(held) - 1 else 0.0)
        if needed > left:
            if needed > room.later:
                raise Refused("paper.does-not-fit", field="page")
            pages.append([])
            left = room.later
        pages[-1].append(block)
        left -= block.height
    return pages


def draw_down(sheet: Sheet, blocks: Iterable[Block], top: float) -> float:
    """Where the next block would begin."""
    for block in blocks:
        block.draw(sheet, top)
        top -= block.height
    return top
