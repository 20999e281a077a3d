"""The table of the services in the documentation."""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue import load
from kiosk.catalogue.overview import table

DOCS = Path(__file__).parents[3] / "docs" / "services.md"


def test_the_table_in_the_documentation_is_the_catalogue() -> None:
    assert DOCS.read_text("utf-8") == table(load())


def test_a_row_holds_fields_documents_rules_path_output_and_papers() -> None:
    (row,) = [line for line in table(load()).splitlines() if line.startswith("| CIV-06 ")]
    code, name, fields, documents, rules, path, output, papers, then, source = row.strip("| ").split(" | ")

    assert (code, name) == ("CIV-06", "گواهی تجرد · Certificate of single status")
    assert fields == "marital_history, authority_fa, authority_lat"
    assert "passport, residence-permit, (divorce-or-death: formerly-married)" in documents
    assert rules == "page-two, booklet-photo, clean-document, register"
    assert (path, output, then, source) == ("P1, P2", "C", "–", "[NL-single] [FR-fee]")
    assert papers == (
        "letter to: National Organisation for Civil Registration; گواهی تجرد · Certificate of single status"
    )


def test_every_service_has_its_row() -> None:
    rows = [line.split(" | ")[0] for line in table(load()).splitlines() if line.startswith("| ")]

    assert rows == ["| Code", *(f"| {code}" for code in load().services)]


def test_every_service_says_where_its_particulars_stand() -> None:
    assert [service.code for service in load().services.values() if not service.source] == []
