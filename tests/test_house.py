"""The house itself: what its papers say is true, its files are short, its locks name no address."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import get_type_hints

import pytest
from textual.binding import Binding

import screens
from kiosk.config import Config
from kiosk.config.checks import key_bindings

ROOT = Path(__file__).parents[1]
PACKAGES = ("kiosk", "screens", "data", "printouts")
LOCKS = ("requirements.lock", "requirements-dev.lock")

LONGEST_FILE = 300
LONG_FOR_A_REASON = {
    "data/migrations/versions/0001_the_first_schema.py": "written by Alembic, one schema",
    "data/migrations/versions/0004_applicants_register_sign_in_and_file.py": "written by Alembic, one step",
    "kiosk/catalogue/services.toml": "data: every service of the consulate",
    "kiosk/catalogue/documents.toml": "data: every document kind",
    "kiosk/catalogue/rules.toml": "data: every rule with its reasons and answers",
    "kiosk/catalogue/certificates.toml": "data: the wording of every certificate",
    "kiosk/locale/fa/LC_MESSAGES/kiosk.po": "data: every sentence",
    "kiosk/sentences.py": "data: every sentence in English",
    "LICENSE": "the licence's own text",
    **dict.fromkeys(LOCKS, "written by a program"),
}
BORROWED_TEXTS = re.compile(r"LICENSE|.*-OFL\.txt")
PROSE = (".md", ".txt", ".po", ".mo", ".ttf")

READ_BY_OTHERS = {
    "tzdata": "zoneinfo reads it where the system has no time zones",
}
"""Dependencies that none of our modules imports."""


def tracked() -> dict[str, str]:
    """Path → text of every text file that git has."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    texts = {}
    for name in listed.stdout.splitlines():
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return texts


def papers() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/*.md"))
    )


def project() -> dict[str, list[str]]:
    read: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return read


def named(requirement: str) -> str:
    """The distribution that a requirement names."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[._]+", "-", name[0]).lower()


def test_no_file_is_longer_than_one_can_oversee() -> None:
    long = {
        name
        for name, text in tracked().items()
        if not name.startswith("tests/")
        and not name.endswith(PROSE)
        and len(text.splitlines()) > LONGEST_FILE
    }

    assert long <= LONG_FOR_A_REASON.keys()


def test_no_exception_from_the_length_is_left_over() -> None:
    texts = tracked()

    assert [name for name in LONG_FOR_A_REASON if len(texts[name].splitlines()) <= LONGEST_FILE // 2] == []


def test_no_file_names_a_package_index() -> None:
    ours = ("github.com", "keepachangelog.com", "a")
    found = [
        (name, host)
        for name, text in tracked().items()
        if not BORROWED_TEXTS.fullmatch(name)
        for host in re.findall(r"\bhttps?://([A-Za-z0-9.-]*)", text)
        if host not in ours
    ]

    assert found == []


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    pattern = re.compile(r"(?<![\w.~-])/(?:root|home|work|Users)/\w")

    assert [name for name, text in tracked().items() if pattern.search(text)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything_by_hash_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert "://" not in text
    assert [entry for entry in entries if not re.match(r"[a-z0-9.-]+(?:\[\w+\])?==\S+", entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    runtime, tools = (pinned(lock) for lock in LOCKS)
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]

    assert {named(each) for each in project()["dependencies"]} <= runtime.keys()
    assert {named(each) for each in groups["dev"]} <= tools.keys()
    assert runtime.items() <= tools.items()


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[\w+\])?==(\S+)", text, re.MULTILINE))


def test_dependencies_are_what_is_imported() -> None:
    owners = packages_distributions()
    imported = {
        named(owner)
        for module in foreign_modules()
        for owner in owners.get(module, [f"unknown-{module}"])
        if module not in PACKAGES
    }
    asked = {named(each) for each in project()["dependencies"]}

    assert imported <= asked
    assert asked - imported == READ_BY_OTHERS.keys()


def foreign_modules() -> set[str]:
    """Top names of whatever our packages import and Python does not bring."""
    names: set[str] = set()
    for path in (each for package in PACKAGES for each in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names


@pytest.mark.parametrize(
    "package", ["kiosk", "kiosk.domain", "kiosk.services", "kiosk.text", "screens", "data"]
)
def test_a_package_by_itself_imports_nothing(package: str) -> None:
    code = (
        f"import sys; before = set(sys.modules); import {package}; print(sorted(set(sys.modules) - before))"
    )

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ast.literal_eval(said.stdout) in ([package], sorted({package, package.partition(".")[0]}))


def test_every_setting_stands_in_the_papers() -> None:
    text = papers()

    assert [name for name in every_setting() if f"`{name}`" not in text] == []


def every_setting() -> Iterator[str]:
    tables = get_type_hints(Config)
    for table in Config._fields:
        yield f"[{table}]"
        yield from (name.replace("_", "-") for name in getattr(tables[table], "_fields", ()))


def test_every_key_stands_in_the_papers() -> None:
    text = papers()

    assert [name for name in every_binding() if f"`{name}`" not in text] == []


def test_every_key_can_be_changed_in_the_settings() -> None:
    bindings = every_binding()

    assert key_bindings(bindings) == bindings


def every_binding() -> dict[str, str]:
    """The id of each key of each screen → the key."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for member in vars(importlib.import_module(module.name)).values():
            bindings = vars(member).get("BINDINGS", ()) if isinstance(member, type) else ()
            found |= {each.id: each.key for each in bindings if isinstance(each, Binding) and each.id}
    return found


def test_every_target_of_the_makefile_stands_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"clean"}

    assert {target for target in targets if f"`{target}`" not in readme} == set()


def test_every_dependency_has_its_licence_in_the_readme() -> None:
    licences = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Licences")[2].lower()
    folded = re.sub(r"[^a-z0-9]", "", licences)

    assert [
        name
        for name in (named(each) for each in project()["dependencies"])
        if name.replace("-", "") not in folded
    ] == []
