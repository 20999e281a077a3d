"""Numbered forms from the day they are received to the day's equation; two people stand behind every step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from data.tables import BlankStock
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.made import BookletMade, Origin
from kiosk.domain.roles import Officer
from kiosk.domain.serials import run
from kiosk.domain.stock import Act, Balance, Entry, Moment, Move, Place, Signed
from kiosk.services import outputs, stock, stock_counting, stock_keeping
from kiosk.services.desk import Desk
from kiosk.services.stock import Held, Shortage
from kiosk.services.stock_counting import Counted, Difference
from kiosk.services.stock_keeping import Handled, Range
from tests.kiosk.services.finishing import approve, verified
from tests.kiosk.services.office import Clock, Counter, Wish, events, filed, fingerprint, officer, store_of

KIND = "passport"
BOOKLET = Course(StatusPath.HERE, Output.BOOKLET)


@dataclass(frozen=True, slots=True)
class Stock:
    """Those who keep an office's forms and use them."""

    desk: Desk
    clerk: Officer
    colleague: Officer
    keeper: Officer

    def handle(self, act: Act, serials: str, by: Officer | None = None, second: Officer | None = None) -> str:
        first, _, last = serials.partition("–")
        said = Handled(act, Range(KIND, run(first, last)), "12/345", "آب روی آن ریخت")
        command = self.desk.command(f"stock:{act}", by or self.keeper)
        return stock_keeping.handle(self.desk, command, said, second or self.clerk)

    def count(self, moment: Moment, found: str) -> Difference:
        command = self.desk.command("stock:counted", self.keeper)
        said = Counted(KIND, moment, found)
        return stock_counting.count(self.desk, command, said, self.clerk)

    def balance(self, day: date | None = None) -> Balance:
        on = day or self.desk.today()
        [found] = self.desk.store.read(lambda work: stock.balances(self.desk, work, on))
        return found

    def counted(self, moment: Moment) -> bool:
        """Whether nothing is left to be counted."""
        desk = self.desk
        return not desk.store.read(lambda work: stock.uncounted(desk, work, desk.today(), moment))


@pytest.fixture
def here(counter: Counter) -> Stock:
    return of(counter.desk)


def of(desk: Desk) -> Stock:
    return Stock(desk, *(officer(desk, login) for login in ("clerk1", "clerk2", "supervisor")))


def fill(counter: Counter, serial: str, number: int = 1, came_from: Origin = Origin.HERE) -> None:
    request = approve(counter, verified(counter, BOOKLET, number))
    made = BookletMade(f"{KIND}:{serial}", came_from, old_returned=True)
    command = counter.desk.command("output:booklet:filled", counter.clerk)
    outputs.fill_booklet(counter.desk, command, request.id, made)


def figures(balance: Balance) -> Balance:
    return replace(balance, ranges={})


def test_a_day_of_forms_balances_and_tells_its_ranges(front: Desk, clock: Clock) -> None:
    here = of(front)
    here.handle(Act.RECEIVE, "K00001–K00100")
    clock.passes(timedelta(days=1))
    assert not here.counted(Moment.OPENING)
    here.count(Moment.OPENING, "K00001–K00100")
    assert here.counted(Moment.OPENING)

    here.handle(Act.ISSUE, "K00001–K00010")
    here.handle(Act.SPOIL, "K00002", here.clerk, here.keeper)
    here.handle(Act.SEND_BACK, "K00100")
    here.handle(Act.TAKE_BACK, "K00006–K00010")
    here.count(Moment.CLOSING, "K00006–K00050, K00051–K00099")

    balance = here.balance()
    assert balance.balanced
    assert figures(balance) == Balance(KIND, 100, 0, 0, 1, 1, 4, 94, ())
    assert balance.ranges["in_hands"] == "K00001, K00003–K00005"
    assert balance.ranges["in_stock"] == "K00006–K00099"
    assert not here.counted(Moment.CLOSING), "Some are in a hand still."
    clock.passes(timedelta(days=1))
    assert here.balance(front.today() - timedelta(days=1)) == balance, "Closed days say the same later."
    assert here.balance(front.today() - timedelta(days=2)).in_stock == 100
    assert stock.overview(front, here.keeper)[0].void == ""


