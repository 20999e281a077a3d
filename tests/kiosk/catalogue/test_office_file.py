"""An office's own entries, and what is said when they are wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue import load
from kiosk.domain.filling import Known, worded
from kiosk.strict import ConfigProblems
from tests.makers import TODAY

CAT = Path(__file__).with_name("office-catalogue.toml").read_text(encoding="utf-8")


def with_part(said: str) -> str:
    """The end of the certificate's rows, and a part with these keys."""
    return f'source = "request.chip_no" }}]\nparts = [{{ {said} }}]'


def an_office_file(folder: Path, text: str) -> Path:
    path = folder / "office-catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ConfigProblems) as caught:
        load(path)
    return [str(problem) for problem in caught.value.problems]


def test_an_office_adds_a_service_with_its_own_document_and_certificate(tmp_path: Path) -> None:
    catalogue = load(an_office_file(tmp_path, CAT))

    service = catalogue.service("PET-01")
    assert service in catalogue.offered(TODAY)
    assert [field.id for field in service.fields] == ["chip_no", "species"]
    assert [kind.name.en for _, kind in catalogue.asked_for(service)] == [
        "Pet passport",
        "Passport",
        "Fee slip",
    ]
    assert [point.id for point in catalogue.document("pet-passport").points] == [
        "vaccinated",
        "seal-signature",
        "fur",
    ]
    assert catalogue.group("animals").letter == "H"
    assert catalogue.rule("chip-read").text.en == "The animal's chip is read."
    certificate = catalogue.certificate("animal")
    assert worded(certificate, Known(certificate.sample_facts)).body.en == (
        "SARA NEMOONEI travels with a cat until 24 December 2026."
    )
    listed = catalogue.as_json()
    assert len(listed["services"]) == len(load().services) + 1  # type: ignore[arg-type]  # plain JSON


def test_an_office_changes_a_built_in_entry_key_by_key(tmp_path: Path) -> None:
    catalogue = load(
        an_office_file(
            tmp_path, '[service.STU-04]\nretired = true\n[document.portrait]\npoints = ["full-face"]\n'
        )
    )

    assert catalogue.service("STU-04").retired
    assert catalogue.service("STU-04").name == load().service("STU-04").name
    assert catalogue.service("STU-04") not in catalogue.offered(TODAY)
    assert [point.id for point in catalogue.document("portrait").points] == ["full-face"]


