"""The table of the services in the documentation."""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue import load
from kiosk.catalogue.overview import table

DOCS = Path(__file__).parents[3] / "docs" / "services.md"


def test_the_table_in_the_documentation_is_the_catalogue() -> None:
    assert DOCS.read_text("utf-8") == table(load())


def test_every_service_says_where_its_particulars_stand() -> None:
    assert [service.code for service in load().services.values() if not service.source] == []
