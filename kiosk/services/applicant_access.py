"""Applicants sign in with a password, set or reset it, and see their own file.

Source: domain.md 1.3 (S35 to S37), 1.4; security.md threats 13 to 15, 34, promise P9.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kiosk.domain import national_code as codes
from kiosk.domain.applicant import AccountState, Applicant, Known
from kiosk.domain.audit import AuditLine
from kiosk.domain.email import clean_email
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.own_file import OwnFile, OwnRequest, OwnStep, shown
from kiosk.domain.roles import Actor, Officer, require_disinterested
from kiosk.domain.throttle import LONG, admit
from kiosk.next_steps import next_service, next_step
from kiosk.services import one_time_codes
from kiosk.services.applicant_accounts import require_front, signed_in
from kiosk.services.desk import Desk
from kiosk.services.one_time_codes import Claim, in_office_time
from kiosk.services.ports import Work
from kiosk.text.fold import forbidden

LONGEST_PASSWORD = 200


def sign_in_with_password(desk: Desk, by: Actor, national_code: str, password: str) -> Applicant:
    """The account's owner; whoever is unknown costs the same work and gets the same answer.

    The tries are counted under a name that no member of staff can have: nobody at the lobby screen locks
    an officer out.

    Raises:
        Refused: "applicant.sign-in-wrong", "sign-in.locked" (details: until), "applicant.password-locked",
            "national-code.…", "role.not-allowed", "role.own-file".
    """
    require_front(by)
    code = codes.parse(national_code)
    attempt = desk.new_key()
    known = desk.store.write(lambda work: _count(desk, work, by, (attempt, code)))
    account = known.account if known else None
    stored = account.password_hash if account and account.state is AccountState.ACTIVE else None
    if not desk.credentials.password_matches(stored, password[: LONGEST_PASSWORD + 1]) or known is None:
        _note_failure(desk, by, attempt)
        raise Refused("applicant.sign-in-wrong")
    found = known

    def succeed(work: Work) -> Applicant:
        if isinstance(by, Officer):
            require_disinterested(by, found.person_id)
        work.accounts.attempt_succeeded(attempt)
        return signed_in(desk, work, by, found)

    return desk.store.write(succeed)


def set_password(desk: Desk, applicant: Applicant, password: str) -> None:
    """«می‌خواهم رمز عبور ثابت ثبت نمایم.»: a password beside the codes by mail.

    Raises:
        Refused: "staff.password-short" (details: least), "password.too-long" (limit),
            "password.characters"; NotFound: "person.unknown"; Conflict: "record.changed".
    """
    require_password(desk, password)
    hashed = desk.credentials.hash_password(password)
    desk.store.write(lambda work: _change_password(desk, work, applicant, hashed))


def reset_password(
    desk: Desk, by: Actor, national_code: str, email: str, code: str, password: str
) -> Applicant:
    """«فراموشی کلمه عبور»: a new password for whoever has the code; they are signed in.

    Raises:
        Refused: as `set_password` and `registration.enter_with_code`.
    """
    require_front(by)
    require_password(desk, password)
    claim = Claim(codes.parse(national_code), clean_email(email), "reset")
    # Before it is known whether there is such an account, so that the time tells nothing.
    hashed = desk.credentials.hash_password(password)

    def act(work: Work) -> Applicant:
        known = work.applicants.known(claim.national_code)
        if known is None or known.account is None or not known.reached_at(claim.email):
            raise Refused("code.wrong")
        if isinstance(by, Officer):
            require_disinterested(by, known.person_id)
        applicant = signed_in(desk, work, by, known)
        _change_password(desk, work, applicant, hashed)
        return applicant

    return one_time_codes.proved(desk, by, claim, code, act)


def end_session(desk: Desk, applicant: Applicant) -> None:
    command = desk.command("applicant:session:ended", applicant)
    desk.store.write(lambda work: desk.note(work, command, applicant.person_id))


def own_file(desk: Desk, applicant: Applicant) -> OwnFile:
    """What the office knows of the applicant and the children they act for, and how far each request is.

    Raises:
        NotFound: "person.unknown".
    """

    def act(work: Work) -> OwnFile:
        children = work.registrations.minors_of(applicant.person_id)
        cards = [work.people.card(person_id) for person_id in (applicant.person_id, *children)]
        requests = {each.id: each.filed_at for card in cards for each in card.requests}
        return OwnFile(
            person=cards[0].file,
            children=tuple(card.person for card in cards[1:]),
            requests=tuple(
                _own_request(desk, work, each)
                for each in sorted(requests, key=requests.__getitem__, reverse=True)
            ),
            drafts=tuple(work.drafts.open_of(applicant.person_id)),
        )

    return desk.store.read(act)


def require_password(desk: Desk, password: str) -> None:
    """Raises Refused: "staff.password-short", "password.too-long", "password.characters"."""
    if len(password) < desk.password_length:
        raise Refused("staff.password-short", least=desk.password_length)
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password.too-long", limit=LONGEST_PASSWORD)
    if forbidden(password):
        raise Refused("password.characters")


def _own_request(desk: Desk, work: Work, request_id: UUID) -> OwnRequest:
    request = work.requests.get(request_id)
    slots = work.walks.slots(request_id)
    history = work.requests.history(request_id)
    then = next_service(desk.catalogue, request, desk.today())
    return OwnRequest(
        id=request.id,
        subject_id=request.subject_id,
        service=request.service,
        tracking_code=request.tracking_code,
        state=shown(request.state),
        filed_at=request.filed_at,
        history=tuple(
            OwnStep(each.at, shown(each.after)) for each in history if each.before is not each.after
        ),
        done=sum(slot.scan is not None for slot in slots),
        asked=len(slots),
        next_step=next_step(request.state, request.course, then),
        next_service=then,
    )


def _login(national_code: str) -> str:
    return f"applicant:{national_code}"


def _count(desk: Desk, work: Work, by: Actor, attempt: tuple[UUID, str]) -> Known | None:
    now = desk.now()
    key, national_code = attempt
    login = _login(national_code)
    work.one_time_codes.lock(login)
    try:
        admit(
            work.accounts.failures_since(login, now - LONG),
            work.accounts.consecutive_failures(login),
            desk.office.limits,
            now,
        )
    except Refused as refused:
        if isinstance(refused.details.get("until"), datetime):
            raise in_office_time(desk, refused) from None
        raise Refused("applicant.password-locked") from None
    work.accounts.count_attempt(key, login, by.station, now)
    return work.applicants.known(national_code)


def _change_password(desk: Desk, work: Work, applicant: Applicant, hashed: str) -> None:
    """The failures before are forgiven: they were tries of the old one."""
    known = work.applicants.by_person(applicant.person_id)
    if known is None or known.account is None or known.account.id != applicant.account_id:
        raise NotFound("person.unknown")
    work.applicants.save(replace(known.account, password_hash=hashed))
    work.accounts.forgive(_login(known.national_code))
    command = desk.command("applicant:password:set", applicant)
    desk.note(work, command, applicant.person_id)


def _note_failure(desk: Desk, by: Actor, attempt: UUID) -> None:
    line = AuditLine("applicant:session:refused", str(attempt), {})
    desk.store.write(lambda work: work.audit.append(line, by.login, by.station, desk.now()))
