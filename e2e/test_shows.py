"""The assistant in a real browser, with the offline model: what it does, shows and takes back."""

import re
import time
from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from playwright.async_api import Browser, Locator, expect

from .people import People
from .person import Person
from .product import Product, running
from .stream import Json
from .visit import DESKTOP, PHONE, ZONE, Chat, Visit, visit

LIVE_SECONDS = 1.0

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    async with running() as started:
        yield started


@pytest.fixture
async def person(product: Product) -> AsyncGenerator[Person]:
    async with People(product) as people:
        yield await people.add()


@pytest.fixture
async def visitor(browser: Browser, product: Product, person: Person) -> AsyncGenerator[Visit]:
    async with visit(browser, product) as opened:
        await opened.be(person.cookie)
        await opened.go("/chat")
        yield opened


async def say(chat: Chat, text: str) -> Locator:
    """Say it, and return the answer when it is whole."""
    before = await chat.answers.count()
    await chat.say(text)
    await expect(chat.answers).not_to_have_count(before)
    await chat.has_ended()
    return chat.answers.last


async def tasks(person: Person, **wanted: str) -> list[Json]:
    answer = await person.http.get(
        "/api/tasks", headers=person.headers(), params={"status": "all", **wanted}
    )
    return answer.raise_for_status().json()["tasks"]


async def add(person: Person, **fields: object) -> Json:
    answer = await person.http.post("/api/tasks", headers=person.headers(), json=fields)
    return answer.raise_for_status().json()


def on(weekday: int) -> datetime:
    """The next such day for the person, from tomorrow on."""
    today = datetime.now(ZoneInfo(ZONE))
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def card(chat: Chat) -> Locator:
    """The newest card or list."""
    return chat.element.locator('[part~="widget"]').last


async def test_five_turns_with_a_correction_and_an_undo(visitor: Visit, person: Person) -> None:
    chat = visitor.chat

    await say(chat, "remind me to call the bank tomorrow at 9")
    moved = await say(chat, "move it to Friday")
    await expect(moved).to_contain_text(re.compile("Fri"))
    corrected = await say(chat, "no, Thursday")
    await expect(corrected).to_contain_text(re.compile("Thu"))
    await visitor.picture("chat-correction")
    listed = await say(chat, "what's on my list?")
    await expect(listed).to_be_visible()
    [kept] = await tasks(person)
    assert kept["due"]["local"].startswith(f"{on(3):%Y-%m-%d}T09:00")
    undone = await say(chat, "undo")

    await expect(undone).to_contain_text(re.compile("Undone"))
    [kept] = await tasks(person)
    assert kept["due"]["local"].startswith(f"{on(4):%Y-%m-%d}T09:00")
    title = chat.element.get_by_text("call the bank", exact=False).first
    await expect(title).to_be_visible()


async def test_a_delete_waits_for_the_card_and_cancelled_or_confirmed_is_used_once(
    visitor: Visit, person: Person
) -> None:
    await add(person, title="Old receipts")
    chat = visitor.chat

    await say(chat, "delete old receipts")
    await expect(card(chat)).to_contain_text("Old receipts")
    await visitor.picture("chat-approval")
    await card(chat).get_by_role("button", name="Cancel").click()
    await expect(card(chat)).to_contain_text("Cancelled. Nothing was changed.")
    assert [task["title"] for task in await tasks(person)] == ["Old receipts"]

    await say(chat, "delete old receipts")
    confirm = card(chat).get_by_role("button", name="Confirm")
    await confirm.dblclick()
    await expect(card(chat)).to_contain_text("Deleted “Old receipts”")
    await expect(confirm).to_have_count(0)
    assert await tasks(person) == []
    await visitor.picture("chat-approved")

    await visitor.page.reload()
    await expect(card(visitor.chat)).to_contain_text("Deleted “Old receipts”")
    await card(visitor.chat).get_by_role("button", name="Undo").click()
    await expect(card(visitor.chat)).to_contain_text("Undone")
    assert [task["title"] for task in await tasks(person)] == ["Old receipts"]


