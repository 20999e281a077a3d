"""An invented office for a benchmark, made by the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FEWEST = 20


@dataclass(frozen=True, slots=True)
class Office:
    config: Path
    samples: list[dict[str, str]]
    """national_code, tracking_code, receipt, service and state of each."""

    def sample(self, service: str, *states: str) -> dict[str, str]:
        return next(each for each in self.samples if each["service"] == service and each["state"] in states)


@contextmanager
def demonstration(applicants: int = FEWEST) -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "kiosk",
            "demo",
            "--no-run",
            "--json",
            "--applicants",
            str(applicants),
        ]
        made = subprocess.run([*command, "--dir", f"{folder}/office"], capture_output=True, check=True)
        answer = json.loads(made.stdout)
        yield Office(Path(answer["config"]), answer["samples"])
