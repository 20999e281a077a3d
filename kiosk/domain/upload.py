"""An upload: as it comes in, as it is kept, and what the person who brought it is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.errors import Refused
from kiosk.domain.quality import Quality
from kiosk.domain.request import RequestState
from kiosk.domain.scan import Page
from kiosk.domain.verification import Slot


class UploadSource(StrEnum):
    """How a file came to the office."""

    STICK = "stick"
    SCANNER = "scanner"
    PORTAL = "portal"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes from outside that nobody has looked into yet."""

    content: bytes
    source: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file became: pixels only, encoded anew."""

    content: bytes
    """A JPEG, or a PDF of JPEGs if there are several pages."""
    format: str
    width: int
    height: int
    pages: int
    found: frozenset[Quality]
    likeness: bytes
    """64 bits: the slopes of a 9 × 8 picture (difference hash); the same for pictures that look alike."""
    preview: Page
    """The first page, at most 1600 pixels a side."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An upload that is kept, beside the document it belongs to."""

    slot: Slot
    quality: Quality
    page: Page


class PoorUpload(Refused):
    """The picture, and why it is not kept; a doubt may be overruled by attaching it `despite` it.

    Keys: "upload.blank", "upload.small", "upload.unreadable", and as doubts "upload.blurred",
    "upload.dark", "upload.cut", "upload.turned", "upload.same-as-other".
    """

    def __init__(self, quality: Quality, page: Page) -> None:
        super().__init__(f"upload.{quality.value}")
        self.quality = quality
        self.page = page

    @property
    def may_be_kept(self) -> bool:
        return not self.quality.certain


_S = RequestState
APPLICANT_MAY_UPLOAD = frozenset({_S.INITIAL})
OFFICER_MAY_UPLOAD = frozenset(
    {
        _S.INITIAL,
        _S.RECEIPTED,
        _S.ARRIVED,
        _S.VERIFYING,
        _S.INCOMPLETE,
        _S.NO_SHOW,
        _S.RETURNED_FOR_CORRECTION,
    }
)
"""Until a decision; what was decided on is never exchanged."""
