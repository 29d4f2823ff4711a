"""`errand down` waits as long as what it stops may take, whatever its own settings say."""

import os
import sys
from pathlib import Path

import pytest

from errand.local import up
from errand.local.home import Home, State
from errand.local.processes import Running, spawn
from errand.settings import Settings

FINISHING = """
import pathlib, signal, sys, time
def finish(*_):
    time.sleep(1)
    pathlib.Path(sys.argv[1]).write_text("whole")
    sys.exit(0)
signal.signal(signal.SIGTERM, finish)
print("ready", flush=True)
while True: time.sleep(1)
"""


def test_what_still_finishes_its_answers_is_not_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up, "_DOWN_SECONDS", 0)
    home, said = Home(tmp_path / "home"), tmp_path / "said"
    log = home.log("supervisor")
    command = [sys.executable, "-c", FINISHING, said]
    process = spawn(command, env=dict(os.environ), log=log, cwd=tmp_path)
    while not log.read_text():
        assert process.poll() is None
    home.write_state(State(supervisor=Running.of(process.pid), stop_seconds=30))

    up.down(Settings(_env_file=None, errand_home=home.root, errand_drain=0))  # type: ignore[call-arg]

    assert process.wait(5) == 0
    assert said.read_text() == "whole"
