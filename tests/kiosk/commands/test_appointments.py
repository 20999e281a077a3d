from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kiosk.adapters import identity
from kiosk.config import load
from kiosk.office_settings import office_of
from tests.kiosk.commands.offices import CommandLine, Office


def test_a_list_is_taken_in_and_the_day_shown(kiosk: CommandLine, office: Office, tmp_path: Path) -> None:
    code = office.sample("RECEIPTED")["tracking_code"]
    there = office_of(load(Path(office.config)))
    day = there.calendar.next_working_day(there.local_day(identity.now()) + timedelta(days=1))
    table = tmp_path / "list.csv"
    table.write_text(f"code,start,note\n{code},{day} 10:15,\x1b[31mred\nnobody,{day} 10:30,\n")
    asked = ("--config", office.config, "--language", "en", "appointments")

    first = kiosk(*asked, "import", str(table), "--json")
    again = kiosk(*asked, "import", str(table))
    shown = kiosk(*asked, "list", day.isoformat(), "--json")
    no_day = kiosk(*asked, "list", "soon")
    missing = kiosk(*asked, "import", str(tmp_path / "none.csv"))

    assert (first.code, first.json["accepted"], first.json["ok"]) == (1, 1, False)
    assert first.json["refused"] == [
        {"line": 3, "key": "list.no-code", "message": "There is no tracking code and no national code."}
    ]
    assert "Already here: 1. Refused: 1." in again.out
    (line,) = shown.json["appointments"]
    assert (line["tracking_code"], line["state"], line["at"][:16]) == (code, "BOOKED", f"{day}T10:15")
    assert "There is no file" in missing.err
    assert (no_day.code, "DATE: This is no date." in no_day.err) == (2, True)
    assert "nobody is expected" in kiosk(*asked, "list", "2020-01-01").out.casefold()
