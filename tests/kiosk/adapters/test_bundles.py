"""Zip files that nobody should open, and what they may not do."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from kiosk.adapters import bundles
from kiosk.domain.errors import KioskError, NotFound, Refused


def a_zip(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return path


def key_of(path: Path) -> str:
    with pytest.raises(KioskError) as caught, bundles.opened(path):
        pass
    return caught.value.key


@pytest.mark.parametrize(
    "name",
    ["../out/request.json", "/etc/request.json", "a/../../b", "a\\..\\b", "C:/a", "a//b", "./a", "a/./b"],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert key_of(a_zip(tmp_path / "b.zip", (name, b"{}"))) == "bundle.unsafe-name"


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("0/passport.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert key_of(a_zip(tmp_path / "b.zip", (link, b"/etc/passwd"))) == "bundle.unsafe-name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    assert key_of(a_zip(tmp_path / "b.zip", ("0/a", b"1"), ("0/a", b"2"))) == "bundle.unsafe-name"


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "b.zip", ("0/a", b"1"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)

    assert key_of(path) == "bundle.unsafe-name"


def test_a_bundle_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_zip(tmp_path / "b.zip", ("0/a", bytes(3000)), ("1/a", bytes(3000)))
    monkeypatch.setattr(bundles, "MOST_BYTES", 5000)
    assert key_of(path) == "bundle.too-large"

    monkeypatch.setattr(bundles, "MOST_ENTRIES", 1)
    assert key_of(path) == "bundle.too-large"


def test_a_member_is_never_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "b.zip", ("0/a", bytes(50_000_000)))
    assert path.stat().st_size < 100_000

    with bundles.opened(path) as bundle, pytest.raises(Refused, match=r"upload\.too-large"):
        bundle.read("0", "a", 1000)


def test_a_damaged_member_is_refused_and_its_neighbour_is_not(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "b.zip", ("0/a", b"hello " * 50), ("0/b", b"fine"))
    raw = bytearray(path.read_bytes())
    raw[40] ^= 0xFF
    path.write_bytes(raw)

    with bundles.opened(path) as bundle:
        assert bundle.read("0", "b", 1000) == b"fine"
        with pytest.raises(Refused, match=r"import\.file-odd"):
            bundle.read("0", "a", 1000)
        with pytest.raises(NotFound, match=r"import\.file-missing"):
            bundle.read("0", "c", 1000)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(500)])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)

    assert key_of(tmp_path / "b.zip") == "bundle.unreadable"


def test_nothing_there_and_nothing_in_it(tmp_path: Path) -> None:
    assert key_of(tmp_path / "missing") == "bundle.missing"
    (tmp_path / "empty").mkdir()
    assert key_of(tmp_path / "empty") == "bundle.empty"
    target = io.BytesIO()
    zipfile.ZipFile(target, "w").close()
    (tmp_path / "empty.zip").write_bytes(target.getvalue())
    assert key_of(tmp_path / "empty.zip") == "bundle.empty"
    assert key_of(Path("/dev/null")) == "bundle.unreadable"
