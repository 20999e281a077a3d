"""`docs/services.md`: what each service asks and ends in, written from the catalogue.

python -m kiosk.catalogue.overview > docs/services.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from kiosk.catalogue.loading import load
from kiosk.domain.catalogue import Catalogue, Service

HEAD = """# The services

Written from the catalogue by `python -m kiosk.catalogue.overview`; a test keeps it equal. An office may say
otherwise in its own file: `kiosk catalogue` shows what it changes. A document in brackets is asked for only
under the rule after the colon; of the paths and outputs the first is the usual one.

| Code | Service | Fields | Documents | Rules | Path | Output and papers | Source |
|---|---|---|---|---|---|---|---|
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
        _papers(catalogue, service),
        service.source,
    )
    return f"| {' | '.join(cells)} |\n"


def _papers(catalogue: Catalogue, service: Service) -> str:
    outputs = _listed((service.output, *service.other_outputs))
    if service.certificate is None:
        return outputs
    return f"{outputs}: {catalogue.certificate(service.certificate).name.fa}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"


if __name__ == "__main__":
    sys.stdout.write(table(load()))
