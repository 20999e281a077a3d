"""What a use case can do inside one transaction."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from data.accounts import Accounts
from data.applicants import Applicants
from data.appointments import Appointments
from data.audit import Audit
from data.board import Boards
from data.certificates import Certificates
from data.commands import Commands
from data.corrections import Corrections
from data.day_figures import DayFigures
from data.days import Days
from data.drafts import Drafts
from data.duplicates import Duplicates
from data.hand_overs import HandOvers
from data.hand_sheets import HandSheets
from data.help_calls import HelpCalls
from data.letters import Letters
from data.one_time_codes import OneTimeCodes
from data.open_work import OpenWorks
from data.originals import Originals
from data.outbox import Outbox
from data.outputs import Outputs
from data.people import People
from data.queue import Queue
from data.registrations import Registrations
from data.requests import Requests
from data.rulings import Rulings
from data.saved_filters import SavedFilters
from data.stock import Stock
from data.walks import Walks


class Work:
    """One transaction's hands, each made when first used."""

    def __init__(self, connection: Connection, office: str) -> None:
        self.connection = connection
        self.office = office

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection, self.office)

    @cached_property
    def applicants(self) -> Applicants:
        return Applicants(self.connection, self.office)

    @cached_property
    def appointments(self) -> Appointments:
        return Appointments(self.connection, self.office)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.connection, self.office)

    @cached_property
    def boards(self) -> Boards:
        return Boards(self.connection, self.office)

    @cached_property
    def certificates(self) -> Certificates:
        return Certificates(self.connection, self.office)

    @cached_property
    def commands(self) -> Commands:
        return Commands(self.connection, self.office)

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(self.connection, self.office)

    @cached_property
    def days(self) -> Days:
        return Days(self.connection, self.office)

    @cached_property
    def day_figures(self) -> DayFigures:
        return DayFigures(self.connection, self.office)

    @property
    def open_work(self) -> OpenWorks:
        return OpenWorks(self.connection, self.office)

    @cached_property
    def duplicates(self) -> Duplicates:
        return Duplicates(self.connection, self.office)

    @cached_property
    def help_calls(self) -> HelpCalls:
        return HelpCalls(self.connection, self.office)

    @cached_property
    def hand_overs(self) -> HandOvers:
        return HandOvers(self.connection, self.office)

    @cached_property
    def hand_sheets(self) -> HandSheets:
        return HandSheets(self.connection, self.office)

    @cached_property
    def letters(self) -> Letters:
        return Letters(self.connection, self.office)

    @cached_property
    def outputs(self) -> Outputs:
        return Outputs(self.connection, self.office)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.connection, self.office)

    @cached_property
    def one_time_codes(self) -> OneTimeCodes:
        return OneTimeCodes(self.connection, self.office)

    @cached_property
    def originals(self) -> Originals:
        return Originals(self.connection, self.office)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self.office)

    @cached_property
    def people(self) -> People:
        return People(self.connection, self.office)

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.connection, self.office)

    @cached_property
    def registrations(self) -> Registrations:
        return Registrations(self.connection, self.office)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self.connection, self.office)

    @cached_property
    def rulings(self) -> Rulings:
        return Rulings(self.connection, self.office)

    @cached_property
    def stock(self) -> Stock:
        return Stock(self.connection, self.office)

    @cached_property
    def saved_filters(self) -> SavedFilters:
        return SavedFilters(self.connection, self.office)

    @cached_property
    def walks(self) -> Walks:
        return Walks(self.connection, self.office)
