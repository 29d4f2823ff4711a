"""Reminders over REST: what went out, what is new, and how a person wants to be told."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import contextmanager
from typing import Any, Literal, cast
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio
from delivering import LOOPBACK, PUBLIC_URL, deliverer
from fastapi import FastAPI
from post import Letterbox, Listener
from reminding import Reminded, before

from errand.accounts.service import AccountService
from errand.db import Database
from errand.edge.http import problems, reminders
from errand.edge.http.deps import Doors
from errand.edge.tokens import ClientSecrets, UserTokens
from errand.identity import Actor
from errand.reminders.addresses import Addresses
from errand.reminders.news import CHANNEL, News
from errand.reminders.service import ReminderService
from errand.reminders.webhook import Webhooks
from errand.turns.hub import Hub
from forging import API, ORIGIN
from own_tokens import KEYS
from people import People
from task_world import Watch, at

DUE = at("2026-11-24T09:00")
LIST = "/api/reminders"
WAIT_SECONDS = 10


class Noticing(News):
    """Tells that a page has looked and begun to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = asyncio.Event()

    @contextmanager
    def page(self, owner_id: UUID) -> Generator[asyncio.Event]:
        with super().page(owner_id) as event:
            waited = event.wait

            async def wait() -> Literal[True]:
                self.opened.set()
                return await waited()

            event.wait = wait  # type: ignore[method-assign]
            yield event


class Rest:
    """The routes of reminders over one database, hearing its news."""

    def __init__(self, database: Database, watch: Watch, hub: Hub) -> None:
        self.news, addresses = Noticing(), Addresses(LOOPBACK)
        hub.on_news(CHANNEL, self.news.hear)
        self.leaving = hub.leaving
        self.service = ReminderService(
            database,
            self.news,
            leaving=hub.leaving,
            webhooks=Webhooks(addresses, public_url=PUBLIC_URL, now=watch),
            addresses=addresses,
            mail=True,
            now=watch,
        )
        self._secrets = ClientSecrets(
            KEYS.client_secrets, issuer=ORIGIN, audience=API, now=time.time
        )
        accounts = AccountService(database)
        self._app = FastAPI()
        problems.install(self._app)
        self._app.state.doors = Doors(
            self._secrets, cast("UserTokens", None), accounts.alive, accounts.remember
        )
        self._app.state.reminders = self.service
        self._app.include_router(reminders.router)

    def as_person(self, actor: Actor) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self._app, raise_app_exceptions=False),
            base_url=ORIGIN,
            headers={"authorization": f"Bearer {self._secrets.mint(actor).token}"},
        )


@pytest_asyncio.fixture
async def rest(database: Database, database_url: str, watch: Watch) -> AsyncIterator[Rest]:
    hub, ready = Hub(database_url), asyncio.Event()
    hub.on_queue(ready.set)  # called when it has begun to listen
    made = Rest(database, watch, hub)
    listening = asyncio.create_task(hub.run())
    await asyncio.wait_for(ready.wait(), WAIT_SECONDS)
    yield made
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def gone_out(reminded: Reminded, database: Database, watch: Watch, *titles: str) -> None:
    """Let reminders of new tasks go out."""
    for title in titles:
        await reminded.task(DUE, before(30), title=title)
    watch.pass_by(minutes=30)
    await deliverer(database, watch).drain()


def titles(answer: Any) -> list[str]:
    return [each["task"]["title"] for each in answer["reminders"]]


async def test_what_went_out_is_listed_page_by_page_newest_first(
    rest: Rest, reminded: Reminded, database: Database, owner: Actor, watch: Watch
) -> None:
    await gone_out(reminded, database, watch, "one", "two", "three")
    async with rest.as_person(owner) as client:
        first = (await client.get(LIST, params={"limit": 2})).json()
        rest_of_it = (await client.get(LIST, params={"limit": 2, "after": first["after"]})).json()

    assert sorted(titles(first) + titles(rest_of_it)) == ["one", "three", "two"]
    assert (first["has_more"], rest_of_it["has_more"], rest_of_it["after"]) == (True, False, None)
    [shown] = [each for each in first["reminders"] if each["task"]["title"] == titles(first)[0]]
    assert shown["remind_at"] == "2026-11-24T07:30:00Z"
    assert shown["task"]["due"] == {"local": "2026-11-24T09:00", "tz": "Europe/Berlin"}
    assert [way["channel"] for way in shown["channels"]] == ["page"]


