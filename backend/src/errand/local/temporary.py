"""A PostgreSQL for the length of a test run: empty, fast, gone afterwards."""

import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from errand.local.postgres import Postgres


@contextmanager
def temporary_directory() -> Generator[Path]:
    """A directory of our own that the database's system user can pass through, unlike pytest's."""
    path = Path(tempfile.mkdtemp(prefix="errand-"))
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def temporary_postgres() -> Generator[Postgres]:
    """Start a server in a directory of its own, in about a second, and remove both afterwards."""
    with temporary_directory() as root:
        server = Postgres(
            root, password=secrets.token_urlsafe(16), log=root / "postgres.log", durable=False
        )
        server.start()
        try:
            yield server
        finally:
            server.stop(signal.SIGQUIT)
