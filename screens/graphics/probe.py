"""Asks the terminal once, before the screens start, how scans can be shown."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import select
import termios
import time
from collections.abc import Iterator, Mapping

from screens.graphics.shared_memory import SharedMemory
from screens.graphics.terminal import COMMON_CELL, Graphics, Kind, cell_pixels, is_terminal

OLDEST_KITTY = (0, 28)
LONGEST_WAIT = 1.0
SIXEL_ATTRIBUTE = "4"
PLAIN_IMAGE, SHARED_IMAGE = 31, 32
FEWEST_COLOURS = 16
"""Registers of the first Sixel terminals that showed pictures."""
MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")
CONSOLES = ("linux", "dumb", "")

# The replies we ask for, and nothing else: every other byte is a key of the officer's.
REPLY = re.compile(
    rb"\x1bP>\|(?P<name>[^\x1b]*)\x1b\\"
    rb"|\x1b_Gi=(?P<image>\d+)[^;\x1b]*;(?P<answer>[^\x1b]*)\x1b\\"
    rb"|\x1b\[6;(?P<height>\d+);(?P<width>\d+)t"
    rb"|\x1b\[\?1;(?P<status>\d+)(?:;(?P<colours>\d+))?S"
    rb"|\x1b\[8;(?P<bdsm>\d)\$y"
    rb"|\x1b\[\?(?P<attributes>[\d;]*)c"
)

CUT_REPLY = re.compile(rb"\x1b(?:P>|_G|\[\?|\[[68];)[^\x1b]*\x1b?$")


class Answers:
    """What the terminal said so far."""

    def __init__(self) -> None:
        self.name = ""
        self.bdsm = False
        self.images: frozenset[int] = frozenset()
        self.cell: tuple[int, int] | None = None
        self.colours = 0
        self.attributes: tuple[str, ...] | None = None
        self.typed = b""


def probe(
    fd_in: int,
    fd_out: int,
    environ: Mapping[str, str],
    timeout: float = LONGEST_WAIT,
    wanted: str = "auto",
) -> Graphics:
    """How to show scans here.  Call it before the app starts; it waits `timeout` seconds, at most one.

    `wanted` is the setting: auto, kitty, sixel or half-cell; anything but auto is obeyed as it stands.
    """
    found = _ask_if_sensible(fd_in, fd_out, environ, min(timeout, LONGEST_WAIT))
    if environ.get("TERM", "") in CONSOLES:
        found = found._replace(quadrants=False)
    if wanted == "auto":
        return found
    return found._replace(kind=Kind(wanted), reason="graphics.chosen")


def _ask_if_sensible(fd_in: int, fd_out: int, environ: Mapping[str, str], timeout: float) -> Graphics:
    if not is_terminal(fd_in, fd_out):
        return Graphics(Kind.HALF_CELL, "graphics.no-terminal")
    if any(environ.get(name) for name in MULTIPLEXERS):
        # A multiplexer claims what the terminal around it cannot show, and leaks our question into its title.
        return Graphics(Kind.HALF_CELL, "graphics.multiplexer", cell=cell_pixels(fd_out) or COMMON_CELL)
    if environ.get("TERM", "") in CONSOLES:
        return Graphics(Kind.HALF_CELL, "graphics.none")
    nearby = not environ.get("SSH_CONNECTION")
    with _quiet(fd_in), SharedMemory() as memory:
        os.write(fd_out, _question(memory.create(bytes(3)) if nearby else None))
        answers = _listen(fd_in, timeout)
    kind, reason = _choose(answers)
    return Graphics(
        kind,
        reason,
        shared_memory=SHARED_IMAGE in answers.images,
        cell=answers.cell or cell_pixels(fd_out) or COMMON_CELL,
        colours=answers.colours or FEWEST_COLOURS,
        name=answers.name,
        has_bdsm=answers.bdsm,
        typed=answers.typed,
    )


def _question(shared_name: str | None) -> bytes:
    """One write; the device attributes come last, as every terminal answers them."""
    image = "\x1b_Ga=q,i={},s=1,v=1,f=24,t={};{}\x1b\\"
    asked = "\x1b[>q" + image.format(PLAIN_IMAGE, "d", "AAAA")
    if shared_name is not None:
        asked += image.format(SHARED_IMAGE, "s,S=3", base64.b64encode(shared_name.encode()).decode())
    return (asked + "\x1b[8$p" + "\x1b[16t" + "\x1b[?1;1;0S" + "\x1b[c").encode()


@contextlib.contextmanager
def _quiet(fd_in: int) -> Iterator[None]:
    """No echo and no waiting for Enter.  What was typed ahead stays in the queue (TCSANOW)."""
    before = termios.tcgetattr(fd_in)
    now = termios.tcgetattr(fd_in)
    now[3] &= ~(termios.ECHO | termios.ICANON)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    termios.tcsetattr(fd_in, termios.TCSANOW, now)
    try:
        yield
    finally:
        termios.tcsetattr(fd_in, termios.TCSANOW, before)


def _listen(fd_in: int, timeout: float) -> Answers:
    answers, heard, deadline = Answers(), b"", time.monotonic() + timeout
    while answers.attributes is None:
        ready, _, _ = select.select([fd_in], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            break
        piece = os.read(fd_in, 4096)
        if not piece:
            break
        heard = _take(heard + piece, answers)
    answers.typed = CUT_REPLY.sub(b"", heard)
    return answers


def _take(heard: bytes, answers: Answers) -> bytes:
    """Files every whole reply and returns the rest, which may hold keys and the start of a reply."""
    rest, end = b"", 0
    for reply in REPLY.finditer(heard):
        rest += heard[end : reply.start()]
        end = reply.end()
        _file(reply, answers)
    return rest + heard[end:]


def _file(reply: re.Match[bytes], answers: Answers) -> None:
    if reply["name"] is not None:
        answers.name = reply["name"].decode("ascii", "replace")
    elif reply["image"] is not None and reply["answer"] == b"OK":
        answers.images |= {int(reply["image"])}
    elif reply["height"] is not None:
        cell = int(reply["width"]), int(reply["height"])
        answers.cell = cell if min(cell) > 0 else None
    elif reply["bdsm"] is not None:
        answers.bdsm = reply["bdsm"] in (b"1", b"2")
    elif reply["status"] == b"0" and reply["colours"] is not None:
        answers.colours = int(reply["colours"])
    elif reply["attributes"] is not None:
        answers.attributes = tuple(reply["attributes"].decode().split(";"))


def _choose(answers: Answers) -> tuple[Kind, str]:
    if PLAIN_IMAGE in answers.images and (kitty := _kitty_version(answers.name)):
        if kitty >= OLDEST_KITTY:
            return Kind.KITTY, "graphics.kitty"
        return Kind.HALF_CELL, "graphics.old-kitty"
    if answers.attributes is None:
        return Kind.HALF_CELL, "graphics.no-answer"
    # The first number is the terminal's class, not an ability.
    if SIXEL_ATTRIBUTE in answers.attributes[1:]:
        return Kind.SIXEL, "graphics.sixel"
    return Kind.HALF_CELL, "graphics.none"


def _kitty_version(name: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"kitty\((\d+)\.(\d+)[^)]*\)", name)
    return (int(match[1]), int(match[2])) if match else None