def test_a_closing_count_is_of_the_stock_as_it_stays(here: Stock, clock: Clock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00003")
    here.count(Moment.CLOSING, "K00001–K00003")
    assert here.counted(Moment.CLOSING)

    clock.passes(-timedelta(minutes=1))
    here.handle(Act.SEND_BACK, "K00001")

    assert not here.counted(Moment.CLOSING), "Whatever the clock of the other station says."
    here.count(Moment.CLOSING, "K00002–K00003")
    assert here.counted(Moment.CLOSING)
    clock.passes(timedelta(hours=1))
    here.handle(Act.ISSUE, "K00002–K00003")
    here.handle(Act.TAKE_BACK, "K00002–K00003")
    assert not here.counted(Moment.CLOSING), "They were out after the count."
    clock.passes(-timedelta(minutes=30))
    here.count(Moment.CLOSING, "K00002–K00003")
    assert here.counted(Moment.CLOSING), "A clock that is far ahead keeps nobody waiting."


def test_an_office_without_forms_has_nothing_to_count(desk: Desk) -> None:
    assert all(of(desk).counted(moment) for moment in Moment)
    assert desk.store.read(lambda work: stock.balances(desk, work, desk.today())) == ()


def test_one_missing_form_unbalances_the_day_until_it_is_found(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00010")

    difference = here.count(Moment.CLOSING, "K00001–K00006, K00008–K00010")

    assert (difference.missing, len(difference.found)) == (("K00007",), 9)
    assert not here.balance().balanced
    assert here.balance().missing == ("K00007",)
    assert here.count(Moment.CLOSING, "K00001–K00010").back == ("K00007",)
    assert here.balance().balanced


def test_a_missing_form_is_written_off_with_minutes_by_two_people_alone(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00002")
    here.handle(Act.ISSUE, "K00002")
    here.handle(Act.MISS, "K00002", here.clerk, here.keeper)
    said = Handled(Act.WRITE_OFF, Range(KIND, run("K00002")), "", "lost in the post")
    command = here.desk.command("stock:blank:written-off", here.keeper)

    with pytest.raises(Refused, match=r"^text\.empty$"):
        stock_keeping.handle(here.desk, command, said, here.clerk)
    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        stock_keeping.handle(here.desk, replace(command, by=here.clerk), said, here.keeper)
    assert not here.balance().balanced
    stock_keeping.handle(here.desk, command, replace(said, paper_no="14"), here.clerk)

    assert here.balance().balanced
    assert (here.balance().written_off, here.balance().ranges["written_off"]) == (1, "K00002")
    with pytest.raises(Refused, match=r"^stock\.elsewhere$"):
        here.handle(Act.FIND, "K00002")


@pytest.mark.parametrize("days", [0, 1])
def test_what_was_written_off_or_sent_back_comes_again_and_each_day_balances(
    here: Stock, clock: Clock, days: int
) -> None:
    """On the day itself, and on a later one."""
    here.handle(Act.RECEIVE, "K00001–K00003")
    here.handle(Act.MISS, "K00002")
    here.handle(Act.WRITE_OFF, "K00002")
    here.handle(Act.SEND_BACK, "K00003")
    assert figures(here.balance()) == Balance(KIND, 0, 3, 0, 0, 1, 0, 1, (), written_off=1)
    clock.passes(timedelta(days=days))
    said = Handled(Act.FIND_LOST, Range(KIND, run("K00002")), "", "behind the safe")
    command = here.desk.command("stock:blank:lost-found", here.keeper)
    with pytest.raises(Refused, match=r"^text\.empty$"):
        stock_keeping.handle(here.desk, command, said, here.clerk)
    with pytest.raises(Refused, match=r"^stock\.same-person$"):
        stock_keeping.handle(here.desk, command, replace(said, paper_no="15"), here.keeper)

    stock_keeping.handle(here.desk, command, replace(said, paper_no="15"), here.clerk)
    here.handle(Act.RECEIVE, "K00003–K00004")

    assert here.balance().balanced
    now = Balance(KIND, 1, 2, 0, 0, 0, 0, 4, (), came_back=1)
    assert figures(here.balance()) == (now if days else Balance(KIND, 0, 5, 0, 0, 1, 0, 4, ()))
    assert here.balance().ranges["in_stock"] == "K00001–K00004"
    with pytest.raises(Refused, match=r"^stock\.known$"):
        here.handle(Act.RECEIVE, "K00003–K00005")
    clock.passes(timedelta(days=1))
    here.handle(Act.SPOIL, "K00002")
    assert here.balance().opening == 4
    assert here.balance().balanced


def test_a_booklet_uses_the_form_in_the_officers_hand(counter: Counter, here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00001–K00002")

    fill(counter, "K00001")

    assert (here.balance().used, here.balance().ranges["in_hands"]) == (1, "K00002")
    assert here.balance().balanced
    [line] = [each for each in here.desk.store.read(lambda work: work.stock.book(KIND)) if not each.second]
    assert (line.paper_no, line.by, line.holder) == ("723/1405/STU-02/000001", "clerk1", "clerk1")


@pytest.mark.parametrize(
    ("serial", "refused"),
    [
        ("K00003", "stock.not-in-hand"),
        ("K00004", "stock.not-in-hand"),
        ("K00005", "stock.elsewhere"),
        ("K00099", "stock.unknown"),
        ("ABCDEF", "stock.serial"),
    ],
)
def test_a_form_that_is_not_in_hand_becomes_no_booklet(
    counter: Counter, here: Stock, serial: str, refused: str
) -> None:
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00004", second=here.colleague)
    here.handle(Act.SPOIL, "K00005")
    request = approve(counter, verified(counter, BOOKLET))
    before = fingerprint(here.desk)
    made = BookletMade(f"{KIND}:{serial}", Origin.HERE, old_returned=True)
    command = here.desk.command("output:booklet:filled", here.clerk)

    with pytest.raises(Refused, match=rf"^{refused}$"):
        outputs.fill_booklet(here.desk, command, request.id, made)

    assert fingerprint(here.desk) == before


def test_a_booklet_of_the_centre_is_none_of_our_forms(counter: Counter, here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00009")

    fill(counter, "K77777", came_from=Origin.CENTRE)

    assert figures(here.balance()) == Balance(KIND, 0, 9, 0, 0, 0, 0, 9, ())


def test_what_became_a_booklet_is_not_received_afterwards(counter: Counter, here: Stock) -> None:
    fill(counter, "K00005")

    with pytest.raises(Refused, match=r"^stock\.known$") as refusal:
        here.handle(Act.RECEIVE, "K00001–K00009")

    assert refusal.value.details == {"serials": "K00005"}


def test_two_people_are_two_human_beings_and_one_keeps_the_stock(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00001")
    second_account = replace(here.clerk, person_id=here.keeper.person_id)
    before = fingerprint(here.desk)

    for act, by, second, refused in (
        (Act.ISSUE, here.keeper, here.keeper, "stock.same-person"),
        (Act.ISSUE, here.keeper, second_account, "stock.same-person"),
        (Act.SPOIL, here.clerk, here.colleague, "stock.no-keeper"),
        (Act.SPOIL, here.colleague, here.keeper, "stock.not-in-hand"),
        (Act.ISSUE, here.clerk, here.keeper, "role.not-allowed"),
        (Act.RECEIVE, here.clerk, here.keeper, "role.not-allowed"),
        (Act.TAKE_BACK, here.keeper, here.clerk, "stock.elsewhere"),
    ):
        serials = "K00002" if act is Act.TAKE_BACK else "K00001"
        with pytest.raises(Refused, match=rf"^{refused}$"):
            here.handle(act, serials, by, second)

    assert fingerprint(here.desk) == before


def test_forms_leave_a_hand_only_before_their_holder_or_with_the_reason_why_not(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00001–K00006")
    before = fingerprint(here.desk)
    for act in (Act.TAKE_BACK, Act.SPOIL, Act.MISS):
        with pytest.raises(Refused, match=r"^stock\.holder-needed$") as refusal:
            here.handle(act, "K00001–K00002", second=here.colleague)
        assert refusal.value.details == {"serials": "K00001–K00002", "login": "clerk1"}
    assert fingerprint(here.desk) == before

    here.handle(Act.TAKE_BACK, "K00001")
    for act, serial in ((Act.TAKE_BACK, "K00002"), (Act.SPOIL, "K00003"), (Act.MISS, "K00004")):
        reason = "" if act is Act.TAKE_BACK else "torn"
        said = Handled(act, Range(KIND, run(serial)), reason=reason, absent="ill since Monday")
        command = here.desk.command(f"stock:{act}", here.keeper)
        stock_keeping.handle(here.desk, command, said, here.colleague)

    book = here.desk.store.read(lambda work: work.stock.book(KIND))[:4]
    assert {(line.holder, line.second, line.reason) for line in book} == {
        ("clerk1", "clerk1", "آب روی آن ریخت"),
        ("clerk1", "clerk2", "ill since Monday"),
        ("clerk1", "clerk2", "torn · ill since Monday"),
    }
    assert stock.in_hand(here.desk, here.clerk)[0].serials == "K00005–K00006"


def test_where_nobody_else_works_one_person_signs_twice_and_the_book_says_so(here: Stock) -> None:
    office = replace(here.desk.office, one_person=True)
    alone = replace(here, desk=replace(here.desk, office=office))

    alone.handle(Act.RECEIVE, "K00001", second=here.keeper)

    [event] = [each for each in events(here.desk) if each.action == f"stock:{Act.RECEIVE}"]
    assert (event.actor, event.subject) == ("supervisor", KIND)
    assert event.details == '{"alone":true,"second":"supervisor","serials":"K00001"}'


def test_a_count_finds_nothing_that_the_book_has_elsewhere(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00003")
    here.handle(Act.ISSUE, "K00002")

    with pytest.raises(Refused, match=r"^stock\.found-elsewhere$") as refusal:
        here.count(Moment.OPENING, "K00001–K00004")

    assert refusal.value.details == {"serials": "K00002, K00004"}
    assert here.desk.store.read(lambda work: work.stock.counts_on(here.desk.today())) == []


def test_a_form_moved_below_the_book_unbalances_the_day(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00003")
    with store_of(here.desk).engine.begin() as connection:
        connection.execute(update(BlankStock).where(BlankStock.serial == "K00002").values(state="SPOILED"))

    assert not here.balance().balanced


def test_a_command_that_is_repeated_counts_once(here: Stock) -> None:
    said = Handled(Act.RECEIVE, Range(KIND, run("K00001", "K00003")), "12/345")
    command = here.desk.command("stock:blank:received", here.keeper)

    answers = {stock_keeping.handle(here.desk, command, said, here.clerk) for _ in range(2)}

    assert answers == {"K00001–K00003"}
    assert here.balance().received == 3


def test_a_form_that_is_no_longer_where_it_was_read_is_not_moved(here: Stock) -> None:
    desk = here.desk
    here.handle(Act.RECEIVE, "K00001–K00003")
    move = Move(KIND, run("K00001", "K00003"), Place.STOCK, Place.SENT_BACK, desk.today(), desk.now())
    here.handle(Act.ISSUE, "K00002")
    before = fingerprint(desk)

    with pytest.raises(Conflict, match=r"^record\.changed$"):
        desk.store.write(lambda work: work.stock.record(desk.new_key(), Entry(move, Signed(here.keeper))))

    assert fingerprint(desk) == before


def test_each_kind_says_what_lies_where_and_each_officer_what_is_in_hand(here: Stock) -> None:
    here.handle(Act.RECEIVE, "K00001–K00030")
    here.handle(Act.ISSUE, "K00001–K00004")
    here.handle(Act.ISSUE, "K00009", second=here.colleague)
    here.count(Moment.OPENING, "K00005–K00008, K00010–K00029")

    passport, *others = stock.overview(here.desk, here.keeper)

    assert passport.figures == {Place.STOCK: 24, Place.HAND: 5, Place.MISSING: 1}
    assert passport.hands == (("clerk1", "K00001–K00004"), ("clerk2", "K00009"))
    assert (passport.in_stock, passport.missing) == ("K00005–K00008, K00010–K00029", "K00030")
    assert not any(kind.is_kept or kind.is_short for kind in others)
    assert stock.in_hand(here.desk, here.clerk) == (Held(KIND, 4, "K00001–K00004"),)
    assert stock.book(here.desk, here.keeper, KIND).balance == here.balance()
    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        stock.overview(here.desk, here.clerk)


@pytest.mark.parametrize(("few", "told"), [(19, None), (20, Shortage(KIND, 20)), (0, None)])
def test_few_are_what_can_still_be_used(here: Stock, few: int, told: Shortage | None) -> None:
    service = here.desk.catalogue.service("PAS-02")
    request = filed(here.desk, wish=Wish(service.code, {}, documents=("passport",)))
    desk = replace(here.desk, office=replace(here.desk.office, few_blanks={service.blank: few}))
    assert stock.shortage(desk, here.clerk, request.id) is None, "No book is kept of what never came."
    here.handle(Act.RECEIVE, "K00001–K00021")
    here.handle(Act.ISSUE, "K00001–K00010")
    here.handle(Act.SPOIL, "K00011")

    assert stock.shortage(desk, here.clerk, request.id) == told
    assert desk.store.read(lambda work: stock.attention(desk, work)) == (told is not None)
