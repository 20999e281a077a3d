"""Documents as encrypted files: whole, secret, and every damage noticed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.vault import FRAME, MAGIC, WRAPPED, Vault
from kiosk.domain.errors import NotFound, Unavailable
from tests.makers import OFFICE

KEY = bytes(range(32))
LONG = os.urandom(2 * FRAME + 100)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "scans", KEY, OFFICE)


def files(vault: Vault) -> list[Path]:
    return sorted(path for path in vault.folder.rglob("*") if path.is_file())


def only_file(vault: Vault) -> Path:
    (file,) = files(vault)
    return file


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(content=st.binary(max_size=300))
def test_what_was_put_is_got(vault: Vault, content: bytes) -> None:
    assert vault.get(vault.put(content)) == content


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_contents_of_every_length_come_back(vault: Vault, size: int) -> None:
    content = os.urandom(size)

    assert vault.get(vault.put(content)) == content


def test_equal_contents_are_stored_once(vault: Vault) -> None:
    first = vault.put(LONG)
    written = only_file(vault).stat()

    assert vault.put(LONG) == first
    assert only_file(vault).stat() == written
    assert vault.put(LONG + b"x") != first


def test_nothing_is_readable_in_files_or_names(vault: Vault) -> None:
    content = b"Sara Karimi 0012345679 " * 10_000

    name = vault.put(content)

    stored = only_file(vault).read_bytes()
    assert b"Karimi" not in stored
    assert len(set(stored[-1000:])) > 200
    assert Vault(vault.folder / "other", bytes(32), OFFICE).put(content) != name


def test_files_and_folders_are_the_offices_alone(vault: Vault) -> None:
    vault.put(LONG)

    assert stat.S_IMODE(only_file(vault).stat().st_mode) == 0o600
    for folder in (vault.folder, *only_file(vault).relative_to(vault.folder).parents[:-1]):
        assert stat.S_IMODE((vault.folder / folder).stat().st_mode) == 0o700


@pytest.mark.parametrize("place", [0, 3, 4, 20, 43, 44, 45, FRAME, FRAME + 100, 2 * FRAME + 60, -17, -1])
def test_a_flipped_bit_is_noticed(vault: Vault, place: int) -> None:
    name = vault.put(LONG)
    raw = bytearray(only_file(vault).read_bytes())
    raw[place] ^= 1
    only_file(vault).write_bytes(raw)

    with pytest.raises(Unavailable, match=r"storage.damaged"):
        vault.get(name)


@pytest.mark.parametrize(
    "length",
    [0, 3, len(MAGIC), len(MAGIC) + WRAPPED - 1, len(MAGIC) + WRAPPED, 1000, FRAME + 60, 2 * FRAME + 76, -1],
)
def test_a_cut_file_is_noticed(vault: Vault, length: int) -> None:
    name = vault.put(LONG)
    only_file(vault).write_bytes(only_file(vault).read_bytes()[:length])

    with pytest.raises(Unavailable, match=r"storage.damaged"):
        vault.get(name)


def test_an_appended_byte_is_noticed(vault: Vault) -> None:
    name = vault.put(LONG)
    only_file(vault).write_bytes(only_file(vault).read_bytes() + b"\0")

    with pytest.raises(Unavailable, match=r"storage.damaged"):
        vault.get(name)


def test_swapped_files_are_noticed(vault: Vault) -> None:
    names = vault.put(b"one"), vault.put(b"another")
    one, another = files(vault)
    contents = one.read_bytes(), another.read_bytes()
    one.write_bytes(contents[1])
    another.write_bytes(contents[0])

    for name in names:
        with pytest.raises(Unavailable, match=r"storage.damaged"):
            vault.get(name)


def test_swapped_frames_are_noticed(vault: Vault) -> None:
    name = vault.put(LONG)
    raw = only_file(vault).read_bytes()
    start, size = len(MAGIC) + WRAPPED, FRAME + 16
    first, second = raw[start : start + size], raw[start + size : start + 2 * size]
    only_file(vault).write_bytes(raw[:start] + second + first + raw[start + 2 * size :])

    with pytest.raises(Unavailable, match=r"storage.damaged"):
        vault.get(name)


@pytest.mark.parametrize(("key", "office"), [(bytes(32), OFFICE), (KEY, "724")])
def test_another_key_or_office_opens_nothing(vault: Vault, key: bytes, office: str) -> None:
    name = vault.put(LONG)

    with pytest.raises(Unavailable, match=r"storage.damaged"):
        Vault(vault.folder, key, office).get(name)


def test_a_file_that_is_gone_is_said(vault: Vault) -> None:
    name = vault.put(LONG)
    only_file(vault).unlink()

    with pytest.raises(NotFound, match=r"storage.missing"):
        vault.get(name)


def test_a_folder_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "scans").write_text("a file")
    vault = Vault(tmp_path / "scans", KEY, OFFICE)

    with pytest.raises(Unavailable, match=r"storage.unreachable"):
        vault.put(LONG)
    with pytest.raises(Unavailable, match=r"storage.unreachable"):
        vault.get("ab" * 32)


@pytest.mark.parametrize(
    ("errno", "key"), [(28, "storage.full"), (122, "storage.full"), (5, "storage.unreachable")]
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_no_file(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str, errno: int, key: str
) -> None:
    vault.put(b"the folders are there")
    before = files(vault)

    def fail(*_arguments: object) -> None:
        raise OSError(errno, os.strerror(errno))

    monkeypatch.setattr(
        *{"fsync": (os, "fsync"), "write": (os, "write"), "replace": (os, "replace")}[step], fail
    )
    with pytest.raises(Unavailable, match=key):
        vault.put(LONG)
    monkeypatch.undo()

    assert files(vault) == before
    assert vault.get(vault.put(LONG)) == LONG


def test_file_then_folder_reach_the_disk_before_the_name_is_given(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        steps.append(f"sync {kind}")
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    vault.put(LONG)

    # Three new folders, each made known by its parent, then the file itself.
    assert steps == ["sync folder"] * 3 + ["sync file", "rename", "sync folder"]
