"""The catalogue: how much do reading into classes and checking add to parsing its files?

python -m bench.catalogue [rounds]
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from kiosk import catalogue
from kiosk.memory import hasten_start

ROUNDS = 40
TARGET_MS = 40.0
TARGET_RATIO = 1.4
FILES = sorted(Path(catalogue.__file__).parent.glob("*.toml"))


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    hasten_start()  # As the program does before it loads anything.
    floors, loads = [], []
    for _ in range(rounds):
        floors.append(_milliseconds(_parse))
        loads.append(_milliseconds(catalogue.load))
    ratio = statistics.median(load / floor for load, floor in zip(loads, floors, strict=True))
    print(
        f"{sum(file.stat().st_size for file in FILES) / 1000:.0f} kB in {len(FILES)} files, {rounds} rounds"
    )
    print("              best ms  median ms")
    for name, times in (("parsed", floors), ("loaded", loads)):
        print(f"{name:12}{min(times):9.1f}{statistics.median(times):11.1f}")
    print(f"loaded to parsed {ratio:.2f}, target {TARGET_RATIO}")
    print(f"best {min(loads):.1f} ms, target {TARGET_MS} ms")
    sys.exit(ratio > TARGET_RATIO)


def _parse() -> None:
    for file in FILES:
        tomllib.loads(file.read_text(encoding="utf-8"))


def _milliseconds(act: Callable[[], object]) -> float:
    """Of the processor, since a busy machine would be measured otherwise."""
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1e3


if __name__ == "__main__":
    main()
