"""People come to two entrances while eight counters call: no error, no double call, no lost ticket."""

from __future__ import annotations

from tests.databases import Database
from tests.kiosk.services.busy_day import Plan, live
from tests.kiosk.services.office import Place

PLAN = Plan(processes=2, counters=4, people=20)


def test_a_day_of_eight_counters_loses_nobody_and_calls_nobody_twice(
    place: Place, database: Database
) -> None:
    evening = live(place, database, PLAN)

    assert evening.errors == ()
    assert (evening.doubled, evening.lost) == (0, 0)
    assert evening.audit_is_whole
    assert len(evening.seconds("take")) == PLAN.everybody + PLAN.everybody // 10, "some were shown twice"
    assert len(evening.seconds("call")) >= PLAN.everybody
