"""Mails in the outbox: queued with what they tell of, sent once, and in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from kiosk.domain.errors import KioskError, Refused, Unavailable
from kiosk.domain.letter import OutgoingMail
from kiosk.domain.mail import CODE_LIFE, Delivered, Mail, MailKind, MailState, Posted, Queued
from kiosk.services import mailing
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock, Counter

CODE = "481516"


def a_code(to: str = "sara@example.org") -> Mail:
    return Mail(MailKind.SIGN_IN_CODE, to, "fa", makers.person_id(), secret={"code": CODE})


def a_notice(to: str = "sara@example.org") -> Mail:
    return Mail(MailKind.REGISTERED, to, "en", makers.person_id())


def put(desk: Desk, mail: Mail, dedupe: str) -> None:
    desk.store.write(lambda work: mailing.queue(desk, work, mail, dedupe))


def waiting(desk: Desk) -> list[Queued]:
    return list(desk.store.read(lambda work: work.outbox.waiting()))


def test_a_mail_told_twice_is_queued_once(desk: Desk) -> None:
    put(desk, a_notice(), "once")
    put(desk, a_notice(), "once")
    put(desk, a_notice(), "again")

    assert len(waiting(desk)) == 2


def test_a_code_never_stands_in_the_database_in_clear(desk: Desk) -> None:
    put(desk, a_code(), "code")

    [queued] = waiting(desk)
    assert queued.mail.secret == {}
    assert queued.mail.until == desk.now() + CODE_LIFE
    assert not any(CODE in row for _table, row in office.fingerprint(desk))


def test_a_mail_may_have_an_end_of_its_own(desk: Desk) -> None:
    until = desk.now() + timedelta(minutes=3)
    mail = Mail(MailKind.RESET_CODE, "sara@example.org", "fa", None, secret={"code": CODE}, until=until)

    put(desk, mail, "reset")

    assert waiting(desk)[0].mail == Mail(MailKind.RESET_CODE, "sara@example.org", "fa", None, until=until)


def test_an_impossible_address_stops_nothing_and_the_clerk_sees_it(desk: Desk) -> None:
    put(desk, a_notice("sara@example.org\nBcc: other@example.org"), "bad")

    assert waiting(desk) == []
    [posted] = desk.store.read(lambda work: work.outbox.of_person(makers.person_id()))
    assert (posted.state, posted.error) == (MailState.REJECTED, "email.wrong")


class Post:
    """A server that can be out of reach; keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[OutgoingMail] = []
        self.trouble: KioskError | None = None
        self.refuses: dict[str, KioskError] = {}

    def send(self, message: OutgoingMail) -> None:
        trouble = self.trouble or self.refuses.get(message.to)
        if trouble is not None:
            raise trouble
        self.taken.append(message)

    def drain(self, desk: Desk) -> None:
        while mailing.deliver(desk, self).sent:
            pass


@pytest.fixture
def post() -> Post:
    return Post()


UNREACHABLE = Unavailable("mail.unreachable")
PUT_OFF = Unavailable("mail.put-off")


def posted(desk: Desk) -> list[Posted]:
    return list(desk.store.read(lambda work: work.outbox.of_person(makers.person_id())))


def test_a_mail_leaves_once_and_the_code_leaves_the_row_with_it(desk: Desk, post: Post) -> None:
    put(desk, a_code(), "code")

    first = mailing.deliver(desk, post)
    again = mailing.deliver(desk, post)

    assert (first, again) == (Delivered(1, 0, 0), Delivered(0, 0, 0))
    assert [CODE in message.letter.code for message in post.taken] == [True]
    assert posted(desk)[0] == Posted(
        MailKind.SIGN_IN_CODE, desk.now(), MailState.SENT, 1, "", sent_at=desk.now()
    )
    assert not any("locked" in row for table, row in office.fingerprint(desk) if table == "outbox")


