"""`docs/services.md`: what each service asks and ends in, written from the catalogue.

python -m kiosk.catalogue.overview > docs/services.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from kiosk.catalogue.loading import load
from kiosk.domain.catalogue import Catalogue, Output, Service, StatusPath

HEAD = """# The services

Written from the catalogue by `python -m kiosk.catalogue.overview`; a test keeps it equal. An office may say
otherwise in its own file: `kiosk catalogue` shows what it changes. A field in brackets may stay empty, a
document in brackets is asked for only under the rule after the colon; of the paths and outputs the first
is the usual one. What a service is followed by can be filed once its request was agreed to.

- Paths: P1 issued here, P2 with the centre, P3 confirmed in the system, P4 a stamp.
- Outputs: C certificate printed here, B booklet of secure stock, X stamp in the passport, F file that the
  centre settles, V confirmation in the system.
- Papers that every service has are not repeated: leaflet, request form, receipt, the slip that names what
  is missing, and the slip of what was handed over.

| Code | Service | Fields | Documents | Rules | Path | Output | Papers | Followed by | Source |
|---|---|---|---|---|---|---|---|---|---|
"""


def table(catalogue: Catalogue) -> str:
    return HEAD + "".join(_row(catalogue, service) for service in catalogue.services.values())


def _row(catalogue: Catalogue, service: Service) -> str:
    documents = [
        wanted.kind if wanted.mandatory else f"({wanted.kind}: {wanted.when})" for wanted in service.documents
    ]
    cells = (
        service.code,
        f"{service.name.fa} · {service.name.en}",
        _listed(field.id if field.mandatory else f"({field.id})" for field in service.fields),
        _listed(documents),
        _listed(service.rules),
        _listed((service.path, *service.other_paths)),
        _listed((service.output, *service.other_outputs)),
        "; ".join(_papers(catalogue, service)) or "–",
        _listed(service.followed_by),
        service.source,
    )
    return f"| {' | '.join(cells)} |\n"


def _papers(catalogue: Catalogue, service: Service) -> Iterator[str]:
    if StatusPath.CENTRE in (service.path, *service.other_paths):
        yield f"letter to: {catalogue.addressee(service.addressee).en}"
    for output in (service.output, *service.other_outputs):
        if output is Output.CERTIFICATE:
            name = catalogue.certificate(service.certificate or "").name
            yield f"{name.fa} · {name.en}"
        elif output is Output.STAMP:
            yield "stamp sheet"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"


if __name__ == "__main__":
    sys.stdout.write(table(load()))
