"""What makes an invented face somebody's."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kiosk.domain.person import Sex

Colour = tuple[int, int, int]

_SKINS: tuple[Colour, ...] = (
    (238, 203, 173),
    (230, 190, 155),
    (219, 174, 138),
    (205, 158, 120),
    (186, 139, 102),
)
_HAIRS: tuple[Colour, ...] = ((28, 24, 24), (40, 30, 26), (58, 42, 33), (74, 54, 40))
_GREYS: tuple[Colour, ...] = ((120, 118, 116), (158, 156, 154), (196, 195, 194))
_EYES: tuple[Colour, ...] = ((62, 40, 24), (84, 56, 32), (50, 36, 28), (92, 88, 52))
_SCARVES: tuple[Colour, ...] = (
    (38, 40, 48),
    (52, 66, 92),
    (92, 58, 74),
    (70, 86, 76),
    (110, 96, 82),
    (64, 52, 90),
)
_CLOTHES: tuple[Colour, ...] = (
    (46, 52, 66),
    (84, 90, 98),
    (58, 74, 62),
    (98, 72, 60),
    (36, 40, 44),
    (122, 128, 138),
)


@dataclass(frozen=True, slots=True)
class Features:
    """What makes a face somebody's."""

    sex: Sex
    age: int
    skin: Colour
    hair: Colour
    eyes: Colour
    scarf: Colour
    clothes: Colour
    broad: float
    """Half the width of the face."""
    tall: float
    jaw: float
    """How much the face narrows towards the chin."""
    eye_gap: float
    brow: float
    nose: float
    mouth: float
    beard: int
    """0 shaven, 1 stubble, 2 moustache, 3 full."""
    parting: int

    @property
    def covered(self) -> bool:
        """Women over nine wear a headscarf on an official photograph (rule R5)."""
        return self.sex is Sex.FEMALE and self.age > 9


def features(seed: str, sex: Sex, age: int) -> Features:
    draw = Random(f"face:{seed}")  # noqa: S311  # Repeatable, not secret.
    young = age < 14
    grey = draw.random() < (age - 42) / 28
    return Features(
        sex=sex,
        age=age,
        skin=draw.choice(_SKINS),
        hair=draw.choice(_GREYS if grey else _HAIRS),
        eyes=draw.choice(_EYES),
        scarf=draw.choice(_SCARVES),
        clothes=draw.choice(_CLOTHES),
        broad=draw.uniform(212, 240) + (18 if young else 0),
        tall=draw.uniform(286, 318) - (46 if young else 0),
        jaw=draw.uniform(0.16, 0.34) - (0.06 if young or sex is Sex.MALE else 0),
        eye_gap=draw.uniform(88, 104),
        brow=draw.uniform(9, 16) * (1.25 if sex is Sex.MALE else 0.85),
        nose=draw.uniform(34, 52) * (0.75 if young else 1),
        mouth=draw.uniform(64, 86) * (0.85 if young else 1),
        beard=draw.choices((0, 1, 2, 3), (45, 25, 12, 18))[0] if sex is Sex.MALE and age > 19 else 0,
        parting=draw.choice((-1, 0, 1)),
    )
