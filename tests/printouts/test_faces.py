from __future__ import annotations

from importlib import resources

import pytest
from fontTools.ttLib import TTFont

from kiosk.domain.errors import Refused, Unavailable
from printouts import faces
from printouts.faces import FILES, NASKH, SANS, face

PERSIAN = "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹،؛؟«»٬٫٪ًٌٍَُِّْٔ\u200c"
TURKISH_AND_GERMAN = "ğışçöüßÄÖÜéèñčćđłŞĞİ"


@pytest.mark.parametrize("name", FILES)
def test_every_face_is_free_to_ship_and_carries_its_licence(name: str) -> None:
    folder = resources.files("printouts") / "fonts"
    with (folder / f"{name}.ttf").open("rb") as file:
        font = TTFont(file)
        embedding, family = font["OS/2"].fsType, name.split("-")[0]

    assert embedding == 0
    assert "SIL OPEN FONT LICENSE" in (folder / f"{family}-OFL.txt").read_text("utf-8").upper()


def test_the_persian_faces_are_the_versions_that_draw_persian_digits() -> None:
    versions = {}
    for name in ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold", "Vazirmatn-Regular", "Vazirmatn-Bold"):
        with (resources.files("printouts") / "fonts" / f"{name}.ttf").open("rb") as file:
            versions[name] = TTFont(file)["name"].getDebugName(5)

    assert versions["NotoNaskhArabic-Regular"] == versions["NotoNaskhArabic-Bold"] == "Version 2.021"
    assert versions["Vazirmatn-Regular"] == versions["Vazirmatn-Bold"] == "Version 33.003"


@pytest.mark.parametrize("style", [faces.NASKH, faces.NASKH_BOLD, faces.SANS, faces.SANS_BOLD])
def test_every_style_has_persian_latin_greek_and_cyrillic(style: faces.Style) -> None:
    for char in PERSIAN + TURKISH_AND_GERMAN + "ΑΩЯж—–…•№":
        style.face_for(char)

    assert {style.face_for(char).name for char in PERSIAN} == {style.chain[0]}


def test_a_letter_no_face_has_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"paper\.missing-glyph") as refusal:
        NASKH.face_for("漢")

    assert refusal.value.details == {"character": "漢"}


def test_a_mark_no_face_has_is_named_and_not_its_letter() -> None:
    with pytest.raises(Refused) as refusal:
        SANS.face_for("ا\u20d7")

    assert refusal.value.details == {"character": "\u20d7"}


def test_a_changed_font_file_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "Vazirmatn-Bold", "0" * 64)

    with pytest.raises(Unavailable, match=r"paper\.font-changed"):
        face.__wrapped__("Vazirmatn-Bold")


def test_a_missing_font_file_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "Lost-Regular", "0" * 64)

    with pytest.raises(Unavailable, match=r"paper\.font-missing"):
        face.__wrapped__("Lost-Regular")
