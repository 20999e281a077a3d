"""The disk itself: one synced commit for each action, and what happens when it is full."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import Database, migrated, sqlite_at

WRITES = """
import sys
from tests import makers
from tests.databases import sqlite_at
from pathlib import Path

store = sqlite_at(Path(sys.argv[1])).open()
store.write(makers.staffed)
for number in range(int(sys.argv[2])):
    store.write(
        lambda work: (
            work.commands.first_time(makers.a_command(number)),
            work.audit.append(makers.an_audit_line(number), "clerk1", "counter-1", makers.NOON),
        )
    )
# The log is written back at the end of the last connection; that is no action's sync.
import os
os._exit(0)
"""

FILLS = """
import sys
from pathlib import Path
from data import schema
from data.vault import Vault
from kiosk.domain.errors import Unavailable
from tests import makers
from tests.databases import sqlite_at
from tests.makers import NOON

disk = Path(sys.argv[1])
store = sqlite_at(disk / "office.db").open()
schema.migrate(store.engine)
vault = Vault(disk / "scans", bytes(32), "723")
small = vault.put(b"a small scan")

try:
    vault.put(bytes(4_000_000))
except Unavailable as problem:
    print(problem)
print(len([path for path in (disk / "scans").rglob("*") if path.is_file()]), vault.get(small).decode())

whole = 0
try:
    while True:
        numbers = range(200 + whole * 50, 250 + whole * 50)
        store.write(
            lambda work: [work.people.add(makers.a_file(makers.a_person(number)), NOON) for number in numbers]
        )
        whole += 1
except Unavailable as problem:
    print(problem)
with store.engine.connect() as connection:
    people = connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
    print(people == whole * 50, connection.exec_driver_sql("PRAGMA integrity_check").scalar())
"""


def test_each_action_reaches_the_disk_by_one_sync(tmp_path: Path) -> None:
    if not _works("strace", "-o", str(tmp_path / "probe"), "true"):
        pytest.skip("STRACE IS NOT HERE: that an action is one sync was not counted")

    few = _syncs(migrated(sqlite_at(tmp_path / "few.db")), 5)
    many = _syncs(migrated(sqlite_at(tmp_path / "many.db")), 25)

    assert many - few == 20


def test_a_disk_that_is_full_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    """On a real file system of two megabytes, in a namespace of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=2m tmpfs {disk} && "
    namespace = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*namespace, mount + "true"], check=False).returncode
    ):
        pytest.skip("NO FILE SYSTEM OF OUR OWN: a full disk was not tried")

    done = subprocess.run(
        [*namespace, mount + 'exec "$0" -c "$1" "$2"', sys.executable, FILLS, str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == ["storage.full", "1 a small scan", "database.full", "True ok"]


def _syncs(database: Database, writes: int) -> int:
    notes = database.file.with_suffix(".trace")
    strace = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(notes)]
    program = [sys.executable, "-c", WRITES, str(database.file), str(writes)]
    subprocess.run(strace + program, check=True)
    return sum("sync(" in line for line in notes.read_text().splitlines())


def _works(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
