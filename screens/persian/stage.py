"""How text is drawn at this moment: what the hooks into Textual ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual._context import active_app

from kiosk.domain.bilingual import Language


class Stage:
    """One application's display layer."""

    def __init__(self, language: Language, on: bool = True) -> None:
        self.language: Language = language
        """The screen's: a Persian screen is mirrored."""
        self.on = on
        """Off: the terminal gets logical text and orders it itself."""
        self.drawn_as: Language | None = None
        """While a widget is drawn that reads in a direction of its own."""
        self.base: int | None = None
        """Level of the paragraph, while one of its wrapped lines is drawn alone."""

    @property
    def mirrored(self) -> bool:
        return self.on and self.language == "fa"

    @property
    def text_language(self) -> Language:
        """Whose direction a line of text starts from."""
        return self.drawn_as or self.language

    @contextmanager
    def drawing_as(self, language: Language) -> Iterator[None]:
        before, self.drawn_as = self.drawn_as, language
        try:
            yield
        finally:
            self.drawn_as = before

    @contextmanager
    def in_paragraph(self, base: int) -> Iterator[None]:
        before, self.base = self.base, base
        try:
            yield
        finally:
            self.base = before


def present_stage() -> Stage | None:
    """The running application's; None where no such application draws."""
    stage: Stage | None = getattr(active_app.get(None), "stage", None)
    return stage if stage is not None and stage.on else None
