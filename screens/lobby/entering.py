"""The ways in: from the first address to somebody signed in, at the lobby or with an officer's help."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kiosk.domain.applicant import Applicant
from kiosk.domain.one_time_code import Purpose
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor
from screens.base import KioskScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.code import AskCodeScreen, EnterCodeScreen
from screens.lobby.password import PasswordScreen, ResetScreen, SetPasswordScreen
from screens.lobby.ways import WaysScreen
from screens.lobby.wizard import WizardScreen


async def by_code(screen: KioskScreen[Any], by: Actor, purpose: Purpose) -> Applicant | None:
    """Register or sign in with a mailed code; a registration is gone through to its end.

    None: whoever it was went back.
    """
    asked = await screen.app.push_screen_wait(AskCodeScreen(by, purpose))
    if asked is None:
        return None
    if purpose == "reset":
        return await screen.app.push_screen_wait(ResetScreen(by, asked))
    entered = await screen.app.push_screen_wait(EnterCodeScreen(by, asked))
    if isinstance(entered, Registration):
        return await registered(screen, by, entered)
    return entered


async def registered(screen: KioskScreen[Any], by: Actor, registration: Registration) -> Applicant | None:
    """The four pages, the preview, and the account; a child has none."""
    applicant = await screen.app.push_screen_wait(WizardScreen(by, registration))
    if applicant is None or registration.guardian_id is not None:
        return applicant
    if await screen.app.push_screen_wait(ActivatedScreen(by, applicant)):
        await screen.app.push_screen_wait(SetPasswordScreen(by, applicant))
    return applicant


async def by_any(screen: KioskScreen[Any], by: Actor) -> Applicant | None:
    """In whichever way is chosen."""
    match await screen.app.push_screen_wait(WaysScreen(by)):
        case "code":
            return await by_code(screen, by, "sign-in")
        case "password":
            return await by_password(screen, by)
        case "forgotten":
            return await by_code(screen, by, "reset")
    return None


async def by_password(screen: KioskScreen[Any], by: Actor) -> Applicant | None:
    """With the fixed password, or with a new one in its place."""
    entered = await screen.app.push_screen_wait(PasswordScreen(by))
    if entered == "reset":
        return await by_code(screen, by, "reset")
    return entered if isinstance(entered, Applicant) else None


async def child_of(screen: KioskScreen[Any], by: Actor, guardian_id: UUID) -> bool:
    """A child under this guardian: whose code, in which capacity, then the same pages; False: given up."""
    from screens.lobby.child import ChildScreen

    begun = await screen.app.push_screen_wait(ChildScreen(by, guardian_id))
    if isinstance(begun, Registration):
        return await registered(screen, by, begun) is not None
    return begun is not None
