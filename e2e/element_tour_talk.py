"""The tour through a conversation: items, events and updates."""

from playwright.async_api import expect

from .element_tour import Tour, step

ADA = {
    "type": "input_tag",
    "id": "person-ada",
    "text": "Ada Lovelace",
    "group": "People",
    "data": {"desk": 3},
    "interactive": True,
}


@step(
    "item:user_message",
    "event:thread.created",
    "event:thread.item.done",
    "event:stream_options",
    "op:threads.create",
    "op:threads.add_user_message",
)
async def what_a_person_says_stays_as_it_was_typed(tour: Tour) -> None:
    await tour.options(entities={"onClick": "@entityClicked"})
    content = [{"type": "input_text", "text": "Hello **there** "}, ADA]
    await tour.call("sendUserMessage", {"content": content, "reply": "The form."})
    await tour.heard("chatkit.response.end")

    said = tour.element.locator('[part~="user-message"]').first
    await expect(said).to_contain_text("Hello **there** Ada Lovelace")
    await expect(said).to_contain_text("The form.")
    await tour.sees("You quoted: The form.", "Tag: Ada Lovelace (person-ada, People)")
    await said.get_by_text("Ada Lovelace").click()
    assert (await tour.heard("entities.onClick"))[0][0]["data"] == {"desk": 3}

    await tour.say("And again")
    await tour.sees("You said: And again")
    assert [one.kind for one in tour.hall.arrived if one.text][-2:] == [
        "threads.create",
        "threads.add_user_message",
    ]


@step(
    "item:assistant_message",
    "event:thread.item.added",
    "event:thread.item.updated",
    "update:assistant_message.content_part.added",
    "update:assistant_message.content_part.text_delta",
    "update:assistant_message.content_part.done",
    "heard:chatkit.deeplink",
)
async def an_answer_in_markdown_is_drawn(tour: Tour) -> None:
    await tour.options()
    await tour.say("Show me prose")

    answer = tour.answers.last
    await expect(answer.get_by_role("heading", name="A plan for Thursday")).to_be_visible()
    await expect(answer.get_by_role("columnheader", name="When")).to_be_visible()
    await expect(answer.get_by_role("checkbox").first).to_be_checked()
    await expect(
        answer.get_by_role("listitem").filter(has_text="both signatures").last
    ).to_be_visible()
    link = answer.get_by_role("link", name="branch page")
    await expect(link).to_have_attribute("href", "https://bank.example/harbour")
    await expect(link).to_have_attribute("target", "_blank")
    await answer.get_by_role("link", name="Open the task").click()
    assert await tour.heard("chatkit.deeplink") == [
        {"name": "task", "data": {"id": "12", "list": "home"}}
    ]


@step("item:assistant_message")
async def code_is_highlighted_and_copied(tour: Tour) -> None:
    await tour.options()
    await tour.say("Show me code")

    await expect(tour.answers.locator("pre").first).to_contain_text("def remind")
    await expect(tour.answers.locator("pre span[class]").first).to_be_visible()
    await tour.button("Copy code").first.click()
    assert "def remind" in await tour.page.evaluate("navigator.clipboard.readText()")


@step("item:assistant_message")
async def formulas_become_mathml(tour: Tour) -> None:
    await tour.options()
    await tour.say("Show me maths")

    await expect(tour.answers.locator("math")).to_have_count(4)
    await tour.sees("It costs $5, or $7 with a receipt")


@step("update:assistant_message.content_part.annotation_added")
async def sources_stand_in_the_text_and_below_it(tour: Tour) -> None:
    await tour.options(
        entities={"onClick": "@entityClicked", "onRequestPreview": "@preview"},
    )
    await tour.say("Show me your sources")

    first = tour.answers.get_by_role("link", name="Source 1: Opening hours")
    await expect(first).to_have_attribute("href", "https://bank.example/hours")
    entity = tour.answers.get_by_role("button", name="Source 3: Ada Lovelace")
    await expect(entity).to_have_text("Ada")
    await entity.hover()
    await tour.heard("entities.onRequestPreview")
    await tour.sees("person-ada")
    await entity.click()
    assert (await tour.heard("entities.onClick"))[0][0]["id"] == "person-ada"
    await tour.answers.locator("summary").or_(tour.element.locator("summary")).last.click()
    await tour.sees("Every branch, with its holidays.", "form-12.pdf")


@step("item:assistant_message")
async def a_message_may_have_two_parts(tour: Tour) -> None:
    await tour.options()
    await tour.say("Answer in two parts")

    await tour.sees("The first part of the message.", "second")
    await expect(tour.answers).to_have_count(1)


@step("item:generated_image", "update:generated_image.updated")
async def an_image_appears(tour: Tour) -> None:
    await tour.options()
    await tour.say("Make an image")

    picture = tour.element.get_by_role("img", name="Generated image")
    await expect(picture).to_be_visible()
    # Its place is there before it is.
    width = "async (image) => (await image.decode(), image.naturalWidth)"
    assert await picture.evaluate(width) == 640


