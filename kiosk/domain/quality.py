"""What a picture of a document is worth, judged before anybody has to read it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

PORTRAIT = "portrait"
"""The document kind that is a face and no paper."""

SMALLEST_SIDE = 600
"""Pixels that the longer side of a document needs; an identity card at 200 dpi has 670."""
SMALLEST_PORTRAIT = 240


class Quality(StrEnum):
    """Worst first."""

    BLANK = "blank"
    SMALL = "small"
    UNREADABLE = "unreadable"
    BLURRED = "blurred"
    DARK = "dark"
    CUT = "cut"
    TURNED = "turned"
    SAME_AS_OTHER = "same-as-other"
    OK = "ok"

    @property
    def certain(self) -> bool:
        """Whether nobody could want to keep the picture; the others are doubts that one may overrule."""
        return self in (Quality.BLANK, Quality.SMALL, Quality.UNREADABLE)


def weigh(found: Iterable[Quality], size: tuple[int, int], kind: str) -> Quality:
    """The worst of what was found on a document of this kind.

    A portrait has no lines of text and is meant to fill the picture.
    """
    portrait = kind == PORTRAIT
    problems = set(found)
    if portrait:
        problems -= {Quality.CUT, Quality.TURNED}
    if max(size) < (SMALLEST_PORTRAIT if portrait else SMALLEST_SIDE):
        problems.add(Quality.SMALL)
    return next((each for each in Quality if each in problems), Quality.OK)