def test_the_next_load_knows_nothing_of_another_offices_file(tmp_path: Path) -> None:
    load(an_office_file(tmp_path, CAT + "[service.STU-04]\nretired = true\n"))

    assert "PET-01" not in load().services
    other = load(an_office_file(tmp_path, '[document.portrait]\npoints = ["full-face"]\n'))
    assert "PET-01" not in other.services
    assert not other.service("STU-04").retired


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    path = an_office_file(
        tmp_path,
        """
        [servce.X]
        [document.portrait]
        poins = ["full-face"]
        [document.passport]
        pages = true
        fields = ["pasport_no", "full_name_lat"]
        [service.PET-01]
        name = { fa = "الف" }
        group = "passport"
        who = { fa = "ب", en = "b" }
        output = "Q"
        path = "P1"
        documents = ["portrait"]
        [certificate.single-status]
        valid-days = 0
        [certificate.enrolment-confirmation]
        body = { fa = "{person.fulname}", en = "{person.father} {" }
        """,
    )

    problems = problems_of(path)

    for expected in (
        "catalogue.servce: unknown; did you mean service?",
        "catalogue.document.portrait.poins: unknown; did you mean points?",
        "catalogue.document.passport.pages: must be a whole number, without quotation marks",
        "catalogue.document.passport.fields.1: unknown; did you mean passport_no?",
        "catalogue.service.PET-01.name.en: is missing",
        "catalogue.service.PET-01.output: must be one of C, B, X, F, V",
        "catalogue.certificate.single-status.valid-days: must be from 1 to 3650",
        "catalogue.certificate.enrolment-confirmation.body.en: has a brace that belongs to no {hole}",
        "catalogue.certificate.enrolment-confirmation.body.fa: nothing fills person.fulname in STU-02;"
        " did you mean person.full_name?",
        "catalogue.certificate.enrolment-confirmation.body.en: person.father is known in Persian only",
    ):
        assert expected in problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("PET-01]", "pet-01]", "service.pet-01: must be a code such as STU-02"),
        (
            'group = "animals"',
            'group = "animals"\nfollowed-by = ["PAS-10"]',
            "service.PET-01.followed-by: PAS-10 is not defined anywhere; did you mean PAS-09?",
        ),
        (
            'group = "animals"',
            'group = "animals"\nfollowed-by = ["PET-01"]',
            "service.PET-01.followed-by: must not name the service itself",
        ),
        (
            'group = "animals"',
            'group = "animal"',
            "service.PET-01.group: animal is not defined anywhere; did you mean animals?",
        ),
        ('letter = "H"', 'letter = "G"', "group.animals.letter: is the letter of another group as well"),
        ('letter = "H"', 'letter = "h"', "group.animals.letter: must be one capital letter"),
        (
            '"passport", {',
            '"pasport", {',
            "service.PET-01.documents: pasport is not defined anywhere; did you mean passport?",
        ),
        ('"passport", {', '"pet-passport", {', "service.PET-01.documents: pet-passport appears twice"),
        (
            'when = "fee-due"',
            'when = "fee-do"',
            "service.PET-01.documents: fee-do is not defined anywhere; did you mean fee-due?",
        ),
        (
            '"chip-read", "',
            '"chip-red", "',
            "service.PET-01.rules: chip-red is not defined anywhere; did you mean chip-read?",
        ),
        (
            'certificate = "animal"',
            'certificate = "animals"',
            "service.PET-01.certificate: animals is not defined anywhere; did you mean animal?",
        ),
        (
            'fields = ["chip_no", {',
            'fields = ["chip_no", "chip_no", {',
            "service.PET-01.fields: chip_no appears twice",
        ),
        (
            'type = "text", latin',
            'type = "txt", latin',
            "service.PET-01.fields.1: has problems of its own (see catalogue.field.chip_no)",
        ),
        (
            'type = "text", latin',
            'type = "choice", latin',
            "service.PET-01.fields.chip_no: must offer choices",
        ),
        (
            'type = "choice"',
            'type = "text"',
            "service.PET-01.fields.species: offers choices, so its type must be choice",
        ),
        (
            'id = "species"',
            'id = "filed_on"',
            "service.PET-01.fields.filed_on: is the name of something that every request has",
        ),
        (
            '"request.chip_no", latin',
            '"request.chip", latin',
            "document.pet-passport.fields.chip_no.source: unknown; did you mean request.chip_no?",
        ),
        (
            '"request.chip_no", latin',
            '"request.university_lat", latin',
            "document.pet-passport.fields.chip_no.source: unknown",
        ),
        (
            'points = ["vaccinated"',
            'points = ["vacinated"',
            "document.pet-passport.points.1: unknown; did you mean vaccinated?",
        ),
        (
            "[document.pet-passport]",
            "[document.pet-passport]\npages = 0",
            "document.pet-passport.pages: must be from 1 to 99",
        ),
        (
            "[document.pet-passport]",
            '[document.pet-passport]\nid = "pet"',
            "document.pet-passport.id: is the heading already",
        ),
        (
            'en = "Pet passport"',
            'en = ""',
            "document.pet-passport.name: must be filled in, in both languages",
        ),
        ("valid-days = 10", "", "certificate.animal.body: names its last day, but valid-days is missing"),
        (
            "request.chip_no = { fa",
            "request.chip = { fa",
            "certificate.animal.sample.request.chip_no: is missing",
        ),
        (
            "request.chip_no = { fa",
            "request.chip = { fa",
            "certificate.animal.sample.request.chip: is named nowhere in the certificate;"
            " did you mean request.chip_no?",
        ),
        (
            "{person.full_name} با یک {request.species} تا",
            "با یک {request.species} تا",
            "certificate.animal.body.fa: lacks person.full_name, which the other language names",
        ),
        (
            "{person.full_name} travels",
            "Somebody travels",
            "certificate.animal.body.en: lacks person.full_name, which the other language names",
        ),
        (
            'source = "request.chip_no" }]',
            with_part('when = "request.species=dog", title = { fa = "الف", en = "A" }'),
            "certificate.animal.parts.1.when: unknown",
        ),
        (
            'source = "request.chip_no" }]',
            with_part('when = "request.chip_no=3", title = { fa = "الف", en = "A" }'),
            "certificate.animal.parts.1.when: request.chip_no has no choices; only =* or !=* can be asked",
        ),
        (
            'source = "request.chip_no" }]',
            with_part('when = "species", title = { fa = "الف", en = "A" }'),
            "certificate.animal.parts.1.when: must read like request.delegation=yes or request.duration=*",
        ),
        (
            'source = "request.chip_no" }]',
            with_part('when = "request.species=cat"'),
            "certificate.animal.parts.1: prints nothing",
        ),
        (
            'source = "request.chip_no" }]',
            with_part('across = "request.story"'),
            "certificate.animal.parts.1.across: nothing fills request.story in PET-01;"
            " did you mean request.species?",
        ),
        (
            'source = "request.chip_no" }]',
            'source = "request.chip_no" }]\ncopies = "request.copies"',
            "certificate.animal.copies: nothing fills request.copies in PET-01;"
            " did you mean request.species?",
        ),
        (
            'type = "choice"',
            'mandatory = false, type = "choice"',
            "certificate.animal.body.fa: request.species may be left empty in PET-01",
        ),
        ('path = "P1"', 'path = "P3"', "service.PET-01.output: C does not come of path P3"),
        (
            'path = "P1"',
            'path = "P1"\nother-outputs = ["V"]',
            "service.PET-01.other-outputs: no path leads to V",
        ),
        (
            'path = "P1"',
            'path = "P1"\nother-paths = ["P4"]',
            "service.PET-01.other-paths: path P4 leads to no output",
        ),
        ('certificate = "animal"', "", "service.PET-01.certificate: is missing"),
        ("[service.PET-01]", "[service]\nPET-01 = 3\n[service.PET-02]", "service.PET-01: must be a table"),
    ],
)
def test_a_slip_in_the_offices_file_is_named_with_its_path(
    old: str, new: str, problem: str, tmp_path: Path
) -> None:
    assert old in CAT

    assert f"catalogue.{problem}" in problems_of(an_office_file(tmp_path, CAT.replace(old, new, 1)))


