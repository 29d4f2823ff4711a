"""`errand up` as people run it: real processes, a home of their own, free ports."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from errand.local.database import prepare_database
from errand.local.home import Home, State
from errand.local.parts import DatabasePart
from errand.local.ports import free_port
from errand.local.temporary import temporary_directory, temporary_postgres
from errand.settings import REPOSITORY, Settings
from pgbouncer import transaction_pooler

STANDALONE = REPOSITORY / "frontend" / ".next" / "standalone" / "frontend" / "server.js"
pytestmark = pytest.mark.skipif(
    not STANDALONE.exists(), reason="the pages are not built: `make test` builds them"
)
READY_SECONDS = 60


class Installation:
    """A home and a port of its own, and what was started there."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.output = root / "output"
        self.started: list[subprocess.Popen[bytes]] = []

    def environment(self, **settings: str) -> dict[str, str]:
        names = {name.upper() for name in Settings.model_fields}
        around = {name: value for name, value in os.environ.items() if name not in names}
        mine = {
            "ERRAND_ENV_FILE": os.devnull,
            "ERRAND_HOME": str(self.root / "home"),
            "PORT": str(self.port),
        }
        return around | mine | settings

    def errand(self, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "errand", command],
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )

    def up(self, **settings: str) -> subprocess.Popen[bytes]:
        """Start it and wait for the sentence that says it is ready."""
        with self.output.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "errand", "up"],
                env=self.environment(**settings),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(process)
        deadline = time.monotonic() + READY_SECONDS
        while f"Errand is ready: http://localhost:{self.port}\n" not in self.said():
            assert process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)
        return process

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def state(self) -> State:
        return Home(self.root / "home").read_state()

    def running(self) -> list[str]:
        return [name for name, child in self.state().children.items() if child.is_alive()]

    def health(self) -> tuple[int, dict[str, object]]:
        address = f"http://127.0.0.1:{self.port}/api/health"
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, {}

    def close(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(40)
        self.errand("down")


@contextmanager
def installed() -> Generator[Installation]:
    with temporary_directory() as root:
        made = Installation(root)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def installation() -> Iterator[Installation]:
    with installed() as made:
        yield made


def interrupted(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGINT)
    return process.wait(40)


def seconds_to_load_the_application() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import errand.app"], check=True, timeout=90)
    return time.monotonic() - began


def test_it_starts_from_nothing_stops_on_ctrl_c_and_starts_again_within_ten_seconds(
    installation: Installation,
) -> None:
    process = installation.up()
    assert installation.health()[0] == 200
    children = installation.state().children
    assert set(children) == {"database", "page server", "API"}

    status = interrupted(process)

    assert status == 0
    assert "Errand is stopped." in installation.said()
    assert not any(child.is_alive() for child in children.values())
    loading = seconds_to_load_the_application()
    began = time.monotonic()
    installation.up()
    # Loading it takes about 4 s where nothing else runs; a busier machine gets more in proportion.
    assert time.monotonic() - began < 10 * max(1, loading / 4)


def test_after_a_kill_of_everything_that_watches_the_next_start_copes(
    installation: Installation,
) -> None:
    killed = installation.up()
    children = installation.state().children
    # The API is stopped as well, so that it cannot end itself when its parent is gone.
    os.kill(children["API"].pid, signal.SIGSTOP)
    killed.kill()
    killed.wait()

    installation.up()

    assert not any(child.is_alive() for child in children.values())
    assert installation.health()[0] == 200
    assert installation.running() == ["database", "API", "page server"]


def test_an_api_that_is_killed_is_back_and_no_visitor_is_turned_away(
    installation: Installation,
) -> None:
    installation.up()
    before = installation.state().children["API"]
    os.kill(before.pid, signal.SIGKILL)
    assert before.wait(5)

    status, _ = installation.health()

    assert status in {200, 503}  # answered, by the next one: the front door never closed
    assert installation.state().children["API"] != before
    assert "The API ended unexpectedly (killed by SIGKILL)" in installation.said()


def test_down_stops_it_from_elsewhere_and_a_second_start_is_refused(
    installation: Installation,
) -> None:
    process = installation.up()

    second = installation.errand("up")
    down = installation.errand("down")

    assert second.returncode == 1
    assert f"Errand is already running from {installation.root / 'home'}" in second.stderr
    assert down.stdout.endswith("Errand is stopped.\n")
    assert process.wait(5) == 0
    assert installation.running() == []
    assert "is not running" in installation.errand("down").stdout


def test_the_api_may_take_longer_to_stop_than_its_answers_may(installation: Installation) -> None:
    installation.up(ERRAND_DRAIN="40")

    # Beside the time that the database may take, more than that of the answers.
    assert installation.state().stop_seconds > 40 + DatabasePart.stop_seconds

    down = installation.errand("down", ERRAND_DRAIN="0")
    assert down.stdout.endswith("Errand is stopped.\n")


def test_a_busy_port_is_one_sentence_and_nothing_is_left_running(
    installation: Installation,
) -> None:

    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()

        done = installation.errand("up")

    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {installation.port} is in use by another program")
    assert done.stderr.count("\n") == 1
    assert installation.running() == []


def test_a_given_database_is_used_and_none_of_ours_started(installation: Installation) -> None:
    with temporary_postgres() as server:
        url = prepare_database(server, "owner")
        process = installation.up(DATABASE_URL=f"{url}?sslmode=prefer&channel_binding=prefer")

        assert installation.health()[0] == 200
        assert installation.running() == ["API", "page server"]
        with psycopg.connect(url) as connection:
            made = connection.execute("select to_regclass('app.tasks') is not null").fetchone()
        assert made == (True,)
        assert interrupted(process) == 0


@pytest.mark.parametrize("with_direct", [True, False])
def test_it_works_behind_a_transaction_pooler(
    installation: Installation, *, with_direct: bool
) -> None:
    with temporary_postgres() as server:
        url = prepare_database(server, "owner")
        with transaction_pooler(url, connections=8) as pooled:
            direct = {"DATABASE_DIRECT_URL": url} if with_direct else {}

            process = installation.up(DATABASE_URL=pooled, **direct)

            status, parts = installation.health()
            assert status == 200, parts
            assert interrupted(process) == 0


def test_a_database_out_of_reach_is_said_with_its_log(installation: Installation) -> None:
    done = installation.errand("up", DATABASE_URL=f"postgresql://a:b@127.0.0.1:{free_port()}/x")

    assert done.returncode == 1
    assert "The database could not be brought up to date" in done.stderr.splitlines()[-1]
    assert "onnection refused" in done.stderr
    assert installation.running() == []


def test_a_senseless_setting_is_one_sentence(installation: Installation) -> None:
    done = installation.errand("up", CHATKIT_STOCK_DISCONNECT="maybe")

    assert done.returncode == 2
    assert done.stderr.startswith("CHATKIT_STOCK_DISCONNECT: Input should be 'stop' or 'continue'.")
