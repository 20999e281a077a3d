"""Where in an office's own file the cause of a problem stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.domain.catalogue import Catalogue
from kiosk.strict import Problem, located

_ROOT = "catalogue"


def placed(problems: Iterable[Problem], file: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """With file and line.

    A built-in certificate or document that no longer finds its field is not in the file: the service is, from
    which the file took it.
    """
    for problem in located(problems, file, _ROOT):
        if problem.place:
            yield problem
            continue
        (cause,) = located([problem._replace(path=_cause(problem, catalogue))], file, _ROOT)
        yield problem._replace(place=cause.place or file.name)


def _cause(problem: Problem, catalogue: Catalogue) -> str:
    """The path of the service whose fields the file changes; the problem's own path where there is none."""
    if service := problem.details.get("service"):
        return f"{_ROOT}.service.{service}.fields"
    _, section, name, *_ = (*problem.path.split("."), "", "")
    for code, service in catalogue.services.items():
        asks = section == "document" and name in {wanted.kind for wanted in service.documents}
        if asks and f"service.{code}.fields" in catalogue.changed:
            return f"{_ROOT}.service.{code}.fields"
    return problem.path
