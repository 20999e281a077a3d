"""Scans for the files of a demonstration office: drawn with the person's own data, copies of nothing real."""

from __future__ import annotations

import io
from random import Random
from typing import TYPE_CHECKING

from kiosk.demo.flaws import KINDS, Flaw, flawed, flaws
from kiosk.demo.people import DemoPerson
from kiosk.demo.studies import Study, draw_study
from kiosk.domain.bilingual import Bilingual

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["KINDS", "Flaw", "draw", "draw_paper", "flaws"]

LIMIT = 300 * 1024
"""Bytes of one uploaded scan.  Source: domain.md 3.5."""
_DPI = {"passport": 300, "national-card": 300, "residence-permit": 300, "birth-booklet": 200, "portrait": 300}
_LAID = frozenset({"passport", "national-card", "residence-permit"})
"""What somebody laid on the glass by hand; sheets come straight out of a feeder (and take half the time)."""
_OTHER = Bilingual("برگ تأیید مشخصات", "Confirmation of personal data")


def draw(kind: str, person: DemoPerson, flaw: Flaw | None, seed: int) -> bytes:
    """A JPEG of at most 300 KiB, the same for the same arguments.

    A kind that has no drawing of its own becomes a generic paper with the kind for its title.

    Raises:
        Refused: "demo.no-such-flaw" (kind, flaw).
    """
    title = _OTHER if kind in KINDS else Bilingual(_OTHER.fa, kind.replace("-", " ").capitalize())
    return _scan(kind, title, flawed(kind, person, flaw, seed), (flaw, seed))


def draw_paper(title: Bilingual, person: DemoPerson, flaw: Flaw | None, seed: int) -> bytes:
    """A generic paper under both its names."""
    return _scan("generic", title, flawed("generic", person, flaw, seed), (flaw, seed))


def _scan(kind: str, title: Bilingual, shown: DemoPerson, how: tuple[Flaw | None, int]) -> bytes:
    flaw, seed = how
    draw = Random(f"scan:{kind}:{shown.person.national_code}:{seed}")  # noqa: S311  # Repeatable, not secret.
    picture = _picture(kind, title, shown)
    if kind in _LAID:
        picture = _laid_on_glass(picture, draw)
    if flaw is Flaw.UNREADABLE:
        picture = _spoiled(picture, draw)
    return _jpeg(picture, _DPI.get(kind, 150))


def _picture(kind: str, title: Bilingual, shown: DemoPerson) -> Image.Image:
    # Pillow is loaded when the first scan is drawn, never by importing this module.
    from kiosk.demo.drawing import booklet, cards, letters, passport
    from kiosk.demo.drawing.features import features
    from kiosk.demo.drawing.portrait import portrait

    person = shown.person
    face = portrait(features(str(person.id), person.sex, shown.age))
    match kind:
        case "portrait":
            return face
        case "passport":
            return passport.passport(shown, face)
        case "national-card":
            return cards.national_card(shown, face)
        case "residence-permit":
            return cards.residence_permit(shown, face)
        case "birth-booklet":
            return booklet.birth_booklet(shown, face)
        case "enrolment-certificate":
            return letters.enrolment_certificate(shown, shown.study or _a_study(shown))
        case _:
            return letters.other_paper(shown, title)


def _a_study(shown: DemoPerson) -> Study:
    return draw_study(Random(shown.person.national_code), shown.as_of)  # noqa: S311  # Repeatable.


def _laid_on_glass(picture: Image.Image, draw: Random) -> Image.Image:
    """A little askew, as papers lie."""
    from PIL import Image

    angle = draw.choice((-1, 1)) * draw.uniform(0.15, 0.7)
    return picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=(243, 243, 241))


def _spoiled(picture: Image.Image, draw: Random) -> Image.Image:
    from PIL import ImageEnhance, ImageFilter

    blurred = picture.filter(ImageFilter.BoxBlur(draw.uniform(9, 13)))
    return ImageEnhance.Brightness(blurred).enhance(draw.uniform(0.3, 0.45))


def _jpeg(picture: Image.Image, dpi: int) -> bytes:
    for quality in (86, 78, 68, 55):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, dpi=(dpi, dpi))
        if buffer.tell() <= LIMIT:
            break
    return buffer.getvalue()