@step("item:end_of_turn", "item:hidden_context_item", "item:sdk_hidden_context")
async def what_is_hidden_stays_hidden(tour: Tour) -> None:
    await tour.options()
    await tour.say("End your turn")

    await tour.sees("That is all from me.")
    await tour.sees_not("Nobody sees this.")
    await tour.call("fetchUpdates")
    await tour.sees_not("Nobody sees this.")


@step("event:thread.item.removed", "event:thread.item.replaced")
async def a_message_is_withdrawn_and_another_one_replaced(tour: Tour) -> None:
    await tour.options()
    await tour.say("Change your mind")

    await tour.sees("Thursday, surely.")
    await tour.sees_not("Wednesday.", "Some day.")


@step("event:progress_update")
async def progress_stands_in_one_line_until_the_answer_comes(tour: Tour) -> None:
    await tour.options()
    await tour.composer.fill("Show your progress step by step")
    await tour.button("Send message").click()

    await tour.sees("Looking for the bank")
    tour.hall.open_gate("progress search")
    await tour.sees("Comparing your Thursday")
    await tour.sees_not("Looking for the bank")
    tour.hall.open_gate("progress calendar")
    tour.hall.open_gate("progress write")
    await tour.sees("It is written down.")
    await tour.sees_not("Comparing your Thursday", "Writing it down")


@step("event:client_effect", "heard:chatkit.effect")
async def an_effect_reaches_the_page_alone(tour: Tour) -> None:
    await tour.options()
    await tour.say("Do something in this page")

    assert await tour.heard("chatkit.effect") == [
        {"name": "highlight", "data": {"task": "Call the bank"}}
    ]
    await tour.sees_not("highlight")


@step("event:notice")
async def notices_of_three_levels_are_shown(tour: Tour) -> None:
    await tour.options()
    await tour.say("Warn me")

    await tour.sees("The list was shared with", "Nearly there", "Not saved")
    await expect(tour.element.get_by_role("link", name="More")).to_be_visible()


@step("event:error", "heard:chatkit.error", "op:threads.retry_after_item")
async def an_error_offers_another_try_where_there_is_one(tour: Tour) -> None:
    await tour.options()
    await tour.say("Fail with a reason")

    await tour.sees("The calendar did not answer.")
    errors = await tour.heard("chatkit.error")
    assert "calendar" not in errors[0]["error"]["message"]
    await tour.button("Try again").click()
    await tour.heard("chatkit.response.end", 2)
    assert tour.hall.arrived[-1].kind == "threads.retry_after_item"
    await expect(tour.answers).to_have_count(1)

    await tour.say("Fail for good")
    await tour.sees("There is no such calendar.")
    await expect(tour.button("Try again")).to_have_count(0)


@step("event:error")
async def an_error_by_code_and_a_crash_have_words_of_ours(tour: Tour) -> None:
    await tour.options()
    for words in ("Fail by code", "Crash"):
        await tour.call("setThreadId", None)
        await tour.say(words)
        await tour.sees("The assistant could not answer. Please try again.")
        await expect(tour.button("Try again")).to_be_visible()


@step("item:assistant_message")
async def what_comes_from_the_future_does_no_harm(tour: Tour) -> None:
    await tour.options()
    await tour.say("Say something from the future")

    await tour.sees("Whoever does not know it still reads this.")


@step("item:assistant_message")
async def traps_are_inert(tour: Tour) -> None:
    await tour.options()
    await tour.say("Try to trick me")

    await tour.sees("<script>alert(1)</script>")
    for name in ("A script", "another", "data", "a file"):
        await expect(tour.answers.get_by_role("link", name=name)).to_have_count(0)
    assert await tour.answers.locator("script, iframe, object, embed").count() == 0


@step("event:thread.updated", "op:threads.get_by_id", "op:items.list")
async def a_thread_is_renamed_locked_and_closed_by_the_server(tour: Tour) -> None:
    await tour.options()
    await tour.say("Call this conversation Thursday's plan")
    await expect(tour.element.get_by_role("heading", name="Thursday's plan")).to_be_visible()

    await tour.say("Lock this conversation")
    await expect(tour.composer).to_be_disabled()
    await tour.invites("Waiting for the bank to answer.")

    await tour.call("setThreadId", None)
    await tour.say("Close this conversation")
    await tour.sees("This request has been settled.")
    await expect(tour.composer).to_have_count(0)

    await tour.call("setThreadId", None)
    await tour.say("Allow pictures from bank.example only")
    await tour.sees("Only one host is allowed.")
    assert await tour.answers.locator("img").count() == 0


@step("op:items.list")
async def a_long_thread_opens_at_its_end_and_grows_upwards(tour: Tour) -> None:
    await tour.options()
    thread = await tour.hall.talk(
        f"thr_long_{tour.host}", "A long one", *(f"Message {number}" for number in range(1, 26))
    )
    await tour.call("setThreadId", thread)

    await expect(tour.text("You said: Message 25")).to_be_in_viewport()
    await tour.element.locator(".scroller").evaluate("(pane) => pane.scrollTo(0, 0)")
    await expect(tour.text("You said: A long one")).to_be_attached()
