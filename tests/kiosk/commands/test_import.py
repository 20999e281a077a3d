"""`kiosk import`: what it says, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.services.portal_file import PortalRequest
from kiosk.strict import ConfigProblems, read
from kiosk.strict.schema import json_schema
from tests import portal
from tests.kiosk.commands.offices import CommandLine, Office


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A good request and a bad one."""
    bad, files = portal.request(1)
    portal.put(bad, "subject", "person", "national-code", value="1234567890")
    return portal.written(tmp_path / "bundle", [("good", portal.request(0)), ("bad", (bad, files))])


def test_what_is_good_comes_in_and_what_is_not_is_listed(
    kiosk: CommandLine, office: Office, bundle: Path
) -> None:
    first = kiosk("--config", office.config, "import", str(bundle), "--json")
    second = kiosk("--config", office.config, "import", str(bundle), "--json")

    assert (first.code, second.code) == (1, 1)
    assert (first.json["ok"], first.json["accepted"], first.json["already"]) == (False, 1, 0)
    (refused,) = first.json["refused"]
    assert refused["request"] == "bad"
    assert refused["reasons"][0]["path"] == "subject.person.national-code"
    assert "check rule" in refused["reasons"][0]["message"]
    assert (second.json["accepted"], second.json["already"]) == (0, 1)
    assert second.json["refused"] == first.json["refused"]


def test_a_bundle_without_fault_is_done(kiosk: CommandLine, office: Office, bundle: Path) -> None:
    said = kiosk("--config", office.config, "--language", "fa", "import", str(bundle / "good"))

    assert said.code == 0
    assert "پذیرفته: ۱" in said.out


def test_a_person_reads_the_reasons_in_a_table(kiosk: CommandLine, office: Office, bundle: Path) -> None:
    said = kiosk("--config", office.config, "--language", "en", "import", str(bundle))

    assert "Accepted: 1. Already here: 0. Refused: 1." in said.out
    assert "Why it was refused" in said.out


def test_nothing_there_and_nothing_asked(kiosk: CommandLine, office: Office, tmp_path: Path) -> None:
    missing = kiosk("--config", office.config, "import", str(tmp_path / "none"), "--json")
    unsaid = kiosk("--config", office.config, "import", "--json")

    assert (missing.code, missing.json["error"]["key"]) == (1, "bundle.missing")
    assert (unsaid.code, unsaid.json["error"]["key"]) == (2, "usage.wrong")


def test_the_schema_is_printed_without_an_office(kiosk: CommandLine) -> None:
    said = kiosk("import", "--schema")

    assert said.code == 0
    assert said.json == json.loads(json.dumps(json_schema(PortalRequest)))
    assert said.json["$schema"].endswith("2020-12/schema")


def test_the_schema_and_the_reader_ask_for_the_same(kiosk: CommandLine) -> None:
    form, _ = portal.request()
    schema = kiosk("import", "--schema").json

    assert differing(schema, form) == []
    for path in every_path(form):
        spoiled = json.loads(json.dumps(form))
        portal.left_out(*path)(spoiled, {})
        assert bool(differing(schema, spoiled)) == is_refused(spoiled), path


def is_refused(form: portal.Form) -> bool:
    try:
        read(PortalRequest, form)
    except ConfigProblems:
        return True
    return False


def every_path(form: portal.Form, *before: str) -> list[tuple[str, ...]]:
    """The way to each key of a form, but for the answers, which the catalogue rules."""
    found = [(*before, key) for key in form]
    tables = [(key, value) for key, value in form.items() if isinstance(value, dict) and key != "answers"]
    return found + [path for key, value in tables for path in every_path(value, *before, key)]


def differing(schema: Any, value: Any) -> list[str]:
    """Objects and lists only: what is missing, what is unknown."""
    if schema.get("type") == "array":
        return [each for item in value for each in differing(schema["items"], item)]
    if "properties" not in schema:
        return []
    known = schema["properties"]
    missing = [key for key in schema["required"] if key not in value]
    strange = [key for key in value if key not in known]
    inside = [
        each for key in value if key in known and value[key] for each in differing(known[key], value[key])
    ]
    return missing + strange + inside
