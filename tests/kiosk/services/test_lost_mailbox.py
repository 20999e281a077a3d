"""A mailbox is lost: the address corrected at the counter is the account's from then on."""

from __future__ import annotations

import pytest

from kiosk.domain.applicant import Applicant
from kiosk.domain.correction import Correction
from kiosk.domain.errors import KioskError
from kiosk.domain.mail import MailKind
from kiosk.domain.one_time_code import Purpose
from kiosk.services import correcting, registration
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.registration import Asked
from tests import makers
from tests.kiosk.services.at_the_lobby import (
    EMAIL,
    LOBBY,
    OTHER_EMAIL,
    REZA,
    SARA,
    asked,
    entered,
    mails,
    registered,
)
from tests.kiosk.services.office import Counter, fingerprint, traced

NEW = "sara.new@example.org"


@pytest.fixture
def sara(counter: Counter) -> Applicant:
    return registered(counter.desk)


def moved(counter: Counter, applicant: Applicant, after: str = NEW) -> None:
    wish = Correction(applicant.person_id, None, "email", EMAIL, after, "the mailbox is lost")
    correcting.correct(counter.desk, counter.clerk, wish)


def told(desk: Desk, work_before: int) -> list[tuple[MailKind, str]]:
    return [(each.mail.kind, each.mail.to) for each in mails(desk)[work_before:]]


def test_the_account_is_entered_by_a_code_to_the_new_address(counter: Counter, sara: Applicant) -> None:
    desk = counter.desk
    moved(counter, sara)

    opened = entered(desk, SARA, NEW, "sign-in")
    assert isinstance(opened, Applicant)
    assert opened.account_id == sara.account_id


def test_the_lost_mailbox_opens_nothing_any_more(counter: Counter, sara: Applicant) -> None:
    moved(counter, sara)

    with pytest.raises(KioskError, match=r"code\.wrong"):
        entered(counter.desk, SARA, EMAIL, "sign-in")
    assert mails(counter.desk)[-1].mail.kind is MailKind.ADDRESS_ATTEMPT


@pytest.mark.parametrize("purpose", ["register", "sign-in", "reset"])
def test_a_code_on_its_way_to_the_old_address_dies(
    counter: Counter, sara: Applicant, purpose: Purpose
) -> None:
    desk = counter.desk
    code = asked(desk, SARA, EMAIL, purpose)
    of_another = asked(desk, REZA, OTHER_EMAIL)
    moved(counter, sara)

    with pytest.raises(KioskError, match=r"code\.expired"):
        registration.enter_with_code(desk, LOBBY, Asked(SARA, EMAIL, "fa", purpose), code)
    assert registration.enter_with_code(desk, LOBBY, Asked(REZA, OTHER_EMAIL, "fa", "register"), of_another)


def test_the_old_address_is_told_once_that_it_was_replaced(counter: Counter, sara: Applicant) -> None:
    before = len(mails(counter.desk))
    moved(counter, sara)

    assert sorted(told(counter.desk, before)) == [
        (MailKind.ADDRESS_REPLACED, EMAIL),
        (MailKind.CORRECTED, NEW),
    ]
    (replaced,) = [each.mail for each in mails(counter.desk) if each.mail.kind is MailKind.ADDRESS_REPLACED]
    assert NEW not in str(replaced)


def test_the_move_is_audited_in_the_same_transaction_without_addresses(
    counter: Counter, sara: Applicant
) -> None:
    with traced(counter.desk) as trace:
        moved(counter, sara)

    assert trace.commits == 1
    assert trace.actions == ["person:datum:corrected", "applicant:address:replaced"]
    assert "@" not in "".join(each.details for each in trace.events)


def test_what_is_no_address_leaves_both_as_they_were(counter: Counter, sara: Applicant) -> None:
    for wrong in ("", "sara", "sara@example.org, b@example.org"):
        before = fingerprint(counter.desk)
        with pytest.raises(KioskError, match=r"email\.wrong|text\.empty"):
            moved(counter, sara, wrong)
        assert fingerprint(counter.desk) == before


def test_somebody_without_an_account_gets_none_by_it(counter: Counter) -> None:
    desk, person = counter.desk, makers.a_person(1)
    desk.store.write(lambda work: work.people.add(makers.a_file(person), desk.now()))
    wish = Correction(person.id, None, "email", "sara.karimi@example.org", NEW, "the mailbox is lost")
    correcting.correct(desk, counter.clerk, wish)

    def account(work: Work) -> object:
        known = work.applicants.by_person(person.id)
        return known and known.account

    assert desk.store.read(account) is None
