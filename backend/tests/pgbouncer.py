"""A real pgbouncer in transaction mode, in front of a PostgreSQL, for the length of a test."""

import glob
import os
import shutil
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from errand.local.binaries import programs
from errand.local.ports import free_port
from errand.local.processes import spawn
from errand.local.temporary import temporary_directory

_FETCHED = Path(__file__).parents[1] / ".venv" / "pgbouncer"
_LIBRARIES = str(_FETCHED / "usr" / "lib" / "*-linux-gnu*" / "*.so.*")
_CONFIGURATION = """\
[databases]
{database} = host={host} port={server_port} dbname={database}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
logfile = {log}
pidfile =
"""


def find_pgbouncer() -> Path:
    """Return the program; skip the asking test, by name and with the reason, where it is none."""
    installed = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if installed:
        return Path(installed)
    fetched, reason = _FETCHED / "usr" / "sbin" / "pgbouncer", _FETCHED / "why-not.txt"
    if fetched.exists() and not reason.exists():
        return fetched
    why = reason.read_text(encoding="utf-8") if reason.exists() else "`make test` fetches it"
    pytest.skip(f"no pgbouncer on this machine: {why}")


@contextmanager
def transaction_pooler(url: str, *, connections: int = 2) -> Generator[str]:
    """Start a pooler before the database at `url`; yield the URL through it.

    Few server connections on purpose: what one client leaves behind in a session, another finds.
    """
    found, parts = find_pgbouncer(), urlsplit(url)
    with temporary_directory() as folder:
        port = free_port()
        # The environment may lie where the system user that runs it as root cannot go.
        program = Path(shutil.copy2(found, folder))
        for library in glob.glob(_LIBRARIES):  # noqa: PTH207
            shutil.copy2(library, folder)
        _write(folder, url, port, connections)
        identity = programs(folder).identity
        if identity:
            for path in (folder, *folder.iterdir()):
                os.chown(path, identity.uid, identity.gid)
        process = spawn(
            [program, folder / "pgbouncer.ini"],
            env={"PATH": os.defpath, "LD_LIBRARY_PATH": str(folder)},
            log=folder / "output",
            cwd=folder,
            identity=identity,
        )
        try:
            pooled = parts._replace(
                netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}"
            ).geturl()
            _wait(pooled, process, folder / "output")
            yield pooled
        finally:
            process.kill()
            process.wait()


def _write(folder: Path, url: str, port: int, connections: int) -> None:
    parts = urlsplit(url)
    (folder / "users").write_text(f'"{parts.username}" "{parts.password}"\n', encoding="utf-8")
    (folder / "output").touch()
    text = _CONFIGURATION.format(
        database=parts.path.lstrip("/"),
        host=parts.hostname,
        server_port=parts.port,
        port=port,
        users=folder / "users",
        connections=connections,
        log=folder / "pgbouncer.log",
    )
    (folder / "pgbouncer.ini").write_text(text, encoding="utf-8")


def _wait(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(output.read_text(encoding="utf-8")) from None
            time.sleep(0.02)
        else:
            return
