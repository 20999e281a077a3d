"""Registration, from the first e-mail address to the active account.  Source: domain.md 1.3 (S24 to S34).

A registration goes on at the station where its code was entered last; an applicant reaches those of
their own children only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain import national_code as codes
from kiosk.domain.answers import FormRefused, check_all
from kiosk.domain.applicant import Applicant, Known
from kiosk.domain.bilingual import Language
from kiosk.domain.email import clean_email
from kiosk.domain.errors import Refused
from kiosk.domain.guardian import FORM
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.one_time_code import Purpose
from kiosk.domain.registration import Registration, RegistrationState, page_of, person_file
from kiosk.domain.roles import Actor, Officer, require_disinterested
from kiosk.services import mailing, one_time_codes
from kiosk.services.applicant_accounts import Address, require_front, signed_in, with_account
from kiosk.services.desk import Desk
from kiosk.services.guardians import guardian_of, put_under_guardian, require_shown
from kiosk.services.one_time_codes import Claim
from kiosk.services.ports import Work
from kiosk.services.registration_steps import (
    checked,
    complete,
    go_on,
    mine,
    page_with,
    recorded_person,
    require_storable,
)

_CODE_MAILS: Mapping[Purpose, MailKind] = {
    "register": MailKind.REGISTER_CODE,
    "sign-in": MailKind.SIGN_IN_CODE,
    "reset": MailKind.RESET_CODE,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed at the first screen; the language is the screen's."""

    national_code: str
    email: str
    language: Language
    purpose: Purpose


def ask_code(desk: Desk, by: Actor, asked: Asked) -> None:
    """Mail a one-time code; whoever asks about whomever gets the same answer after the same work.

    A registration's code goes to any address.  For another purpose an address that does not belong to the
    national code gets a letter without a code, so that its owner learns of it and nobody else does.

    Raises:
        Refused: "national-code.…", "email.…", "code.too-many-mails" (details: until), "role.not-allowed".
    """
    require_front(by)
    claim = Claim(codes.parse(asked.national_code), clean_email(asked.email), asked.purpose)

    def act(work: Work) -> None:
        known = work.applicants.known(claim.national_code)
        begun = work.registrations.newest_of(claim.national_code, claim.email)
        kind = _CODE_MAILS[claim.purpose]
        if not (claim.purpose == "register" or _belongs(claim, known, begun)):
            kind = MailKind.ADDRESS_ATTEMPT
        person_id = known.person_id if known and known.reached_at(claim.email) else None

        def letter(code: str) -> Mail:
            # The letter without a code carries one along, unsaid: both cost the same work.
            return Mail(kind, claim.email, asked.language, person_id, secret={"code": code})

        one_time_codes.send(desk, work, by, claim, letter)

    desk.store.write(act)


def enter_with_code(desk: Desk, by: Actor, asked: Asked, code: str) -> Applicant | Registration:
    """The account of somebody the office knows at this address; for others a registration, begun or resumed.

    Until somebody has said otherwise they are written to in the language that they read here.

    Raises:
        Refused: "code.digits", "code.wrong", "code.expired", "code.locked", "national-code.…", "email.…",
            "role.not-allowed", "role.own-file", "account.closed".
    """
    require_front(by)
    claim = Claim(codes.parse(asked.national_code), clean_email(asked.email), asked.purpose)
    address = Address(claim.email, asked.language)

    def act(work: Work) -> Applicant | Registration:
        known = work.applicants.known(claim.national_code)
        begun = work.registrations.newest_of(claim.national_code, claim.email)
        if isinstance(by, Officer) and known:
            require_disinterested(by, known.person_id)
        if known is not None and known.reached_at(claim.email):
            return signed_in(desk, work, by, with_account(desk, work, by, known, address))
        if not (asked.purpose == "register" or _belongs(claim, known, begun)):
            raise Refused("code.wrong")
        own = begun or _new(desk, by, claim.national_code, address)
        return go_on(desk, work, by, replace(own, language=asked.language))

    return one_time_codes.proved(desk, by, claim, code, act)


def keep_answer(desk: Desk, by: Actor, registration_id: UUID, field_id: str, text: str) -> None:
    """Keep one answer as it is typed, right or not yet; its page must be recorded anew.

    Raises:
        Refused: "text.forbidden-character", "text.too-long"; else as `record_page`.
    """
    require_front(by)
    page = page_with(desk, field_id)
    require_storable(page, {field_id: text})
    command = desk.command("registration:answer:kept", by)

    def act(work: Work) -> None:
        registration = mine(work, by, registration_id)
        if registration.answers.get(field_id, "") == text:
            return
        answers = {**registration.answers, field_id: text}
        kept = replace(registration, answers=answers, recorded=registration.recorded - {page.id})
        work.registrations.save(kept, command.at)
        desk.note(work, command, registration_id, field=field_id)

    desk.store.write(act)


