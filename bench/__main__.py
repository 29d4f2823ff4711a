"""`python -m bench [part …]`: measure; exit 1 when a promise is broken."""

import argparse
import asyncio
import importlib
import sys
from collections.abc import Sequence

from .figures import Verdict

PARTS = {
    "product": "bench.product",
    "turns": "bench.turns",
    "running": "bench.running",
    "tools": "bench.tools",
    "element": "bench.element.run",
}
"""Where each one's `measure` is; one that is not asked for is not even loaded."""
MORE = {"tools-in-full": "bench.tools_in_full", "scaling": "bench.scaling.run"}
"""Those that run only when they are asked for: they take long, or judge nothing."""


async def _measure(names: Sequence[str]) -> list[Verdict]:
    parts = [importlib.import_module((PARTS | MORE)[name]) for name in names]
    return [verdict for part in parts for verdict in await part.measure()]


def main() -> int:
    """Print the tables and the verdicts; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="part",
        help=f"{', '.join(PARTS)}: all by default; or {', '.join(MORE)}",
    )
    asked = parser.parse_args().parts or list(PARTS)
    if unknown := set(asked) - set(PARTS | MORE):
        parser.error(f"there is no part called {', '.join(sorted(unknown))}")
    verdicts = asyncio.run(_measure(asked))
    print()
    for verdict in verdicts:
        print(verdict.line())
    return 0 if all(verdict.kept for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
