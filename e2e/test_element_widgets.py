"""Widgets, history and colours in a real browser, by keyboard and under a strict policy."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from . import widget_vocabulary
from .browser import launch
from .widget_site import Site, serve

FRUIT = [
    {"value": "a", "label": "Apple"},
    {"value": "b", "label": "Banana", "disabled": True},
    {"value": "c", "label": "Cherry", "description": "Small and red"},
]
CHART = {
    "type": "Chart",
    "data": [{"m": "Jan", "a": 3}, {"m": "Feb", "a": 8}, {"m": "Mar", "a": 5}],
    "series": [{"type": "line", "dataKey": "a", "label": "Done"}],
    "xAxis": "m",
    "showYAxis": True,
}


def form(*children: dict[str, Any]) -> dict[str, Any]:
    confirm = {"label": "Save", "action": {"type": "save", "streaming": False}}
    return {"type": "Card", "asForm": True, "confirm": confirm, "children": list(children)}


def card(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Card", "children": list(children)}


@pytest.fixture
async def browser() -> AsyncGenerator[Browser]:
    async with launch() as opened:
        yield opened


@pytest.fixture
def site() -> Any:
    with serve() as running:
        yield running


class Kit:
    """The element on a page, as a person finds its parts."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.keys = page.keyboard

    async def show(self, *widgets: dict[str, Any], options: str = "") -> None:
        """Open the thread that holds these widgets."""
        self.site.widgets = list(widgets)
        await self.page.goto(self.site.url)
        await self.page.evaluate(f"begin({{initialThread: 'thr_1', {options}}})")
        await expect(self.page.locator(".widget")).to_have_count(len(widgets))

    async def press(self, *names: str) -> None:
        for name in names:
            await self.keys.press(name)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def focused(self) -> str:
        """Return what the element that has the focus is called."""
        return await self.page.evaluate(
            """() => { const at = document.activeElement.shadowRoot?.activeElement
              return at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '' }"""
        )

    async def sound(self) -> None:
        """Nothing was kept from running by the policy."""
        assert await self.page.evaluate("violations") == []


@pytest.fixture
async def kit(browser: Browser, site: Site) -> AsyncGenerator[Kit]:
    page = await browser.new_page(viewport={"width": 800, "height": 700})
    yield Kit(page, site)
    await page.close()


async def test_a_form_is_filled_and_sent_with_the_keyboard_alone(kit: Kit) -> None:
    await kit.show(
        form(
            {"type": "Label", "value": "Title", "fieldName": "todo.title"},
            {"type": "Input", "name": "todo.title", "required": True},
            {"type": "Select", "name": "fruit", "placeholder": "Fruit", "options": FRUIT},
            {"type": "DatePicker", "name": "due", "defaultValue": "2026-11-25"},
            {"type": "Checkbox", "name": "loud", "label": "Loud"},
        )
    )

    await kit.page.get_by_role("textbox", name="Title").focus()
    await kit.keys.type("Bank")
    await kit.press("Tab", "ArrowDown", "ArrowDown", "Enter")
    await kit.press("Tab", "ArrowDown")
    await expect(kit.page.get_by_role("grid")).to_be_visible()
    await kit.press("ArrowRight", "ArrowDown", "Enter")
    await kit.press("Tab", "Space", "Tab", "Enter")
    await expect(kit.page.locator("[aria-busy=true]")).to_have_count(0)

    expected = {"todo": {"title": "Bank"}, "fruit": "c", "due": "2026-12-03", "loud": True}
    assert kit.site.actions() == [{"type": "save", "payload": expected}]
    await kit.sound()


async def test_an_incomplete_form_says_what_is_missing_in_the_language_of_the_page(
    kit: Kit,
) -> None:
    field = {"type": "Input", "name": "title", "placeholder": "Title", "required": True}
    await kit.show(form(field), options="locale: 'de'")
    await expect(kit.page.locator("[lang=de]")).to_have_count(1)

    await kit.button("Save").click()

    await expect(kit.page.get_by_text("Bitte füllen Sie dieses Feld aus.")).to_be_visible()
    assert await kit.focused() == "Title"
    assert kit.site.actions() == []


