"""Where finished papers go: a folder, or a CUPS queue through `lp`."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import Unavailable

PATIENCE_SECONDS = 20

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class NoPrinter:
    """The office has set up no printer."""

    name: str = "none"

    def send(self, pdf: bytes, title: str) -> str:
        raise Unavailable("printer.none")


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """Saves each paper as a file; an earlier print of the same paper is kept."""

    folder: Path

    @property
    def name(self) -> str:
        return f"folder:{self.folder.name}"

    def send(self, pdf: bytes, title: str) -> str:
        """Path of the file."""
        stem = re.sub(r"[^A-Za-z0-9.\-]+", "-", title).strip("-.") or "paper"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return str(self._save(stem, pdf))
        except OSError as error:
            raise Unavailable("storage.full" if error.errno in _FULL else "printer.folder") from error

    def _save(self, stem: str, pdf: bytes) -> Path:
        number = 1
        while True:
            path = self.folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
            try:
                file = path.open("xb")
            except FileExistsError:
                number += 1
                continue
            try:
                with file:
                    file.write(pdf)
            except OSError:
                # Half a paper looks like a paper.
                path.unlink()
                raise
            return path


@dataclass(frozen=True, slots=True)
class LpPrinter:
    """A CUPS queue.  The job's id is what `lp` answers; whether paper came out, the clerk says."""

    queue: str

    @property
    def name(self) -> str:
        return f"lp:{self.queue}"

    def send(self, pdf: bytes, title: str) -> str:
        """Job id.

        Raises:
            Unavailable: "printer.missing" without `lp`, "printer.refused" when the queue does not take it.
        """
        lp = shutil.which("lp")
        if lp is None:
            raise Unavailable("printer.missing")
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, its arguments are never a shell line
                [lp, "-d", self.queue, "-t", title, "-o", "print-scaling=none", "-o", "sides=one-sided", "-"],
                input=pdf,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=False,
                # In the office's language, the answer would hide the job's id.
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable("printer.refused", queue=self.queue) from error
        if done.returncode != 0:
            raise Unavailable("printer.refused", queue=self.queue)
        job = re.search(rb"request id is (\S+)", done.stdout)
        return job.group(1).decode() if job else ""
