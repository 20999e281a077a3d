"""The outbox on both databases: what is put in comes out whole, in order, and to one station at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.store import Store
from kiosk.domain.errors import Conflict
from kiosk.domain.mail import PUT_OFF, Mail, MailKind, MailState, Posted, Queued
from tests import makers
from tests.data.crowds import in_threads
from tests.makers import NOON

HOUR = timedelta(hours=1)


def a_mail(number: int = 1, kind: MailKind = MailKind.INCOMPLETE) -> Queued:
    mail = Mail(
        kind=kind,
        to="sara@example.org",
        language="fa",
        person_id=makers.person_id(),
        values={"service": "گواهی", "to": "not the address", "items": "یک\nدو"},
        until=NOON + HOUR,
    )
    at = NOON + timedelta(minutes=number)
    return Queued(makers.an_id(number, 9), mail, bytes(range(256)), at, at)


def put(store: Store, *mails: Queued) -> None:
    store.write(lambda work: [work.outbox.add(mail, str(mail.id)) for mail in mails])


def waiting(store: Store) -> list[Queued]:
    return list(store.read(lambda work: work.outbox.waiting()))


def test_a_mail_comes_out_as_it_was_put_in(store: Store) -> None:
    put(store, a_mail())

    assert waiting(store) == [a_mail()]


def test_the_same_news_is_added_once(store: Store) -> None:
    first = store.write(lambda work: work.outbox.add(a_mail(1), "same"))
    again = store.write(lambda work: work.outbox.add(a_mail(2), "same"))

    assert (first, again) == (True, False)
    assert waiting(store) == [a_mail(1)]


def test_mails_wait_in_the_order_of_queueing(store: Store) -> None:
    put(store, a_mail(3), a_mail(1), a_mail(2))

    assert waiting(store) == [a_mail(1), a_mail(2), a_mail(3)]


def test_of_eight_stations_one_gets_the_mail(store: Store) -> None:
    put(store, a_mail())
    claims: list[Queued | None] = []

    def claim(_number: int) -> None:
        claims.append(store.write(lambda work: work.outbox.claim(a_mail(), NOON + HOUR)))

    in_threads(8, claim)

    [taken] = [claim for claim in claims if claim is not None]
    assert waiting(store) == [taken] == [replace(a_mail(), claimed_until=NOON + HOUR, version=2)]


def test_what_was_settled_is_gone_and_told(store: Store) -> None:
    put(store, a_mail())
    sent = replace(a_mail(), state=MailState.SENT, locked=b"", tries=1, sent_at=NOON + HOUR)

    store.write(lambda work: work.outbox.settle(sent))

    assert waiting(store) == []
    [posted] = store.read(lambda work: work.outbox.of_person(makers.person_id()))
    assert posted == Posted(
        MailKind.INCOMPLETE, a_mail().queued_at, MailState.SENT, 1, "", sent_at=NOON + HOUR
    )


def test_who_was_overtaken_settles_nothing(store: Store) -> None:
    put(store, a_mail())
    store.write(lambda work: work.outbox.claim(a_mail(), NOON + HOUR))

    with pytest.raises(Conflict, match=r"record\.changed"):
        store.write(lambda work: work.outbox.settle(replace(a_mail(), state=MailState.SENT)))

    assert len(waiting(store)) == 1


def test_when_the_server_answers_again_its_own_troubles_wait_no_longer(store: Store) -> None:
    later = NOON + 5 * HOUR
    unreachable = replace(a_mail(1), due_at=later, error="mail.unreachable")
    put_off = replace(a_mail(2), due_at=later, error=PUT_OFF)
    put(store, unreachable, put_off)

    store.write(lambda work: work.outbox.hasten(NOON + HOUR))

    assert [mail.due_at for mail in waiting(store)] == [NOON + HOUR, later]


def test_a_person_s_mails_come_newest_first(store: Store) -> None:
    other = replace(a_mail(3), mail=replace(a_mail().mail, person_id=makers.person_id(2)))
    put(store, a_mail(1), a_mail(2, MailKind.READY), other)

    posted = store.read(lambda work: work.outbox.of_person(makers.person_id()))

    assert [each.kind for each in posted] == [MailKind.READY, MailKind.INCOMPLETE]
