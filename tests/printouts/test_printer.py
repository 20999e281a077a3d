"""Where finished papers go.  CUPS is another's process: a program named `lp` stands in for it."""

from __future__ import annotations

import resource
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Unavailable
from kiosk.services.tools import Printer
from printouts import printer
from printouts.printer import FolderPrinter, LpPrinter, NoPrinter

PDF = b"%PDF-1.7\n\x00\xff nothing that a shell would like: $(exit 1) `exit 1`\n"
TITLE = "723/1405/STU-02/000123"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for; Python, sh and cat are not in it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def stand_in(programs: Path, answer: str = "request id is office-17 (1 file(s))", code: int = 0) -> Path:
    """`lp`: keeps its arguments and its input in the folder it returns."""
    kept = programs / "kept"
    kept.mkdir()
    lp = programs / "lp"
    lp.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\n" "$@" > "{kept}/arguments"\n'
        f'printf "%s" "$LC_ALL" > "{kept}/language"\n'
        f'/bin/cat > "{kept}/input"\n'
        f'echo "{answer}"\n'
        f"exit {code}\n"
    )
    lp.chmod(0o700)
    return kept


def test_lp_is_given_the_paper_as_it_is_and_answers_with_the_job(programs: Path) -> None:
    kept = stand_in(programs)

    job = LpPrinter("office").send(PDF, TITLE)

    assert job == "office-17"
    assert (kept / "language").read_text() == "C"
    assert (kept / "input").read_bytes() == PDF
    assert (kept / "arguments").read_text().splitlines() == [
        "-d", "office", "-t", TITLE, "-o", "print-scaling=none", "-o", "sides=one-sided", "-",
    ]  # fmt: skip


@pytest.mark.parametrize("queue", ["a b", "$(exit 9)", "; exit 9", '"'])
def test_no_queue_name_becomes_a_command(programs: Path, queue: str) -> None:
    kept = stand_in(programs)

    LpPrinter(queue).send(PDF, TITLE)

    assert (kept / "arguments").read_text().splitlines()[1] == queue


def test_an_answer_without_a_job_is_a_job_without_a_name(programs: Path) -> None:
    stand_in(programs, answer="")

    assert LpPrinter("office").send(PDF, TITLE) == ""


def test_without_lp_the_printer_is_missing(programs: Path) -> None:
    with pytest.raises(Unavailable, match=r"^printer\.missing$"):
        LpPrinter("office").send(PDF, TITLE)


def test_a_queue_that_says_no_is_named(programs: Path) -> None:
    stand_in(programs, answer="", code=1)

    with pytest.raises(Unavailable, match=r"^printer\.refused$") as unavailable:
        LpPrinter("office").send(PDF, TITLE)

    assert unavailable.value.details == {"queue": "office"}


def test_an_lp_that_cannot_be_started_refuses(programs: Path) -> None:
    lp = programs / "lp"
    lp.write_text("#!/nowhere/at/all\n")
    lp.chmod(0o700)

    with pytest.raises(Unavailable, match=r"^printer\.refused$"):
        LpPrinter("office").send(PDF, TITLE)


def test_an_lp_that_never_answers_is_given_up(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "PATIENCE_SECONDS", 0.2)
    lp = programs / "lp"
    lp.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    lp.chmod(0o700)

    with pytest.raises(Unavailable, match=r"^printer\.refused$"):
        LpPrinter("office").send(PDF, TITLE)


def test_an_lp_that_reads_nothing_is_no_fault_of_ours(programs: Path) -> None:
    lp = programs / "lp"
    lp.write_text('#!/bin/sh\necho "request id is office-18 (0 file(s))"\n')
    lp.chmod(0o700)

    assert LpPrinter("office").send(PDF * 100_000, TITLE) == "office-18"


def test_no_printer_prints_nothing() -> None:
    with pytest.raises(Unavailable, match=r"^printer\.none$"):
        NoPrinter().send(PDF, TITLE)


def test_a_folder_keeps_each_paper_under_its_number(tmp_path: Path) -> None:
    folder = tmp_path / "printed"

    path = Path(FolderPrinter(folder).send(PDF, TITLE))

    assert path == folder / "723-1405-STU-02-000123.pdf"
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_print_of_a_paper_leaves_the_first_one(tmp_path: Path) -> None:
    papers = FolderPrinter(tmp_path)

    paths = [Path(papers.send(content, TITLE)) for content in (b"one", b"two", b"three")]

    assert [path.name.removeprefix("723-1405-STU-02-000123") for path in paths] == [
        ".pdf",
        "-2.pdf",
        "-3.pdf",
    ]
    assert [path.read_bytes() for path in paths] == [b"one", b"two", b"three"]


@given(title=st.text(max_size=30))
def test_no_title_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("titles")

    path = Path(FolderPrinter(folder / "printed").send(PDF, title))

    assert path.resolve().parent == (folder / "printed").resolve()
    assert path.suffix == ".pdf"
    assert not path.name.startswith((".", "-"))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "printed").write_text("a file")

    with pytest.raises(Unavailable, match=r"^printer\.folder$"):
        FolderPrinter(tmp_path / "printed").send(PDF, TITLE)


def test_a_print_cut_off_by_a_full_disk_leaves_no_half_paper(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(Unavailable) as unavailable:
            FolderPrinter(tmp_path).send(PDF * 1000, TITLE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert unavailable.value.key == "storage.full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("chosen", "name"),
    [(NoPrinter(), "none"), (FolderPrinter(Path("/x/printed")), "folder:printed"), (LpPrinter("q"), "lp:q")],
)
def test_each_printer_has_a_name_for_the_record(chosen: Printer, name: str) -> None:
    assert chosen.name == name