def test_a_service_without_documents_is_refused(tmp_path: Path) -> None:
    assert problems_of(an_office_file(tmp_path, "[service.CIV-05]\ndocuments = []\n")) == [
        "catalogue.service.CIV-05.documents: must name at least one document"
    ]


def test_a_section_that_is_no_table_is_refused(tmp_path: Path) -> None:
    assert problems_of(an_office_file(tmp_path, "service = 3\n")) == ["catalogue.service: must be a table"]


def test_two_entries_of_one_name_are_a_syntax_error_with_its_line(tmp_path: Path) -> None:
    path = an_office_file(tmp_path, "[service.STU-02]\nretired = true\n[service.STU-02]\nretired = false\n")

    (problem,) = problems_of(path)

    assert "line 3" in problem


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "none.toml")

    assert "cannot be read" in problem


def test_an_office_asks_one_thing_more_from_whoever_registers(tmp_path: Path) -> None:
    asked = """[page.more]
name = { fa = "بیشتر", en = "More" }
fields = [{ id = "heard_of_us", type = "text", label = { fa = "آشنایی", en = "How you heard of us" } }]
"""

    pages = load(an_office_file(tmp_path, asked)).registration

    assert [page.id for page in pages] == ["identity", "residence", "permit", "contact", "more"]


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ('type = "choice"', ": must offer choices"),
        ('type = "text", past = true', ": past, future and after are for dates"),
        ('type = "date", most = 3', ": least and most are for texts and numbers"),
        ('type = "text", least = 3, most = 2', ": least is more than most"),
        ('type = "text", when = "sex is M"', ".when: must read like sex=M or kind!=none"),
        ('type = "text", when = "other=x"', ".when: other is not asked before"),
        ('type = "date", after = "other"', ".after: other is not asked before"),
        ('type = "sex"', ".type: must be one of"),
    ],
)
def test_a_field_that_cannot_be_asked_is_named(tmp_path: Path, field: str, problem: str) -> None:
    page = f"""[page.more]
name = {{ fa = "بیشتر", en = "More" }}
fields = [{{ id = "thing", {field}, label = {{ fa = "چیز", en = "Thing" }} }}]
"""

    found = problems_of(an_office_file(tmp_path, page))

    assert len(found) == 1
    assert problem in found[0]


def test_a_page_that_no_longer_asks_what_a_person_is_made_of_is_refused(tmp_path: Path) -> None:
    found = problems_of(an_office_file(tmp_path, "[page.contact]\nfields = []\n"))

    assert "catalogue.page: no page asks for phone" in found


def test_a_condition_on_an_answer_that_is_not_offered_is_named(tmp_path: Path) -> None:
    page = """[page.more]
name = { fa = "بیشتر", en = "More" }
fields = [
  { id = "one", type = "choice", label = { fa = "یک", en = "One" }, choices = [
    { id = "yes", name = { fa = "بله", en = "yes" } },
  ] },
  { id = "two", type = "text", when = "one=yess", label = { fa = "دو", en = "Two" } },
]
"""

    found = problems_of(an_office_file(tmp_path, page))

    assert found == ["catalogue.page.more.fields.two.when: yess is not asked before; did you mean yes?"]


def test_a_problem_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    text = (
        '[document.portrait]\npoints = ["full-face"]\npoins = 1\n\n[service.STU-02]\nname = { fa = "الف" }\n'
    )
    with pytest.raises(ConfigProblems) as caught:
        load(an_office_file(tmp_path, text))

    places = {problem.path: problem.place for problem in caught.value.problems}
    assert places["catalogue.document.portrait.poins"] == "office-catalogue.toml:3"
    assert places["catalogue.service.STU-02.name.en"] == "office-catalogue.toml:6"


