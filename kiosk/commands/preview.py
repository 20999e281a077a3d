"""`kiosk catalogue preview`: a certificate with the sample of its template."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kiosk.commands.errand import Errand, errand_of
from kiosk.commands.faults import required
from kiosk.config import CANDIDATES
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Unavailable
from kiosk.domain.paper import Letterhead
from kiosk.words import Words

if TYPE_CHECKING:
    import typer

    from kiosk.domain.catalogue import Catalogue

LETTERHEAD = Letterhead(
    Bilingual("سرکنسولگری نمونه", "Sample Consulate General"),
    Bilingual("شهر نمونه", "Sampleton"),
    (
        Bilingual("جمهوری اسلامی ایران", "Islamic Republic of Iran"),
        Bilingual("وزارت امور خارجه", "Ministry of Foreign Affairs"),
    ),
    demonstration=True,
)
"""Where there is no office yet."""


def add(group: "typer.Typer", words: Words) -> None:
    import typer

    from kiosk.commands.options import json_option
    from kiosk.commands.spoken import SpokenCommand

    code_help = words("The service's code, such as STU-02.")
    out_help = words("Where to write the PDF; by default preview-CODE.pdf here.")

    @group.command("preview", cls=SpokenCommand, help=words("Draw a certificate with its sample, as a PDF."))
    def preview(
        context: typer.Context,
        code: Annotated[str | None, typer.Argument(metavar="CODE", help=code_help)] = None,
        out: Annotated[Path | None, typer.Option(metavar="FILE", help=out_help)] = None,
        json: Annotated[bool, json_option(words)] = False,
    ) -> int:
        errand = errand_of(context, json)
        required(CODE=code)
        service = (code or "").upper()
        return draw(errand, service, out or Path(f"preview-{service}.pdf"))


def draw(errand: Errand, code: str, out: Path) -> int:
    """
    Raises:
        ConfigProblems: of the settings or of the office's own catalogue file.
        NotFound: "catalogue.no-such-service".
        Refused: "certificate.none-for-service", or what cannot be printed.
        Unavailable: "file.not-written" (details: path, why).
    """
    from kiosk.adapters import identity
    from kiosk.services.previewing import certificate_preview
    from kiosk.wiring import Papers

    catalogue, letterhead = _office(errand)
    pdf = Papers("a5").certificate(certificate_preview(catalogue, code, letterhead, identity.now()))
    try:
        out.write_bytes(pdf)
    except OSError as error:
        raise Unavailable("file.not-written", path=str(out), why=error.strerror or "") from error
    if errand.voice.json:
        errand.voice.answer({"ok": True, "service": code, "file": str(out)})
    else:
        errand.voice.say("The preview is in {file}.", file=str(out))
    return 0


def _office(errand: Errand) -> tuple["Catalogue", Letterhead]:
    from kiosk import catalogue
    from kiosk.office_settings import office_of

    if errand.config_path is None and not any(place.is_file() for place in CANDIDATES):
        return catalogue.load(), LETTERHEAD
    config = errand.config()
    return catalogue.load(config.catalogue.extra), office_of(config).letterhead
