"""The tasks page in a real browser: what a person does there, and what others do meanwhile."""

import re
import time
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from .full_list import a_full_list, add, day, post
from .people import People
from .person import Person
from .product import ROOT, Product, running
from .stream import Json
from .visit import DESKTOP, PHONE, ZONE, Visit, visit

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIVE_SECONDS = 1.0

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    async with running() as started:
        yield started


@pytest.fixture
async def people(product: Product) -> AsyncGenerator[People]:
    async with People(product) as made:
        yield made


@pytest.fixture
async def person(people: People) -> Person:
    made = await people.add()
    await made.open_session()
    return made


@pytest.fixture
async def visitor(browser: Browser, product: Product, person: Person) -> AsyncGenerator[Visit]:
    async with visit(browser, product) as opened:
        await opened.be(person.cookie)
        yield opened


async def stored(person: Person, task_id: str) -> Json:
    answer = await person.http.get(f"/api/tasks/{task_id}", headers=person.headers())
    return answer.raise_for_status().json()


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(
        has=page.get_by_role("button", name=title, exact=True)
    )


async def titles(page: Page) -> list[str]:
    return await page.locator(".view .task-title").all_inner_texts()


async def axe(page: Page) -> list[str]:
    """Return what axe finds wrong; it runs in a world of its own, past the page's policy."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    world = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]}
    )
    run = f"{AXE};axe.run(document,{{runOnly:{RULES!r}}}).then(r=>JSON.stringify(r.violations))"
    answer: dict[str, Any] = await session.send(
        "Runtime.evaluate",
        {
            "expression": run,
            "contextId": world["executionContextId"],
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    value = answer["result"].get("value", answer)
    return re.findall(r'"help":"([^"]+)".*?"target":\["?([^\]]+)', str(value))


async def test_a_line_is_shown_as_it_is_understood_and_a_chip_is_clicked_away(
    visitor: Visit, person: Person
) -> None:
    page = visitor.page
    await visitor.go("/tasks")
    line = page.get_by_label("New task")
    await line.fill("Read Titov @books tomorrow at 9am p2")

    understood = page.get_by_role("list", name="Understood")
    await expect(understood).to_contain_text("09:00")
    await expect(understood).to_contain_text("high")
    await understood.get_by_role("button", name="No label: keep “@books” in the title").click()
    await expect(understood).not_to_contain_text("books")
    await expect(page.locator(".preview-title")).to_contain_text("Read Titov @books")
    await line.press("Enter")

    await expect(row(page, "Read Titov @books")).to_be_visible()
    await expect(page.get_by_role("button", name="Undo")).to_be_visible()
    await expect(line).to_have_value("")
    found = await person.http.get("/api/tasks", headers=person.headers())
    (task,) = found.json()["tasks"]
    assert (task["title"], task["labels"], task["priority"]) == ("Read Titov @books", [], "high")
    assert task["due"] == {"local": f"{day(1)}T09:00", "tz": ZONE}


async def test_a_line_with_two_readings_is_added_once_one_is_chosen(
    visitor: Visit, person: Person
) -> None:
    page = visitor.page
    await visitor.go("/tasks")
    line = page.get_by_label("New task")
    await line.fill("Dentist tomorrow at 7 @health p2 for 45 min")
    await expect(page.get_by_role("group", name=re.compile("What is meant by"))).to_be_visible()
    await visitor.picture("tasks-quick-add")
    await line.press("Enter")
    await expect(page.get_by_text("Choose what is meant")).to_be_visible()

    await page.get_by_role("button", name=re.compile("19:00")).click()
    await expect(page.get_by_role("list", name="Understood")).to_contain_text("19:00")
    await line.press("Enter")

    await expect(row(page, "Dentist")).to_be_visible()
    found = await person.http.get("/api/tasks", headers=person.headers())
    assert [task["due"]["local"] for task in found.json()["tasks"]] == [f"{day(1)}T19:00"]


async def test_a_title_is_edited_in_place_and_everything_else_beside_the_list(
    visitor: Visit, person: Person
) -> None:
    (task,) = await add(person, {"title": "Buy oats"})
    page = visitor.page
    await visitor.go("/tasks")
    await row(page, "Buy oats").get_by_role("button", name="Buy oats", exact=True).focus()
    await page.keyboard.press("e")
    await page.get_by_label(f"Title of #{task['number']}").fill("Buy rye")
    await page.keyboard.press("Enter")
    await row(page, "Buy rye").get_by_role("button", name="Buy rye", exact=True).click()
    assert "task=" in page.url

    panel = page.get_by_role("complementary", name="Details")
    await panel.get_by_role("button", name="Add notes").click()
    await panel.get_by_role("textbox", name="Notes").fill("The **big** bag")
    await page.keyboard.press("Control+Enter")
    await expect(panel.locator("strong", has_text="big")).to_be_visible()
    await panel.get_by_label("Priority").select_option("high")
    await panel.get_by_label("New subtask").fill("Ask the price")
    await page.keyboard.press("Enter")
    await expect(panel.get_by_role("list", name="Subtasks")).to_contain_text("Ask the price")
    await panel.get_by_text("History").click()
    await expect(panel.get_by_text("title from “Buy oats” to “Buy rye”")).to_be_visible()

    now = await stored(person, task["id"])
    assert (now["title"], now["notes"], now["priority"]) == ("Buy rye", "The **big** bag", "high")
    await page.go_back()
    await expect(panel).to_have_count(0)


async def test_tasks_are_carried_to_another_place_by_mouse_and_by_keyboard(
    visitor: Visit, person: Person
) -> None:
    await add(person, {"title": "One"}, {"title": "Two"}, {"title": "Three"})
    page = visitor.page
    await visitor.go("/tasks/inbox")
    await expect(row(page, "Three")).to_be_visible()
    assert await titles(page) == ["One", "Two", "Three"]

    await row(page, "Three").hover()
    grip = await row(page, "Three").get_by_role("button", name="Move “Three”").bounding_box()
    goal = await row(page, "One").bounding_box()
    assert grip is not None
    assert goal is not None
    await page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    await page.mouse.down()
    await page.mouse.move(goal["x"] + 40, goal["y"] + goal["height"], steps=6)
    await page.mouse.move(goal["x"] + 40, goal["y"] + 8, steps=6)
    await page.mouse.up()
    await expect(page.locator(".view .task-title").first).to_have_text("Three")
    await expect(page.get_by_role("button", name="Undo")).to_be_visible()

    await row(page, "Two").get_by_role("button", name="Move “Two”").focus()
    await page.keyboard.press("Space")
    await expect(row(page, "Two")).to_have_attribute("data-dragging", "true")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".view .task-title").nth(1)).to_have_text("Two")
    await page.keyboard.press("Space")
    await expect(page.get_by_text("Moved “Two”.").first).to_be_attached()
    await page.reload()
    await expect(row(page, "Two")).to_be_visible()
    assert await titles(page) == ["Three", "Two", "One"]


async def test_several_tasks_are_moved_and_deleted_at_once_and_come_back_from_the_trash(
    visitor: Visit, person: Person
) -> None:
    await post(person, "/api/projects", {"name": "Garden"})
    await add(person, {"title": "Rake"}, {"title": "Dig"}, {"title": "Bank"})
    page = visitor.page
    await visitor.go("/tasks")
    await row(page, "Rake").click(modifiers=["Control"], position={"x": 300, "y": 10})
    await row(page, "Dig").click(modifiers=["Shift"], position={"x": 300, "y": 10})
    bar = page.get_by_role("region", name="Selected tasks")
    await expect(bar).to_contain_text("2 selected")

    await bar.get_by_role("button", name="Move").click()
    await page.get_by_role("dialog").get_by_role("button", name="Garden").click()
    await page.get_by_role("navigation", name="Task views").get_by_text("Garden").click()
    await expect(row(page, "Dig")).to_be_visible()
    assert sorted(await titles(page)) == ["Dig", "Rake"]

    await page.keyboard.press("Control+a")
    await page.keyboard.press("#")
    await page.get_by_role("dialog").get_by_role("button", name="Move to the trash").click()
    await expect(page.get_by_text("No tasks here yet")).to_be_visible()
    await page.get_by_role("link", name="Trash").click()
    await page.get_by_role("button", name="Restore “Dig”").click()
    await expect(page.get_by_text("Restored “Dig”.").first).to_be_attached()
    await page.go_back()
    await expect(row(page, "Dig")).to_be_visible()


async def test_what_is_in_the_trash_is_deleted_for_good_once_that_is_confirmed(
    visitor: Visit, person: Person
) -> None:
    tasks = await add(person, *({"title": title} for title in ("Rake", "Dig", "Bank", "Kept")))
    for task in tasks[:3]:
        gone = await person.http.delete(f"/api/tasks/{task['id']}", headers=person.headers())
        gone.raise_for_status()
    page = visitor.page
    await visitor.go("/tasks/trash")

    await page.get_by_role("button", name="Delete “Dig” for good").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("This cannot be undone.")
    await expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    await visitor.picture("trash-question")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Restore “Dig”")).to_be_visible()
    await page.get_by_role("button", name="Delete “Dig” for good").click()
    await dialog.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_role("button", name="Restore “Dig”")).to_have_count(0)
    await expect(page.get_by_role("button", name="Restore “Rake”")).to_be_visible()

    # What goes there after the person has looked is not what they are asked about.
    await page.get_by_role("button", name="Empty trash").click()
    late = await person.http.delete(f"/api/tasks/{tasks[3]['id']}", headers=person.headers())
    late.raise_for_status()
    await dialog.get_by_role("button", name="Empty trash").click()
    await expect(page.get_by_role("button", name="Restore “Rake”")).to_have_count(0)
    await expect(page.get_by_role("button", name="Restore “Kept”")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name=re.compile("Restore “"))).to_have_count(1)


async def test_the_keyboard_alone_finds_completes_and_undoes(
    visitor: Visit, person: Person
) -> None:
    tasks = await add(person, {"title": "Write to Ada"}, {"title": "Bake bread"})
    page = visitor.page
    await visitor.go("/tasks")
    await expect(row(page, "Bake bread")).to_be_visible()

    await page.keyboard.press("/")
    await page.keyboard.type("bread")
    await page.wait_for_url("**/tasks/search?q=bread")
    await expect(row(page, "Write to Ada")).to_have_count(0)
    await page.keyboard.press("Escape")
    await page.keyboard.press("g")
    await page.keyboard.press("a")
    await expect(row(page, "Write to Ada")).to_be_visible()
    await page.keyboard.press("j")
    await page.keyboard.press("c")
    await expect(row(page, "Write to Ada")).to_have_count(0)
    await expect(row(page, "Bake bread").locator(":focus")).to_have_count(1)
    assert (await stored(person, tasks[0]["id"]))["status"] == "done"

    await page.keyboard.press("z")
    await expect(row(page, "Write to Ada")).to_be_visible()
    assert (await stored(person, tasks[0]["id"]))["status"] == "open"
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_change_made_elsewhere_shows_within_a_second_and_leaves_what_is_typed_alone(
    visitor: Visit, person: Person
) -> None:
    (task,) = await add(person, {"title": "Call the bank"})
    page, other = visitor.page, await visitor.tab()
    await visitor.go("/tasks")
    await other.goto(page.url)
    for each in (page, other):
        await expect(row(each, "Call the bank")).to_be_visible()
    await row(page, "Call the bank").hover()
    await page.get_by_role("button", name="Rename “Call the bank”").click()
    editor = page.get_by_label(f"Title of #{task['number']}")
    await editor.fill("Call the bank ab")

    begun = time.monotonic()
    await add(person, {"title": "From a program"})
    await post(
        person,
        "/api/tasks/bulk",
        {"update": {"tasks": [{"id": task["id"], "set": {"priority": "high"}}]}},
    )
    for each in (page, other):
        await expect(row(each, "From a program")).to_be_visible()
        await expect(each.locator(".view .priority-high")).to_be_visible()
    assert time.monotonic() - begun < LIVE_SECONDS * 2, "two changes, one second each"

    await expect(editor).to_have_value("Call the bank ab")
    await editor.press("Enter")
    await expect(row(other, "Call the bank ab")).to_be_visible()
    now = await stored(person, task["id"])
    assert (now["title"], now["priority"]) == ("Call the bank ab", "high")


async def test_a_recurring_task_is_completed_and_undone(visitor: Visit, person: Person) -> None:
    weekly = {"rrule": "FREQ=WEEKLY"}
    (task,) = await add(
        person, {"title": "Water plants", "due": {"date": day(0)}, "recurrence": weekly}
    )
    page = visitor.page
    await visitor.go("/tasks")
    await page.get_by_role("checkbox", name="Water plants").click()
    await expect(
        page.get_by_text(re.compile("Completed “Water plants”. Next: ")).last
    ).to_be_visible()
    later = page.get_by_role("region", name="Next 7 days")
    await expect(later.get_by_role("checkbox", name="Water plants")).to_be_visible()

    await page.get_by_role("button", name="Undo").click()

    today = page.get_by_role("region", name="Today")
    await expect(today.get_by_role("checkbox", name="Water plants")).to_be_visible()
    await expect(page.get_by_role("checkbox", name="Water plants")).to_have_count(1)
    assert (await stored(person, task["id"]))["status"] == "open"


async def test_nothing_is_wrong_for_those_who_hear_enlarge_or_darken_the_page(
    browser: Browser, product: Product, person: Person
) -> None:
    made = await a_full_list(person)
    project = f"/tasks/project/{made['project']}"
    details = f"{project}?task={made['task']}"
    for path, name, size, dark in (
        ("/tasks/today", "tasks-today", DESKTOP, False),
        ("/tasks/upcoming", "tasks-upcoming", DESKTOP, False),
        (project, "tasks-project", DESKTOP, False),
        (details, "tasks-details", DESKTOP, False),
        (f"/tasks?task={made['task']}", "tasks-dark", DESKTOP, True),
        ("/tasks", "tasks-phone", PHONE, False),
        (details, "tasks-phone-details", PHONE, True),
    ):
        async with visit(browser, product, size=size) as visitor:
            await visitor.page.emulate_media(color_scheme="dark" if dark else "light")
            await visitor.be(person.cookie)
            await visitor.go(path)
            await expect(visitor.page.locator(".view .task").first).to_be_attached()
            await expect(visitor.page.locator(".sidebar .entry-late")).to_be_attached()
            if "task=" in path:
                await expect(visitor.page.get_by_text("Stone sample").last).to_be_visible()
                await expect(visitor.page.locator(".markdown strong")).to_be_visible()
            assert await visitor.is_within_the_screen()
            await visitor.picture(name)
            assert await axe(visitor.page) == [], path