async def test_a_list_of_many_options_is_searched(kit: Kit) -> None:
    many = [{"value": str(at), "label": f"Option {at}"} for at in range(30)]
    change = {"type": "pick", "streaming": False}
    await kit.show(
        card({"type": "Select", "name": "one", "options": many, "onChangeAction": change})
    )

    await kit.page.get_by_role("combobox", name="one").focus()
    await kit.press("Enter")
    await expect(kit.page.get_by_role("combobox", name="Search")).to_be_focused()
    await kit.keys.type("27")
    await expect(kit.page.get_by_role("option")).to_have_count(1)
    await kit.press("Enter")

    await expect(kit.page.get_by_role("combobox", name="one")).to_have_text("Option 27")
    await expect(kit.page.get_by_role("combobox", name="one")).to_be_focused()
    assert kit.site.actions() == [{"type": "pick", "payload": {"one": "27"}}]


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
async def test_a_calendar_stands_where_it_is_asked_to_and_never_off_the_screen(
    kit: Kit, side: str
) -> None:
    picker = {"type": "DatePicker", "name": "due", "side": side, "align": "center"}
    spacer = {"type": "Box", "height": 260}
    row = {"type": "Row", "justify": "center", "children": [picker]}
    await kit.show(card(spacer, row, spacer))

    trigger = kit.page.get_by_role("button", name="Pick a date")
    if side in ("left", "right"):
        await kit.page.set_viewport_size({"width": 1200, "height": 700})
    await trigger.scroll_into_view_if_needed()
    await trigger.click()
    at = await trigger.bounding_box()
    panel = await kit.page.locator(".w-panel").bounding_box()

    assert at is not None
    assert panel is not None
    size = kit.page.viewport_size
    assert size is not None
    assert panel["x"] >= 0
    assert panel["y"] >= 0
    assert panel["x"] + panel["width"] <= size["width"]
    assert panel["y"] + panel["height"] <= size["height"]
    if side == "left":
        assert panel["x"] + panel["width"] <= at["x"]
    if side == "right":
        assert panel["x"] >= at["x"] + at["width"]


async def test_a_calendar_is_of_the_place_it_is_in(kit: Kit) -> None:
    picker = {"type": "DatePicker", "name": "due", "defaultValue": "2026-11-25"}
    await kit.show(card(picker), options="locale: 'ar'")
    await expect(kit.page.locator("[dir=rtl]")).to_have_count(1)

    await kit.page.locator("[data-trigger]").click()
    first = await kit.page.locator(".w-calendar th").first.get_attribute("abbr")
    await kit.press("ArrowLeft", "Enter")

    assert first == "السبت"
    await expect(kit.page.locator("[name=due]")).to_have_value("2026-11-26")


async def test_a_chart_is_fetched_when_one_is_shown_and_read_with_the_keys(kit: Kit) -> None:
    await kit.show(card({"type": "Text", "value": "Nothing yet"}))
    assert not [path for path in kit.site.fetched if "chart-" in path]

    await kit.show(card(CHART))
    plot = kit.page.get_by_role("group", name="Chart: Done")
    await expect(kit.page.locator(".w-stroke")).to_have_count(1)
    await plot.focus()
    await kit.press("ArrowRight", "ArrowRight")

    await expect(kit.page.locator(".w-tooltip")).to_have_text("FebDone8")
    await expect(kit.page.get_by_role("status").filter(has_text="Feb: Done 8")).to_have_count(1)
    await kit.button("Show as a table").click()
    await expect(kit.page.get_by_role("row", name="Mar 5")).to_be_visible()
    assert len([path for path in kit.site.fetched if "chart-" in path]) == 1
    await kit.sound()


async def test_an_icon_of_the_library_brings_its_letter_and_no_more(kit: Kit) -> None:
    await kit.show(card({"type": "Icon", "name": "lucide:anchor"}))

    await expect(kit.page.locator(".w-icon svg > *")).not_to_have_count(0)

    icons = [path for path in kit.site.fetched if "icons-" in path]
    assert len(icons) == 1
    assert Path(icons[0]).name.startswith("icons-a-")


async def test_a_double_click_sends_one_action(kit: Kit) -> None:
    press = {"type": "go", "streaming": False}
    await kit.show(card({"type": "Button", "label": "Go", "onClickAction": press}))

    await kit.button("Go").dblclick()
    await expect(kit.page.locator("[aria-busy=true]")).to_have_count(0)

    assert kit.site.actions() == [{"type": "go"}]


async def test_what_a_server_refuses_is_told_at_the_widget(kit: Kit) -> None:
    kit.site.answers["tick"] = None
    tick = {"type": "tick", "streaming": False}
    box = {"type": "Checkbox", "name": "done", "label": "Done", "onChangeAction": tick}
    await kit.show(card(box))

    await kit.page.get_by_role("checkbox", name="Done").click()

    problem = kit.page.locator(".w-problem").get_by_role("alert")
    await expect(problem).to_have_text("The list is closed.")
    await expect(kit.page.get_by_role("checkbox", name="Done")).not_to_be_checked()
    kit.site.answers["tick"] = card({"type": "Text", "value": "All done"})
    await kit.button("Try again").click()
    await expect(kit.page.locator(".w-text")).to_have_text("All done")
    await expect(problem).to_have_count(0)


