"""The seam between a use case and its companions holds when the process is killed in it."""

import asyncio
import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor

CHILD = Path(__file__).with_name("kill_seam_child.py")
ARGUMENTS = json.dumps({"tasks": [{"title": "Call the bank"}], "idempotency_key": "call-1"})
WAIT_SECONDS = 60


@dataclass(frozen=True)
class Caller:
    """Calls the tool from a process of its own."""

    url: str
    actor: Actor

    async def call(self, *, die_at: str = "never", mark: str = "xx") -> dict[str, Any] | None:
        """Return what the tool answered, or None where the process was killed before."""
        arguments = [
            str(CHILD), self.url, str(self.actor.user_id), str(self.actor.authority_id),
            die_at, mark, ARGUMENTS,
        ]  # fmt: skip
        child = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await asyncio.wait_for(child.communicate(), WAIT_SECONDS)
        if child.returncode == -signal.SIGKILL:
            assert out == b""
            return None
        assert child.returncode == 0
        return json.loads(out)


@pytest.fixture
def caller(database_url: str, owner: Actor) -> Caller:
    return Caller(database_url.replace("postgresql://", "postgresql+psycopg://"), owner)


async def kept(database: Database, actor: Actor) -> dict[str, int]:
    """Return how many rows of each kind this person has; marks are the companion's rows."""
    counts = {
        "tasks": "select count(*) from app.tasks",
        "events": "select count(*) from app.task_events",
        "keys": "select count(*) from app.idempotency_keys",
        "marks": "select count(*) from app.user_settings where locale = 'xx'",
    }
    async with database.transaction(actor) as session:
        return {
            name: (await session.execute(text(count))).scalar_one()
            for name, count in counts.items()
        }


NOTHING = {"tasks": 0, "events": 0, "keys": 0, "marks": 0}
EVERYTHING = {"tasks": 1, "events": 1, "keys": 1, "marks": 1}


@pytest.mark.parametrize("point", ["written", "journalled"])
async def test_killed_before_the_commit_neither_side_is_kept_and_the_repeated_call_does_it(
    caller: Caller, database: Database, owner: Actor, point: str
) -> None:
    assert await caller.call(die_at=point) is None
    assert await kept(database, owner) == NOTHING

    answer = await caller.call()

    assert answer is not None
    assert (answer["ok"], answer["replayed"]) == (True, False)
    assert answer["tasks"][0]["number"] == 1
    assert await kept(database, owner) == EVERYTHING


async def test_killed_after_the_commit_both_sides_are_kept_and_the_repeated_call_answers_alike(
    caller: Caller, database: Database, owner: Actor
) -> None:
    assert await caller.call(die_at="committed") is None
    assert await kept(database, owner) == EVERYTHING

    first, second = await caller.call(), await caller.call()

    assert first is not None
    assert (first["ok"], first["replayed"]) == (True, True)
    assert second == first
    assert await kept(database, owner) == EVERYTHING


async def test_killed_again_and_again_it_is_done_exactly_once(
    caller: Caller, database: Database, owner: Actor
) -> None:
    for point in ("written", "journalled", "committed", "written"):
        assert await caller.call(die_at=point) is None

    answer = await caller.call()

    assert answer is not None
    assert answer["replayed"] is True
    assert await kept(database, owner) == EVERYTHING


async def test_two_processes_with_one_key_do_it_once(
    caller: Caller, database: Database, owner: Actor
) -> None:
    answers = await asyncio.gather(*(caller.call() for _ in range(3)))

    assert sorted(answer["replayed"] for answer in answers if answer) == [False, True, True]
    assert await kept(database, owner) == EVERYTHING
