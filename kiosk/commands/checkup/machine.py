"""Checks that need no office: the machine, the terminal and the installation itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.checkup.finding import Finding, bad, good
from kiosk.commands.terminal import choice
from kiosk.strict import msgid

if TYPE_CHECKING:
    from screens.graphics import Graphics

DISTRIBUTION = "mikhak-counter"
PACKAGES = ("kiosk", "screens", "data", "printouts")
COLUMNS, ROWS = 80, 24
ENOUGH_BYTES = 2 << 30
TOO_FEW_BYTES = 256 << 20
DANGEROUS = ("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT")


def environment(removed: tuple[str, ...], environ: Mapping[str, str]) -> Finding:
    """`removed`: what was taken out of it at the start."""
    found = sorted({*removed, *(name for name in DANGEROUS if environ.get(name))})
    if found:
        return bad(msgid("These variables must not be set: {names}."), names=", ".join(found))
    return good(msgid("Nothing in it changes how the program behaves."))


def packages(owners: Mapping[str, list[str]] | None = None) -> Finding:
    """Another distribution with a package of the same name would replace ours without a word."""
    owners = packages_distributions() if owners is None else owners
    strangers = {
        owner
        for name in PACKAGES
        for owner in owners.get(name, [])
        if owner.replace("_", "-").lower() != DISTRIBUTION
    }
    if strangers:
        return bad(msgid("Other packages use our names: {names}."), names=", ".join(sorted(strangers)))
    return good(msgid("kiosk, screens, data and printouts belong to nobody else."))


def fonts() -> Finding:
    from printouts.faces import FILES

    for name, expected in FILES.items():
        try:
            content = (resources.files("printouts") / "fonts" / f"{name}.ttf").read_bytes()
        except OSError:
            return bad(msgid("The font {file} is missing."), file=f"{name}.ttf")
        if hashlib.sha256(content).hexdigest() != expected:
            return bad(msgid("The font {file} was changed."), file=f"{name}.ttf")
    return good(msgid("All {count} fonts are unchanged."), count=len(FILES))


def terminal() -> Finding:
    """Size, encoding, colours, and how scans will be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return good(msgid("Not checked: this command is not running in a terminal."))
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < COLUMNS or size.lines < ROWS:
        return bad(
            msgid("It has {columns} × {rows} cells and needs 80 × 24."), columns=size.columns, rows=size.lines
        )
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return bad(msgid("It does not use UTF-8, so Persian cannot be shown."))
    return _colours_and_graphics(size)


def _colours_and_graphics(size: os.terminal_size) -> Finding:
    from rich.console import Console

    from screens.graphics import probe

    colours = Console().color_system
    if colours is None:
        return bad(msgid("It has no colours (TERM is “{term}”)."), term=os.environ.get("TERM", ""))
    graphics = probe(sys.stdin.fileno(), sys.stdout.fileno(), os.environ)
    seen = {
        "columns": size.columns,
        "rows": size.lines,
        "colours": colours,
        "graphics": graphics.kind.value,
        "persian": _persian(graphics),
    }
    if not seen["persian"]:
        return good(
            msgid(
                "{columns} × {rows} cells, colours: {colours}, scans: {graphics}. How it shows Persian is not"
                " known; run: kiosk doctor --terminal"
            ),
            **seen,
        )
    return good(
        msgid("{columns} × {rows} cells, colours: {colours}, scans: {graphics}, Persian: {persian}."), **seen
    )


def _persian(graphics: Graphics) -> str:
    """How it is drawn here; empty where nobody knows."""
    from screens.persian.dialect import Told, dialect_of

    chosen = choice(graphics, os.environ)
    dialect = dialect_of(Told(graphics.name, graphics.has_bdsm), os.environ)
    return chosen or (dialect.order.value if dialect else "")


def sqlite() -> Finding:
    """The library alone; its settings are read back from the office's own database."""
    from data.engine import SQLITE_FLOOR, sqlite_version

    version = sqlite_version()
    shown, floor = _dotted(version), _dotted(SQLITE_FLOOR)
    if version < SQLITE_FLOOR:
        return bad(
            msgid("Version {version} can lose commits; {floor} is needed."), version=shown, floor=floor
        )
    return good(msgid("Version {version}, with encryption."), version=shown)


def synchronised() -> bool | None:
    """Whether the clock follows a time server; None where nobody can tell."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with fixed words
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {b"yes": True, b"no": False}.get(done.stdout.strip())


def clock() -> Finding:
    match synchronised():
        case True:
            return good(msgid("It is synchronised with a time server."))
        case False:
            return good(
                msgid("Warning: not synchronised with a time server; one-time codes need the right time.")
            )
        case _:
            return good(msgid("Whether it is synchronised with a time server is unknown; please check."))


def space(folder: Path) -> Finding:
    free = shutil.disk_usage(existing(folder)).free
    tenths = free * 10 >> 30
    shown = f"{tenths // 10}.{tenths % 10}"
    if free < TOO_FEW_BYTES:
        return bad(msgid("Only {free} GiB are free; 2 GiB are needed."), free=shown)
    if free < ENOUGH_BYTES:
        return good(msgid("Warning: only {free} GiB are free; 2 GiB are needed."), free=shown)
    return good(msgid("{free} GiB are free."), free=shown)


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)
