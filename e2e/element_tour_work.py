"""The tour through what is done, asked and called."""

from playwright.async_api import expect

from .element_tour import Tour, step


@step(
    "item:workflow",
    "update:workflow.task.added",
    "update:workflow.task.updated",
    "task:custom",
    "task:web_search",
    "task:thought",
    "task:file",
    "task:image",
)
async def a_workflow_shows_its_tasks(tour: Tour) -> None:
    await tour.options()
    await tour.say("Work on something")

    await tour.sees("Planned your Thursday", "Looked at your tasks", "Searched for “bank opening")
    await tour.sees("Which day is meant", "form-12.pdf", "Drew the way", "call the bank")


@step("item:workflow")
async def reasoning_says_how_long_it_took(tour: Tour) -> None:
    await tour.options()
    await tour.say("Think about it")

    await tour.sees("Thought for 12")
    await tour.text("Thought for 12").click()
    await tour.sees("The bank opens at nine.")


@step("item:task")
async def tasks_may_stand_alone(tour: Tour) -> None:
    await tour.options()
    await tour.say("Do single tasks")

    await tour.sees("Looked at your tasks", "Which day is meant", "Read the form", "Drew the way")


@step("item:structured_input", "op:threads.add_structured_input")
async def questions_take_the_composers_place_until_answered(tour: Tour) -> None:
    await tour.options()
    await tour.say("Ask me something")

    await expect(tour.composer).to_have_count(0)
    await tour.element.get_by_label("On Friday").check()
    await tour.element.get_by_label("Passport").check()
    await tour.element.get_by_label("Form", exact=True).check()
    await tour.element.get_by_label("Anything to add?").fill("Bring a pen")
    await tour.button("Submit").click()
    await tour.heard("chatkit.response.end", 2)
    last = tour.answers.last
    await expect(last).to_contain_text("When shall I remind you? On Friday")
    await expect(last).to_contain_text("What will you bring? Passport, Form")
    await expect(last).to_contain_text("Anything to add? Bring a pen")
    await expect(tour.composer).to_be_visible()


@step("item:structured_input")
async def questions_may_be_skipped(tour: Tour) -> None:
    await tour.options()
    await tour.say("Ask me something")
    await tour.button("Skip").click()
    await tour.heard("chatkit.response.end", 2)

    await expect(tour.answers.last).to_contain_text("When shall I remind you? skipped")


@step("item:client_tool_call", "op:threads.add_client_tool_output", "option:onClientTool")
async def a_client_tool_is_called_once_and_answered(tour: Tour) -> None:
    await tour.options(onClientTool="@clientTool")
    await tour.composer.fill("Ask this page")
    await tour.button("Send message").click()

    await tour.sees("The page answered:")
    assert await tour.told("onClientTool") == [
        [{"name": "get_page_title", "params": {"length": 20}}]
    ]
    outputs = [one for one in tour.hall.arrived if one.kind == "threads.add_client_tool_output"]
    assert outputs[-1].params["result"] == {"title": "Tour"}


@step("item:client_tool_call")
async def a_client_tool_that_fails_tells_the_server(tour: Tour) -> None:
    await tour.options(onClientTool="@clientTool")
    await tour.composer.fill("Ask this page and fail")
    await tour.button("Send message").click()

    await tour.sees("This page cannot do that.")


@step("item:widget", "update:widget.streaming_text.value_delta", "update:widget.root.updated")
async def a_widget_grows(tour: Tour) -> None:
    await tour.options()
    await tour.say("Grow a widget")

    await tour.sees("A growing card", "word by word", "Ready")


@step("item:widget", "update:widget.component.updated")
async def a_widget_changes(tour: Tour) -> None:
    await tour.options()
    await tour.say("Change a widget")

    await tour.sees("done", "Ready")
    await tour.sees_not("waiting", "running")


@step("op:threads.custom_action", "op:threads.sync_custom_action", "option:widgets")
async def actions_go_where_they_belong(tour: Tour) -> None:
    await tour.options(widgets={"onAction": "@widgetAction"})
    await tour.say("Show the widget actions")

    await tour.button("To the server").click()
    await tour.sees('Action server.stream came with {"n": 1}.')
    await tour.button("To the page").click()
    action, item = (await tour.heard("widgets.onAction"))[0]
    assert action == {"type": "page.only", "payload": {"n": 3}}
    assert item["widget"]["type"] == "Card"
    await tour.button("To the server, silently").click()
    await tour.sees("Saved by the server")
    kinds = [one.kind for one in tour.hall.arrived]
    assert kinds[-1] == "threads.sync_custom_action"


@step("item:widget")
async def a_widget_waits_fails_and_is_replaced(tour: Tour) -> None:
    await tour.options()
    await tour.say("Show the widget actions")

    await tour.button("Whole card waits").click()
    busy = tour.element.locator("[aria-busy=true][inert]")
    await expect(busy).to_contain_text("Whole card waits")
    tour.hall.open_gate("action")
    await tour.sees("Action hold came with null.")
    await expect(busy).to_have_count(0)
    await tour.button("Fails").click()
    await tour.sees("This action always fails.")
    await tour.button("Replaces the card").click()
    await tour.sees("Saved by the server")
