"""What is delivered: a wheel with everything tracked and nothing else, under names that are ours alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from kiosk.commands.line import command_line
from kiosk.words import Words

ROOT = Path(__file__).parents[1]
PACKAGES = ("kiosk", "screens", "data", "printouts")
README = ROOT / "README.md"


def tracked() -> set[str]:
    """Files of our packages that git has, or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
def test_the_wheel_holds_exactly_what_is_tracked(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert built.returncode == 0, built.stdout + built.stderr

    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name for name in names if ".dist-info/" not in name} == tracked()


def test_nobody_else_owns_our_package_names() -> None:
    owners = packages_distributions()

    for name in PACKAGES:
        assert {owner.lower().replace("_", "-") for owner in owners.get(name, [])} <= {"mikhak-counter"}


def test_importing_the_domain_imports_no_framework() -> None:
    frameworks = "{'textual', 'sqlalchemy', 'rich'}"
    code = f"import sys, kiosk, kiosk.commands\nprint(sorted({frameworks} & set(sys.modules)))"

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert said.stdout.strip() == "[]"


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
def test_every_command_stands_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")

    missing = [command for command in every_command() if f"kiosk {command}" not in text]

    assert missing == []


def every_command() -> list[str]:
    whole = get_command(command_line(Words("en")))
    assert isinstance(whole, TyperGroup)
    names = []
    for name, command in whole.commands.items():
        inner = command.commands if isinstance(command, TyperGroup) else {}
        names += [f"{name} {each}" for each in inner] or [name]
    return names