async def test_what_is_acknowledged_is_off_every_page_and_twice_is_once(
    rest: Rest, reminded: Reminded, database: Database, owner: Actor, watch: Watch
) -> None:
    await gone_out(reminded, database, watch, "one", "two")
    async with rest.as_person(owner) as client:
        [newest, other] = (await client.get(LIST)).json()["reminders"]
        wanted = {"ids": [newest["id"], str(uuid4())]}
        first = await client.post(f"{LIST}/acknowledge", json=wanted)
        second = await client.post(f"{LIST}/acknowledge", json=wanted)
        left = (await client.get(LIST, params={"acknowledged": False})).json()
        seen = (await client.get(LIST, params={"acknowledged": True})).json()

    assert first.json() == second.json() == {"ids": [newest["id"]]}
    assert [each["id"] for each in left["reminders"]] == [other["id"]]
    assert seen["reminders"][0]["acknowledged_at"] == "2026-11-24T07:30:00Z"


async def test_what_could_not_be_delivered_is_shown_with_the_reason(
    rest: Rest,
    reminded: Reminded,
    database: Database,
    owner: Actor,
    watch: Watch,
    box: Letterbox,
) -> None:
    await gone_out(reminded, database, watch, "fine")
    box.answer = "550 no such person"
    await reminded.task(DUE, before(15), title="not fine")
    watch.pass_by(minutes=15)
    await deliverer(database, watch, smtp_url=box.url).drain()

    async with rest.as_person(owner) as client:
        failed = (await client.get(LIST, params={"failed": True})).json()

    assert titles(failed) == ["not fine"]
    [mail, page] = failed["reminders"][0]["channels"]
    assert (mail["channel"], mail["state"], mail["attempts"]) == ("email", "failed", 1)
    assert mail["error"] == "The mail server refused the message (550)."
    assert page["state"] == "delivered"


async def test_a_stranger_sees_nothing_and_takes_nothing_off(
    rest: Rest,
    reminded: Reminded,
    database: Database,
    owner: Actor,
    stranger: Actor,
    watch: Watch,
) -> None:
    await gone_out(reminded, database, watch, "mine")
    async with rest.as_person(owner) as client:
        [mine] = (await client.get(LIST)).json()["reminders"]
    async with rest.as_person(stranger) as client:
        listed = (await client.get(LIST)).json()["reminders"]
        taken = (await client.post(f"{LIST}/acknowledge", json={"ids": [mine["id"]]})).json()
        paged = await client.get(LIST, params={"after": mine["id"]})
    async with rest.as_person(owner) as client:
        [still] = (await client.get(LIST, params={"acknowledged": False})).json()["reminders"]

    assert (listed, taken, paged.status_code) == ([], {"ids": []}, 400)
    assert still["id"] == mine["id"]


