from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands import checking
from tests.kiosk.commands.offices import CommandLine, Office

VECTORS = Path(__file__).parents[2] / "vectors"


def _vectors(name: str) -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return vectors


def test_national_codes_are_judged_as_the_vectors_say(kiosk: CommandLine) -> None:
    for vector in _vectors("national_code"):
        said = kiosk("check", "national-code", "--json", "--", vector["text"])

        assert said.json["valid"] is vector["valid"], vector
        assert said.code == (0 if vector["valid"] else 1)
        assert set(said.json) == {"valid", "reason", "value"}
        assert (said.json["reason"] is None) is vector["valid"]
        if vector["valid"]:
            assert said.json["value"] == vector["value"]


@pytest.mark.parametrize(
    ("text", "reason", "value"),
    [
        ("2284642897", "national-code.check-digit", "2284642897"),
        ("۲۲۸-۴۶۴۲۸۹-۷", "national-code.check-digit", "2284642897"),
        ("3333333333", "national-code.all-equal", "3333333333"),
        ("12345678901", "national-code.length", None),
        ("12345abcde", "national-code.letters", None),
        ("932833811", "national-code.padded", None),
        ("0932833811", "national-code.check-digit", "0932833811"),
    ],
)
def test_a_wrong_code_says_which_rule_failed(
    kiosk: CommandLine, text: str, reason: str, value: str | None
) -> None:
    if reason == "national-code.padded":
        text = "12345679"  # with its leading zeros a right one
        assert checking.national_code("00" + text).valid

    said = kiosk("check", "national-code", text, "--json")

    assert said.json == {"valid": False, "reason": reason, "value": value}
    assert said.code == 1


def test_without_json_a_sentence_says_why(kiosk: CommandLine) -> None:
    said = kiosk("check", "national-code", "2284642897")

    assert said.out.startswith("Not valid. The last digit does not match")
    assert said.code == 1


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_check_of_a_code(text: str) -> None:
    checked = checking.national_code(text)

    assert checked.valid is (checked.refusal is None)
    assert checked.value is None or (str(checked.value).isascii() and len(str(checked.value)) == 10)


def test_passport_lines_are_read_as_the_vectors_say() -> None:
    for vector in _vectors("mrz_td3"):
        today = date.fromisoformat(vector["clock"]) if "clock" in vector else date(2026, 11, 22)
        facts = checking.passport_lines(vector["lines"], today).facts()

        assert facts["valid"] is vector["valid"], vector
        if vector["valid"]:
            assert json.loads(json.dumps(facts["value"], default=date.isoformat)) == vector["value"]


def test_passport_lines_come_from_standard_input(kiosk: CommandLine) -> None:
    vector = _vectors("mrz_td3")[1]

    said = kiosk("check", "mrz", "--json", lines=["", *vector["lines"], ""])

    assert (said.code, said.json) == (0, {"valid": True, "reason": None, "value": vector["value"]})
    assert "Passport number: A12345678" in kiosk("check", "mrz", lines=vector["lines"]).out


@pytest.mark.parametrize(
    ("lines", "reason"), [([], "mrz.length"), (["P<IRN"], "mrz.length"), (["é" * 44] * 2, "mrz.characters")]
)
def test_what_is_no_passport_is_not_valid(kiosk: CommandLine, lines: list[str], reason: str) -> None:
    said = kiosk("check", "mrz", "--json", lines=lines)

    assert (said.code, said.json) == (1, {"valid": False, "reason": reason, "value": None})


def test_a_genuine_receipt_is_valid_and_tells_what_its_seal_says(kiosk: CommandLine, office: Office) -> None:
    sample = office.sample("RECEIPTED")

    said = kiosk("--config", office.config, "check", "receipt", sample["receipt"], "--json")

    value = said.json.pop("value")
    assert (said.code, said.json["valid"], said.json["reason"]) == (0, True, None)
    assert set(value) == {"kind", "office", "number", "issued", "expires", "revoked", "as_of"}
    assert (value["kind"], value["office"]) == ("receipt", "723")
    assert value["number"] == sample["tracking_code"]
    assert date.fromisoformat(value["issued"]) <= date.today()  # noqa: DTZ011 - no hour matters here
    assert (value["expires"], value["revoked"], value["as_of"]) == (None, None, None)


