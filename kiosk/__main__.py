"""The console script: arguments in, exit code out."""

from __future__ import annotations

import sys

from kiosk import memory

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    memory.hasten_start()
    try:
        from kiosk.commands import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Pressed so early, or so late, that no command could say so.
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
