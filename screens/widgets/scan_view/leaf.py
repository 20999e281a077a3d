"""Which page of a scan is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Leaf:
    page: int = 0
    """Counted from 0."""
    pages: int = 1
    """How many there are, as far as the file was looked into."""

    @property
    def alone(self) -> bool:
        return self.pages == 1

    def turned(self, step: int) -> Leaf:
        """So many pages further; it stays at either end."""
        return replace(self, page=min(max(0, self.page + step), self.pages - 1))

    def said(self, words: Words) -> str:
        """Nothing of a single page."""
        return "" if self.alone else words("page {n} of {all}", n=self.page + 1, all=self.pages)