def test_persian_digits_of_a_seal_are_read_too(kiosk: CommandLine, office: Office) -> None:
    persian = office.sample("RECEIPTED")["receipt"].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert kiosk("--config", office.config, "check", "receipt", persian).out.startswith("Valid.")


def test_a_forged_receipt_shows_nothing(kiosk: CommandLine, office: Office) -> None:
    seal = office.sample("RECEIPTED")["receipt"]
    forged = seal[:-1] + ("1" if seal[-1] != "1" else "2")

    said = kiosk("--config", office.config, "check", "receipt", forged, "--json")

    assert (said.code, said.json) == (1, {"valid": False, "reason": "seal.forged", "value": None})


def test_a_receipt_is_no_certificate(kiosk: CommandLine, office: Office) -> None:
    seal = office.sample("RECEIPTED")["receipt"]

    said = kiosk("--config", office.config, "check", "certificate", seal, "--json")

    assert (said.code, said.json["reason"]) == (1, "certificate.wrong-kind")


def test_the_seal_on_a_printed_certificate_is_read_and_accepted(kiosk: CommandLine, office: Office) -> None:
    said = kiosk("--config", office.config, "check", "certificate", str(office.printed()), "--json")

    assert (said.code, said.json["valid"], said.json["signature"]) == (0, True, None)
    number = said.json["value"]["number"]
    assert number.replace("/", "-") in office.printed().name
    assert said.json["value"]["kind"] == "certificate"

    told = kiosk("--config", office.config, "check", "certificate", str(office.printed())).out
    assert "no electronic signature" in told
    assert "revoked" not in told
    assert number in told


def test_a_certificate_that_was_declared_void_is_not_valid_any_more(
    kiosk: CommandLine, office: Office
) -> None:
    papers = sorted((office.folder / "printed").glob("*.pdf"))

    answers = [
        kiosk("--config", office.config, "check", "certificate", str(paper), "--json").json
        for paper in papers
    ]

    void = [answer for answer in answers if answer["value"]["revoked"]]
    assert [(answer["valid"], answer["reason"]) for answer in void] == [(False, "certificate.void")]
    assert all(answer["valid"] for answer in answers if answer not in void)
    assert {answer["value"]["as_of"] for answer in answers} != {None}


def test_without_the_register_only_the_seal_is_judged(kiosk: CommandLine, office: Office) -> None:
    paper = str(office.printed())
    (office.folder / "kiosk.db").unlink()

    said = kiosk("--config", office.config, "check", "certificate", paper, "--json")

    assert (said.code, said.json["value"]["revoked"]) == (0, None)
    told = kiosk("--config", office.config, "check", "certificate", paper).out
    assert "Whether it was revoked is not known" in told


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("nothing.pdf", None, "check.no-such-file"),
        ("text.pdf", b"hello", "scan.not-an-image"),
        ("broken.pdf", b"%PDF-1.7\n%%EOF", "scan.unreadable"),
    ],
)
def test_a_file_that_is_no_certificate_is_refused_with_its_reason(
    kiosk: CommandLine, office: Office, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    said = kiosk("--config", office.config, "check", "certificate", str(file), "--json")

    assert (said.code, said.json["reason"], said.json["value"]) == (1, reason, None)


def test_a_paper_of_another_office_names_that_office(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "public.json").write_text('{"keys": []}', encoding="utf-8")
    settings = Path(office.config)
    settings.write_text(settings.read_text("utf-8").replace('code = "723"', 'code = "9"'), encoding="utf-8")

    said = kiosk("--config", office.config, "check", "receipt", office.sample("RECEIPTED")["receipt"])

    assert said.code == 1
    assert "office 723" in said.out


def test_without_the_public_keys_the_check_is_unavailable(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "public.json").unlink()

    said = kiosk("--config", office.config, "check", "receipt", office.samples[0]["receipt"], "--json")

    assert (said.code, said.json["ok"], said.json["error"]["key"]) == (3, False, "keys.missing")
