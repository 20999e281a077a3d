from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import log


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "kiosk.log"
    log.start(path)
    yield path
    log.stop()


def fail(secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError as error:
        raise RuntimeError(f"because of {secret}") from error


def test_the_folder_is_made_with_the_first_line_and_not_before(file: Path) -> None:
    assert not file.parent.exists()

    log.log.warning("station %s", "counter-1")

    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "WARNING" in file.read_text("utf-8")


def test_a_fault_is_logged_by_type_and_place_without_its_words(file: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        fail("2284642896")

    number = log.report(caught.value)

    written = file.read_text("utf-8")
    assert f"fault {number}" in written
    assert "builtins.RuntimeError" in written
    assert "behind it:\nbuiltins.ValueError" in written
    assert "in fail" in written
    assert "2284642896" not in written


def test_whatever_else_is_logged_with_its_exception_is_redacted_too(file: Path) -> None:
    try:
        fail("2284642896")
    except RuntimeError:
        logging.getLogger("kiosk").exception("bug %s", "abc")

    assert "2284642896" not in file.read_text("utf-8")


def test_a_log_that_grows_turns_over(file: Path) -> None:
    for _ in range(12):
        log.log.info("x" * 100_000)

    assert file.stat().st_size <= log.LARGEST
    assert file.with_name("kiosk.log.1").exists()


def test_a_folder_that_cannot_be_made_costs_the_line_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file is in the way", encoding="utf-8")
    log.start(tmp_path / "logs" / "kiosk.log")

    log.log.error("lost")
    log.stop()

    assert capfd.readouterr() == ("", "")
