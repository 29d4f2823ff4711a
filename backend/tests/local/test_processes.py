"""Processes: known by more than a number, ended with certainty, never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from errand.local.parts import end_left_over
from errand.local.processes import Running, spawn

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
while True: time.sleep(1)
"""
PARENT = """
import os, sys
from pathlib import Path
from errand.local.processes import spawn
child = spawn([sys.executable, "-c", "import time; time.sleep(600)"], env=dict(os.environ),
              log=Path(sys.argv[1]), cwd=Path("/"))
print(child.pid, flush=True)
sys.stdin.read()
"""


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to hold"
        time.sleep(0.01)


def python(code: str, log: Path) -> subprocess.Popen[bytes]:
    return spawn([sys.executable, "-c", code], env=dict(os.environ), log=log, cwd=Path("/"))


def test_a_number_that_was_given_to_somebody_else_is_not_the_process() -> None:
    me = Running.of(os.getpid())

    assert me.is_alive()
    assert not Running(me.pid, "another start").is_alive()
    assert not Running(me.pid, "").is_alive()


def test_a_stranger_with_a_recorded_number_is_spared() -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        ended = end_left_over({"API": Running(stranger.pid, "boot:1")})

        assert ended == []
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_what_does_not_listen_to_a_polite_word_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = python(STUBBORN, log)
    until(lambda: log.read_bytes() == b"up\n")

    gone = Running.of(process.pid).end(grace_seconds=0.2)

    assert gone
    assert process.wait() == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ties children to parents on Linux")
def test_children_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = Running.of(int(parent.stdout.readline()))
    assert child.is_alive()

    parent.kill()
    parent.communicate()

    assert child.wait(10)


def test_a_child_is_out_of_reach_of_the_terminals_ctrl_c(tmp_path: Path) -> None:
    process = python("import time; time.sleep(600)", tmp_path / "log")
    try:
        assert os.getsid(process.pid) == process.pid != os.getsid(0)
    finally:
        process.kill()
        process.wait()
