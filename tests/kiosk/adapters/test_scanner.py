"""The scanner, tried with SANE's own test device."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from kiosk.adapters.decoding import decode
from kiosk.adapters.scanner import Scanner
from kiosk.domain.errors import KioskError, Refused, Unavailable

LARGEST = 25_000_000
TEST_DEVICE = Scanner("test:0", 60, LARGEST, options=("--mode", "Color", "--test-picture", "Color pattern"))

needs_sane = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage is missing: apt-get install sane-utils"
)


def nothing(percent: int) -> None:
    """Nobody looks at the progress."""


def key_of(scanner: Scanner) -> str:
    with pytest.raises(KioskError) as caught:
        scanner.scan(nothing, Event())
    return caught.value.key


def with_options(*options: str) -> Scanner:
    return replace(TEST_DEVICE, options=(*TEST_DEVICE.options, *options))


@needs_sane
def test_a_page_is_scanned_at_300_dpi_with_its_progress() -> None:
    percents: list[int] = []

    page = decode(TEST_DEVICE.scan(percents.append, Event()))

    assert (page.width, page.height) == (944, 1181)
    assert percents[-1] == 100
    assert percents == sorted(percents)


@needs_sane
@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("SANE_STATUS_JAMMED", "scanner.cover"),
        ("SANE_STATUS_COVER_OPEN", "scanner.cover"),
        ("SANE_STATUS_NO_DOCS", "scanner.no-paper"),
        ("SANE_STATUS_DEVICE_BUSY", "scanner.busy"),
        ("SANE_STATUS_IO_ERROR", "scanner.failed"),
    ],
)
def test_trouble_of_the_device_is_told(status: str, key: str) -> None:
    assert key_of(with_options("--read-return-value", status)) == key


@needs_sane
def test_a_device_that_is_not_there_is_told() -> None:
    assert key_of(replace(TEST_DEVICE, device="nobody:7")) == "scanner.failed"


SLOW = ("--read-delay=yes", "--read-delay-duration", "200000")


@needs_sane
def test_a_scan_can_be_stopped_in_the_middle() -> None:
    stop = Event()

    def look(percent: int) -> None:
        stop.set()

    with pytest.raises(Refused, match=r"scanner\.cancelled"):
        with_options(*SLOW).scan(look, stop)


@needs_sane
def test_a_scan_without_end_is_ended() -> None:
    assert key_of(replace(with_options(*SLOW), seconds=1)) == "scanner.too-slow"


@needs_sane
def test_a_page_without_end_fills_no_memory() -> None:
    assert key_of(replace(TEST_DEVICE, largest=1000)) == "scanner.failed"


def test_no_scanner_and_no_program_are_told() -> None:
    assert not replace(TEST_DEVICE, device="").there
    assert key_of(replace(TEST_DEVICE, device="")) == "scanner.none"
    assert key_of(replace(TEST_DEVICE, program="scanimage-of-nobody")) == "scanner.missing"


def test_a_program_that_says_nothing_useful_is_no_page(tmp_path: Path) -> None:
    program = tmp_path / "scanimage"
    program.write_text("#!/bin/sh\nprintf '\\033[2JProgress: 99999%%' >&2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    percents: list[int] = []

    with pytest.raises(Unavailable, match=r"scanner\.failed"):
        replace(TEST_DEVICE, program=str(program)).scan(percents.append, Event())

    assert set(percents) <= {100}


def test_nothing_stays_open() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))

    key_of(replace(TEST_DEVICE, program="scanimage-of-nobody"))
    if shutil.which("scanimage"):
        TEST_DEVICE.scan(nothing, Event())

    assert len(list(Path("/proc/self/fd").iterdir())) == before
