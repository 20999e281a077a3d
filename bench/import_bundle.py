"""A bundle of 200 requests of the online portal, 20 of them bad, taken in twice.

python -m bench.import_bundle
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.offices import demonstration
from tests import portal

GOOD = 180


def main() -> None:
    with demonstration() as office, tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.zip"
        bundle.write_bytes(portal.zipped(portal.many(GOOD)))
        print(f"{GOOD + len(portal.BAD)} requests, {bundle.stat().st_size / 1e6:.0f} MB")
        print("run      accepted  already  refused  seconds")
        first = _run(office.config, bundle, "first")
        for each in first["refused"]:
            reasons = "; ".join(f"{reason['path']}: {reason['message']}" for reason in each["reasons"])
            print(f"  {each['request']}: {reasons}")
        second = _run(office.config, bundle, "second")
    right = (first["accepted"], len(first["refused"])) == (GOOD, len(portal.BAD))
    same = (second["accepted"], second["already"]) == (0, GOOD) and second["refused"] == first["refused"]
    sys.exit(not (right and same))


def _run(config: Path, bundle: Path, name: str) -> dict[str, Any]:
    began = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "kiosk",
        "--language",
        "en",
        "--config",
        str(config),
        "import",
        str(bundle),
    ]
    said = subprocess.run([*command, "--json"], capture_output=True, text=True)
    if said.returncode not in (0, 1):
        sys.exit(said.stdout + said.stderr)
    answer: dict[str, Any] = json.loads(said.stdout)
    took = time.perf_counter() - began
    print(f"{name:9}{answer['accepted']!s:>8}{answer['already']!s:>9}{len(answer['refused']):9}{took:9.1f}")
    return answer


if __name__ == "__main__":
    main()
