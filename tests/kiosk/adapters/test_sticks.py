"""Sticks: what is offered, and that nothing leads out of them."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from kiosk.adapters import sticks
from kiosk.adapters.sticks import Sticks, shown
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.domain.media import Place, Way

LARGEST = 10_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick as a desktop mounts it, with a blank in its name."""
    folder = tmp_path / "media" / "sara" / "MY STICK"
    (folder / "scans").mkdir(parents=True)
    (folder / "pass.JPG").write_bytes(b"passport")
    (folder / "scans" / "birth.pdf").write_bytes(b"booklet")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return folder


def plugged_in(tmp_path: Path, *lines: str) -> Sticks:
    """Sticks by a table of mounts of our own."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text("\n".join(lines), encoding="utf-8")
    return Sticks(None, LARGEST, mounts=mounts, roots=(str(tmp_path / "media"),))


def mounted(path: Path, kind: str = "vfat") -> str:
    return f"36 35 98:0 / {str(path).replace(' ', chr(92) + '040')} rw,noatime shared:1 - {kind} /dev/sdb1 rw"


@pytest.fixture
def media(stick: Path, tmp_path: Path) -> Sticks:
    return plugged_in(tmp_path, mounted(stick))


@pytest.fixture
def place(media: Sticks) -> Place:
    return media.places()[0]


def key_of(media: Sticks, place: Place, way: Way) -> str:
    with pytest.raises(KioskError) as caught:
        media.read(place, way)
    return caught.value.key


def test_a_stick_is_offered_by_its_name(media: Sticks, stick: Path) -> None:
    assert media.places() == (Place("MY STICK", str(stick)),)


def test_only_what_was_plugged_in_is_offered(tmp_path: Path, stick: Path) -> None:
    lines = (
        "24 1 8:1 / / rw - ext4 /dev/sda1 rw",
        f"25 1 8:1 / {tmp_path}/media/sara/proc rw - proc proc rw",
        f"26 1 8:1 / {tmp_path}/elsewhere rw - vfat /dev/sdc1 rw",
        "nonsense",
        mounted(stick, "exfat"),
    )

    assert [place.path for place in plugged_in(tmp_path, *lines).places()] == [str(stick)]


def test_the_table_of_this_machine_can_be_read() -> None:
    assert isinstance(Sticks(None, LARGEST).places(), tuple)


def test_without_a_table_of_mounts_the_office_s_folder_is_left(tmp_path: Path) -> None:
    media = Sticks(tmp_path, LARGEST, mounts=tmp_path / "missing")

    assert [place.path for place in media.places()] == [str(tmp_path)]


def test_folders_come_first_and_only_scans_are_shown(media: Sticks, place: Place, stick: Path) -> None:
    for name in ("virus.exe", ".hidden.jpg", "noext", "Z.tiff", "a.png"):
        (stick / name).write_bytes(b"x")
    os.mkfifo(stick / "pipe.jpg")
    (stick / "link.jpg").symlink_to("/etc/passwd")
    (stick / "linked").symlink_to(stick.parent)

    entries = media.listing(place)

    assert [(entry.shown, entry.is_folder) for entry in entries] == [
        ("scans", True),
        ("a.png", False),
        ("pass.JPG", False),
        ("Z.tiff", False),
    ]
    assert entries[2].size == len(b"passport")


def test_a_file_in_a_folder_is_read(media: Sticks, place: Place) -> None:
    assert [entry.name for entry in media.listing(place, ("scans",))] == ["birth.pdf"]
    assert media.read(place, ("scans", "birth.pdf")) == b"booklet"


@pytest.mark.parametrize(
    "way",
    [
        ("..", "..", "..", "secret.jpg"),
        ("../../../secret.jpg",),
        ("scans/birth.pdf",),
        ("/etc/passwd",),
        (".",),
        ("",),
        ("pass.JPG\0",),
        ("missing.jpg",),
        ("missing", "pass.jpg"),
        ("pass.JPG", "deeper.jpg"),
        ("out", "secret.jpg"),
        ("out.jpg",),
    ],
)
def test_no_step_leads_out_of_the_stick(
    media: Sticks, place: Place, stick: Path, tmp_path: Path, way: Way
) -> None:
    (stick / "out").symlink_to(tmp_path)
    (stick / "out.jpg").symlink_to(tmp_path / "secret.jpg")

    assert key_of(media, place, way) == "stick.not-here"


def test_a_place_is_not_what_somebody_says_it_is(media: Sticks) -> None:
    assert key_of(media, Place("x", "/etc"), ("passwd",)) == "stick.gone"


def test_a_folder_a_pipe_and_a_device_are_not_read(media: Sticks, place: Place, stick: Path) -> None:
    os.mkfifo(stick / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(stick / "socket.jpg"))

    assert key_of(media, place, ("scans",)) == "stick.not-a-file"
    assert key_of(media, place, ("pipe.jpg",)) == "stick.not-a-file"
    assert key_of(media, place, ("socket.jpg",)) == "stick.not-a-file"


def test_empty_and_large_files_are_refused_unread(media: Sticks, place: Place, stick: Path) -> None:
    (stick / "empty.jpg").touch()
    with (stick / "large.jpg").open("wb") as file:
        file.truncate(LARGEST + 1)

    assert key_of(media, place, ("empty.jpg",)) == "upload.empty"
    assert key_of(media, place, ("large.jpg",)) == "upload.too-large"


@pytest.mark.parametrize("now", [b"", b"short", b"x" * 9_000])
def test_a_file_that_changes_while_it_is_read_is_refused(
    media: Sticks, place: Place, stick: Path, now: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def changed(file: int, most: int) -> bytes:
        (stick / "pass.JPG").write_bytes(now)
        return read(file, most)

    monkeypatch.setattr(os, "read", changed)

    assert key_of(media, place, ("pass.JPG",)) == "stick.changed"


def test_a_stick_pulled_out_is_gone(media: Sticks, place: Place, stick: Path, tmp_path: Path) -> None:
    shutil.rmtree(stick)
    assert key_of(media, place, ("pass.JPG",)) == "stick.gone"

    (tmp_path / "mountinfo").write_text("")
    with pytest.raises(Unavailable, match=r"stick\.gone"):
        media.listing(place)


def test_a_stick_pulled_out_in_the_middle_is_gone(
    media: Sticks, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(file: int, most: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)

    assert key_of(media, place, ("pass.JPG",)) == "stick.gone"


def test_a_folder_of_thousands_is_refused(
    media: Sticks, place: Place, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sticks, "MOST_ENTRIES", 5)
    for number in range(6):
        (stick / f"{number}.jpg").touch()

    with pytest.raises(Refused, match=r"stick\.too-many"):
        media.listing(place)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("سارا گذرنامه.jpg", "سارا گذرنامه.jpg"),
        ("\x1b[31mred.jpg", "�[31mred.jpg"),
        ("gpj.\u202eexe.jpg", "gpj.�exe.jpg"),
        ("a\nb.jpg", "a�b.jpg"),
        (os.fsdecode(b"caf\xe9.jpg"), "caf�.jpg"),
        ("x" * 300, "x" * 79 + "…"),
    ],
)
def test_a_name_is_shown_as_harmless_text(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_a_name_of_foreign_bytes_can_be_opened(media: Sticks, place: Place, stick: Path) -> None:
    raw = os.fsdecode(b"caf\xe9.jpg")
    (stick / raw).write_bytes(b"coffee")

    names = {entry.shown: entry.name for entry in media.listing(place)}

    assert media.read(place, (names["caf�.jpg"],)) == b"coffee"


def test_nothing_stays_open(media: Sticks, place: Place) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))

    media.listing(place, ("scans",))
    media.read(place, ("pass.JPG",))
    with pytest.raises(NotFound):
        media.read(place, ("scans", "missing.jpg"))

    assert len(list(Path("/proc/self/fd").iterdir())) == before
