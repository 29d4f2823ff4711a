"""The tour through every widget: what a person sees and can do."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from .element_tour import Tour, step

Seen = Callable[[Locator], Awaitable[None]]


async def shown(tour: Tour, name: str) -> Locator:
    """Show a widget of the gallery and return it."""
    await tour.options()
    await tour.say(f"Show the widget {name}")
    return tour.element.locator('[part~="widget"]').last


@step("widget:Card", "widget:Title", "widget:Text", "widget:Badge", "widget:Row")
async def a_card_stands_with_its_buttons(tour: Tour) -> None:
    card = await shown(tour, "card")

    await expect(card.get_by_role("heading", name="Call the bank")).to_be_visible()
    await expect(card).to_contain_text("From your list")
    await card.get_by_role("button", name="Done").click()
    await tour.sees('Action task.done came with {"id": 12}.')


@step("widget:Card", "widget:Label", "widget:Input", "widget:Select", "widget:DatePicker")
async def a_card_is_a_form(tour: Tour) -> None:
    card = await shown(tour, "card-form")
    await card.get_by_role("button", name="Create").click()
    await expect(card).to_contain_text("Please fill this in.")

    await card.get_by_label("What").fill("Call the bank")
    await card.get_by_role("combobox", name="Priority").click()
    await tour.element.get_by_role("option", name="Low").click()
    await card.get_by_role("button", name="Create").click()
    await tour.sees("Action task.create came with")
    sent = [one for one in tour.hall.arrived if one.kind == "threads.custom_action"][-1]
    task = sent.params["action"]["payload"]["task"]
    assert task["title"] == "Call the bank"
    assert task["priority"] == "low"
    assert task["due"].startswith("2026-11-24")


@step("widget:Card")
async def a_collapsed_card_unfolds(tour: Tour) -> None:
    card = await shown(tour, "card-collapsed")

    await expect(card.get_by_text("This is folded away.")).to_be_hidden()
    await card.get_by_role("button", name="Done this morning").click()
    await expect(card.get_by_text("This is folded away.")).to_be_visible()


@step("widget:ListView", "widget:ListViewItem", "widget:Icon", "widget:Col", "widget:Caption")
async def a_list_shows_more_and_its_rows_are_pressed(tour: Tour) -> None:
    rows = await shown(tour, "list-view")
    await expect(rows.get_by_role("listitem")).to_have_count(4)

    await rows.get_by_role("button", name="Show more").click()
    await expect(rows.get_by_role("listitem")).to_have_count(6)
    await rows.get_by_role("button", name="Write the report").click()
    await tour.sees('Action task.open came with {"id": 4}.')


@step("widget:Basic")
async def a_basic_root_holds_others(tour: Tour) -> None:
    root = await shown(tour, "basic")

    await expect(root.get_by_role("heading")).to_have_count(2)


@step("widget:Text", "widget:Form")
async def a_text_is_edited_in_place(tour: Tour) -> None:
    card = await shown(tour, "text")
    await card.get_by_role("textbox").fill("Edited")
    await card.get_by_role("button", name="Save").click()

    await tour.sees('Action text.save came with {"title": "Edited"}.')


@step("widget:Title", "widget:Caption", "widget:Markdown", "widget:Badge")
async def words_come_in_every_size(tour: Tour) -> None:
    for name, words in (
        ("title", "Size 5xl"),
        ("caption", "Size lg"),
        ("markdown", "Bold"),
        ("badge", "discovery"),
    ):
        card = await shown(tour, name)
        await expect(card.get_by_text(words).first).to_be_visible()


@step("widget:Icon", "widget:Divider", "widget:Spacer", "widget:Transition", "widget:Box")
async def what_has_no_words_takes_its_room(tour: Tour) -> None:
    card = await shown(tour, "icon")
    await expect(card.locator("svg").nth(60)).to_be_visible()
    await expect(card.locator("svg").nth(71)).to_be_attached()
    card = await shown(tour, "divider")
    await expect(card.locator("hr, [role=separator]")).to_have_count(3)
    card = await shown(tour, "spacer")
    left = await card.get_by_text("Left").bounding_box()
    right = await card.get_by_text("Right").bounding_box()
    assert left is not None
    assert right is not None
    assert right["x"] - left["x"] > 100
    card = await shown(tour, "transition")
    await expect(card.get_by_text("A child that may change")).to_be_visible()
    card = await shown(tour, "box")
    await expect(card.get_by_text("A box with everything")).to_have_css("border-style", "none")


@step("widget:Image")
async def pictures_are_shown(tour: Tour) -> None:
    tour.allowed = ["404"]
    card = await shown(tour, "image")

    await expect(card.get_by_role("img", name="Hills behind a harbour")).to_be_visible()


@step("widget:Button")
async def buttons_are_pressed(tour: Tour) -> None:
    card = await shown(tour, "button")

    await expect(card.get_by_role("button", name="Disabled")).to_be_disabled()
    await card.get_by_role("button", name="As wide as the card").click()
    await tour.sees("Action button.block came with null.")


@step("widget:Form", "widget:Input", "widget:Textarea", "widget:Checkbox", "widget:Label")
async def a_form_asks_for_what_is_missing_and_nests_its_names(tour: Tour) -> None:
    card = await shown(tour, "form")
    await card.get_by_label("Name").fill("Ada")
    await card.get_by_label("E-mail").fill("no address")
    await card.get_by_role("button", name="Send").click()
    await expect(card).to_contain_text("Please enter an e-mail address.")

    await card.get_by_label("E-mail").fill("ada@bank.example")
    await card.get_by_label("Notes").fill("Two lines")
    await card.get_by_label("I have read it").check()
    await card.get_by_role("button", name="Send").click()
    await tour.sees("Action form.sent came with")
    sent = [one for one in tour.hall.arrived if one.kind == "threads.custom_action"][-1]
    assert sent.params["action"]["payload"] == {
        "source": "gallery",
        "person": {"name": "Ada", "email": "ada@bank.example"},
        "notes": "Two lines",
        "agree": True,
    }


@step("widget:Input", "widget:Textarea", "widget:Label")
async def fields_have_their_labels(tour: Tour) -> None:
    card = await shown(tour, "input")
    await expect(card.get_by_label("Password")).to_have_attribute("type", "password")
    await expect(card.get_by_label("Disabled")).to_be_disabled()
    card = await shown(tour, "textarea")
    box = card.get_by_label("It grows")
    low = await box.evaluate("(it) => it.getBoundingClientRect().height")
    await box.fill("one\ntwo\nthree\nfour\nfive")
    assert await box.evaluate("(it) => it.getBoundingClientRect().height") > low
    card = await shown(tour, "label")
    await expect(card.get_by_label("Label md")).to_be_visible()


@step("widget:Select", "widget:DatePicker", "widget:Checkbox", "widget:RadioGroup")
async def choices_tell_the_server(tour: Tour) -> None:
    card = await shown(tour, "select")
    await card.get_by_role("combobox", name="List").click()
    await expect(tour.element.get_by_role("option", name="Archive")).to_be_disabled()
    await tour.element.get_by_role("option", name="Work").click()
    await tour.sees("Action select.changed came with")
    card = await shown(tour, "date-picker")
    await card.get_by_role("button", name="Due").click()
    await tour.button("Thursday, 26 November 2026").click()
    await tour.sees("Action date.changed came with")
    card = await shown(tour, "checkbox")
    await card.get_by_label("Remind me").uncheck()
    await tour.sees("Action check.changed came with")
    card = await shown(tour, "radio-group")
    await card.get_by_label("Tomorrow").check()
    await tour.sees("Action radio.changed came with")


@step("widget:Table", "widget:Table.Row", "widget:Table.Cell")
async def a_table_has_a_head_and_cells_that_span(tour: Tour) -> None:
    card = await shown(tour, "table")

    await expect(card.get_by_role("columnheader", name="Task")).to_be_visible()
    await expect(card.get_by_role("cell", name="All of it")).to_have_attribute("colspan", "2")
    await expect(card.get_by_role("cell", name="Tue 24 Nov")).to_have_attribute("rowspan", "2")


@step("widget:Chart")
async def charts_are_drawn_and_can_be_read_as_tables(tour: Tour) -> None:
    for name in ("chart-bar", "chart-line"):
        card = await shown(tour, name)
        chart = card.get_by_role("group", name="Chart:").first
        await expect(
            chart.locator("svg").or_(chart.and_(card.locator("svg"))).first
        ).to_be_visible()
        await card.get_by_role("button", name="Show as a table").first.click()
        await expect(card.get_by_role("table").first).to_be_visible()


@step("item:widget")
async def a_part_from_the_future_does_not_take_the_rest_with_it(tour: Tour) -> None:
    card = await shown(tour, "unknown-widget")

    await expect(card).to_contain_text("Above")
    await expect(card).to_contain_text("Below")
