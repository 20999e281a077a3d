"""What lies inside the outline of an invented face."""

from __future__ import annotations

import math

from kiosk.demo.drawing.head import MIDDLE, Head, Patch, around, mixed, smooth

_TURN = [math.tau * step / 40 for step in range(40)]
_HALF_TURN = [math.pi * step / 20 for step in range(21)]


def shading(head: Head) -> None:
    """Soft light from the left, inside the face only."""
    face = head.face
    edge = Patch(head.box(24))
    edge.cut(head.outline(), 130)
    edge.cut(head.outline(-62), 0)
    head.lay(edge, head.shadow, within=True)
    cheeks = Patch(_box(head, 230, -20, 200))
    eyes = Patch(_box(head, 230, -150, 50))
    for side in (-1, 1):
        cheeks.round((MIDDLE + side * 128, head.middle + 88), (62, 46), 90)
        eyes.round((MIDDLE + side * face.eye_gap, head.middle - 52), (66, 36), 100)
    head.lay(cheeks, mixed(face.skin, (206, 98, 84), 0.5), within=True)
    head.lay(eyes, head.shadow, within=True)
    light = Patch(_box(head, 200, -300, 150))
    light.round((MIDDLE - 20, head.middle - 175), (120, 60), 110)
    light.round((MIDDLE - 6, head.middle + 30), (15, 60), 110)
    head.lay(light, mixed(face.skin, (255, 255, 255), 0.6), within=True)


def _box(head: Head, half: int, top: int, bottom: int) -> tuple[int, int, int, int]:
    """A part of the face with room for the blur; heights count from its centre."""
    middle = round(head.middle)
    return MIDDLE - half, middle + top, MIDDLE + half, middle + bottom


def eyes(head: Head) -> None:
    face, pen = head.face, head.pen
    tall = 30 if face.age < 14 else 24
    for side in (-1, 1):
        x, y = MIDDLE + side * face.eye_gap, head.middle - 42
        almond = [(x + 50 * math.cos(a), y + tall * math.sin(a) ** 3 + 3 * side * math.cos(a)) for a in _TURN]
        pen.polygon(almond, fill=(246, 244, 240))
        pen.ellipse(around((x, y - 2), (23, 23)), fill=face.eyes)
        pen.ellipse(around((x, y - 2), (11, 11)), fill=(18, 14, 14))
        pen.ellipse(around((x - 8, y - 10), (6, 6)), fill=(255, 255, 255))
        lid = [(x + 52 * math.cos(a), y - (tall + 1) * math.sin(a) ** 1.6 - 2) for a in _HALF_TURN]
        pen.polygon(
            [*lid, (x - 40, y - tall - 8), (x + 40, y - tall - 8)],
            fill=mixed(face.skin, head.shadow, 0.45),
        )
        pen.line(lid, fill=(44, 30, 28), width=9, joint="curve")
        pen.line(
            [(x - 38, y + tall - 9), (x, y + tall - 3), (x + 38, y + tall - 9)], fill=head.shadow, width=4
        )
        _brow(head, side)


def _brow(head: Head, side: int) -> None:
    face = head.face
    inner, outer = MIDDLE + side * (face.eye_gap - 56), MIDDLE + side * (face.eye_gap + 66)
    y, half = head.middle - 106, face.brow
    peak = inner + (outer - inner) * 0.6
    top = [(inner, y - half * 0.7), (peak, y - 16 - half), (outer, y + 6)]
    low = [(outer, y + 6), (peak, y - 12 + half * 0.5), (inner, y + half * 0.9)]
    head.pen.polygon([*smooth(top), *smooth(low)], fill=mixed(face.hair, face.skin, 0.15))


def nose(head: Head) -> None:
    face, pen = head.face, head.pen
    tip = head.middle + 78
    bridge = [
        (MIDDLE + 20, head.middle - 40),
        (MIDDLE + 22, head.middle + 20),
        (MIDDLE + face.nose * 0.9, tip - 8),
    ]
    pen.line(smooth(bridge), fill=mixed(face.skin, head.shadow, 0.5), width=5, joint="curve")
    under = [(MIDDLE - face.nose, tip), (MIDDLE, tip + 26), (MIDDLE + face.nose, tip)]
    pen.line(smooth(under), fill=mixed(head.shadow, (80, 40, 30), 0.2), width=6, joint="curve")
    for side in (-1, 1):
        pen.ellipse(
            around((MIDDLE + side * face.nose * 0.5, tip + 4), (9, 6)),
            fill=mixed(head.shadow, (60, 30, 24), 0.6),
        )


def mouth(head: Head) -> None:
    face, pen = head.face, head.pen
    y, half = head.middle + 168, face.mouth
    lips = mixed(face.skin, (168, 72, 70), 0.55)
    upper = [
        (MIDDLE - half, y - 6),
        (MIDDLE - 18, y - 20),
        (MIDDLE, y - 14),
        (MIDDLE + 18, y - 20),
        (MIDDLE + half, y - 6),
    ]
    smile = [(MIDDLE - half, y - 6), (MIDDLE, y + 8), (MIDDLE + half, y - 6)]
    lower = [(MIDDLE + half, y - 6), (MIDDLE, y + 50), (MIDDLE - half, y - 6)]
    pen.polygon([*smooth(smile), *smooth(lower)], fill=lips)
    pen.polygon([*upper, *reversed(smooth(smile))], fill=mixed(lips, (120, 50, 50), 0.25))
    pen.line(smooth(smile), fill=mixed(lips, (70, 26, 28), 0.6), width=6, joint="curve")
    if not face.beard:
        crease = mixed(face.skin, head.shadow, 0.6)
        pen.arc(around((MIDDLE, y + 66), (46, 16)), 200, 340, fill=crease, width=5)


def lines_of_age(head: Head) -> None:
    face, pen = head.face, head.pen
    if face.age <= 52:
        return
    colour = mixed(face.skin, head.shadow, 0.65)
    for step in range(2 + (face.age > 66)):
        pen.arc(around((MIDDLE, head.middle - 130 - 34 * step), (120, 18)), 190, 350, fill=colour, width=4)
    for side in (-1, 1):
        x = MIDDLE + side * face.eye_gap
        pen.arc(around((x, head.middle - 16), (52, 30)), 30, 150, fill=colour, width=5)
        fold = [
            (MIDDLE + side * (face.nose + 12), head.middle + 74),
            (MIDDLE + side * 92, head.middle + 120),
        ]
        pen.line(smooth([*fold, (MIDDLE + side * 98, head.middle + 170)]), fill=colour, width=5)
