"""The process environment, before Textual reads it (security.md F6).

`TEXTUAL_DRIVER` imports any class, `TEXTUAL_PRESS` types keys, `TEXTUAL_SCREENSHOT` and `TEXTUAL_LOG` write
what is on the screen to files.  A counter obeys none of them.
"""

from __future__ import annotations

from collections.abc import MutableMapping

KEPT = frozenset({"TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_ANIMATIONS"})
"""These change how it looks or which keys a terminal can send, and nothing else."""


def scrub_environment(environ: MutableMapping[str, str]) -> list[str]:
    """Call it with `os.environ` before the first import of Textual.  The answer: what was removed, sorted."""
    removed = sorted(
        name for name in environ if (name == "TEXTUAL" or name.startswith("TEXTUAL_")) and name not in KEPT
    )
    for name in removed:
        del environ[name]
    environ.setdefault("TEXTUAL_FPS", "120")
    return removed
