"""A new request, step by step: service, answers, documents, receipt.  Source: domain.md S39 to S44."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.draft import Draft, Wish
from kiosk.domain.form import Choice
from kiosk.domain.own_file import OwnFile
from kiosk.domain.roles import Actor
from kiosk.services import filing
from screens.base import KioskScreen
from screens.lobby.documents import DocumentsScreen
from screens.lobby.request_form import RequestFormScreen
from screens.lobby.services import ServicesScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm


async def file_request(screen: KioskScreen[Any], by: Actor, file: OwnFile) -> None:
    """From the choice of the service to the receipt; whoever goes back finds the draft again."""
    subject_id = await _for_whom(screen, file)
    if subject_id is None:
        return
    service = await screen.app.push_screen_wait(ServicesScreen(by))
    if service is None:
        return
    wish = Wish(service, subject_id, file.person.person.id)
    draft = await screen.carry_out(filing.start, screen.desk, by, wish)
    if draft is not None and await _meant(screen, draft):
        await go_on_with(screen, by, draft)


async def go_on_with(screen: KioskScreen[Any], by: Actor, draft: Draft) -> None:
    """From the fields, as far as they were filled, to the receipt."""
    request = await screen.app.push_screen_wait(RequestFormScreen(by, draft))
    if request is not None:
        await screen.app.push_screen_wait(DocumentsScreen(by, request.id, request.service))


async def _for_whom(screen: KioskScreen[Any], file: OwnFile) -> UUID | None:
    """Nobody is asked who has no children here."""
    people = (file.person.person, *file.children)
    if len(people) == 1:
        return people[0].id
    choices = [Choice(str(each.id), Bilingual(each.full_name_fa, each.full_name_lat)) for each in people]
    question = Choose(lambda: screen.words("For whom is the request?"), choices, choices[0].id)
    chosen = await screen.app.push_screen_wait(question)
    return None if chosen is None else UUID(chosen)


async def _meant(screen: KioskScreen[Any], draft: Draft) -> bool:
    """Whether a further request is meant where one of that kind is still open."""
    if not draft.alike:
        return True

    def question() -> str:
        return screen.words(
            "A request for this service is still open (tracking code {code}). File another one?",
            code=screen.words.code(draft.alike[0].tracking_code),
        )

    meant: bool | None = await screen.app.push_screen_wait(
        Confirm(question, lambda: screen.words("File another"))
    )
    return bool(meant)