async def test_a_card_that_waited_too_long_confirms_nothing(
    visitor: Visit, person: Person, product: Product
) -> None:
    await add(person, title="Old receipts")
    await say(visitor.chat, "delete old receipts")
    await product.sql("update app.approvals set expires_at = now() - interval '1 second'")

    await card(visitor.chat).get_by_role("button", name="Confirm").click()

    await expect(card(visitor.chat)).to_contain_text("The time to confirm has passed")
    assert [task["title"] for task in await tasks(person)] == ["Old receipts"]


async def test_a_recurring_task_is_completed_and_undone(visitor: Visit, person: Person) -> None:
    first = on(0)
    await add(
        person,
        title="Water the plants",
        due={"date": f"{first:%Y-%m-%d}"},
        recurrence={"rrule": "FREQ=WEEKLY;BYDAY=MO"},
    )
    chat = visitor.chat

    await say(chat, "complete water the plants")
    await expect(card(chat)).to_contain_text("Comes back")
    found = await tasks(person)
    next_one = f"{first + timedelta(days=7):%Y-%m-%d}"
    assert {(task["status"], task["due"]["date"]) for task in found} == {
        ("done", f"{first:%Y-%m-%d}"),
        ("open", next_one),
    }
    await visitor.picture("chat-recurring")
    await card(chat).get_by_role("button", name="Undo").click()
    await expect(card(chat)).to_contain_text("Undone.")

    [task] = await tasks(person)
    assert (task["status"], task["due"]["date"]) == ("open", f"{first:%Y-%m-%d}")


async def test_a_card_ticks_reschedules_and_undoes_and_stays_so_after_a_reload(
    visitor: Visit, person: Person
) -> None:
    chat, tomorrow = visitor.chat, datetime.now(ZoneInfo(ZONE)) + timedelta(days=1)
    await say(chat, "add buy oats")

    await card(chat).get_by_role("button", name="Tomorrow").click()
    await expect(card(chat)).to_contain_text(f"{tomorrow:%-d %b %Y}")
    await visitor.picture("chat-card")
    await card(chat).get_by_role("checkbox").click()
    await expect(card(chat).get_by_role("button", name="Tomorrow")).to_have_count(0)
    [task] = await tasks(person)
    assert (task["status"], task["due"]) == ("done", {"date": f"{tomorrow:%Y-%m-%d}"})

    await visitor.page.reload()
    again = card(visitor.chat)
    await expect(again.get_by_role("checkbox")).to_be_checked()
    await again.get_by_role("button", name="Undo").click()
    await expect(again.get_by_role("checkbox")).not_to_be_checked()
    [task] = await tasks(person)
    assert task["status"] == "open"


async def test_what_an_mcp_client_adds_shows_on_the_tasks_page_within_a_second(
    visitor: Visit, person: Person, product: Product
) -> None:
    made = await person.http.post("/api/tokens", headers=person.headers(), json={"name": "Desk"})
    token = made.raise_for_status().json()["token"]
    async with visitor.page.expect_response(re.compile(r"/api/tasks/events")):
        await visitor.go("/tasks")

    headers = {"authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers, trust_env=False) as http,
        Client(streamable_http_client(f"{product.url}/mcp", http_client=http)) as client,
    ):
        title = "Post the parcel"
        given = await client.call_tool("add_tasks", {"tasks": [{"title": title}]})
        began = time.monotonic()
        await expect(visitor.page.get_by_text(title).first).to_be_visible(timeout=5000)
        took = time.monotonic() - began

    assert not given.is_error
    assert took < LIVE_SECONDS
    await visitor.picture("tasks-live")


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")])
async def test_cards_and_steps_fit_in_the_dark_and_on_a_phone(
    browser: Browser, product: Product, person: Person, size: tuple[int, int], scheme: str
) -> None:
    async with visit(browser, product, size=size) as visitor:
        await visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await visitor.be(person.cookie)
        await visitor.go("/chat")
        await say(visitor.chat, "add call Ada tomorrow at 9 high priority")
        await say(visitor.chat, "delete call Ada")

        await expect(card(visitor.chat).get_by_role("button", name="Confirm")).to_be_visible()
        assert await visitor.is_within_the_screen()
        await visitor.picture("chat-dark" if scheme == "dark" else "phone-card")