async def test_typing_goes_on_while_the_widget_is_drawn_again(kit: Kit) -> None:
    def first(words: str) -> dict[str, Any]:
        refresh = {"type": "refresh", "streaming": False, "loadingBehavior": "none"}
        return card(
            {"type": "Text", "value": words},
            {"type": "Input", "name": "title", "placeholder": "Title"},
            {"type": "Checkbox", "name": "x", "label": "X", "onChangeAction": refresh},
        )

    kit.site.answers["refresh"] = first("After")
    await kit.show(first("Before"))
    field = kit.page.get_by_role("textbox", name="Title")

    kit.site.hold.clear()
    await kit.page.get_by_role("checkbox").click()
    await field.focus()
    await kit.keys.type("Half a wo")
    kit.site.hold.set()
    await expect(kit.page.locator(".w-text")).to_have_text("After")
    await kit.keys.type("rd")

    await expect(field).to_have_value("Half a word")
    await expect(field).to_be_focused()


@pytest.mark.parametrize("width", [320, 400])
async def test_nothing_of_a_widget_runs_over_the_edge_of_a_phone(kit: Kit, width: int) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel" * 3
    cells = [{"type": "Table.Cell", "children": [{"type": "Text", "value": long}]}] * 3
    await kit.page.set_viewport_size({"width": width, "height": 700})
    await kit.show(
        card(
            {"type": "Title", "value": long, "size": "5xl"},
            {"type": "Badge", "label": long},
            {"type": "Button", "label": long},
            {"type": "Row", "children": [{"type": "Text", "value": long}, {"type": "Spacer"}]},
            {"type": "Select", "name": "s", "options": [], "placeholder": long},
            {"type": "Table", "children": [{"type": "Table.Row", "children": cells}]},
            {"type": "Box", "width": 2000, "children": [{"type": "Text", "value": "wide"}]},
            CHART,
        ),
        {"type": "ListView", "children": [card({"type": "Text", "value": long})]},
    )

    over = await kit.page.evaluate(
        """() => { const at = document.querySelector('openai-chatkit').shadowRoot
          const scroller = at.querySelector('.scroller')
          return scroller.scrollWidth - scroller.clientWidth }"""
    )

    assert over <= 0


async def test_the_history_is_worked_with_the_keyboard_alone(kit: Kit) -> None:
    status = {"type": "active"}
    items = {"data": list[Any](), "has_more": False}
    kit.site.threads = [
        {"id": f"thr_{name}", "title": name, "created_at": "2020-01-02T08:00:00Z"}
        | {"status": status, "items": items}
        for name in ("Bank", "Passport", "Plants")
    ]
    await kit.show(
        card({"type": "Text", "value": "x"}),
        options="history: {showRename: true, showDelete: true}",
    )

    await kit.button("History").focus()
    await kit.press("Enter")
    await expect(kit.button("Plants")).to_be_visible()
    await expect(kit.page.get_by_role("heading", name="January 2020")).to_be_visible()
    await kit.press("ArrowDown", "ArrowDown")
    assert await kit.focused() == "Passport"
    await kit.press("F2")
    await kit.keys.type("Visa")
    await kit.press("Enter")
    await expect(kit.button("Visa")).to_be_focused()
    await kit.press("Delete", "Escape")
    await expect(kit.button("Visa")).to_be_focused()
    await kit.press("Delete", "Shift+Tab", "Enter")
    await expect(kit.button("Plants")).to_be_focused()
    await kit.press("Escape")

    await expect(kit.button("History")).to_be_focused()
    assert kit.site.of("threads.update") == [{"thread_id": "thr_Passport", "title": "Visa"}]
    assert kit.site.of("threads.delete") == [{"thread_id": "thr_Passport"}]


CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
ACCENTS = ("#000000", "#ffffff", "#10a37f", "#2563eb", "#facc15", "#e11d48", "#808080", "#bc6cff")
GRAYS = [(hue, tint, shade) for hue in (0, 120, 240) for tint in (0, 9) for shade in (-4, 0, 4)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_colour_can_be_read_whatever_accent_and_gray_a_page_chooses(
    kit: Kit, scheme: str
) -> None:
    await kit.show(card({"type": "Text", "value": "x"}))
    low: list[str] = []
    cases = [(accent, GRAYS[at % len(GRAYS)]) for at, accent in enumerate(ACCENTS)]
    cases += [("#10a37f", gray) for gray in GRAYS]

    for accent, (hue, tint, shade) in cases:
        await kit.page.evaluate(
            f"""begin({{theme: {{colorScheme: '{scheme}', color: {{
              accent: {{primary: '{accent}', level: 2}},
              grayscale: {{hue: {hue}, tint: {tint}, shade: {shade}}} }} }} }})"""
        )
        await kit.page.evaluate("kit.updateComplete")
        found: list[str] = await kit.page.evaluate(CONTRAST)
        low += [f"{accent} {hue}/{tint}/{shade}: {one}" for one in found]

    assert low == []


def test_the_words_that_the_tests_of_the_element_read_are_those_of_the_installed_package() -> None:
    committed = json.loads(widget_vocabulary.FILE.read_text(encoding="utf-8"))

    assert committed == json.loads(widget_vocabulary.text())
