"""An office's file with a slip of every kind: all are told at once, each with its place, and nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue import load
from kiosk.strict import ConfigProblems

BAD = Path(__file__).with_name("bad-catalogue.toml")
SLIPS = (
    (4, "service.PET-01.name.en: is missing"),
    (9, "service.PET-01.documents: pasport is not defined anywhere; did you mean passport?"),
    (10, "service.PET-01.certificate: animal is not defined anywhere"),
    (13, "service.STU-04.rules: names-eqal is not defined anywhere; did you mean names-equal?"),
    (14, "service.STU-04.fields.one.when: two is not asked before"),
    (
        20,
        "certificate.enrolment-confirmation.body.fa: nothing fills request.university in STU-02;"
        " did you mean request.file_no?",
    ),
    (
        20,
        "document.enrolment-certificate.fields.certificate_date.source: unknown;"
        " did you mean request.start_date?",
    ),
    (23, "rule.photo.wieght: unknown; did you mean weight?"),
    (
        26,
        "certificate.single-status.body.en: nothing fills request.authorty in CIV-06;"
        " did you mean request.authority?",
    ),
)
"""Line, and what stands there: a missing name, an unknown rule, a circle, what a template and a document
need and the form lacks, two typing slips.
"""


def test_every_slip_is_told_at_once_with_its_file_and_line() -> None:
    with pytest.raises(ConfigProblems) as caught:
        load(BAD)

    said = {(problem.place, str(problem)) for problem in caught.value.problems}
    for line, text in SLIPS:
        assert (f"{BAD.name}:{line}", f"catalogue.{text}") in said, said
    assert [problem for problem in caught.value.problems if not problem.place] == []
