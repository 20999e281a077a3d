"""`kiosk report`: the figures of a day, for a script, a spreadsheet and the file."""

from __future__ import annotations

import csv
from pathlib import Path

from kiosk.config import load
from kiosk.wiring import open_store
from tests.kiosk.commands.offices import CommandLine, Office, Said
from tests.printouts.papers import page_count

SUPERVISOR = "supervisor"


def report(kiosk: CommandLine, office: Office, day: str, *more: str) -> Said:
    return kiosk("--config", office.config, "report", day, *more)


def today(office: Office) -> str:
    """The day on which the invented office filed most."""
    store = open_store(load(Path(office.config)))
    with store.engine.connect() as connection:
        found: str = connection.exec_driver_sql(
            "SELECT local_day FROM request GROUP BY local_day ORDER BY count(*) DESC, local_day DESC LIMIT 1"
        ).scalar_one()
    store.close()
    return found


def test_the_figures_come_as_one_object_a_table_and_a_paper(
    kiosk: CommandLine, office: Office, tmp_path: Path
) -> None:
    pdf, table, day = tmp_path / "day.pdf", tmp_path / "day.csv", today(office)

    said = report(kiosk, office, day, "--json", "--pdf", str(pdf), "--csv", str(table))

    assert (said.code, said.json["ok"], said.json["day"]) == (0, True, day)
    assert sum(each["received"] for each in said.json["services"]) > 0
    assert page_count(pdf.read_bytes()) >= 1
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ("day", "day", day) in {(row["section"], row["figure"], row["value"]) for row in rows}
    received = [
        int(row["value"]) for row in rows if row["figure"] == "received" and row["section"] == "services"
    ]
    assert sum(received) == sum(each["received"] for each in said.json["services"])


def test_words_and_codes_are_for_a_supervisor_who_signs_in(kiosk: CommandLine, office: Office) -> None:
    day = today(office)
    asked = ("--as", SUPERVISOR, "--reason", "the ministry asks")

    named = kiosk(
        "--config", office.config, "report", day, *asked, "--json", lines=office.sign_in(SUPERVISOR)
    )
    clerk = kiosk(
        "--config", office.config, "report", day, "--as", "clerk1", "--reason", "x", "--json",
        lines=office.sign_in("clerk1"),
    )  # fmt: skip
    nobody = report(kiosk, office, day, "--json")

    assert named.code == nobody.code == 0
    assert (clerk.code, clerk.json["error"]["key"]) == (1, "role.not-allowed")
    assert {each["subject"] for each in nobody.json["exceptions"] + nobody.json["timers"]} <= {""}
    assert any(each["subject"] for each in named.json["timers"])


def test_a_sentence_and_a_table_for_a_person(kiosk: CommandLine, office: Office) -> None:
    said = report(kiosk, office, "1405/01/01")
    assert (said.code, "Tickets: 0" in said.out) == (0, True)

    assert "Received" in report(kiosk, office, today(office)).out


def test_what_is_no_day_and_what_cannot_be_written_is_a_sentence(kiosk: CommandLine, office: Office) -> None:
    wrong = report(kiosk, office, "1405/13/01", "--json")
    closed = report(kiosk, office, today(office), "--json", "--csv", "/nowhere/day.csv")

    ahead = report(kiosk, office, "1500/01/01")

    assert (ahead.code, "still to come" in ahead.err) == (1, True)
    assert (wrong.code, wrong.json["error"]["key"]) == (2, "usage.wrong")
    assert wrong.json["error"]["details"]["problems"][0]["message"] == "DATE: There is no month 13."
    assert (closed.code, closed.json["error"]["key"]) == (3, "file.not-written")
    assert kiosk("--config", office.config, "report", "--json").code == 2
