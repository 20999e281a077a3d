from __future__ import annotations

import shutil
from pathlib import Path

from rich.cells import cell_len

from tests.kiosk.commands.offices import CommandLine, Office
from tests.printouts.papers import text_of, words_in

OWN_CATALOGUE = Path(__file__).parents[1] / "catalogue" / "office-catalogue.toml"


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


def test_an_offices_own_service_is_marked_as_its_own_and_previewed(
    kiosk: CommandLine, office: Office, tmp_path: Path
) -> None:
    settings, pdf = Path(office.config), tmp_path / "animal.pdf"
    text = settings.read_text("utf-8").replace('# extra = "office', 'extra = "office')
    settings.write_text(text, encoding="utf-8")
    shutil.copy(OWN_CATALOGUE, office.folder / "office-catalogue.toml")

    shown = kiosk("--config", office.config, "--language", "en", "catalogue").out
    drawn = kiosk("--config", office.config, "catalogue", "preview", "PET-01", "--out", str(pdf), "--json")

    said = " ".join(shown.split())
    assert "accompanying animal *" in said
    assert said.count("*") == 2, "no other service bears the mark that is explained below"
    assert "service.PET-01" in said.partition("changed or added")[2]
    assert drawn.json == {"ok": True, "service": "PET-01", "file": str(pdf)}
    assert {"SPECIMEN", "Animal"} <= words_in(pdf.read_bytes())


def test_the_table_fits_eighty_columns_in_both_languages(kiosk: CommandLine) -> None:
    for language, word in (("en", "Certificate"), ("fa", "گواهی")):
        said = kiosk("--language", language, "catalogue")

        assert word in said.out
        assert max(cell_len(line) for line in said.out.splitlines()) <= 80


def test_a_certificate_is_drawn_with_its_sample_and_marked_as_a_specimen(
    kiosk: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "deed.pdf"

    said = kiosk("catalogue", "preview", "poa-01", "--out", str(file), "--json")

    assert (said.code, said.json) == (0, {"ok": True, "service": "POA-01", "file": str(file)})
    assert "SPECIMEN" in text_of(file.read_bytes())
    assert "Power of Attorney" in text_of(file.read_bytes())


def test_what_cannot_be_drawn_is_refused_in_a_sentence(kiosk: CommandLine, tmp_path: Path) -> None:
    none = kiosk("catalogue", "preview", "PAS-01", "--json")
    unknown = kiosk("catalogue", "preview", "XXX-99", "--json")
    nowhere = kiosk("catalogue", "preview", "GEN-01", "--out", str(tmp_path / "no" / "x.pdf"), "--json")

    assert (none.code, none.json["error"]["key"]) == (1, "certificate.none-for-service")
    assert (unknown.code, unknown.json["error"]["key"]) == (1, "catalogue.no-such-service")
    assert (nowhere.code, nowhere.json["error"]["key"]) == (3, "file.not-written")
    assert kiosk("catalogue", "preview").code == 2
