"""A worker that is killed on the way loses no reminder, and no person gets one twice."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from delivering import deliverer
from post import Letterbox, Listener
from reminding import Reminded, before, wants

from databases import sqlalchemy_url
from errand.db import Database
from errand.identity import Actor
from errand.reminders.queue import LEASE
from task_world import Watch, at

CHILD = Path(__file__).with_name("delivering.py")
WAIT_SECONDS = 60
DUE = at("2026-11-24T09:00")
OF_TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Worker:
    """Lets reminders go out from a process of its own."""

    url: str
    home: Path
    smtp_url: str

    async def run(self, watch: Watch, *, die_at: str) -> bool:
        """Return whether it was killed on the way."""
        self.home.mkdir(exist_ok=True)
        (self.home / "fault").unlink(missing_ok=True)
        paths = os.pathsep.join([str(OF_TESTS), str(OF_TESTS.parent / "src")])
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            str(CHILD),
            self.url,
            str(self.home),
            watch.now.isoformat(),
            self.smtp_url,
            env=os.environ | {"ERRAND_FAULT": die_at, "PYTHONPATH": paths},
            stdout=asyncio.subprocess.DEVNULL,
        )
        code = await asyncio.wait_for(child.wait(), WAIT_SECONDS)
        assert code in {0, -signal.SIGKILL}
        return code == -signal.SIGKILL


@pytest.fixture
def worker(database_url: str, tmp_path: Path, box: Letterbox) -> Worker:
    return Worker(sqlalchemy_url(database_url), tmp_path / "home", box.url)


POINTS = ("reminder.firing", "reminder.fired", "delivery.claimed", "delivery.sent")


@pytest.mark.parametrize("point", POINTS)
async def test_wherever_it_is_killed_the_row_in_the_page_is_one_and_every_way_is_told(
    reminded: Reminded,
    database: Database,
    owner: Actor,
    watch: Watch,
    worker: Worker,
    box: Letterbox,
    hook: Listener,
    point: str,
) -> None:
    await wants(database, owner, email=True, webhook=hook.url)
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)

    assert await worker.run(watch, die_at=point)
    watch.now += LEASE
    await deliverer(database, watch, smtp_url=box.url).drain()

    rows = {row.channel: row for row in await reminded.deliveries(task)}
    assert len(rows) == len(await reminded.deliveries(task)) == 3
    assert {row.state for row in rows.values()} == {"delivered"}
    # Taken, and the process died before it wrote that down: sent again, told apart by the key.
    assert {each["message-id"] for each in box.letters} == {box.letters[0]["message-id"]}
    assert len({call.headers["idempotency-key"] for call in hook.calls}) == 1
    if point != "delivery.sent":
        assert (len(box.letters), len(hook.calls)) == (1, 1)


async def test_killed_again_and_again_it_still_goes_out_once(
    reminded: Reminded,
    database: Database,
    watch: Watch,
    worker: Worker,
    box: Letterbox,
) -> None:
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)

    for point in ("reminder.firing", "reminder.fired", "delivery.claimed", "delivery.claimed"):
        assert await worker.run(watch, die_at=point)
        watch.now += LEASE
    assert not await worker.run(watch, die_at="nowhere")

    states = [(row.channel, row.state) for row in await reminded.deliveries(task)]
    assert sorted(states) == [("email", "delivered"), ("page", "delivered")]
    assert len(box.letters) == 1


async def test_while_its_lease_lasts_nobody_else_sends_what_a_worker_holds(
    reminded: Reminded,
    database: Database,
    watch: Watch,
    worker: Worker,
    box: Letterbox,
) -> None:
    await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)

    assert await worker.run(watch, die_at="delivery.claimed")
    await deliverer(database, watch, smtp_url=box.url).drain()
    assert box.letters == []

    watch.now += LEASE
    await deliverer(database, watch, smtp_url=box.url).drain()
    assert len(box.letters) == 1
