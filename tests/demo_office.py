"""One invented office, made by `kiosk demo` once in a run; whoever works in it copies it first."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

APPLICANTS = 40
MINUTES = 5


@dataclass(frozen=True, slots=True)
class DemoOffice:
    folder: Path
    told: dict[str, Any]
    """What the command said as JSON."""


def made_once(shared: Path) -> DemoOffice:
    """Processes that test side by side share a folder: the first makes the office, the others wait."""
    folder, told = shared / "demo-office", shared / "demo-office.json"
    with (shared / "demo-office.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_make(folder), encoding="utf-8")
    return DemoOffice(folder, json.loads(told.read_text(encoding="utf-8")))


def _make(folder: Path) -> str:
    options = ["--dir", str(folder), "--applicants", str(APPLICANTS), "--no-run", "--json"]
    made = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo", *options],
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
    )
    assert made.returncode == 0, made.stderr + made.stdout
    return made.stdout
