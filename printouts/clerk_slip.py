"""The A5 slips that a clerk gives out about one request: office, title, whose request it is, clerk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Letterhead
from printouts import slip, wording
from printouts.blocks import Block
from printouts.page import about_paper
from printouts.receipt import masked


class OneRequest(Protocol):
    """The facts that all of them bear."""

    @property
    def letterhead(self) -> Letterhead: ...
    @property
    def tracking_code(self) -> str: ...
    @property
    def service(self) -> Bilingual: ...
    @property
    def name(self) -> Bilingual: ...
    @property
    def masked_national_code(self) -> str: ...
    @property
    def clerk(self) -> str: ...


def render(paper: OneRequest, title: Bilingual, made_at: datetime, blocks: Iterable[Block]) -> bytes:
    """The PDF; `blocks` follow what says whose request it is.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    return slip.render(
        slip.Slip(
            letterhead=paper.letterhead,
            title=title,
            mark=None,
            blocks=(*_whose(paper), *blocks),
            footer=(
                wording.labelled(wording.TRACKING_CODE, _code(paper)),
                wording.labelled(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk)),
            ),
        ),
        about_paper(paper.letterhead, title, paper.tracking_code, made_at),
    )


def _whose(paper: OneRequest) -> Iterator[Block]:
    yield slip.fact(wording.TRACKING_CODE, _code(paper), slip.STRONG_VALUES)
    yield slip.fact(wording.SERVICE, paper.service)
    yield slip.fact(wording.NAME, paper.name)
    yield slip.fact(wording.NATIONAL_CODE, masked(paper.masked_national_code))


def _code(paper: OneRequest) -> Bilingual:
    code = tracking.grouped(paper.tracking_code)
    return Bilingual(wording.code(code), code)
