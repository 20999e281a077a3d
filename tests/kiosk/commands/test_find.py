from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.wiring import open_store
from tests.kiosk.commands.offices import Answer, CommandLine, Office, Said


def find(
    kiosk: CommandLine, office: Office, text: str, *more: str, lines: Iterable[Answer] | None = None
) -> Said:
    asked = ("--config", office.config, "find", text, "--as", "clerk1", "--reason", "called by phone")
    return kiosk(*asked, *more, lines=office.sign_in("clerk1") if lines is None else lines)


def audited(office: Office) -> list[tuple[str, str, dict[str, object]]]:
    """Actor, action and details of every event."""
    store = open_store(load(Path(office.config)))
    events = store.read(lambda work: list(work.audit.events()))
    store.close()
    return [(event.actor, event.action, json.loads(event.details)) for event in events]


def test_a_national_code_finds_its_person_and_every_request(kiosk: CommandLine, office: Office) -> None:
    sample = office.sample("RECEIPTED")

    said = find(kiosk, office, sample["national_code"], "--json")

    (match,) = said.json["matches"]
    assert (said.code, said.json["ok"]) == (0, True)
    assert match["national_code"] == sample["national_code"]
    assert match["name"]
    request = {"tracking_code": sample["tracking_code"], "service": sample["service"], "state": "RECEIPTED"}
    assert request in match["requests"]


def test_a_receipt_finds_the_same_person_as_its_tracking_code(kiosk: CommandLine, office: Office) -> None:
    sample = office.sample("APPROVED")

    by_receipt = find(kiosk, office, sample["receipt"], "--json")

    assert by_receipt.json["matches"][0]["national_code"] == sample["national_code"]


def test_the_look_up_is_written_down_with_its_reason(kiosk: CommandLine, office: Office) -> None:
    find(kiosk, office, office.sample("RECEIPTED")["national_code"])

    ours = audited(office)[-3:]
    assert [(actor, action) for actor, action, _ in ours] == [
        ("clerk1", "staff:session:began"),
        ("clerk1", "person:card:looked-up"),
        ("clerk1", "staff:session:ended"),
    ]
    assert ours[1][2]["reason"] == "called by phone"


def test_several_matches_are_masked(kiosk: CommandLine, office: Office) -> None:
    name = a_common_name(office)

    said = find(kiosk, office, name, "--json")

    matches = said.json["matches"]
    assert len(matches) > 1
    assert all(match["national_code"].startswith("••••••") for match in matches)
    assert all(match["requests"] == [] for match in matches)


def test_without_json_the_card_stands_in_a_table(kiosk: CommandLine, office: Office) -> None:
    sample = office.sample("RECEIPTED")

    said = find(kiosk, office, sample["tracking_code"])

    assert sample["national_code"] in said.out
    assert "receipt issued" in said.out


def test_somebody_unknown_is_not_found(kiosk: CommandLine, office: Office) -> None:
    said = find(kiosk, office, "0499370899", "--json")

    assert (said.code, said.json["error"]["key"]) == (1, "person.unknown")
    assert audited(office)[-2][1] == "person:card:looked-up"


def test_a_wrong_password_finds_nobody(kiosk: CommandLine, office: Office) -> None:
    code = office.sign_in("clerk1")[1]

    said = find(kiosk, office, office.samples[0]["national_code"], "--json", lines=["wrong", code])

    assert (said.code, said.json["error"]["key"]) == (1, "sign-in.wrong")
    assert audited(office)[-1][1] == "staff:session:refused"


def test_password_and_code_are_never_arguments(kiosk: CommandLine, office: Office) -> None:
    password, code = office.sign_in("clerk1")

    said = find(kiosk, office, "0499370899", "--password", password, "--code", code, lines=[])

    assert said.code == 2
    assert "--password" in said.err


def test_an_input_that_ends_early_is_wrong_use(kiosk: CommandLine, office: Office) -> None:
    said = find(kiosk, office, "0499370899", "--json", lines=["only the password"])

    assert (said.code, said.json["error"]["key"]) == (2, "usage.wrong")


def test_everything_that_is_missing_is_named_at_once(kiosk: CommandLine) -> None:
    said = kiosk("find", "--json")

    problems = said.json["error"]["details"]["problems"]
    assert said.code == 2
    assert [problem["path"] for problem in problems] == ["TEXT", "--as", "--reason"]


@pytest.mark.parametrize("reason", ["", "  ", "\u202e", "x" * 201])
def test_a_reason_says_something_and_is_plain_text(kiosk: CommandLine, reason: str) -> None:
    said = kiosk("find", "0499370899", "--as", "clerk1", "--reason", reason)

    assert said.code == 2
    assert "--reason" in said.err


def a_common_name(office: Office) -> str:
    """A surname that several of the invented people have."""
    config = load(Path(office.config))
    store = open_store(config)
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT surname_lat FROM person")
        counted = Counter(row[0] for row in rows)
    store.close()
    ((name, _),) = counted.most_common(1)
    return str(name)
