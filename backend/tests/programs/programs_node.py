"""The Node.js that runs other people's clients in the tests."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

OLDEST = 22


@cache
def node() -> str:
    """Return the program, of a version that the clients run on.

    Raises:
        RuntimeError: There is none.
    """
    beside = Path(sys.executable).parent / "node"
    for found in (os.environ.get("ERRAND_NODE"), str(beside), shutil.which("node")):
        if found and Path(found).exists() and _major(found) >= OLDEST:
            return found
    raise RuntimeError(f"Node.js {OLDEST} or newer is needed: run `make up`, or set ERRAND_NODE.")


def _major(program: str) -> int:
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, timeout=20, check=True
    )
    return int(done.stdout.lstrip("v").partition(".")[0])
