"""Clothes, hair, beard and headscarf of an invented face."""

from __future__ import annotations

import math

from kiosk.demo.drawing.features import Colour
from kiosk.demo.drawing.head import MIDDLE, Head, around, mixed, smooth
from kiosk.domain.person import Sex


def behind(head: Head) -> None:
    """What the face covers."""
    if head.face.covered:
        _scarf_behind(head)
        _body(head)
        _scarf_drape(head)
    else:
        _body(head)
        _ears_and_hair_behind(head)


def in_front(head: Head) -> None:
    """What covers the face."""
    if head.face.covered:
        _scarf_edge(head)
    elif head.face.age > 1:
        _hair(head)


def _body(head: Head) -> None:
    face, pen = head.face, head.pen
    wide = 420 if face.sex is Sex.MALE else 370
    if face.age < 14:
        wide -= 90
    top = head.middle + face.tall + (75 if face.age > 13 else 45)
    pen.ellipse(around((MIDDLE, top + 420), (wide + 60, 420)), fill=face.clothes)
    pen.rectangle((MIDDLE - 110, head.middle + face.tall - 120, MIDDLE + 110, top + 60), fill=head.shadow)
    pen.ellipse(around((MIDDLE, top + 50), (112, 62)), fill=head.shadow)
    if face.sex is Sex.MALE and face.age > 13:
        _collar(head, top)


def _collar(head: Head, top: float) -> None:
    light = mixed(head.face.clothes, (255, 255, 255), 0.78)
    for side in (-1, 1):
        points = [(120, -20), (22, 150), (100, 215), (190, 60)]
        head.pen.polygon([(MIDDLE + side * x, top + y) for x, y in points], fill=light)
        edge = [(MIDDLE + side * x, top + y) for x, y in [(22, 150), (100, 215), (190, 60)]]
        head.pen.line(edge, fill=mixed(light, (90, 90, 96), 0.4), width=4)


def _ears_and_hair_behind(head: Head) -> None:
    face, pen = head.face, head.pen
    if face.sex is Sex.FEMALE and face.age > 2:
        pen.rounded_rectangle(
            (MIDDLE - face.broad - 44, head.middle - 200, MIDDLE + face.broad + 44, head.middle + 330),
            radius=150,
            fill=face.hair,
        )
    elif face.age > 1:
        head.pen.polygon(head.outline(26, math.pi - 0.1, math.tau + 0.1), fill=face.hair)
    for side in (-1, 1):
        ear = (MIDDLE + side * (face.broad + 4), head.middle + 10)
        pen.ellipse(around(ear, (32, 62)), fill=mixed(face.skin, head.shadow, 0.35))
        pen.ellipse(around(ear, (15, 36)), fill=mixed(face.skin, head.shadow, 0.8))


def _hair(head: Head) -> None:
    """A cap over the skull with a hairline that is parted left, right, or brushed back."""
    face = head.face
    thin = face.sex is Sex.MALE and face.age > 45
    cap = head.outline(38 if not thin else 14, math.pi + 0.02, 2 * math.pi - 0.02)
    brow = head.middle - face.tall * (0.80 if thin else 0.56)
    ear = head.middle - 34
    inner = face.broad - 26
    line = [
        (MIDDLE + face.broad + 14, ear),
        (MIDDLE + inner, ear - 90),
        (MIDDLE + inner * 0.72, brow + (26 if face.parting > 0 else -8)),
        (MIDDLE + face.parting * 60, brow - 44),
        (MIDDLE - inner * 0.72, brow + (26 if face.parting < 0 else -8)),
        (MIDDLE - inner, ear - 90),
        (MIDDLE - face.broad - 14, ear),
    ]
    head.pen.polygon([*cap, *smooth(line)], fill=face.hair)


def beard(head: Head) -> None:
    face = head.face
    if not face.beard:
        return
    colour = mixed(face.hair, face.skin, 0.62 if face.beard == 1 else 0.12)
    y = head.middle + 168
    if face.beard != 2:
        _chin_hair(head, colour)
    if face.beard > 1:
        left, right = MIDDLE - face.mouth - 16, MIDDLE + face.mouth + 16
        whiskers = [
            (left, y + 4),
            (MIDDLE - 30, y - 46),
            (MIDDLE + 30, y - 46),
            (right, y + 4),
            (MIDDLE, y - 18),
        ]
        head.soft(whiskers, mixed(face.hair, face.skin, 0.1), 240)


def _chin_hair(head: Head, colour: Colour) -> None:
    face = head.face
    y = head.middle + 168
    jaw = head.outline(2 if face.beard == 1 else 12, 0.12, math.pi - 0.12)
    cheek = [
        (MIDDLE - face.broad + 52, head.middle + 110),
        (MIDDLE - 96, y - 44),
        (MIDDLE, y - 62),
    ]
    other = [(MIDDLE + 96, y - 44), (MIDDLE + face.broad - 52, head.middle + 110)]
    head.soft(([*jaw, *smooth([*cheek, *other])]), colour, 235 if face.beard == 3 else 150)
    clear = [
        (MIDDLE - face.mouth - 4, y - 6),
        (MIDDLE, y + 66),
        (MIDDLE + face.mouth + 4, y - 6),
        (MIDDLE, y - 22),
    ]
    head.soft(clear, face.skin, 190)


def _scarf_behind(head: Head) -> None:
    face, pen = head.face, head.pen
    hood = around((MIDDLE, head.middle - 20), (face.broad + 92, face.tall + 84))
    pen.ellipse(hood, fill=face.scarf)


def _scarf_drape(head: Head) -> None:
    face = head.face
    foot = head.middle + face.tall
    wide = face.broad + 92
    cloth = [(MIDDLE - wide, head.middle), (MIDDLE - wide - 24, foot - 60), (MIDDLE - wide - 130, foot + 270),
             (MIDDLE - 60, foot + 420), (MIDDLE + 60, foot + 420), (MIDDLE + wide + 130, foot + 270),
             (MIDDLE + wide + 24, foot - 60), (MIDDLE + wide, head.middle)]  # fmt: skip
    head.pen.polygon(smooth(cloth), fill=face.scarf)
    dark = mixed(face.scarf, (0, 0, 0), 0.28)
    light = mixed(face.scarf, (255, 255, 255), 0.13)
    for step in range(4):
        bend = [
            (MIDDLE - 210 + 24 * step, foot - 60),
            (MIDDLE - 40, foot + 110 + 46 * step),
            (MIDDLE + 250, foot + 60 + 66 * step),
        ]
        head.pen.line(smooth(bend), fill=dark if step % 2 == 0 else light, width=9, joint="curve")


def _scarf_edge(head: Head) -> None:
    """The cloth lies over the forehead and the sides of the face."""
    face = head.face
    inner = [(x, max(y, head.middle - face.tall * 0.66)) for x, y in head.outline(-20)]
    ring = [*head.outline(70), *smooth(inner[::6])]
    head.pen.polygon(ring, fill=face.scarf)
    dark, light = mixed(face.scarf, (0, 0, 0), 0.35), mixed(face.scarf, (255, 255, 255), 0.12)
    head.pen.line([*smooth(inner[::6])], fill=dark, width=8, joint="curve")
    for step in range(3):
        grown = 16 + 20 * step
        head.pen.line(head.outline(grown, math.pi * 1.08, math.pi * 1.9), fill=light, width=5, joint="curve")
