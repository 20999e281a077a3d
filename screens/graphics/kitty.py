"""Commands of the kitty graphics protocol."""

from __future__ import annotations

import base64
import itertools
import secrets
from collections.abc import Iterator

UNDER_EVERY_BACKGROUND = -1_073_741_825
"""Below -2³⁰ an image lies under all cells that have a background, so dialogs and toasts cover it."""

LONGEST_PAYLOAD = 4096
QUIET = "q=2"


def image_numbers() -> Iterator[int]:
    """Numbers no other program in this window is likely to use."""
    return itertools.count(secrets.randbelow(1 << 30) + (1 << 20))


def transmit_shared(image: int, size: tuple[int, int], name: str) -> str:
    """Pixels (RGB, 8 bit) that lie in shared memory under `name`."""
    width, height = size
    head = f"a=t,i={image},f=24,s={width},v={height},t=s,S={width * height * 3},{QUIET}"
    return _command(head, base64.b64encode(name.encode()).decode())


def transmit_inline(image: int, png: bytes) -> str:
    payload = base64.b64encode(png).decode()
    pieces = [payload[at : at + LONGEST_PAYLOAD] for at in range(0, len(payload), LONGEST_PAYLOAD)]
    heads = [f"a=t,i={image},f=100,{QUIET},"] + [""] * (len(pieces) - 1)
    return "".join(
        _command(f"{head}m={int(number < len(pieces))}", piece)
        for number, (head, piece) in enumerate(zip(heads, pieces, strict=True), 1)
    )


def place(image: int, columns: int, rows: int) -> str:
    """Shows the image at the cursor, which stays where it is."""
    return _command(f"a=p,i={image},p=1,c={columns},r={rows},z={UNDER_EVERY_BACKGROUND},C=1,{QUIET}")


def delete(image: int) -> str:
    """Removes the image from the screen and from the terminal's memory."""
    return _command(f"a=d,d=I,i={image},{QUIET}")


def _command(head: str, payload: str = "") -> str:
    return f"\x1b_G{head}{';' if payload else ''}{payload}\x1b\\"
