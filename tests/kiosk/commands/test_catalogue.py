from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from tests.kiosk.commands.offices import CommandLine, Office


def test_the_catalogue_names_services_documents_and_certificates(kiosk: CommandLine) -> None:
    said = kiosk("catalogue", "--json")

    assert said.code == 0
    assert {"services", "documents", "certificates"} <= set(said.json)
    service = next(each for each in said.json["services"] if each["code"] == "STU-02")
    assert {"code", "name", "documents", "fields", "rules", "output"} <= set(service)
    assert set(service["name"]) == {"fa", "en"}


def test_an_offices_own_service_is_in_it(kiosk: CommandLine, office: Office) -> None:
    settings = Path(office.config)
    text = settings.read_text("utf-8").replace('# extra = "office', 'extra = "office')
    settings.write_text(text, encoding="utf-8")
    (office.folder / "office-catalogue.toml").write_text(
        "[service.STU-02]\nretired = true\n", encoding="utf-8"
    )

    listed = kiosk("--config", office.config, "catalogue", "--json").json["services"]

    assert [each["retired"] for each in listed if each["code"] == "STU-02"] == [True]


def test_the_table_fits_eighty_columns_in_both_languages(kiosk: CommandLine) -> None:
    for language, word in (("en", "Certificate"), ("fa", "گواهی")):
        said = kiosk("--language", language, "catalogue")

        assert word in said.out
        assert max(cell_len(line) for line in said.out.splitlines()) <= 80