async def next_look(looks: AsyncGenerator[Any]) -> tuple[list[str], list[Any]]:
    """Return what the page is told next, quiet looks left out."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            shown, gone = await anext(looks)
            if shown or gone:
                return [each.task.title for each in shown], list(gone)


async def test_a_page_hears_at_once_of_what_goes_out_and_of_what_was_seen_elsewhere(
    rest: Rest, reminded: Reminded, database: Database, owner: Actor, watch: Watch
) -> None:
    await gone_out(reminded, database, watch, "before")
    looks = rest.service.follow(owner)
    assert await next_look(looks) == (["before"], [])

    began = time.monotonic()
    task = await reminded.task(DUE, before(15), title="after")
    watch.pass_by(minutes=15)
    await deliverer(database, watch).drain()
    assert await next_look(looks) == (["after"], [])

    # Done is done: nobody needs to be reminded any more.
    await reminded.change(task, status="done")
    shown, gone = await next_look(looks)
    assert (shown, len(gone)) == ([], 1)
    assert time.monotonic() - began < WAIT_SECONDS
    await looks.aclose()


async def test_the_stream_is_server_sent_events_and_ends_with_the_sign_in(
    rest: Rest,
    reminded: Reminded,
    database: Database,
    owner: Actor,
    watch: Watch,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("errand.reminders.service.LOOK_AGAIN_SECONDS", 0.05)
    await gone_out(reminded, database, watch, "Call «the bank»")
    people.sign_out(owner)
    async with rest.as_person(owner) as client:
        assert (await client.get(f"{LIST}/stream")).status_code == 401

    again = people.sign_in(owner.user_id)
    async with rest.as_person(again) as client:
        asking = asyncio.create_task(client.get(f"{LIST}/stream"))
        await asyncio.wait_for(rest.news.opened.wait(), WAIT_SECONDS)
        people.sign_out(again)
        answer = await asyncio.wait_for(asking, WAIT_SECONDS)

    assert answer.headers["content-type"].startswith("text/event-stream")
    [event, name, data] = answer.text.split("\n\n")[0].split("\n")
    assert event == "event: reminder"
    shown = json.loads(data.removeprefix("data: "))
    assert name == f"id: {shown['id']}"
    assert shown["task"]["title"] == "Call «the bank»"


async def test_the_stream_ends_as_soon_as_the_process_is_told_to_stop(
    rest: Rest, owner: Actor
) -> None:
    async with rest.as_person(owner) as client:
        asking = asyncio.create_task(client.get(f"{LIST}/stream"))
        await asyncio.wait_for(rest.news.opened.wait(), WAIT_SECONDS)
        rest.leaving.ask()
        answer = await asyncio.wait_for(asking, WAIT_SECONDS)
        again = await asyncio.wait_for(client.get(f"{LIST}/stream"), WAIT_SECONDS)

    assert (answer.status_code, again.status_code) == (200, 200)


async def test_the_ways_are_chosen_and_the_secret_is_shown_once(
    rest: Rest, owner: Actor, hook: Listener
) -> None:
    async with rest.as_person(owner) as client:
        at_first = (await client.get(f"{LIST}/settings")).json()
        made = (await client.patch(f"{LIST}/settings", json={"webhook_url": hook.url})).json()
        kept = (await client.get(f"{LIST}/settings")).json()
        no_mail = (await client.patch(f"{LIST}/settings", json={"email": False})).json()
        again = (await client.patch(f"{LIST}/settings", json={"new_secret": True})).json()
        gone = (await client.patch(f"{LIST}/settings", json={"webhook_url": None})).json()

    assert at_first == {
        "email": True, "email_available": True, "webhook_url": None, "secret": None,
    }  # fmt: skip
    assert made["secret"].startswith("whsec_")
    assert kept == made | {"secret": None}
    assert no_mail == kept | {"email": False}
    assert again["secret"] not in {None, made["secret"]}
    assert gone == at_first | {"email": False}


async def test_a_webhook_can_be_tried(rest: Rest, owner: Actor, hook: Listener) -> None:
    async with rest.as_person(owner) as client:
        assert (await client.post(f"{LIST}/settings/test")).status_code == 422
        await client.patch(f"{LIST}/settings", json={"webhook_url": hook.url})
        fine = (await client.post(f"{LIST}/settings/test")).json()
        hook.status = 500
        broken = (await client.post(f"{LIST}/settings/test")).json()

    assert fine == {"delivered": True, "error": None}
    assert broken == {"delivered": False, "error": "The address answered 500."}
    assert hook.calls[0].document["type"] == "webhook.test"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"webhook_url": "https://10.0.0.1/hook"}, "private network"),
        ({"webhook_url": "http://1.1.1.1/hook"}, "must begin with https://"),
        ({"webhook_url": "nonsense"}, "must begin with https://"),
        ({"new_secret": True}, "there is no webhook"),
        ({}, "must change something"),
        ({"secret": "mine"}, "not permitted"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(
    rest: Rest, owner: Actor, change: Any, why: str
) -> None:
    async with rest.as_person(owner) as client:
        answer = await client.patch(f"{LIST}/settings", json=change)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert why in answer.json()["detail"]
