"""What a person does from the first visit to the sign-out, in a real browser."""

import os
import re
from collections.abc import AsyncGenerator, Generator
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx2
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from .model_server import ModelServer, serve_apart
from .people import People
from .product import Product, running
from .visit import PASSWORD, PHONE, ZONE, Chat, Visit, visit
from .waiting import until

SECONDS = 60 if os.environ.get("ERRAND_LONG") else 12
TOKENS = 20 * SECONDS
SLOW = f"mock-ttft200-itl50-len{TOKENS}"
EVERY_WORD = [f"word{number}" for number in range(1, TOKENS + 1)]
MOST_GUESSES = 10
"""A minute, from one address: `frontend/lib/auth-options.ts`."""
MOST_TABS = 60
SAY = "Tell me a long story."

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def model() -> Generator[ModelServer]:
    with serve_apart() as running_server:
        yield running_server


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    """With the offline model, until a test needs the other one."""
    async with running() as started:
        yield started


@pytest.fixture
async def hosted(product: Product, model: ModelServer) -> Product:
    """The same product, answered by the model server at 20 tokens a second."""
    if not product.has("OPENAI_BASE_URL"):
        await product.restart(
            OPENAI_API_KEY="journey", OPENAI_BASE_URL=model.base_url, ERRAND_MODEL=SLOW
        )
    return product


@pytest.fixture
async def visitor(browser: Browser, product: Product) -> AsyncGenerator[Visit]:
    async with visit(browser, product) as opened:
        yield opened


@pytest.fixture
async def people(product: Product) -> AsyncGenerator[People]:
    async with People(product) as made:
        yield made


async def test_a_stranger_signs_up_and_finds_a_spoken_task_in_the_list(
    visitor: Visit, product: Product, people: People
) -> None:
    await people.add()  # a bystander, who must get nothing
    email = f"{uuid4().hex}@example.org"
    await visitor.sign_up("Ada Lovelace", email)
    await expect(visitor.page.get_by_text("Start a new conversation")).to_be_visible()
    await expect(visitor.chat.element.get_by_text("Welcome to AI Assistant")).to_be_visible()
    await visitor.picture("start")

    await visitor.chat.prompt("Create a task").click()
    await expect(visitor.chat.answers).not_to_have_count(0)
    await visitor.chat.has_ended()
    day = (datetime.now(ZoneInfo(ZONE)) + timedelta(days=1)).date()
    await visitor.chat.say("remind me to call the bank tomorrow at 9")

    named = re.compile(rf"{day.day} {day:%b}\w* {day.year}|{day:%b}\w* {day.day}, {day.year}")
    await expect(visitor.chat.answers.last).to_contain_text(named)
    await visitor.chat.has_ended()
    await visitor.picture("answer")
    ((owner, title, *due),) = await product.sql(
        "select owner_id::text, title, due_local, due_tz from app.tasks"
    )
    assert owner == await _id_of(product, email)
    assert title.lower() == "call the bank"
    assert due == [datetime.combine(day, time(9)), ZONE]

    await visitor.page.get_by_role("link", name="Tasks").click()
    # The answer has a checkbox for the task too, until the page of tasks is there.
    await expect(visitor.page.get_by_label("New task")).to_be_visible()
    shown = visitor.page.get_by_role("checkbox", name=title)
    await expect(shown).to_be_visible()
    await shown.click()
    said = visitor.page.get_by_text(f"Completed “{title}”.").last
    await expect(said).to_be_visible(timeout=20_000)  # it is said when the server has answered
    await expect(shown).to_have_count(0)
    assert await product.sql("select status from app.tasks") == [("done",)]


