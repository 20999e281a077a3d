"""Groups of fields under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.domain.paper import Section
from printouts.a4 import CONTENT
from printouts.blocks import Block
from printouts.grid import grid
from printouts.panels import Heading, Space, Stack
from printouts.sheet import MM


def sections(groups: Iterable[Section]) -> Iterator[Block]:
    """A heading never stands at the foot of a page without its first line; an empty group is left out."""
    for group in groups:
        if not group.rows:
            continue
        first, *others = grid(group.rows, CONTENT)
        yield Stack((Heading(group.title, CONTENT), first))
        yield from others
        yield Space(1.5 * MM)
