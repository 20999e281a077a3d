"""Building the invented office beside its place: an interrupted one is no office at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kiosk.commands.voice import Voice
from kiosk.demo.office import DemoOffice, Progress, Wish, clear, make, reopen
from kiosk.domain.errors import Refused, Unavailable


def build(voice: Voice, wish: Wish) -> DemoOffice:
    """
    Raises:
        Refused: "demo.folder-in-use" when something else lies in the folder.
        Unavailable: the disk is full or out of reach.
    """
    _require_ours(wish.folder)
    place = wish.folder.absolute()
    with beside(place) as made:
        with bars(voice) as progress:
            make(replace(wish, folder=made), progress)
        clear(wish.folder)
        if place.exists():
            place.rmdir()
        made.rename(place)
    office = reopen(wish.folder)
    if office is None:
        raise Unavailable("storage.missing")
    return office


def require_empty(folder: Path) -> None:
    """
    Raises:
        Refused: "demo.folder-in-use" when anything lies there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("demo.folder-in-use", folder=str(folder))


def _require_ours(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused("demo.folder-in-use", folder=str(folder))
    if folder.exists() and any(folder.iterdir()) and reopen(folder) is None:
        raise Refused("demo.folder-in-use", folder=str(folder))


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk; what is left of it goes at the end, whatever happens."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise Unavailable("storage.unreachable") from error
    try:
        yield made
    except OSError as error:
        raise Unavailable("storage.full" if error.errno == 28 else "storage.unreachable") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def bars(voice: Voice) -> Iterator[Progress]:
    """A bar for each step, on standard error; in a file, nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        tasks: dict[str, TaskID] = {}

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(voice.words(step), total=total)
            shown.update(tasks[step], completed=done, total=total)

        yield progress
