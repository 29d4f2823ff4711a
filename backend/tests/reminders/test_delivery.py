"""Reminders go out: once, by every way that the person wants, and failures are told."""

import asyncio
import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from delivering import deliverer
from post import Letterbox, Listener
from reminding import Reminded, before, moment, wants
from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor
from errand.reminders.delivery import BACK_OFF
from errand.reminders.model import Delivery
from people import People
from task_world import Watch, at, live_in, on

DUE = at("2026-11-24T09:00")  # an hour from now


def told(rows: Any) -> list[tuple[str, str, int]]:
    return sorted((row.channel, row.state, row.attempts) for row in rows)


async def test_it_goes_out_when_its_moment_comes_and_not_before(
    reminded: Reminded, database: Database, watch: Watch
) -> None:
    task = await reminded.task(DUE, before(30))
    worker = deliverer(database, watch)

    watch.pass_by(minutes=29)
    await worker.drain()
    assert list(await reminded.deliveries(task)) == []

    watch.pass_by(minutes=1)
    await worker.drain()
    await worker.drain()

    [row] = await reminded.deliveries(task)
    assert (row.channel, row.state, row.acknowledged_at) == ("page", "delivered", None)
    assert await reminded.fire_at(task) == [None]


async def test_it_goes_out_again_for_another_date_and_never_twice_for_the_same(
    reminded: Reminded, database: Database, watch: Watch
) -> None:
    task = await reminded.task(DUE, before(30))
    worker = deliverer(database, watch)
    watch.pass_by(minutes=30)
    await worker.drain()

    await reminded.move(task, at("2026-11-25T09:00"))
    await reminded.move(task, DUE)
    await reminded.move(task, at("2026-11-25T09:00"))
    watch.pass_by(days=1)
    await worker.drain()
    await reminded.change(task, status="done")
    await reminded.change(task, status="open")
    await worker.drain()

    assert [row.occurrence for row in await reminded.deliveries(task)] == [
        "2026-11-24T09:00[Europe/Berlin]",
        "2026-11-25T09:00[Europe/Berlin]",
    ]