def test_an_outage_costs_one_try_a_round_and_the_pauses_grow(desk: Desk, clock: Clock, post: Post) -> None:
    post.trouble = UNREACHABLE
    put(desk, a_notice(), "notice")
    tried_at = []

    for _minute in range(4 * 60):
        if mailing.deliver(desk, post).failed:
            tried_at.append(clock.at)
        clock.passes(timedelta(minutes=1))

    pauses = [(after - before) // timedelta(minutes=1) for before, after in pairwise(tried_at)]
    assert pauses == [1, 2, 5, 15, 30, 60, 60, 60]
    assert (posted(desk)[0].tries, posted(desk)[0].error) == (9, "mail.unreachable")


def test_a_server_out_of_reach_is_not_asked_for_each_mail(desk: Desk, post: Post) -> None:
    for number in range(5):
        put(desk, a_notice(f"a{number}@example.org"), str(number))
    post.trouble = UNREACHABLE

    assert mailing.deliver(desk, post) == Delivered(0, 1, 5, "mail.unreachable")


def test_a_mail_that_is_put_off_holds_up_its_own_address_only(desk: Desk, clock: Clock, post: Post) -> None:
    put(desk, a_notice("slow@example.org"), "1")
    put(desk, a_notice("slow@example.org"), "2")
    put(desk, a_notice("quick@example.org"), "3")
    post.refuses["slow@example.org"] = PUT_OFF

    assert mailing.deliver(desk, post) == Delivered(1, 1, 2)
    assert [message.to for message in post.taken] == ["quick@example.org"]

    post.refuses.clear()
    assert mailing.deliver(desk, post).sent == 0
    clock.passes(timedelta(minutes=1))
    assert mailing.deliver(desk, post).sent == 2


def test_a_rejected_mail_is_never_tried_again_and_holds_up_nobody(desk: Desk, post: Post) -> None:
    put(desk, a_code("gone@example.org"), "1")
    put(desk, a_notice("gone@example.org"), "2")
    post.refuses["gone@example.org"] = Refused("mail.rejected")

    assert mailing.deliver(desk, post) == Delivered(0, 2, 0)
    assert {(each.state, each.error) for each in posted(desk)} == {(MailState.REJECTED, "mail.rejected")}
    assert not any("locked" in row for table, row in office.fingerprint(desk) if table == "outbox")


def test_a_code_past_its_life_is_dropped_and_not_sent(desk: Desk, clock: Clock, post: Post) -> None:
    put(desk, a_code(), "code")
    post.trouble = UNREACHABLE
    mailing.deliver(desk, post)
    post.trouble = None

    clock.passes(CODE_LIFE)
    mailing.deliver(desk, post)

    assert post.taken == []
    assert posted(desk)[0].state is MailState.EXPIRED
    assert not any("locked" in row for table, row in office.fingerprint(desk) if table == "outbox")


def test_a_code_does_not_wait_behind_a_notice(desk: Desk, post: Post) -> None:
    put(desk, a_notice(), "notice")
    post.trouble = UNREACHABLE
    mailing.deliver(desk, post)
    post.trouble = None

    put(desk, a_code(), "code")
    post.drain(desk)

    assert [bool(message.letter.code) for message in post.taken] == [True, False]


def test_seventy_two_hours_without_a_server_lose_nothing_and_keep_the_order(
    desk: Desk, clock: Clock, post: Post
) -> None:
    post.trouble = UNREACHABLE
    told: dict[str, list[UUID]] = {}
    for hour in range(72):
        address = f"a{hour % 5}@example.org"
        put(desk, a_notice(address), f"notice-{hour}")
        told.setdefault(address, []).append(waiting(desk)[-1].id)
        put(desk, a_code(address), f"code-{hour}")
        mailing.deliver(desk, post)
        clock.passes(timedelta(hours=1))

    post.trouble = None
    post.drain(desk)

    arrived = {address: [message.key for message in post.taken if message.to == address] for address in told}
    assert arrived == told
    assert len({message.key for message in post.taken}) == 72
    assert waiting(desk) == []
    assert {each.state for each in posted(desk)} == {MailState.SENT, MailState.EXPIRED}


def test_a_mail_in_another_station_s_hands_is_left_alone_until_it_died(
    counter: Counter, clock: Clock, post: Post
) -> None:
    desk, other = counter.desk, counter.next_counter()
    put(desk, a_notice(), "1")
    put(desk, a_notice(), "2")
    meanwhile: list[Delivered] = []

    class Crash(Post):
        def send(self, message: OutgoingMail) -> None:
            meanwhile.append(mailing.deliver(other.desk, post))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        mailing.deliver(desk, Crash())
    assert (meanwhile, post.taken) == ([Delivered(0, 0, 2)], [])

    clock.passes(mailing.LEASE)
    assert mailing.deliver(other.desk, post).sent == 2
    office.store_of(other.desk).close()


def test_two_stations_at_once_send_each_mail_once(counter: Counter, post: Post) -> None:
    other = counter.next_counter()
    for number in range(40):
        put(counter.desk, a_notice(f"a{number % 7}@example.org"), str(number))
    wanted = [(mail.mail.to, mail.id) for mail in waiting(counter.desk)]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(post.drain, (counter.desk, other.desk)))
    post.drain(counter.desk)

    arrived = [(message.to, message.key) for message in post.taken]
    assert sorted(arrived) == sorted(wanted)
    for address in {to for to, _key in wanted}:
        assert [key for to, key in arrived if to == address] == [key for to, key in wanted if to == address]
    office.store_of(other.desk).close()
