"""Codes by mail: asked for, entered, counted, and never good twice.  Source: security.md T7."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import event

from kiosk.domain import national_code
from kiosk.domain.applicant import Applicant
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.mail import MailKind
from kiosk.domain.one_time_code import Purpose
from kiosk.services import applicant_access, registration
from kiosk.services.desk import Desk
from kiosk.services.registration import Asked
from kiosk.text.digits import to_persian
from tests.data.crowds import in_threads
from tests.kiosk.services.at_the_lobby import (
    EMAIL,
    LOBBY,
    OTHER_EMAIL,
    OTHER_LOBBY,
    PASSWORD,
    REZA,
    SARA,
    asked,
    begun,
    entered,
    kinds,
    mails,
    registered,
)
from tests.kiosk.services.office import Clock, QuickCredentials, events, fingerprint, store_of

MINUTE = timedelta(minutes=1)


def enter(desk: Desk, code: str, purpose: Purpose = "register") -> object:
    return registration.enter_with_code(desk, LOBBY, Asked(SARA, EMAIL, "fa", purpose), code)


def refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except KioskError as refused:
        return refused.key
    return ""


def wrong(*right: str) -> str:
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def test_a_code_opens_the_registration_once(front: Desk) -> None:
    code = asked(front)

    assert enter(front, code) == begun_again(front)
    assert refusal(lambda: enter(front, code)) == "code.expired"


def begun_again(desk: Desk) -> object:
    return desk.store.write(lambda work: work.registrations.open_of(SARA))


def test_a_code_is_taken_in_persian_digits_and_with_blanks(front: Desk) -> None:
    code = asked(front)

    enter(front, f" \u2066{to_persian(code[:3])} {to_persian(code[3:])}\u2069 ")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６", "²²²²²²"])
def test_what_is_no_code_is_no_guess(desk: Desk, typed: str) -> None:
    code = asked(desk)

    for _ in range(9):
        assert refusal(lambda: enter(desk, typed)) == "code.digits"

    enter(desk, code)


def test_after_ten_minutes_a_code_is_worthless(front: Desk, clock: Clock) -> None:
    code = asked(front)

    clock.passes(timedelta(minutes=10))

    assert refusal(lambda: enter(front, code)) == "code.expired"


def test_a_clock_that_is_set_back_does_not_lengthen_a_code_s_life(front: Desk, clock: Clock) -> None:
    code = asked(front)

    clock.passes(-timedelta(hours=1))

    assert refusal(lambda: enter(front, code)) == "code.expired"


def test_five_wrong_tries_lock_a_code_and_a_new_one_is_good(front: Desk) -> None:
    code = asked(front)

    said = [refusal(lambda: enter(front, wrong(code))) for _ in range(7)]

    assert said == ["code.wrong"] * 5 + ["code.locked"] * 2
    assert refusal(lambda: enter(front, code)) == "code.locked"
    enter(front, asked(front))


def test_a_try_is_counted_before_it_is_compared(desk: Desk) -> None:
    class Dying(QuickCredentials):
        def code_matches(self, digest: bytes, said: str) -> bool:
            raise KeyboardInterrupt

    code = asked(desk)
    dying = replace(desk, credentials=Dying(bytes(32)))
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            enter(dying, code)

    assert refusal(lambda: enter(desk, code)) == "code.locked"


def test_when_another_is_asked_for_the_earlier_code_is_still_good_once(front: Desk, clock: Clock) -> None:
    first = asked(front)
    clock.passes(MINUTE)
    second = asked(front)

    enter(front, first)

    assert refusal(lambda: enter(front, first)) == "code.expired"
    assert refusal(lambda: enter(front, second)) == "code.expired"


def test_of_three_codes_the_oldest_is_worthless(front: Desk, clock: Clock) -> None:
    codes = []
    for _ in range(3):
        codes.append(asked(front))
        clock.passes(MINUTE)
    if codes[0] in codes[1:]:
        return

    assert refusal(lambda: enter(front, codes[0])) == "code.wrong"
    enter(front, codes[1])


def test_a_code_is_good_for_its_purpose_its_person_and_its_address_only(front: Desk) -> None:
    registered(front)
    code = asked(front, purpose="sign-in")

    assert refusal(lambda: enter(front, code, "register")) == "code.expired"
    for who in ((REZA, EMAIL), ELSEWHERE):
        assert refusal(partial(entering(who, "sign-in", code), front)) == "code.expired"


def test_an_address_gets_three_mails_in_a_quarter_of_an_hour_and_ten_in_a_day(
    front: Desk, clock: Clock
) -> None:
    def ask() -> str:
        return refusal(lambda: asked(front))

    assert [ask() for _ in range(4)] == ["", "", "", "code.too-many-mails"]
    sent = 3
    for _ in range(20):
        clock.passes(timedelta(minutes=15))
        sent += [ask() for _ in range(3)].count("")
    assert sent == 10
    clock.passes(timedelta(days=1))
    assert ask() == ""


def test_an_address_is_told_when_it_may_have_the_next_mail(desk: Desk, clock: Clock) -> None:
    for _ in range(3):
        asked(desk)
        clock.passes(MINUTE)

    with pytest.raises(Refused) as refused:
        asked(desk)

    assert refused.value.details["until"] == desk.office.local(clock.at + timedelta(minutes=12))


def test_a_station_has_a_budget_of_mails_and_another_has_its_own(front: Desk, clock: Clock) -> None:
    for number in range(30):
        asked(front, email=f"a{number}@example.org")
        clock.passes(timedelta(seconds=1))

    assert refusal(lambda: asked(front, email="a@example.org")) == "code.too-many-mails"
    asked(front, email="a@example.org", by=OTHER_LOBBY)
    clock.passes(timedelta(hours=1))
    asked(front, email="b@example.org")


def test_a_refused_mail_leaves_no_trace(front: Desk) -> None:
    for _ in range(3):
        asked(front)
    before = fingerprint(front)

    assert refusal(lambda: asked(front)) == "code.too-many-mails"

    assert fingerprint(front) == before


def test_stations_that_ask_at_once_do_not_pass_the_limit(front: Desk) -> None:
    said: list[str] = []

    in_threads(6, lambda _number: said.append(refusal(lambda: ask_only(front))))

    assert Counter(said) == {"": 3, "code.too-many-mails": 3}


def ask_only(desk: Desk) -> None:
    registration.ask_code(desk, LOBBY, Asked(SARA, EMAIL, "fa", "register"))


def test_guesses_at_once_do_not_pass_the_limit(front: Desk) -> None:
    code = asked(front)
    said: list[str] = []

    in_threads(8, lambda _number: said.append(refusal(lambda: enter(front, wrong(code)))))

    assert Counter(said) == {"code.wrong": 5, "code.locked": 3}


def test_the_same_code_entered_at_once_is_taken_once(front: Desk) -> None:
    code = asked(front)
    said: list[str] = []

    in_threads(5, lambda _number: said.append(refusal(lambda: enter(front, code))))

    assert said.count("") == 1
    assert set(said) <= {"", "code.expired", "code.locked"}


def test_only_digests_are_kept_and_they_fit_one_row(desk: Desk) -> None:
    code = asked(desk)

    assert not any(code in row for table, row in fingerprint(desk) if table == "one_time_code")
    assert not any(code in each.details for each in events(desk))
    assert desk.credentials.code_digest("a") != QuickCredentials(bytes(32)).code_digest("a")


@pytest.mark.parametrize(
    "address",
    [
        "sara@example.org\nBcc: eve@example.net",
        "sara@example.org\r\nBcc: eve@example.net",
        "sara@example.org,eve@example.net",
        "sara@example.org%0aBcc:eve@example.net",
        "Sara <sara@example.org>",
        "sara@example.org\x00",
        "s\u202eara@example.org",
    ],
)
def test_no_address_brings_a_header_or_another_addressee(desk: Desk, address: str) -> None:
    before = fingerprint(desk)

    assert refusal(lambda: asked(desk, email=address)) in ("email.wrong", "")

    if fingerprint(desk) != before:
        assert all("\n" not in mail.mail.to and "," not in mail.mail.to for mail in mails(desk))


def test_an_address_has_one_spelling_however_it_is_typed(desk: Desk) -> None:
    asked(desk, email=" Sara.Karimi@EXAMPLE.org ")
    for _ in range(2):
        asked(desk)

    assert refusal(lambda: asked(desk, email="SARA.KARIMI@example.org")) == "code.too-many-mails"


# Who is known stays unsaid


class Counting(QuickCredentials):
    hashes = 0
    digests = 0

    def password_matches(self, stored: str | None, password: str) -> bool:
        Counting.hashes += 1
        return super().password_matches(stored, password)

    def hash_password(self, password: str) -> str:
        Counting.hashes += 1
        return super().hash_password(password)

    def code_digest(self, said: str) -> bytes:
        Counting.digests += 1
        return super().code_digest(said)


def work_of(desk: Desk, act: Callable[[Desk], object]) -> tuple[str, list[str], int, int]:
    """The answer, and the statements, hashes and digests that it took."""
    counting = replace(desk, credentials=Counting(bytes(32)))
    counting.credentials.password_matches(None, "the dummy hash is made first")
    Counting.hashes = Counting.digests = 0
    statements: list[str] = []
    here = threading.get_ident()

    def note(*args: object) -> None:
        if threading.get_ident() == here:
            statements.append(" ".join(str(args[2]).split()[:3]))

    engine = store_of(desk).engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        said = refusal(lambda: act(counting))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return said, statements, Counting.hashes, Counting.digests


PURPOSES: tuple[Purpose, ...] = ("register", "sign-in", "reset")
Who = tuple[str, str]
"""National code and address."""
KNOWN: Who = (SARA, EMAIL)
STRANGER: Who = (REZA, "a@example.org")
ELSEWHERE: Who = (SARA, OTHER_EMAIL)


def asking(who: Who, purpose: Purpose) -> Callable[[Desk], object]:
    return lambda desk: registration.ask_code(desk, LOBBY, Asked(who[0], who[1], "fa", purpose))


def entering(who: Who, purpose: Purpose, code: str = "000000") -> Callable[[Desk], object]:
    return lambda desk: registration.enter_with_code(desk, LOBBY, Asked(who[0], who[1], "fa", purpose), code)


def signing_in(code: str) -> Callable[[Desk], object]:
    return lambda desk: applicant_access.sign_in_with_password(desk, LOBBY, code, "a wrong pass phrase")


def resetting(who: Who) -> Callable[[Desk], object]:
    return lambda desk: applicant_access.reset_password(desk, LOBBY, who[0], who[1], "000000", PASSWORD)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_asking_for_a_code_is_the_same_for_known_and_unknown(front: Desk, purpose: Purpose) -> None:
    registered(front)

    known, stranger, elsewhere = (
        work_of(front, asking(who, purpose)) for who in (KNOWN, STRANGER, ELSEWHERE)
    )

    assert known[0] == ""
    assert known == stranger == elsewhere


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_wrong_code_is_the_same_for_known_and_unknown(front: Desk, purpose: Purpose) -> None:
    registered(front)
    for code, email in (KNOWN, STRANGER):
        asked(front, code, email, purpose)

    known, stranger = (work_of(front, entering(who, purpose)) for who in (KNOWN, STRANGER))

    assert known[0] == "code.wrong"
    assert known == stranger


def test_a_password_is_the_same_work_for_known_and_unknown(front: Desk) -> None:
    applicant_access.set_password(front, registered(front), PASSWORD)
    registered(front, REZA, OTHER_EMAIL)
    unknown = national_code.make("111222333")

    with_one, without, nobody = (work_of(front, signing_in(code)) for code in (SARA, REZA, unknown))

    assert with_one[0] == "applicant.sign-in-wrong"
    assert with_one == without == nobody
    assert with_one[2] == 1


def test_a_reset_is_the_same_for_known_and_unknown(front: Desk) -> None:
    registered(front)
    for code, email in (KNOWN, STRANGER):
        asked(front, code, email, "reset")

    known, stranger = (work_of(front, resetting(who)) for who in (KNOWN, STRANGER))

    assert known == stranger
    assert known[0] == "code.wrong"
    assert known[2] == 1


def test_an_address_that_does_not_belong_to_the_code_gets_a_letter_without_one(front: Desk) -> None:
    registered(front)
    before = len(mails(front))

    for purpose in PURPOSES:
        asked(front, SARA, OTHER_EMAIL, purpose)

    assert kinds(front)[before:] == [
        MailKind.REGISTER_CODE,
        MailKind.ADDRESS_ATTEMPT,
        MailKind.ADDRESS_ATTEMPT,
    ]


def test_even_the_right_code_of_such_a_letter_opens_nothing(front: Desk) -> None:
    registered(front)

    for purpose in PURPOSES[1:]:
        code = asked(front, SARA, OTHER_EMAIL, purpose)
        act = partial(entering(ELSEWHERE, purpose, code), front)

        assert [refusal(act), refusal(act)] == ["code.wrong"] * 2


def test_a_stranger_cannot_sign_in_but_can_go_on_with_a_registration(front: Desk) -> None:
    asked(front, purpose="sign-in")
    opened = begun(front)

    again = entered(front, purpose="sign-in")

    assert kinds(front)[0] is MailKind.ADDRESS_ATTEMPT
    assert kinds(front)[-1] is MailKind.SIGN_IN_CODE
    assert getattr(again, "id", None) == opened.id


def test_somebody_with_an_account_is_led_to_it_from_the_registration(front: Desk) -> None:
    registered(front)

    assert isinstance(entered(front, purpose="register"), Applicant)