async def test_a_person_who_travels_is_reminded_by_the_clock_where_they_are(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    task = await reminded.task(on("2026-11-25"), before(0))
    worker = deliverer(database, watch)

    await live_in(database, owner, "America/New_York")
    await worker.drain()
    assert await reminded.fire_at(task) == ["2026-11-25 14:00"]

    # Further east nine o'clock has been already: it was waited for, so it comes now.
    watch.now = datetime(2026, 11, 25, 3, 0, tzinfo=ZoneInfo("UTC"))
    await live_in(database, owner, "Asia/Tokyo")
    await worker.drain()

    assert [row.channel for row in await reminded.deliveries(task)] == ["page"]


async def test_two_workers_let_each_reminder_go_out_once(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, hook: Listener
) -> None:
    await wants(database, owner, webhook=hook.url)
    tasks = [await reminded.task(DUE, before(30), before(15)) for _ in range(5)]
    watch.pass_by(hours=1)

    await asyncio.gather(*(deliverer(database, watch).drain() for _ in range(4)))
    watch.pass_by(seconds=2)
    await deliverer(database, watch).drain()

    rows = [told(await reminded.deliveries(task)) for task in tasks]
    assert rows == [[("page", "delivered", 0)] * 2 + [("webhook", "delivered", 1)] * 2] * 5
    assert len({call.headers["idempotency-key"] for call in hook.calls}) == len(hook.calls) == 10


async def test_by_mail_to_the_address_of_the_account(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, box: Letterbox
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    task = await reminded.task(DUE, before(30), title="Zürich: call «the bank»")
    watch.pass_by(minutes=30)

    await deliverer(database, watch, smtp_url=box.url).drain()

    [letter] = box.letters
    assert box.recipients == [f"{owner.user_id}@example.test"]
    assert letter["subject"] == "Reminder: Zürich: call «the bank»"
    assert letter["message-id"].endswith("@errand.example.org>")
    assert "Due: Tue 24 Nov 2026, 09:00" in letter.get_content().splitlines()
    assert told(await reminded.deliveries(task)) == [
        ("email", "delivered", 1),
        ("page", "delivered", 0),
    ]


async def test_mail_that_is_refused_for_now_is_tried_again_with_pauses_and_then_told(
    reminded: Reminded, database: Database, watch: Watch, box: Letterbox
) -> None:
    task = await reminded.task(DUE, moment("2026-11-24T08:30"))
    watch.pass_by(minutes=30)
    box.answer = "451 try later"
    worker = deliverer(database, watch, smtp_url=box.url)

    for pause in BACK_OFF:
        await worker.drain()
        [mail] = [row for row in await reminded.deliveries(task) if row.channel == "email"]
        assert (mail.state, mail.next_at) == ("waiting", watch.now + pause)
        assert mail.error == "The mail server refused the message (451)."
        watch.now += pause
    await worker.drain()
    watch.pass_by(days=1)
    await worker.drain()

    assert told(await reminded.deliveries(task))[0] == ("email", "failed", len(BACK_OFF) + 1)
    box.answer = None
    await worker.drain()
    assert box.letters == []


async def test_mail_that_is_refused_for_good_and_a_server_that_is_not_there(
    reminded: Reminded, database: Database, watch: Watch, box: Letterbox
) -> None:
    watch.pass_by(minutes=30)
    box.answer = "550 no such person"
    first = await reminded.task(DUE, before(30))
    await deliverer(database, watch, smtp_url=box.url).drain()
    second = await reminded.task(DUE, before(30))
    await deliverer(database, watch, smtp_url="smtp://127.0.0.1:9").drain()

    [refused, _] = sorted(await reminded.deliveries(first), key=channel)
    [unreached, _] = sorted(await reminded.deliveries(second), key=channel)
    assert (refused.state, refused.error) == (
        "failed",
        "The mail server refused the message (550).",
    )
    assert (unreached.state, unreached.error) == (
        "waiting",
        "The mail server could not be reached.",
    )


def channel(row: Delivery) -> str:
    return row.channel


async def test_a_webhook_gets_a_signed_document_with_a_key(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, hook: Listener
) -> None:
    await wants(database, owner, webhook=hook.url)
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)

    await deliverer(database, watch).drain()

    [call] = hook.calls
    assert call.document["type"] == "reminder.due"
    assert call.document["timestamp"] == "2026-11-24T07:30:00Z"
    shown = call.document["data"]["task"]
    assert (shown["id"], shown["title"]) == (str(task.id), "Call the bank")
    assert shown["due"] == {"local": "2026-11-24T09:00", "tz": "Europe/Berlin"}
    key, stamp = call.headers["webhook-id"], call.headers["webhook-timestamp"]
    assert call.headers["idempotency-key"] == key
    expected = hmac.digest(b"k" * 32, f"{key}.{stamp}.".encode() + call.body, hashlib.sha256)
    assert call.headers["webhook-signature"] == "v1," + base64.b64encode(expected).decode()


@pytest.mark.parametrize(
    ("status", "state"), [(204, "delivered"), (500, "waiting"), (429, "waiting"), (404, "failed")]
)
async def test_what_a_webhook_answers_decides_whether_it_is_tried_again(
    reminded: Reminded,
    database: Database,
    owner: Actor,
    watch: Watch,
    hook: Listener,
    status: int,
    state: str,
) -> None:
    await wants(database, owner, webhook=hook.url)
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)
    hook.status = status

    await deliverer(database, watch).drain()

    assert told(await reminded.deliveries(task))[1] == ("webhook", state, 1)


async def test_a_webhook_is_not_followed_elsewhere(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, hook: Listener
) -> None:
    await wants(database, owner, webhook=hook.url)
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)
    hook.status, hook.location = 302, hook.url + "/inside"

    await deliverer(database, watch).drain()

    assert len(hook.calls) == 1
    assert told(await reminded.deliveries(task))[1] == ("webhook", "failed", 1)


async def test_what_is_not_wanted_any_more_is_withdrawn(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, hook: Listener
) -> None:
    await wants(database, owner, webhook=hook.url)
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)
    hook.status = 500
    await deliverer(database, watch).drain()

    await reminded.change(task, status="done")
    watch.pass_by(hours=1)
    await deliverer(database, watch).drain()

    assert told(await reminded.deliveries(task))[1] == ("webhook", "withdrawn", 2)
    [page] = [row for row in await reminded.deliveries(task) if row.channel == "page"]
    assert page.acknowledged_at is not None
    assert len(hook.calls) == 1


async def test_who_is_gone_is_waited_for_no_more(
    reminded: Reminded, database: Database, owner: Actor, watch: Watch, people: People
) -> None:
    await reminded.task(DUE, before(30))
    people.delete(owner)
    watch.pass_by(minutes=30)

    await deliverer(database, watch).drain()

    async with database.as_role("errand_worker") as session:
        left = await session.execute(
            text(
                "select count(*) from app.reminders where owner_id = :owner and fire_at is not null"
            ),
            {"owner": owner.user_id},
        )
        assert left.scalar_one() == 0


async def test_what_was_settled_long_ago_is_forgotten(
    reminded: Reminded, database: Database, watch: Watch
) -> None:
    task = await reminded.task(DUE, before(30))
    watch.pass_by(minutes=30)
    await deliverer(database, watch).drain()

    watch.pass_by(days=91)
    await deliverer(database, watch).drain()

    assert list(await reminded.deliveries(task)) == []
