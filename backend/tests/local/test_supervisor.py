"""The supervisor: starts again what dies, gives up on what keeps dying, stops all in order."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from errand.local.parts import ProgramPart
from errand.local.problems import Problem
from errand.local.supervisor import StopAsked, Supervisor, stop_signals

LASTING = "import time; print('started', flush=True); time.sleep(600)"
SHORT_LIVED = "print('some last words'); raise SystemExit(3)"
TIDY = """
import signal, sys, time
def stop(*_):
    with open(sys.argv[1], "a") as order: order.write(sys.argv[2] + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
while True: time.sleep(1)
"""


class Told:
    """What a supervisor said and wrote down."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.changes = 0

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def changed(self) -> None:
        self.changes += 1

    def supervisor(self) -> Supervisor:
        return Supervisor(changed=self.changed, say=self.say)


def program(name: str, code: str, folder: Path, *arguments: str, grace: float = 5) -> ProgramPart:
    log = folder / f"{name}.log"
    return ProgramPart(
        name,
        [sys.executable, "-c", code, *arguments],
        env=dict(os.environ),
        cwd=Path("/"),
        log=log,
        missing=lambda: "" if log.exists() and log.stat().st_size else "it said nothing yet",
        grace_seconds=grace,
    )


def test_a_part_that_was_killed_is_started_again(tmp_path: Path) -> None:
    told, part = Told(), program("API", LASTING, tmp_path)
    supervisor = told.supervisor()
    supervisor.add(part)
    part.wait_until_ready(10)
    first = part.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    timer = threading.Timer(10, os.kill, (os.getpid(), signal.SIGTERM))
    changed = told.changed

    def stop_after_restart() -> None:
        changed()
        os.kill(os.getpid(), signal.SIGTERM)

    supervisor._changed = stop_after_restart
    timer.start()
    with stop_signals(), pytest.raises(StopAsked):
        supervisor.watch()
    timer.cancel()
    supervisor._changed = changed

    assert told.sentences == [
        "The API ended unexpectedly (killed by SIGKILL); it is started again."
    ]
    assert part.pid not in {None, first}
    assert part.ended() is None
    supervisor.stop()
    assert part.pid is None


def test_a_part_that_ends_again_and_again_ends_the_start_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("errand.local.supervisor._PAUSES_SECONDS", (0, 0))
    told = Told()
    supervisor = told.supervisor()
    supervisor.add(program("page server", SHORT_LIVED, tmp_path))

    with pytest.raises(Problem) as problem:
        supervisor.watch()

    assert len(told.sentences) == 5
    assert "The page server ended 6 times within a minute" in str(problem.value)
    assert "some last words" in problem.value.report()


def test_parts_stop_in_the_reverse_of_their_order_and_a_deaf_one_is_killed(tmp_path: Path) -> None:
    order, supervisor = tmp_path / "order", Told().supervisor()
    deaf = TIDY.replace("sys.exit(0)", "pass")
    parts = [
        program(name, code, tmp_path, str(order), name, grace=grace)
        for name, code, grace in [
            ("database", TIDY, 5),
            ("page server", deaf, 0.3),
            ("API", TIDY, 5),
        ]
    ]
    for part in parts:
        supervisor.add(part)
        part.wait_until_ready(10)

    supervisor.stop()

    assert order.read_text().split("\n")[:-1] == ["API", "page server", "database"]
    assert [part.pid for part in parts] == [None, None, None]


def test_a_part_that_ends_before_it_serves_is_a_problem_with_its_log(tmp_path: Path) -> None:
    part = program("API", "raise SystemExit(3)", tmp_path)
    part.start()

    with pytest.raises(Problem, match="The API could not start"):
        part.wait_until_ready(10)


def test_a_part_that_never_serves_is_a_problem_in_time(tmp_path: Path) -> None:
    part = program("API", "import time; time.sleep(600)", tmp_path)
    part.start()
    try:
        with pytest.raises(
            Problem, match=r"was not ready within 0 seconds \(it said nothing yet\)"
        ):
            part.wait_until_ready(0.2)
    finally:
        part.stop()
