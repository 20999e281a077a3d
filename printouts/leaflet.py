"""What an applicant should know of one service: A4.  Source: domain.md S38."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import LeafletDocument, LeafletField, LeafletPaper
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.page import about_paper, numbered
from printouts.panels import Beside, Framed, Heading, Space, Stack, columns, inside, sentence, tick
from printouts.sheet import MM


def render(paper: LeafletPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    code = Bilingual(f"{paper.service.fa} ({wording.code(paper.code)})", f"{paper.service.en} ({paper.code})")
    about = about_paper(paper.letterhead, wording.LEAFLET, paper.code, paper.made_at)
    return a4.render(Head(paper.letterhead, wording.LEAFLET, code), list(_blocks(paper)), about)


def _blocks(paper: LeafletPaper) -> Iterator[Block]:
    yield from _titled(wording.WHO_MAY_APPLY, [sentence(paper.who, CONTENT)])
    yield from _titled(wording.DOCUMENTS_TO_BRING, _two_beside([_document(each) for each in paper.documents]))
    yield from _titled(wording.FIELDS_ASKED, _plain_beside([_field(each) for each in paper.fields]))
    yield from _titled(wording.RULES, [sentence(rule, CONTENT) for rule in paper.rules])
    yield from _titled(wording.STEPS, [_step(at, text) for at, text in enumerate(wording.STEPS_TEXT, 1)])
    box = inside(CONTENT)
    closing: list[Block] = [sentence(wording.FREE_OF_CHARGE, box)]
    if paper.hours:
        closing.append(sentence(wording.labelled(wording.HOURS, paper.hours), box))
    yield Stack((Space(2 * MM), Framed(CONTENT, Stack(tuple(closing)))))


def _titled(title: Bilingual, blocks: Sequence[Block]) -> Iterator[Block]:
    if not blocks:
        return
    yield Stack((Heading(title, CONTENT), blocks[0]))
    yield from blocks[1:]
    yield Space(1.5 * MM)


def _document(document: LeafletDocument) -> Bilingual:
    what = wording.ORIGINAL if document.original else wording.COPY_IS_ENOUGH
    name = Bilingual(f"{document.name.fa} ({what.fa})", f"{document.name.en} ({what.en})")
    if document.when is None:
        return name
    only = wording.labelled(wording.ONLY_IF, document.when)
    return Bilingual(f"{name.fa}\n{only.fa}", f"{name.en}\n{only.en}")


def _field(field: LeafletField) -> Bilingual:
    name = field.label
    if not field.mandatory:
        name = Bilingual(f"{name.fa} ({wording.OPTIONAL.fa})", f"{name.en} ({wording.OPTIONAL.en})")
    if field.help is None:
        return name
    return Bilingual(f"{name.fa}\n{field.help.fa}", f"{name.en}\n{field.help.en}")


def _two_beside(texts: Sequence[Bilingual]) -> list[Block]:
    places = columns(CONTENT, 2)
    return [
        Beside(tuple(tick(text, place) for text, place in zip(texts[at:], places, strict=False)))
        for at in range(0, len(texts), 2)
    ]


def _plain_beside(texts: Sequence[Bilingual]) -> list[Block]:
    places = columns(CONTENT, 2)
    return [
        Beside(tuple(sentence(text, place) for text, place in zip(texts[at:], places, strict=False)))
        for at in range(0, len(texts), 2)
    ]


def _step(number: int, text: Bilingual) -> Block:
    return sentence(numbered(text, number), CONTENT)
