"""What a shift passes on: tickets, walks, originals and numbered forms, each with whose hand it is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.day_paper import ShiftPaper, Table
from kiosk.domain.errors import Refused
from kiosk.domain.stock import Act
from kiosk.services import approval, calling, originals, shift, verification
from tests.kiosk.services.finishing import ASKED, any_course, send, verified
from tests.kiosk.services.office import Counter, filed, request_of, traced
from tests.kiosk.services.test_stock import of as stock_of
from tests.kiosk.services.waiting_room import MINUTE, come, serve
from tests.kiosk.services.walking import MISSING, judged, matching, walked
from tests.printouts.papers import page_count


def test_each_officer_hands_over_what_is_in_the_own_hands(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    ticket = serve(desk, clerk)
    back = desk.now() + 30 * MINUTE
    calling.park(desk, desk.command("queue:ticket:parked", clerk), ticket.id, back)
    begun = filed(desk, 2)
    walk = verification.open_walk(desk, clerk, begun.id)
    judged(desk, clerk, begun.id, 1, MISSING)
    judged(desk, clerk, begun.id, 2, matching(walk, 2))
    asked = verified(counter, ASKED, 3)
    send(counter, asked)
    taken_over = verified(counter, ASKED, 4)
    command = desk.command("request:approval:returned", counter.supervisor)
    approval.send_back(desk, command, taken_over.id, "look again")
    came_over = desk.command("request:originals:taken-over", counter.colleague)
    walked(desk, counter.colleague, taken_over.id)
    originals.take_over(desk, came_over, taken_over.id)
    decided = desk.command("request:walk:decided", counter.colleague)
    verification.decide(any_course(desk, taken_over), decided, taken_over.id, ASKED)
    stock_of(desk).handle(Act.RECEIVE, "K00001–K00009")
    stock_of(desk).handle(Act.ISSUE, "K00001–K00004")

    drawer = Drawer()
    caught = replace(desk, renderer=drawer)  # type: ignore[arg-type]  # One paper only.
    with traced(desk) as trace:
        shift.own_sheet(caught, clerk)
        shift.own_sheet(caught, counter.colleague)
    shift.office_sheet(caught, counter.supervisor)

    mine, others, whole = ([rows(table) for table in paper.tables] for paper in drawer.papers)
    assert mine == [
        [(str(ticket.number), "Student affairs", "set aside (11:01)", "", "clerk1")],
        [(request_of(desk, begun.id).tracking_code, "Confirmation of enrolment", "clerk1")],
        [
            (begun.tracking_code, "Passport", "۱", "clerk1"),
            (asked.tracking_code, mine[2][1][1], mine[2][1][2], "clerk1"),
        ],
        [("passport", "۴", "K00001–K00004", "clerk1")],
    ]
    # To whom the originals came over has them.
    assert others == [[], [], [(taken_over.tracking_code, *mine[2][1][1:3], "clerk2")], []]
    assert [sorted(rows) for rows in whole] == [sorted(a + b) for a, b in zip(mine, others, strict=True)]
    assert trace.actions == ["shift:sheet:printed"] * 2
    assert page_count(desk.renderer.shift_sheet(drawer.papers[0])) == 1


class Drawer:
    """Keeps what it should draw."""

    def __init__(self) -> None:
        self.papers: list[ShiftPaper] = []

    def shift_sheet(self, paper: ShiftPaper) -> bytes:
        self.papers.append(paper)
        return b"%PDF"


def rows(table: Table) -> list[tuple[str, ...]]:
    """In English, or once for both."""
    return [tuple(cell.en or bare(cell.fa) for cell in row) for row in table.rows]


def bare(text: str) -> str:
    return text.strip("\u2066\u2069")


def test_the_whole_office_is_handed_over_by_a_supervisor(counter: Counter) -> None:
    with pytest.raises(Refused, match=r"role.not-allowed"):
        shift.office_sheet(counter.desk, counter.clerk)
