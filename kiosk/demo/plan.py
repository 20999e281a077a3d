"""Which requests a demonstration office has: who asked for what, how far it is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from kiosk.demo.flaws import Flaw, flaws
from kiosk.demo.people import DemoPerson
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.person import Marital
from kiosk.domain.request import RequestState

_S = RequestState
SHARES: Mapping[RequestState, int] = {
    _S.RECEIPTED: 38,
    _S.DELIVERED: 12,
    _S.ARRIVED: 6,
    _S.INCOMPLETE: 5,
    _S.VERIFIED: 5,
    _S.APPROVED: 4,
    _S.VERIFYING: 3,
    _S.QC_OK: 3,
}
"""Of a hundred requests; the states not named share what is left."""

BY_STATE: Mapping[RequestState, tuple[str, ...]] = {
    _S.SENT: ("PCC-01", "CIV-04"),
    _S.REPLY_OK: ("PCC-01", "STU-03"),
    _S.REPLY_NO: ("PCC-01", "CIV-03"),
    _S.CONFIRMED: ("STU-01", "STU-04"),
    _S.NOTIFIED: ("STU-01", "STU-04"),
    _S.STAMPED: ("EXS-01",),
    _S.RETURNED: ("EXS-01",),
}
STUDENTS_ASK = ("STU-02", "STU-02", "STU-02", "STU-02", "CIV-06", "PCC-02")
OTHERS_ASK = ("CIV-06", "CIV-06", "PCC-02")
"""Services whose certificate this version prints."""

GROUNDS: Mapping[str, tuple[str, RequestState]] = {
    "STU-02": ("STU-01", _S.NOTIFIED),
    "EXS-01": ("STU-01", _S.NOTIFIED),
    "PCC-02": ("PCC-01", _S.SENT),
}
"""What must have been asked for before."""
HALF_A_YEAR = 180

CERTIFIED_BEFORE_TERM = timedelta(days=9)
"""The drawn enrolment certificate bears a date so long before its term."""

WALKED = frozenset(RequestState) - {_S.INITIAL, _S.RECEIPTED, _S.ARRIVED, _S.NO_SHOW}
"""States that the demonstration reaches through the real services; the others begin as they are."""

PAST = frozenset({_S.DELIVERED, _S.CANCELLED, _S.EXPIRED, _S.REFUSED, _S.VOIDED, _S.RETURNED, _S.NOTIFIED})
"""Long decided: their scans have been put away."""

ASKED = frozenset({_S.SENT, _S.REPLY_OK, _S.REPLY_NO})
"""They went to the centre soon after they were filed."""


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    person: DemoPerson
    service: Service
    state: RequestState
    days_ago: int
    answers: Mapping[str, str]
    flaw: tuple[str, Flaw] | None
    """The document kind that is wrong, and how."""
    seed: int
    scanned: bool = True
    """Whether its scans are still there."""


def plan(people: tuple[DemoPerson, ...], catalogue: Catalogue, seed: int) -> Iterator[PlannedRequest]:
    """One request for each adult, two for some; every state occurs as soon as there are thirty people."""
    draw = Random(f"plan:{seed}")  # noqa: S311 - repeatable, not secret
    adults = [person for person in people if person.age >= 18]
    states = _states(len(adults), draw)
    for index, (person, state) in enumerate(zip(adults, states, strict=True)):
        service = catalogue.service(_service(person, state, draw))
        asked = planned(person, service, state, draw)
        if rests_on := GROUNDS.get(service.code):
            yield ground(asked, catalogue.service(rests_on[0]), rests_on[1])
        yield asked
        if index % 9 == 4:
            yield planned(person, catalogue.service("PCC-02"), _S.DELIVERED, draw)
        if index % 9 == 7:
            # Something for the next letter to the centre.
            letters = Random(f"letters:{seed}:{index}")  # noqa: S311 - repeatable, not secret
            yield planned(person, catalogue.service("PCC-01"), _S.VERIFIED, letters)


def planned(person: DemoPerson, service: Service, state: RequestState, draw: Random) -> PlannedRequest:
    days = draw.randint(200, 700) if state in PAST else draw.randint(1, 20)
    return PlannedRequest(
        person=person,
        service=service,
        state=state,
        days_ago=_days_ago(state, days),
        answers={field.id: _answer(field, person, draw) for field in service.fields},
        flaw=_flaw(service, state, draw),
        seed=draw.randrange(10_000),
        scanned=state not in PAST,
    )


def ground(asked: PlannedRequest, service: Service, state: RequestState) -> PlannedRequest:
    """What a request rests on: of the same person and level, filed half a year before, its scans put away."""
    draw = Random(f"ground:{asked.seed}")  # noqa: S311 - repeatable, not secret
    before = planned(asked.person, service, state, draw)
    level = {name: value for name, value in asked.answers.items() if name in before.answers}
    days = asked.days_ago + (HALF_A_YEAR if state in PAST else 1)
    return replace(before, days_ago=days, answers={**before.answers, **level}, flaw=None, scanned=False)


def _days_ago(state: RequestState, drawn: int) -> int:
    """Since it was filed: some questions to the centre are overdue, and what expired waited over a year."""
    match state:
        case _S.SENT:
            return 2 + 2 * drawn
        case _S.REPLY_OK | _S.REPLY_NO:
            return 6 + drawn
        case _S.EXPIRED:
            return min(drawn + 200, 690)
        case _:
            return drawn


def _states(count: int, draw: Random) -> list[RequestState]:
    """Every state once, then by their shares."""
    states = list(RequestState)[:count]
    rest = [state for state in RequestState if state not in SHARES]
    weights = [*SHARES.values(), *[(100 - sum(SHARES.values())) / len(rest)] * len(rest)]
    states += draw.choices([*SHARES, *rest], weights, k=max(0, count - len(states)))
    draw.shuffle(states)
    return states


def _service(person: DemoPerson, state: RequestState, draw: Random) -> str:
    if state in BY_STATE:
        return draw.choice(BY_STATE[state])
    code = draw.choice(STUDENTS_ASK if person.study else OTHERS_ASK)
    if code == "CIV-06" and person.person.marital is Marital.MARRIED:
        code = "PCC-02"
    return code


def _flaw(service: Service, state: RequestState, draw: Random) -> tuple[str, Flaw] | None:
    """Something to find in a fifth of the new requests; every incomplete or doubtful one has its cause."""
    causes = {
        _S.INCOMPLETE: (Flaw.OTHER_NUMBER, Flaw.UNREADABLE),
        _S.SUSPENDED: (Flaw.WRONG_PERSON,),
    }
    wanted = causes.get(state)
    if wanted is None and (state not in (_S.RECEIPTED, _S.ARRIVED) or draw.random() > 0.2):
        return None
    kind = draw.choice([document.kind for document in service.documents if document.mandatory])
    possible = [flaw for flaw in flaws(kind) if wanted is None or flaw in wanted]
    return (kind, draw.choice(possible)) if possible else None


def _answer(field: RequestField, person: DemoPerson, draw: Random) -> str:
    known = _known(person, draw)
    if field.id in known:
        return known[field.id]
    match field.type:
        case FieldType.CHOICE:
            return draw.choice(field.choices).id
        case FieldType.DATE:
            return person.as_of.replace(day=1).isoformat()
        case FieldType.NUMBER:
            return str(draw.randint(1, 3))
        case FieldType.NATIONAL_CODE:
            return person.person.national_code
        case _:
            return "Sample entry" if field.latin else "نمونه"


def _known(person: DemoPerson, draw: Random) -> dict[str, str]:
    """Answers that must agree with the drawn papers."""
    history = {Marital.DIVORCED: "divorced", Marital.WIDOWED: "widowed"}
    answers = {
        "marital_history": history.get(person.person.marital, "never"),
        "authority_fa": "اداره ثبت احوال موسترشتات",
        "authority_lat": "Registry Office of Musterstadt",
        "pcc_code": f"PCC{draw.randint(10**8, 10**9 - 1)}",
        "received_on": person.as_of.isoformat(),
    }
    study = person.study
    if study is None:
        return answers
    levels = {"bachelor": "bachelor", "master": "master", "doctor": "doctorate", "ph": "doctorate"}
    degree = study.degree.en.lower()
    return answers | {
        "file_no": f"{draw.randint(10000, 99999)}",
        "university_fa": study.university.fa,
        "university_lat": study.university.en,
        "programme_fa": study.programme.fa,
        "programme_lat": study.programme.en,
        "level": next((level for stem, level in levels.items() if stem in degree), "master"),
        "start_date": study.began.isoformat(),
        "student_no": study.student_no,
        "term": study.term,
        "certificate_no": study.student_no,
        "certificate_date": (study.term_begins - CERTIFIED_BEFORE_TERM).isoformat(),
        "signer_lat": "Registrar",
        "used_for": "authorities",
    }