async def test_an_answer_goes_on_over_a_reload_and_in_a_second_tab_and_shows_nothing_twice(
    browser: Browser, hosted: Product, people: People
) -> None:
    async with visit(browser, hosted) as visitor:
        await visitor.be((await people.add()).cookie)
        await visitor.go("/chat")
        await visitor.chat.say(SAY)
        await _has_said(visitor.chat, TOKENS // 4)
        assert len(await visitor.chat.words()) < TOKENS, "it did not stream"
        await visitor.picture("streaming")

        await visitor.page.reload()
        await _has_said(visitor.chat, TOKENS // 3)
        other = Chat(await visitor.tab())
        await other.page.goto(f"{hosted.url}/chat")
        await _has_said(other, TOKENS // 2)
        assert len(await other.words()) < TOKENS, "it did not stream in the second tab"

        for chat in (visitor.chat, other):
            await chat.has_ended(seconds=SECONDS + 20)
            assert await chat.words() == EVERY_WORD
        await visitor.page.reload()
        await _has_said(visitor.chat, TOKENS)
        assert await visitor.chat.words() == EVERY_WORD


async def test_an_open_page_follows_what_another_tab_says_and_takes_back(
    browser: Browser, hosted: Product, people: People
) -> None:
    async with visit(browser, hosted) as visitor:
        await visitor.be((await people.add()).cookie)
        await visitor.go("/chat")
        first = visitor.chat
        await first.say(SAY)
        await _has_said(first, 5)
        second = Chat(await visitor.tab())
        await second.page.goto(f"{hosted.url}/chat")
        await _has_said(second, 5)
        await first.stop.click()
        for chat in (first, second):
            await chat.has_ended()
        kept = await first.words()

        await second.say(SAY)
        await _has_said(first, len(kept) + 5)
        await first.stop.click()
        for chat in (first, second):
            await chat.has_ended()
        assert await first.words() == await second.words()

        await second.element.get_by_role("button", name="Answer again").last.click()
        await _has_said(second, len(kept) + 3)
        await first.stop.click()
        for chat in (first, second):
            await chat.has_ended()
        assert await first.words() == await second.words()
        assert (await first.words())[: len(kept)] == kept


async def test_stop_ends_the_model_and_keeps_what_was_said(
    browser: Browser, hosted: Product, people: People, model: ModelServer
) -> None:
    async with visit(browser, hosted) as visitor:
        await visitor.be((await people.add()).cookie)
        await visitor.go("/chat")
        before = model.log()["cancelled_streams"]
        await visitor.chat.say(SAY)
        await _has_said(visitor.chat, 20)

        await visitor.chat.stop.click()
        await visitor.chat.has_ended()

        async def left() -> bool:
            return model.log()["cancelled_streams"] == before + 1

        await until(left, seconds=5, what="the model's stream to be given up")
        said = await visitor.chat.words()
        assert 20 <= len(said) < TOKENS
        await visitor.page.reload()
        await _has_said(visitor.chat, len(said))
        assert await visitor.chat.words() == said
        await visitor.chat.say(SAY)
        await expect(visitor.chat.stop).to_be_visible()


async def test_after_signing_out_the_old_client_secret_opens_nothing(
    browser: Browser, hosted: Product, people: People
) -> None:
    async with visit(browser, hosted) as visitor:
        await visitor.be((await people.add()).cookie)
        await visitor.go("/tasks")
        await expect(visitor.page.get_by_text("Nothing to do yet")).to_be_visible()
        secret = visitor.watch.bearers[-1]
        async with httpx2.AsyncClient(base_url=hosted.url) as http:
            bearer = {"Authorization": f"Bearer {secret}"}
            assert (await http.get("/api/tasks", headers=bearer)).status_code == 200

            await visitor.sign_out()

            assert (await http.get("/api/tasks", headers=bearer)).status_code == 401
            refreshed = await http.post("/api/chatkit/refresh", json={"token": secret})
            assert refreshed.status_code == 401
        await visitor.go("/tasks")
        await expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_everything_fits_on_a_phone(
    browser: Browser, hosted: Product, people: People
) -> None:
    person = await people.add()
    async with visit(browser, hosted, size=PHONE) as visitor:
        await visitor.go("/sign-in")
        assert await visitor.is_within_the_screen()
        await visitor.picture("phone-sign-in")
        await visitor.be(person.cookie)
        await visitor.go("/tasks")
        await _add_task(visitor.page, "Water the plants")
        assert await visitor.is_within_the_screen()
        await visitor.go("/chat")
        await visitor.chat.composer.fill(SAY)
        await visitor.chat.send.tap()
        await _has_said(visitor.chat, 10)
        assert await visitor.is_within_the_screen()
        await expect(visitor.chat.composer).to_be_in_viewport()
        await visitor.picture("phone-chat")
        await visitor.go("/account")
        assert await visitor.is_within_the_screen()


async def test_everything_can_be_done_with_the_keyboard_alone(
    browser: Browser, hosted: Product
) -> None:
    async with visit(browser, hosted) as visitor:
        email = f"{uuid4().hex}@example.org"
        await visitor.sign_up("Grace Hopper", email)
        await visitor.sign_out()
        keys = Keys(visitor.page)

        await keys.reach(visitor.page.get_by_label("E-mail"))
        await keys.type(email)
        await keys.reach(visitor.page.get_by_label("Password"))
        await keys.type(PASSWORD)
        await keys.press("Enter")
        await visitor.page.wait_for_url("**/chat")
        await keys.reach(visitor.chat.composer)
        await keys.type(SAY)
        await keys.press("Enter")
        await _has_said(visitor.chat, 5)
        await keys.reach(visitor.chat.stop)
        await keys.press("Enter")
        await visitor.chat.has_ended()

        await keys.reach(visitor.page.get_by_role("link", name="Tasks"))
        await keys.press("Enter")
        await keys.reach(visitor.page.get_by_label("New task"))
        await keys.type("Call the bank")
        await keys.press("Enter")
        task = visitor.page.get_by_role("checkbox", name="Call the bank")
        await keys.reach(task)
        await keys.press("Space")
        await expect(visitor.page.get_by_text("Completed “Call the bank”.").last).to_be_visible()
        await expect(task).to_have_count(0)


async def test_a_forged_forwarded_address_gains_no_further_attempts_to_sign_in(
    product: Product,
) -> None:
    async with httpx2.AsyncClient(base_url=product.url) as http:
        statuses = [await _guess(http, product, attempt) for attempt in range(MOST_GUESSES + 1)]

    assert statuses[-1] == 429
    assert set(statuses) == {401, 429}


async def _guess(http: httpx2.AsyncClient, product: Product, attempt: int) -> int:
    forged = f"198.51.100.{attempt}"
    answer = await http.post(
        "/api/auth/sign-in/email",
        json={"email": "nobody@example.org", "password": "wrong horse"},
        headers={"Origin": product.url, "X-Forwarded-For": forged, "X-Real-IP": forged},
    )
    return answer.status_code


class Keys:
    """A keyboard, and nothing else."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def reach(self, wanted: Locator) -> None:
        """Press Tab until the focus is there.

        Raises:
            AssertionError: It never gets there.
        """
        await expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if await wanted.evaluate("(it) => it.getRootNode().activeElement === it"):
                return
            await self._page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} times Tab do not reach {wanted}")

    async def type(self, text: str) -> None:
        """Type a text."""
        await self._page.keyboard.type(text)

    async def press(self, key: str) -> None:
        """Press one key."""
        await self._page.keyboard.press(key)


async def _has_said(chat: Chat, count: int) -> None:
    """Wait until so many words of the answer are shown."""

    async def enough() -> bool:
        return len(await chat.words()) >= count

    await until(enough, seconds=SECONDS + 20, what=f"{count} words on the page")


async def _add_task(page: Page, title: str) -> None:
    await page.get_by_label("New task").fill(title)
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(page.get_by_role("checkbox", name=title)).to_be_visible()


async def _id_of(product: Product, email: str) -> str:
    ((user_id,),) = await product.sql(
        'select id::text from auth."user" where email = %s', [email], role="errand_auth"
    )
    return str(user_id)
