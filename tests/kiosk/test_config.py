"""kiosk.toml: each setting explained, each mistake named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from kiosk.config import Config, find, load, loading
from kiosk.config.writing import sentences, written
from kiosk.office_settings import calendar_of
from kiosk.strict import ConfigProblems, key_of

SAMPLE = Path(__file__).parents[2] / "kiosk.toml"

OFFICE = """
[office]
code = "723"
name = { fa = "سرکنسولگری", en = "Consulate General" }
city = { fa = "شهر", en = "Town" }
country = "DE"
time-zone = "Europe/Berlin"
letterhead = [{ fa = "جمهوری اسلامی ایران", en = "Islamic Republic of Iran" }]
"""


def a_file(folder: Path, more: str = "", office: str = OFFICE) -> Path:
    path = folder / "kiosk.toml"
    # What belongs to no section must stand before the first one.
    path.write_text(office + more if more.startswith("[") else f"{more}\n{office}", encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ConfigProblems) as caught:
        load(path)
    return [str(problem) for problem in caught.value.problems]


def every_setting() -> Iterator[tuple[str, str, str]]:
    """Section, key and sentence."""
    for section, kind in get_type_hints(Config).items():
        if isinstance(kind, type) and hasattr(kind, "_fields"):
            for each, says in sentences(kind):
                yield section, key_of(each), says.sentence


@pytest.mark.parametrize(("section", "key", "sentence"), list(every_setting()))
def test_each_setting_stands_in_the_sample_under_its_sentence(section: str, key: str, sentence: str) -> None:
    part = SAMPLE.read_text(encoding="utf-8").partition(f"[{section}]\n")[2].partition("\n\n")[0]
    lines = part.splitlines()
    at = next(number for number, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{key} = "))

    assert lines[at - 1] == f"# {sentence}"


def test_the_sample_is_what_the_settings_write() -> None:
    text = SAMPLE.read_text(encoding="utf-8")

    assert written(tomllib.loads(text)) == text


def test_the_sample_loads_as_it_is() -> None:
    config = load(SAMPLE)

    assert config.office.code == "723"
    assert not config.office.demonstration
    assert config.storage.folder == SAMPLE.parent / "var"


def test_a_written_file_is_read_back_as_given(tmp_path: Path) -> None:
    settings = tomllib.loads(
        OFFICE
        + 'demonstration = true\n[printer]\nkind = "lp"\nname = "hall-2"\n[keys]\n"counter.find" = "f6"\n'
    )
    path = tmp_path / "kiosk.toml"
    path.write_text(written(settings), encoding="utf-8")

    config = load(path)

    assert tomllib.loads(path.read_text(encoding="utf-8"))["office"] == settings["office"]
    assert (config.printer.kind, config.printer.name) == ("lp", "hall-2")
    assert config.office.demonstration
    assert config.keys == {"counter.find": "f6"}


def test_paths_are_absolute_and_start_at_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_file(tmp_path, '[storage]\nfolder = "kept"\n[printer]\nfolder = "out"\n')
    monkeypatch.chdir(tmp_path)

    config = load(Path("kiosk.toml"))

    assert config.storage.folder == tmp_path / "kept"
    assert config.database_file == tmp_path / "kept" / "kiosk.db"
    assert config.database_key_file == tmp_path / "kept" / "keys" / "database.key"
    assert config.scans_folder == tmp_path / "kept" / "scans"
    assert config.papers_folder == tmp_path / "kept" / "papers"
    assert config.backup_folder == tmp_path / "kept" / "backup"
    assert config.log_file == tmp_path / "kept" / "logs" / "kiosk.log"
    assert config.printed_folder == tmp_path / "out"


def test_an_absolute_path_stays(tmp_path: Path) -> None:
    config = load(a_file(tmp_path, '[storage]\nfolder = "/srv/kiosk"\n'))

    assert config.storage.folder == Path("/srv/kiosk")
    assert config.printed_folder == Path("/srv/kiosk/printed")


def test_the_defaults_are_the_safe_ones(tmp_path: Path) -> None:
    config = load(a_file(tmp_path))

    assert config.security.idle_lock_seconds == 180
    assert (config.security.failures_per_quarter_hour, config.security.failures_per_day) == (5, 20)
    assert config.security.totp_window == 1
    assert config.station.language == "fa"


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    office = OFFICE.replace('code = "723"', "code = 723").replace("time-zone", "time-zoen")
    path = a_file(
        tmp_path,
        '[station]\nkind = "couter"\nnumber = true\n[printer]\nreceipt = "stripe"\n[secutiry]\n'
        '[mail]\nhost = "mail.example.org"\n',
        office,
    )

    assert problems_of(path) == [
        "office.code: must be text in quotation marks",
        "office.time-zoen: unknown; did you mean time-zone?",
        "office.time-zone: is missing",
        "station.kind: must be one of lobby, counter, supervisor, display; did you mean counter?",
        "station.number: must be a whole number, without quotation marks",
        "printer.receipt: must be one of a5, strip; did you mean strip?",
        "secutiry: unknown; did you mean security?",
        "mail.sender: is missing, as a mail server is named",
    ]


def test_every_mistake_of_the_calendar_is_named_at_once(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        """[calendar]
weekend = ["saterday", "sunday"]
holidays = ["13-01", { day = "12-25", nam = "Christmas" }]
iranian-holiday = true
""",
    )

    day = "must be a day that exists, such as 2026-12-25 or 1405/10/04, or 12-25 for each year"
    weekday = "must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday"
    assert problems_of(path) == [
        f"calendar.weekend.1: {weekday}; did you mean saturday?",
        f"calendar.holidays.1.day: {day}",
        "calendar.holidays.2.nam: unknown; did you mean name?",
        "calendar.iranian-holiday: unknown; did you mean iranian-holidays?",
    ]


def test_an_office_works_on_one_day_of_the_week_at_least(tmp_path: Path) -> None:
    week = '["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'

    assert problems_of(a_file(tmp_path, f"[calendar]\nweekend = {week}\n")) == [
        "calendar.weekend: must have 0 to 6 entries"
    ]


def test_a_holiday_stands_alone_or_with_its_name_and_without_quotation_marks(tmp_path: Path) -> None:
    holidays = """[calendar]
