"""A PostgreSQL server of our own for the tests: never as root, on a socket in a folder of its own."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql
from sqlalchemy import URL

OLDEST = 15
START_SECONDS = 60.0
UNSYNCED = ("-c", "fsync=off", "-c", "full_page_writes=off")
"""The tests crash no machine, so nothing has to reach the disk."""

MISSING = (
    "POSTGRESQL IS NOT HERE: no initdb of version 15 or newer in PATH or /usr/lib/postgresql/*/bin; "
    "half of the data tests did not run"
)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL programs that will do; None where there are none."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((folder for folder in folders if _version(folder) >= OLDEST), None)


def _version(folder: Path) -> int:
    program = folder / "postgres"
    if not program.exists() or not (folder / "initdb").exists():
        return 0
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    match = re.search(r"\) (\d+)", answer.stdout)
    return int(match[1]) if match else 0


@dataclass(slots=True)
class Server:
    """A running server."""

    socket_folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> URL:
        return URL.create(
            "postgresql", username="postgres", database=database, query={"host": str(self.socket_folder)}
        )

    @contextmanager
    def fresh(self) -> Iterator[URL]:
        """A database of its own, without any table."""
        name = f"test{next(self._numbers)}"
        self._administer("CREATE DATABASE {}", name)
        try:
            yield self.url(name)
        finally:
            self._administer("DROP DATABASE {} WITH (FORCE)", name)

    def empty(self, database: str, tables: Iterable[str]) -> None:
        """Take all rows out: ten times quicker than a new database."""
        with self.connect(database) as connection:
            # Replicas fire no triggers, so neither ours nor those of foreign keys object.
            connection.execute("SET session_replication_role = replica")
            for table in tables:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.socket_folder), user="postgres", dbname=database, autocommit=True
        )

    def _administer(self, statement: str, name: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextmanager
def running(programs: Path, settings: Sequence[str] = UNSYNCED) -> Iterator[Server]:
    """Make a cluster, start its server, stop it and take the folder away."""
    folder = Path(tempfile.mkdtemp(prefix="mikhak-pg-"))
    person = _unprivileged()
    if person:
        os.chown(folder, person.pw_uid, person.pw_gid)
    try:
        with (folder / "log").open("wb") as log:
            _start(log, programs / "initdb", *_MAKE, "-D", folder / "data").wait()
            process = _start(
                log,
                programs / "postgres",
                *settings,
                "-c",
                "listen_addresses=",
                "-D",
                folder / "data",
                "-k",
                folder,
            )
        try:
            server = Server(folder)
            _wait_until_ready(server, process, folder / "log")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder)


_MAKE = ("-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")


def _start(log: BinaryIO, *command: str | Path) -> subprocess.Popen[bytes]:
    person = _unprivileged()
    if person is None:
        return subprocess.Popen(command, cwd="/", stdout=log, stderr=log)
    return subprocess.Popen(
        command, cwd="/", stdout=log, stderr=log, user=person.pw_uid, group=person.pw_gid, extra_groups=[]
    )


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run as: PostgreSQL refuses root.  None: as we are."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
