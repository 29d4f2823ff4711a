"""A message said in other words, in two tabs of a browser: nothing of the first words stays."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, expect

from .element_gallery_page import axe
from .people import People
from .product import Product, running
from .visit import PHONE, Chat, Visit, visit

EDIT = "Edit message"
WRONG = (
    "async () => (await axe.run('openai-chatkit')).violations.map(({ id, nodes }) => [id, nodes])"
)

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    async with running() as started:
        yield started


@pytest.fixture
async def people(product: Product) -> AsyncGenerator[People]:
    async with People(product) as made:
        yield made


class Talk(Chat):
    """A conversation whose messages are edited."""

    @property
    def said(self) -> Locator:
        """What the person has said."""
        return self.element.locator('[part~="bubble"]')

    @property
    def box(self) -> Locator:
        """Where one writes, while a message is edited."""
        return self.element.get_by_role("textbox", name="Editing message", exact=True)

    def edit_of(self, words: str) -> Locator:
        """The button beside a message."""
        message = self.element.locator('[part~="user-message"]').filter(has_text=words)
        return message.get_by_role("button", name=EDIT)

    async def ask(self, words: str) -> None:
        """Say something and wait for the whole answer."""
        count = await self.answers.count()
        await self.say(words)
        await expect(self.answers).to_have_count(count + 1)
        await self.has_ended()

    async def has(self, *said: str) -> None:
        """Wait until these are the person's messages, each answered."""
        await expect(self.said).to_have_text(list(said))
        await self.has_ended()
        await expect(self.answers).to_have_count(len(said))


async def begun(visitor: Visit, people: People) -> Talk:
    """Open the chat, with two messages and their answers in it."""
    await visitor.be((await people.add()).cookie)
    await visitor.go("/chat")
    talk = Talk(visitor.page)
    await talk.ask("add Buy oats")
    await talk.ask("add Buy salt")
    return talk


async def test_both_tabs_see_the_old_words_go_and_the_new_answer_come(
    browser: Browser, product: Product, people: People
) -> None:
    async with visit(browser, product) as visitor:
        first = await begun(visitor, people)
        second = Talk(await visitor.tab())
        await second.page.goto(f"{product.url}/chat")
        await second.has("add Buy oats", "add Buy salt")

        await first.edit_of("Buy oats").focus()
        await first.edit_of("Buy oats").press("Enter")
        await expect(first.box).to_be_focused()
        await expect(first.box).to_have_text("add Buy oats")
        await visitor.picture("edit-message")
        await first.box.press_sequentially(" and Buy milk")
        await first.box.press("Enter")

        for talk in (first, second):
            await talk.has("add Buy oats and Buy milk")
            await expect(talk.answers).to_contain_text("Buy milk")
            await expect(talk.element.get_by_text("Buy salt")).to_have_count(0)
        stored = await product.sql("select text from app.messages where kind = 'user_message'")
        assert stored == [("add Buy oats and Buy milk",)]
        tasks = await product.sql("select title from app.tasks order by created_at")
        assert ("Buy salt",) in tasks, "what an answer did stays done"


async def test_another_device_has_the_new_words_as_soon_as_it_is_looked_at(
    browser: Browser, product: Product, people: People
) -> None:
    cookie = (await people.add()).cookie
    async with visit(browser, product) as here, visit(browser, product) as elsewhere:
        talks = [Talk(here.page), Talk(elsewhere.page)]
        await here.be(cookie)
        await here.go("/chat")
        await talks[0].ask("add Buy oats")
        await elsewhere.be(cookie)
        await elsewhere.go("/chat")
        await talks[1].element.get_by_role("button", name="History").click()
        await talks[1].element.get_by_role("button", name="Buy oats", exact=True).click()
        await talks[1].has("add Buy oats")

        await talks[0].edit_of("Buy oats").press("Enter")
        await talks[0].box.press_sequentially(" and Buy milk")
        await talks[0].box.press("Enter")
        await talks[0].has("add Buy oats and Buy milk")
        await elsewhere.page.evaluate("dispatchEvent(new Event('focus'))")

        await talks[1].has("add Buy oats and Buy milk")


async def test_by_the_keyboard_an_edit_is_left_and_the_draft_is_there_again(
    browser: Browser, product: Product, people: People
) -> None:
    async with visit(browser, product) as visitor:
        talk = await begun(visitor, people)
        await talk.composer.fill("half a thought")

        await reached(talk, talk.edit_of("Buy oats"))
        await talk.page.keyboard.press("Space")
        await expect(talk.box).to_have_text("add Buy oats")
        assert await violations(talk) == []
        await talk.page.keyboard.press("Escape")

        await expect(talk.composer).to_be_focused()
        await expect(talk.composer).to_have_text("half a thought")
        await talk.edit_of("Buy salt").press("Enter")
        await talk.element.get_by_role("button", name="Cancel").press("Enter")
        await expect(talk.composer).to_have_text("half a thought")
        await talk.has("add Buy oats", "add Buy salt")


async def test_on_a_phone_the_button_is_there_without_a_pointer_and_nothing_is_cut(
    browser: Browser, product: Product, people: People
) -> None:
    async with visit(browser, product, size=PHONE) as visitor:
        talk = await begun(visitor, people)

        await talk.edit_of("Buy salt").tap()

        await expect(talk.box).to_have_text("add Buy salt")
        assert await visitor.is_within_the_screen()
        await visitor.picture("edit-message-phone")


async def reached(talk: Talk, button: Locator) -> None:
    """Go to the button from the composer by Shift+Tab alone."""
    await talk.composer.focus()
    for _ in range(40):
        await talk.page.keyboard.press("Shift+Tab")
        if await button.evaluate("(it) => it.getRootNode().activeElement === it"):
            return
    raise AssertionError("the keyboard does not reach it")


async def violations(talk: Talk) -> list[Any]:
    """Return what axe finds wrong in the element."""
    await talk.page.evaluate(axe())
    return await talk.page.evaluate(WRONG)