weekend = ["friday"]
holidays = [2026-12-24, "1405/04/05", { day = 2026-10-03, name = { fa = "روز وحدت", en = "Unity Day" } }]
iranian-holidays = false
"""

    calendar = calendar_of(load(a_file(tmp_path, holidays)))

    reasons = {
        day: reason.en
        for day in (date(2026, 12, 24), date(2026, 6, 26), date(2026, 10, 3), date(2026, 10, 2))
        if (reason := calendar.closed_for(day))
    }
    assert reasons == {
        date(2026, 12, 24): "holiday of the office",
        date(2026, 6, 26): "holiday of the office",
        date(2026, 10, 3): "Unity Day",
        date(2026, 10, 2): "weekend",
    }
    assert calendar.is_working_day(date(2026, 3, 22))


def test_without_settings_saturday_sunday_and_the_iranian_holidays_are_closed(tmp_path: Path) -> None:
    calendar = calendar_of(load(a_file(tmp_path)))

    assert [calendar.is_working_day(date(2026, 11, day)) for day in range(23, 30)] == [True] * 5 + [False] * 2
    assert not calendar.is_working_day(date(2027, 3, 22))


@pytest.mark.parametrize("code", ["0", "0723", "65536", "99999", "123456", "", "7a", "۷۲۳", " 723"])
def test_an_office_code_outside_the_seal_is_refused(code: str, tmp_path: Path) -> None:
    (problem,) = problems_of(a_file(tmp_path, office=OFFICE.replace('"723"', f'"{code}"')))

    assert problem.startswith("office.code: must be a number from 1 to 65535")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('en = "Town"', 'en = " "', "office.city"),
        ('en = "Town"', 'em = "Town"', "office.city.em"),
        ('"DE"', '"de"', "office.country"),
        ('"Europe/Berlin"', '"Europe/Berln"', "office.time-zone"),
        ('"Europe/Berlin"', '"../../etc/passwd"', "office.time-zone"),
        ('"Europe/Berlin"', '""', "office.time-zone"),
        ('"Europe/Berlin"', '"leapseconds"', "office.time-zone"),
        ('[{ fa = "جمهوری اسلامی ایران", en = "Islamic Republic of Iran" }]', "[]", "office.letterhead"),
    ],
)
def test_a_wrong_office_is_refused(old: str, new: str, path: str, tmp_path: Path) -> None:
    assert any(
        each.startswith(f"{path}:") for each in problems_of(a_file(tmp_path, office=OFFICE.replace(old, new)))
    )


def test_a_mistyped_time_zone_is_guessed(tmp_path: Path) -> None:
    (problem,) = problems_of(a_file(tmp_path, office=OFFICE.replace("Europe/Berlin", "Europe/Berln")))

    assert problem.endswith("did you mean Europe/Berlin?")


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("storage = 3", "storage"),
        ("keys = 3", "keys"),
        ('[database]\nkey-file = "kiosk.toml/key"', "database.key-file"),
        ('[database]\nurl = "sqlite:kiosk.db?mode=ro"', "database.url"),
        ('[database]\nurl = "mysql://x/y"', "database.url"),
        ('[database]\nurl = "sqlite:"', "database.url"),
        ('[database]\nurl = "sqlite:///kiosk.db"', "database.url"),
        ('[database]\nurl = "sqlite::memory:"', "database.url"),
        ('[database]\nurl = "postgresql://me:secret@localhost/kiosk"', "database.url"),
        ('[database]\nurl = "postgresql://localhost/kiosk?password=secret"', "database.url"),
        ('[database]\nurl = "postgresql://db.example.org/kiosk"', "database.url"),
        ('[database]\nurl = "postgresql://localhost,db.example.org:5433/kiosk"', "database.url"),
        ('[database]\nurl = "postgresql:///kiosk?host=db.example.org"', "database.url"),
        ('[database]\nurl = "postgresql://[::1/kiosk"', "database.url"),
        ('[printer]\nkind = "lp"', "printer.name"),
        ('[printer]\nkind = "lp"\nname = "-o"', "printer.name"),
        ('[calendar]\nweekend = ["sun"]', "calendar.weekend.1"),
        ('[calendar]\nweekend = "sunday"', "calendar.weekend"),
        ('[calendar]\nholidays = ["12-25", "02-30"]', "calendar.holidays.2.day"),
        ('[calendar]\nholidays = [{ day = "1404/12/30" }]', "calendar.holidays.1.day"),
        ("[calendar]\nholidays = [2026-12-25T10:00:00]", "calendar.holidays.1.day"),
        ("[calendar]\nholidays = [3]", "calendar.holidays.1"),
        ("[calendar]\nholidays = 3", "calendar.holidays"),
        ("calendar = 3", "calendar"),
        ('[calendar]\niranian-holidays = "yes"', "calendar.iranian-holidays"),
        ("[mail]\nport = 0", "mail.port"),
        ('[mail]\nsender = "nobody"', "mail.sender"),
        ('[mail]\npassword-file = "m"', "mail.user"),
        ('[mail]\nuser = "u"\npassword-file = "m"\ntls = "none"', "mail.tls"),
        ('[catalogue]\nextra = "nowhere.toml"', "catalogue.extra"),
        ("[security]\nidle-lock-seconds = 3600", "security.idle-lock-seconds"),
        ("[security]\npassword-min-length = 7", "security.password-min-length"),
        ("[security]\ntotp-window = 2", "security.totp-window"),
        ("[security]\nfailures-per-day = 3", "security.failures-per-day"),
        ('[keys]\nfind = "f6"', "keys"),
        ('[keys]\n"counter.find" = "F 6"', "keys"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(settings: str, path: str, tmp_path: Path) -> None:
    (problem,) = problems_of(a_file(tmp_path, settings))

    assert problem.startswith(f"{path}: ")
    assert "{" not in problem


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://localhost/kiosk",
        "postgresql://clerk@127.0.0.1:5433/kiosk",
        "postgresql://[::1]:5433/kiosk",
        "postgresql:///kiosk",
        "postgresql://clerk@db.example.org/kiosk?sslmode=verify-full",
        "sqlite:office/kiosk.db",
    ],
)
def test_a_safe_database_address_is_taken(url: str, tmp_path: Path) -> None:
    config = load(a_file(tmp_path, f'[database]\nurl = "{url}"'))

    assert config.database.url == url
    assert (config.database_file is None) == url.startswith("postgresql")


@pytest.mark.parametrize("line", ['"counter.find" = "ctrl+f"', 'counter.find = "ctrl+f"'])
def test_a_key_may_be_named_with_or_without_quotation_marks(line: str, tmp_path: Path) -> None:
    assert load(a_file(tmp_path, f"[keys]\n{line}\n")).keys == {"counter.find": "ctrl+f"}


def test_a_file_that_everyone_can_change_is_refused_with_its_other_mistakes(tmp_path: Path) -> None:
    path = a_file(tmp_path, "[station]\nnumber = 0\n")
    path.chmod(0o646)

    first, second = problems_of(path)
    a_file(tmp_path).chmod(0o646)
    (alone,) = problems_of(path)

    assert first == alone == f"{path}: can be changed by every user (mode 646); take that away"
    assert second.startswith("station.number")


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ('[mail]\nuser = "u"\npassword-file = "secret"', "mail.password-file"),
        ('[database]\nkey-file = "secret"', "database.key-file"),
        ('[database]\npassword-file = "secret"', "database.password-file"),
    ],
)
def test_a_secret_that_others_can_read_is_refused(settings: str, path: str, tmp_path: Path) -> None:
    file = a_file(tmp_path, settings)
    secret = tmp_path / "secret"
    load(file)
    secret.write_text("x")
    secret.chmod(0o640)

    (problem,) = problems_of(file)
    secret.chmod(0o600)
    load(file)

    assert problem == f"{path}: {secret} is open to other users (mode 640); it must have mode 600"


def test_the_file_is_looked_for_here_and_then_in_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, system = tmp_path / "here", tmp_path / "etc"
    here.mkdir()
    system.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(loading, "CANDIDATES", (Path("kiosk.toml"), system / "kiosk.toml"))

    a_file(system)
    assert find() == system / "kiosk.toml"
    a_file(here)
    assert find() == here / "kiosk.toml"


def test_a_file_that_is_nowhere_is_a_problem_that_names_the_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading, "CANDIDATES", (Path("kiosk.toml"), tmp_path / "etc" / "kiosk.toml"))

    with pytest.raises(ConfigProblems) as caught:
        find()
    assert str(tmp_path / "etc" / "kiosk.toml") in str(caught.value.problems[0])

    with pytest.raises(ConfigProblems, match=r"config\.problems"):
        find(tmp_path / "other.toml")


def test_every_section_of_the_file_is_a_field_of_the_config() -> None:
    assert set(tomllib.loads(SAMPLE.read_text(encoding="utf-8"))) == set(Config._fields)