def record_page(
    desk: Desk, by: Actor, registration_id: UUID, page_id: str, answers: Mapping[str, str]
) -> Registration:
    """«ثبت»: check a page whole and store it; what was typed is kept even when something is wrong.

    Raises:
        FormRefused: every problem of the page.
        NotFound: "registration.unknown", "form.no-such-page", "form.no-such-field".
        Conflict: "registration.elsewhere", "registration.done", "record.changed".
        Refused: "role.not-allowed", "text.forbidden-character", "text.too-long".
    """
    require_front(by)
    page = page_of(desk.catalogue.registration, page_id)
    require_storable(page, answers)
    command = desk.command("registration:page:recorded", by)

    def act(work: Work) -> tuple[Registration, FormRefused | None]:
        registration = mine(work, by, registration_id)
        typed = {**registration.answers, **answers}
        wrong: FormRefused | None = None
        recorded = registration.recorded - {page_id}
        try:
            typed |= checked(desk, registration, page, typed)
            recorded |= {page_id}
        except FormRefused as refused:
            wrong = refused
        saved = work.registrations.save(replace(registration, answers=typed, recorded=recorded), command.at)
        desk.note(work, command, registration_id, page=page_id, problems=len(wrong.problems) if wrong else 0)
        return saved, wrong

    saved, wrong = desk.store.write(act)
    if wrong is not None:
        raise wrong
    return saved


def preview(desk: Desk, by: Actor, registration_id: UUID) -> Registration:
    """«ثبت نهایی»: everything that was recorded, to be looked through before «تایید».

    Raises:
        Refused: "registration.pages-missing" (details: done, all); else as `activate`.
    """
    require_front(by)
    command = desk.command("registration:preview:shown", by)

    def act(work: Work) -> Registration:
        registration = mine(work, by, registration_id)
        complete(desk, registration)
        desk.note(work, command, registration_id)
        return registration

    return desk.store.write(act)


def activate(desk: Desk, by: Actor, registration_id: UUID) -> Applicant:
    """«تایید»: the person is recorded and has an account; a child is recorded under the guardian.

    Somebody whom the office knows at this address already gets the account and is not doubled; a child
    that is known gets one more guardian, who says what stands in the birth booklet.

    Raises:
        Refused: "registration.pages-missing", "registration.known-otherwise", "child.…", "guardian.minor",
            "account.closed", "role.not-allowed", "role.own-file".
        FormRefused: a day has made an answer wrong.
        NotFound: "registration.unknown".
        Conflict: "registration.elsewhere", "registration.done".
    """
    require_front(by)
    command = desk.command("registration:file:activated", by)

    def act(work: Work) -> Applicant:
        registration = mine(work, by, registration_id)
        answers = complete(desk, registration)
        known = work.applicants.known(registration.national_code)
        if known is None:
            known = recorded_person(desk, work, registration, answers)
        elif registration.guardian_id is not None:
            require_shown(work, known, person_file(registration, answers, known.person_id).person)
        elif not known.reached_at(registration.email):
            raise Refused("registration.known-otherwise")
        if isinstance(by, Officer):
            require_disinterested(by, known.person_id, registration.guardian_id or known.person_id)
        done = replace(registration, state=RegistrationState.ACTIVE)
        work.registrations.save(done, command.at, known.person_id)
        desk.note(work, command, registration_id, person=str(known.person_id))
        language = answers["language"]
        if registration.guardian_id is not None:
            said = registration, known.person_id
            return put_under_guardian(desk, work, by, registration.guardian_id, said)
        known = with_account(desk, work, by, known, Address(registration.email, language))
        _tell(desk, work, registration, (known.person_id, language))
        return signed_in(desk, work, by, known)

    return desk.store.write(act)


def register_child(
    desk: Desk, by: Actor, guardian_id: UUID, national_code: str, basis: str, paper: str
) -> Registration:
    """A child's registration under the guardian, begun or taken up again; a child has no account.

    Raises:
        FormRefused: "basis", "paper".
        Refused: "national-code.…", "child.self", "account.none", "account.closed",
            "role.not-allowed", "role.own-file".
        NotFound: "person.unknown" for a guardian other than the applicant.
    """
    require_front(by)
    code = codes.parse(national_code)
    today = desk.office.local_day(desk.now())
    said = check_all(FORM, {"basis": basis, "paper": paper}, today)

    def act(work: Work) -> Registration:
        _, account = guardian_of(work, by, guardian_id)
        themselves = work.applicants.known(code)
        if themselves is not None and themselves.person_id == guardian_id:
            raise Refused("child.self")
        begun = work.registrations.newest_of(code, account.email, guardian_id)
        address = Address(account.email, account.language)
        child = begun or replace(_new(desk, by, code, address), guardian_id=guardian_id)
        return go_on(desk, work, by, replace(child, basis=said["basis"], paper=said["paper"]))

    return desk.store.write(act)


def _belongs(claim: Claim, known: Known | None, begun: Registration | None) -> bool:
    """Whether the address is the one by which the office knows that person, or that registration."""
    if known is not None:
        return known.reached_at(claim.email)
    return begun is not None and claim.purpose == "sign-in"


def _new(desk: Desk, by: Actor, national_code: str, address: Address) -> Registration:
    """One that is not stored yet."""
    return Registration(
        id=desk.new_key(),
        national_code=national_code,
        email=address.email,
        language=address.language,
        station=by.station,
        answers={"email": address.email, "language": address.language},
        version=0,
    )


def _tell(desk: Desk, work: Work, registration: Registration, whom: tuple[UUID, str]) -> None:
    person_id, language = whom
    spoken: Language = "en" if language == "en" else "fa"
    mail = Mail(MailKind.REGISTERED, registration.email, spoken, person_id)
    mailing.queue(desk, work, mail, f"registered:{registration.id}")
