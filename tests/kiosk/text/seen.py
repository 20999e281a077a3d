"""What the eye meets, for tests of order alone."""

from __future__ import annotations

from kiosk.text.bidi import MIRROR, levels, reorder, strip_isolates


def visual(text: str, base: int) -> str:
    """The line from left to right, mirrored (L4), without invisible controls."""
    found = levels(text, base)
    return strip_isolates(
        "".join(MIRROR.get(text[at], text[at]) if found[at] & 1 else text[at] for at in reorder(found))
    )
