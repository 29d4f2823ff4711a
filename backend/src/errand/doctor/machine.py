"""The machine: program, place, secrets, disk, and what was built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from errand.doctor.findings import Finding, note, ok, wrong
from errand.local.environment import node_program
from errand.local.home import Home
from errand.local.problems import Problem
from errand.settings import REPOSITORY, Settings

_LOW_BYTES, _FULL_BYTES = 2 * 1024**3, 200 * 1024**2
_NODE_SECONDS = 10
_SECRETS = ("better_auth_secret", "chatkit_session_secret")
_BUILT = {
    "chat component": REPOSITORY / "element" / "dist" / "chatkit.js",
    "pages": REPOSITORY / "frontend" / ".next" / "standalone",
    "sign-in tables": REPOSITORY / "frontend" / "dist" / "migrate-auth.mjs",
}


def machine(settings: Settings, home: Home) -> Iterator[Finding]:
    """Look at everything that needs no network."""
    yield ok("Python", sys.version.split()[0])
    yield _node(settings)
    yield _disk(home.root)
    yield from _secrets(settings, home.root / "secrets")
    for what, path in _BUILT.items():
        if path.exists():
            yield ok(what, "built")
        else:
            yield wrong(what, "not built", "Run `make up`, which builds it.")


def _node(settings: Settings) -> Finding:
    try:
        node = node_program(settings)
        told = subprocess.run(  # noqa: S603 - the one of the settings
            [node, "--version"], capture_output=True, text=True, timeout=_NODE_SECONDS, check=True
        )
    except (Problem, OSError, subprocess.SubprocessError) as error:
        return wrong("Node.js", type(error).__name__, "Run `make up`, or correct ERRAND_NODE.")
    version = told.stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < 22:
        return wrong("Node.js", version, "Take ERRAND_NODE away, or name a Node.js of 24.")
    return ok("Node.js", version)


def _disk(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    said = f"{free / 1024**3:.1f} GiB free at {root}"
    if free < _FULL_BYTES:
        return wrong("disk", said, "Make room: PostgreSQL stops when it can no longer write.")
    return note("disk", said, "Make room soon.") if free < _LOW_BYTES else ok("disk", said)


def _secrets(settings: Settings, folder: Path) -> Iterator[Finding]:
    for name in _SECRETS:
        path = folder / name
        if getattr(settings, name) is not None:
            yield ok(name.upper(), "given by the environment")
        elif not path.exists():
            yield note(name.upper(), "made at the first start")
        elif path.stat().st_mode & 0o077 or path.stat().st_uid != os.geteuid():
            said = "can be read by others, or is somebody else's"
            yield wrong(name.upper(), said, f"chown and chmod 600 {path}")
        else:
            yield ok(name.upper(), f"kept in {path}")
