"""The operator's page, and taking one's tasks out and in, by clicks in a real browser."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from .people import People
from .person import Person
from .product import Product, running
from .visit import PHONE, Visit, visit

OPERATOR = "olga@example.org"
TALL = (1280, 1250)
TITLES = ["Buy oats", "Fly to the moon"]

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    async with running(ERRAND_OPERATORS=OPERATOR) as started:
        yield started


@pytest.fixture
async def person(product: Product) -> AsyncGenerator[Person]:
    async with People(product) as people:
        yield await people.add()


async def _titles(person: Person) -> list[str]:
    answer = await person.http.get("/api/tasks", headers=person.headers())
    return [task["title"] for task in answer.raise_for_status().json()["tasks"]]


def _refused(visitor: Visit) -> list[str]:
    """Take what the browser reports of the one request that had to be refused."""
    said, visitor.watch.console = visitor.watch.console, []
    return said


async def _sees_the_figures(visitor: Visit) -> None:
    page = visitor.page
    await page.get_by_role("link", name="Account").click()
    await page.get_by_role("link", name="See how it runs").click()
    people = page.get_by_role("table", name="Who uses how much")
    mine = people.get_by_role("row").filter(has_text=OPERATOR)
    await expect(mine.get_by_role("cell").first).to_have_text("1")
    trail = page.get_by_role("table", name="The trail")
    await expect(trail.get_by_text("sign-up/email")).to_be_visible()
    assert await visitor.is_within_the_screen()


async def _is_kept_out(visitor: Visit) -> None:
    await visitor.go("/account")
    await expect(visitor.page.get_by_text("You have no tokens.")).to_be_visible()
    await expect(visitor.page.get_by_role("link", name="See how it runs")).to_have_count(0)
    await visitor.go("/operator")
    closed = visitor.page.get_by_role("heading", name="Only an operator may see this")
    await expect(closed).to_be_visible()
    await expect(visitor.page.get_by_role("table")).to_have_count(0)
    reported = _refused(visitor)
    assert reported, "the API let somebody else in"
    assert all("403" in line and "/api/operator" in line for line in reported)


async def test_the_operator_sees_how_it_runs_and_nobody_else_does(
    browser: Browser, product: Product, person: Person
) -> None:
    async with visit(browser, product, size=PHONE) as other:
        await other.be(person.cookie)
        await _is_kept_out(other)
    async with visit(browser, product, size=TALL) as visitor:
        await visitor.sign_up("Olga", OPERATOR)
        await visitor.chat.say("list my tasks")
        await expect(visitor.chat.answers.first).to_be_visible()
        await visitor.chat.has_ended()
        await _sees_the_figures(visitor)
        await visitor.page.get_by_role("switch", name="Only what was denied").check()
        trail = visitor.page.get_by_role("table", name="The trail")
        await expect(trail.get_by_text("sign-up/email")).to_have_count(0)
        await expect(trail.get_by_text("GET /api/operator").first).to_be_visible()
        await visitor.page.get_by_role("switch", name="Only what was denied").uncheck()
        await expect(trail.get_by_text("sign-up/email")).to_be_visible()
        await trail.get_by_text("sign-up/email").scroll_into_view_if_needed()
        await visitor.picture("operator")
        await visitor.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert await visitor.is_within_the_screen()


async def _look_at(page: Page, file: Path) -> None:
    await page.get_by_label("File", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Look at it first").click()


async def _bring_in_and_export(visitor: Visit, folder: Path) -> Path:
    """Bring two tasks in after a look, and download them as a calendar."""
    page, table = visitor.page, folder / "garden.csv"
    table.write_text("title,due,labels\nBuy oats,2027-03-01,shop\nFly to the moon,someday,\n")
    await visitor.go("/account")
    await _look_at(page, table)
    wrong = page.get_by_role("table", name="Not understood (1)")
    await expect(wrong.get_by_role("row").filter(has_text="due")).to_contain_text("3")
    await page.get_by_role("button", name="Import 2 tasks").scroll_into_view_if_needed()
    await visitor.picture("import")
    await page.get_by_role("button", name="Import 2 tasks").click()
    await expect(page.get_by_text("Imported: 2 added.")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Tasks for calendars (iCalendar)").click()
    calendar = folder / (await download.value).suggested_filename
    await (await download.value).save_as(calendar)
    await page.get_by_role("button", name="Import another file").click()
    await _look_at(page, calendar)
    await expect(page.get_by_text("There is nothing to import.")).to_be_visible()
    assert await visitor.is_within_the_screen()
    return calendar


async def test_what_one_person_exports_another_brings_in_after_a_look(
    browser: Browser, product: Product, person: Person, tmp_path: Path
) -> None:
    async with visit(browser, product, size=TALL) as visitor:
        await visitor.be(person.cookie)
        calendar = await _bring_in_and_export(visitor, tmp_path)
        assert sorted(await _titles(person)) == TITLES

    async with (
        People(product) as people,
        visit(browser, product, size=PHONE) as visitor,
    ):
        other, page = await people.add(), visitor.page
        await visitor.be(other.cookie)
        await visitor.go("/account")
        await _look_at(page, calendar)
        await expect(page.get_by_role("table", name="Tasks")).to_contain_text("Buy oats")
        assert await _titles(other) == []
        assert await visitor.is_within_the_screen()
        await page.get_by_role("button", name="Import 2 tasks").click()
        await expect(page.get_by_text("Imported: 2 added.")).to_be_visible()
        assert sorted(await _titles(other)) == TITLES
        await page.get_by_role("button", name="Take it back").click()
        await expect(page.get_by_text("The import is taken back.")).to_be_visible()
        assert await _titles(other) == []
