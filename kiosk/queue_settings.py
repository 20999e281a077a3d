"""The waiting room's settings, brought together with the groups of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kiosk.config.queue import Queue
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.queue_rules import Groups, QueueRules
from kiosk.office_settings import week_of
from kiosk.strict import ConfigProblems, Problem, msgid, unknown


def queue_rules(settings: Queue, catalogue: Catalogue) -> QueueRules:
    """
    Raises:
        ConfigProblems: groups that nothing knows, and letters that two groups share.
    """
    rules = QueueRules(
        grace=timedelta(minutes=settings.grace_minutes),
        late=timedelta(minutes=settings.late_minutes),
        lease=timedelta(minutes=settings.lease_minutes),
        letters=dict(settings.letters),
        counters={f"counter-{each.number}": frozenset(each.groups) for each in settings.counters},
        hours={each.group: week_of(each.opening) for each in settings.hours},
        slot_minutes=settings.appointment_minutes,
        at_once=settings.appointments_at_once,
    )
    if problems := list(_problems(rules, catalogue.groups)):
        raise ConfigProblems(problems)
    return rules


def _problems(rules: QueueRules, groups: Groups) -> Iterator[Problem]:
    for group in rules.unknown(groups):
        place = "letters" if group in rules.letters else "hours" if group in rules.hours else "counters"
        yield unknown(group, rules.groups(groups)).at(f"queue.{place}.{group}")
    for group in rules.clashes(groups):
        yield Problem(f"queue.letters.{group}", msgid("is the letter of another group as well"))
