"""Remembers for each terminal of this user how it shows Persian, once somebody has said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILE = "terminals.json"


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where a program keeps what it learned of a machine's user.  Source: XDG Base Directory."""
    given = Path(environ.get("XDG_STATE_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".local" / "state") / "mikhak-counter"


def identity(name: str, environ: Mapping[str, str]) -> str:
    """`name` is what the terminal answered; its version does not count."""
    parts = (name.partition("(")[0], environ.get("TERM", ""), environ.get("TERM_PROGRAM", ""))
    return " ".join(filter(None, parts))


def remembered(terminal: str, environ: Mapping[str, str]) -> str | None:
    """What was chosen there; None when nothing was, or the file cannot be read."""
    chosen = _read(state_folder(environ) / FILE).get(terminal)
    return chosen if isinstance(chosen, str) else None


def remember(terminal: str, choice: str, environ: Mapping[str, str]) -> None:
    """
    Raises:
        OSError: it cannot be kept; the choice holds for this once.
    """
    file = state_folder(environ) / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = {**_read(file), terminal: choice}
    draft = file.with_suffix(".new")
    import json

    draft.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(file)


def _read(file: Path) -> dict[str, object]:
    try:
        kept = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    # Most terminals are known by name, and their officers do not wait for the import.
    import json

    try:
        content = json.loads(kept)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
