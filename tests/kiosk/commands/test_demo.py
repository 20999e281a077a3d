from __future__ import annotations

from pathlib import Path

import pyotp
import pytest

from kiosk import config
from kiosk.commands import building
from kiosk.demo.office import Progress, Wish
from kiosk.domain.errors import Unavailable
from kiosk.domain.request import RequestState
from kiosk.wiring import open_desk
from tests.kiosk.commands.offices import CommandLine, Office


def test_the_samples_cover_every_state_and_are_in_it(office: Office) -> None:
    states = {sample["state"] for sample in office.samples}
    desk = open_desk(config.load(Path(office.config)))

    assert states == {state.value for state in RequestState}
    for sample in office.samples:
        code = sample["tracking_code"]
        request = desk.store.read(lambda work, code=code: work.requests.by_tracking_code(code))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        assert request.state.value == sample["state"]
    keys = {"national_code", "tracking_code", "receipt", "service", "state"}
    assert all(set(sample) == keys for sample in office.samples)


def test_the_staff_is_shown_with_all_that_signing_in_needs(office: Office) -> None:
    assert {"clerk", "supervisor"} == {member["role"] for member in office.staff.values()}
    assert all(
        set(member) == {"login", "role", "password", "totp_secret"} for member in office.staff.values()
    )


def test_the_same_office_is_opened_again(kiosk: CommandLine, office: Office) -> None:
    said = kiosk("demo", "--dir", str(office.folder), "--no-run", "--json")

    assert (said.code, said.json["ok"], said.json["config"]) == (0, True, office.config)
    assert said.json["samples"] == office.samples
    assert "already exists" in said.err


def test_a_person_is_shown_the_present_codes(kiosk: CommandLine, office: Office) -> None:
    before = pyotp.TOTP(office.staff["clerk1"]["totp_secret"])

    said = kiosk("demo", "--dir", str(office.folder), "--no-run")

    line = next(line for line in said.out.splitlines() if line.split()[:1] == ["clerk1"])
    role, password, code = line.split()[1:]
    assert (role, password) == ("clerk", office.staff["clerk1"]["password"])
    assert before.verify(code, valid_window=1)
    assert "invented people" in said.out


def test_a_folder_with_something_else_in_it_is_left_alone(kiosk: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear all", encoding="utf-8")

    said = kiosk("demo", "--dir", str(other), "--no-run", "--fresh", "--json")

    assert (said.code, said.json["error"]["key"]) == (1, "demo.folder-in-use")
    assert [file.name for file in other.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Unavailable("storage.full"), OSError(28, "full")])
def test_an_office_that_is_broken_off_leaves_nothing_behind(
    kiosk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def break_off(wish: Wish, progress: Progress) -> None:
        (wish.folder / "half").write_text("done", encoding="utf-8")
        raise error

    monkeypatch.setattr(building, "make", break_off)

    said = kiosk("demo", "--dir", str(tmp_path / "new" / "demo"), "--no-run")

    assert said.code == (130 if isinstance(error, KeyboardInterrupt) else 3)
    assert len(said.err.strip().splitlines()) == 1
    assert list((tmp_path / "new").iterdir()) == []


def test_a_fresh_office_that_is_broken_off_leaves_the_old_one(
    kiosk: CommandLine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(wish: Wish, progress: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "make", break_off)

    assert kiosk("demo", "--dir", str(office.folder), "--no-run", "--fresh").code == 130
    assert kiosk("--config", office.config, "audit", "verify").code == 0


@pytest.mark.parametrize("applicants", ["0", "19", "1000000", "many"])
def test_an_impossible_number_of_people_is_wrong_use(
    kiosk: CommandLine, tmp_path: Path, applicants: str
) -> None:
    said = kiosk("demo", "--dir", str(tmp_path / "demo"), "--no-run", "--applicants", applicants)

    assert said.code == 2
    assert "--applicants" in said.err
    assert not (tmp_path / "demo").exists()


def test_without_a_terminal_nothing_is_made_and_nothing_is_run(kiosk: CommandLine, tmp_path: Path) -> None:
    said = kiosk("demo", "--dir", str(tmp_path / "demo"))

    assert said.code == 2
    assert "needs a terminal" in said.err
    assert not (tmp_path / "demo").exists()
