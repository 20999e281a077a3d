"""A photo of 10 MB, checked, encoded anew and stored, against a bare decoding of it.

python -m bench.upload [rounds]
"""

from __future__ import annotations

import io
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from PIL import Image

from data.vault import Vault
from kiosk.adapters.intake import Intake
from kiosk.demo.people import people
from kiosk.demo.scans import draw
from tests.makers import TODAY

ROUNDS = 7
TARGET = 2.0
"""Seconds."""
LEAST_BYTES = 10_000_000


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    photo = a_photo()
    floors, products = [], []
    bare, before = 0.0, _processor_seconds()
    beats: list[float] = []
    with tempfile.TemporaryDirectory() as folder, _heart(beats):
        vault = Vault(Path(folder), bytes(32), "723")
        intake = Intake()
        for number in range(rounds):
            began, idle = time.perf_counter(), _processor_seconds()
            Image.open(io.BytesIO(photo)).convert("RGB")
            floors.append(time.perf_counter() - began)
            bare += _processor_seconds() - idle
            began = time.perf_counter()
            taken = intake(photo)
            vault.put(taken.content + bytes([number]))
            products.append(time.perf_counter() - began)
    spent = (_processor_seconds() - before - bare) / rounds
    floor, product = statistics.median(floors), statistics.median(products)
    print(
        f"{len(photo) / 1e6:.1f} MB, {taken.width} × {taken.height} kept in {len(taken.content) / 1e3:.0f} kB"
    )
    print(f"decoded alone {floor:.2f} s, taken in and stored {product:.2f} s ({product / floor:.1f} times)")
    print(f"processor time of one {spent:.2f} s")
    print(f"target {TARGET:.1f} s; longest pause of another thread meanwhile {max(beats) * 1e3:.0f} ms")
    sys.exit(product > TARGET)


def _processor_seconds() -> float:
    """Of this process and of the children that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, who))


def a_photo() -> bytes:
    """A passport of 24 megapixels with the grain of a telephone's camera."""
    demo = people(1, 3, TODAY)[0]
    size = (6000, 4200)
    paper = Image.open(io.BytesIO(draw("passport", demo, None, 0))).convert("RGB").resize(size)
    grain = Image.frombytes("RGB", (2000, 1400), random.Random(1).randbytes(2000 * 1400 * 3))  # noqa: S311 - repeatable
    photo = Image.blend(paper, grain.resize(size), 0.16)
    for quality in range(90, 100):
        target = io.BytesIO()
        photo.save(target, "JPEG", quality=quality)
        if target.tell() >= LEAST_BYTES:
            break
    return target.getvalue()


class _heart:  # noqa: N801 - reads as what it does, in `with`
    """A thread that wants to run every 5 ms, as a screen does; how long it waited goes into `beats`."""

    def __init__(self, beats: list[float]) -> None:
        self._beats = beats
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def _beat(self) -> None:
        last = time.perf_counter()
        while not self._stop.wait(0.005):
            now = time.perf_counter()
            self._beats.append(now - last)
            last = now

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


if __name__ == "__main__":
    main()
