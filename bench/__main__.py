"""Every benchmark, each in a process of its own: python -m bench [name ...]"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> None:
    """
    Raises:
        SystemExit: 0 when every benchmark met its target, 1 else, 2 when there is no such benchmark.
    """
    found = {path.stem: path for path in sorted(FOLDER.glob("*.py")) if _is_benchmark(path)}
    wanted = sys.argv[1:] or list(found)
    unknown = [name for name in wanted if name not in found]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(found)}")
        sys.exit(2)
    missed = [name for name in wanted if not _run(name)]
    if missed:
        print(f"\nmissed its target: {', '.join(missed)}")
    sys.exit(bool(missed))


def _is_benchmark(path: Path) -> bool:
    """Whether the module has a `main`, seen without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return path != Path(__file__) and any(
        isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body
    )


def _run(name: str) -> bool:
    print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=FOLDER.parent).returncode == 0


if __name__ == "__main__":
    main()