def test_what_the_office_changed_and_added_is_told(tmp_path: Path) -> None:
    catalogue = load(an_office_file(tmp_path, CAT + "\n[service.STU-04]\nretired = true\n"))

    assert "service.PET-01" in catalogue.added
    assert catalogue.changed == ("service.STU-04.retired",)
    assert load().changed == load().added == ()


def test_fields_whose_conditions_go_in_a_circle_are_all_named(tmp_path: Path) -> None:
    label = 'label = { fa = "الف", en = "a" }'
    fields = ", ".join(
        f'{{ id = "{one}", type = "text", {label}, when = "{other}=x" }}' for one, other in ("ab", "ba")
    )
    text = CAT.replace('fields = ["chip_no", {', f'fields = ["chip_no", {fields}, {{')

    assert "catalogue.service.PET-01.fields.a.when: b is not asked before" in problems_of(
        an_office_file(tmp_path, text)
    )


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('service = "STU-99"\namount = 1\ncurrency = "EUR"', "service: STU-99 is not defined anywhere"),
        ('service = "STU-02"\namount = -1\ncurrency = "EUR"', "amount: must not be less than nothing"),
        ('service = "STU-02"\namount = 1\ncurrency = "Euro"', "currency: must be three capital letters"),
        ('service = "STU-02"\namount = 1\ncurrency = "EUR"\nchoice = "level=x"', "choice: names no answer"),
        (
            'service = "STU-02"\namount = 1\ncurrency = "EUR"\nsince = 2026-02-01\nuntil = 2026-01-01',
            "until: ends before it begins",
        ),
        ('service = "STU-02"\namount = 1\ncurrency = "EUR"\nsince = "soon"', "since: must be a day as"),
    ],
)
def test_a_price_that_cannot_hold_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    problems = problems_of(an_office_file(tmp_path, f"[tariff.one]\n{entry}\n"))

    assert any(each.startswith(f"catalogue.tariff.one.{problem}") for each in problems), problems


def test_two_prices_for_the_same_day_are_named(tmp_path: Path) -> None:
    price = 'service = "STU-02"\namount = 100\ncurrency = "EUR"\n'
    text = f"[tariff.one]\n{price}until = 2026-12-31\n[tariff.two]\n{price}since = 2026-12-31\n"

    assert problems_of(an_office_file(tmp_path, text)) == [
        "catalogue.tariff.two: holds at the same time as one"
    ]


def test_a_price_holds_on_its_days_and_for_its_answer(tmp_path: Path) -> None:
    text = (
        '[tariff.any]\nservice = "CIV-04"\namount = 5200\ncurrency = "EUR"\nsince = 2026-03-21\n'
        '[tariff.second]\nservice = "CIV-04"\namount = 10400\ncurrency = "EUR"\n'
        'choice = "loss_count=second"\n'
    )
    catalogue = load(an_office_file(tmp_path, text))

    first = catalogue.price("CIV-04", {"loss_count": "first"}, date(2026, 3, 21))
    second = catalogue.price("CIV-04", {"loss_count": "second"}, date(2026, 3, 21))
    assert (first and first.amount, second and second.amount) == (5200, 10400)
    assert catalogue.price("CIV-04", {"loss_count": "first"}, date(2026, 3, 20)) is None
    assert load().price("CIV-04", {}, TODAY) is None


def test_a_service_is_offered_on_its_days(tmp_path: Path) -> None:
    text = "[service.STU-04]\nsince = 2026-03-21\nuntil = 2026-03-23\n"
    service = load(an_office_file(tmp_path, text)).service("STU-04")

    offered = [day for day in range(19, 26) if service.offered_on(date(2026, 3, day))]
    assert offered == [21, 22, 23]


@pytest.mark.parametrize(
    ("ages", "problem"),
    [
        ("old", "must be the least age, two dots and the greatest or nothing"),
        ("20..10", "ends before it begins"),
    ],
)
def test_ages_that_cannot_be_are_named(tmp_path: Path, ages: str, problem: str) -> None:
    assert problems_of(an_office_file(tmp_path, f'[service.STU-04]\nages = "{ages}"\n')) == [
        f"catalogue.service.STU-04.ages: {problem}"
    ]


def test_an_addressee_that_nobody_named_is_a_problem(tmp_path: Path) -> None:
    problems = problems_of(an_office_file(tmp_path, '[service.PCC-01]\naddressee = "police"\ndue-days = 0\n'))

    assert "catalogue.service.PCC-01.addressee: police is not defined anywhere" in problems
    assert "catalogue.service.PCC-01.due-days: must be from 1 to 366" in problems
