"""Fetches a pgbouncer for the tests from the system's package registry, without installing it.

There is none among the packages of PyPI and npm. Debian's is unpacked into the virtual
environment, with package lists of our own: nothing of the system changes and no root is needed.
Where it cannot be had the tests that need it say so by name.
"""

import glob
import os
import shutil
import subprocess
from pathlib import Path

from steps import ROOT

FOLDER = ROOT / "backend" / ".venv" / "pgbouncer"
PROGRAM = FOLDER / "usr" / "sbin" / "pgbouncer"
REASON = FOLDER / "why-not.txt"
# What a bare Debian lacks of what it needs.
_LIBRARIES = ("libevent-2", "libc-ares")
_SECONDS = 60


def fetch() -> None:
    """Have one in the environment, or a note of why not; a minute or two at most."""
    if PROGRAM.exists() or shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin"):
        return
    print("  fetching pgbouncer …", end="", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    try:
        _fetch()
        print(" done", flush=True)
    except (OSError, subprocess.SubprocessError) as error:
        REASON.write_text(_words(error), encoding="utf-8")
        print(f" not to be had ({_words(error)})", flush=True)


def _fetch() -> None:
    options = _own_lists()
    _call(["apt-get", *options, "update"])
    needed = _call(["apt-cache", *options, "depends", "--important", "pgbouncer"]).split()
    for package in ("pgbouncer", *(name for name in needed if name.startswith(_LIBRARIES))):
        _call(["apt-get", *options, "download", package])
    for archive in FOLDER.glob("*.deb"):
        _call(["dpkg-deb", "-x", str(archive), str(FOLDER)])
        archive.unlink()
    shutil.rmtree(FOLDER / "apt", ignore_errors=True)
    _call([str(PROGRAM), "--version"], libraries=libraries())


def _own_lists() -> list[str]:
    for folder in ("lists/partial", "cache/archives/partial"):
        (FOLDER / "apt" / folder).mkdir(parents=True)
    return [
        f"-oDir::State::lists={FOLDER / 'apt' / 'lists'}",
        f"-oDir::Cache={FOLDER / 'apt' / 'cache'}",
        "-oDebug::NoLocking=1",
        "-oAPT::Sandbox::User=root",
        "-oAcquire::Retries=1",
        "-oAcquire::http::Timeout=15",
        "-qq",
    ]


def libraries() -> str:
    """Where the libraries lie that were unpacked with it."""
    return ":".join(glob.glob(str(FOLDER / "usr" / "lib" / "*-linux-gnu*")))  # noqa: PTH207


def _call(command: list[str], libraries: str = "") -> str:
    done = subprocess.run(
        command,
        cwd=FOLDER,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS,
        env=os.environ
        | {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": libraries, "LC_ALL": "C"},
    )
    return done.stdout.decode()


def _words(error: OSError | subprocess.SubprocessError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{error.filename} is not on this machine"
    if isinstance(error, subprocess.CalledProcessError):
        said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        return f"{Path(error.cmd[0]).name} failed: {said[-1] if said else error.returncode}"
    return str(error)
