"""The whole element without a mouse: every stop shows that it has the focus, and none is a trap."""

from collections.abc import AsyncGenerator, Generator

import pytest
from playwright.async_api import Browser, expect

from element.gallery.hall import Hall, open_hall

from .element_keys import Keys
from .element_tour import API, Host, touring
from .element_tour_compose import MODELS, TOOLS, note
from .element_tour_frame import below
from .waiting import until

PACE = 0.05
HISTORY = {"enabled": True, "showDelete": True, "showRename": True}
PROMPT = {"label": "Show me prose", "prompt": "Show me prose", "icon": "square-text"}


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE, furnished=False) as opened:
        yield opened


@pytest.fixture(params=["plain", "react"])
async def keys(
    browser: Browser, hall: Hall, request: pytest.FixtureRequest
) -> AsyncGenerator[Keys]:
    host: Host = request.param
    async with touring(browser, hall, host) as tour:
        found = Keys(tour)
        yield found
        print(f"{host}: {len(found.stops)} stops, {len(set(found.stops))} different")


async def test_one_begins_with_a_suggestion_and_starts_anew(keys: Keys) -> None:
    tour = keys.tour
    await tour.options(startScreen={"prompts": [PROMPT]})
    await keys.enter("Show me prose")
    await tour.heard("chatkit.response.end")
    await tour.sees("A plan for Thursday")
    await keys.lands_on("Message")

    await keys.enter("New chat", key="Shift+Tab")
    await tour.sees("What can I help with today?")


async def test_an_answer_is_stopped_copied_judged_and_asked_for_again(keys: Keys) -> None:
    tour = keys.tour
    await tour.options(threadItemActions={"feedback": True, "retry": True})
    await keys.to("Message")
    await keys.type("Wait for me")
    await keys.press("Enter")
    await tour.sees("The first half is here.")
    await keys.enter("Stop answering")
    await tour.heard("chatkit.response.end")
    await keys.lands_on("Message")

    await keys.say("Show me code")
    # The buttons below an answer come with the drawing after its end.
    await expect(tour.button("Good answer")).to_have_count(2)
    await keys.enter("Good answer", key="Shift+Tab")
    await expect(tour.button("Good answer").last).to_have_attribute("aria-pressed", "true")
    await keys.enter("Copy answer", key="Shift+Tab")
    assert "```" in await tour.page.evaluate("navigator.clipboard.readText()")
    await keys.enter("Answer again")
    await tour.heard("chatkit.response.end", 3)
    await expect(tour.answers).to_have_count(2)
    await keys.to("Message")


async def test_a_conversation_is_found_renamed_opened_and_deleted(keys: Keys) -> None:
    tour = keys.tour
    title = f"Keys of {tour.host}"
    await tour.hall.talk(f"thr_keys_{tour.host}", title)
    await tour.options(history=HISTORY)
    await keys.enter("History")
    await tour.sees(title)

    await keys.enter(f"Rename “{title}”")
    await keys.lands_on("New title")
    await keys.press("Control+a")
    await keys.type(f"{title}, renamed")
    await keys.press("Enter")
    await keys.lands_on(f"{title}, renamed")
    await keys.press("Delete")
    await keys.lands_on("Cancel")
    await keys.press("Escape")
    await keys.lands_on(f"{title}, renamed")
    await keys.press("Enter")
    await tour.sees(f"You said: {title}")

    await keys.enter("History", key="Shift+Tab")
    await keys.enter(f"Delete “{title}, renamed”")
    await keys.lands_on("Cancel")
    await keys.enter("Delete", key="Shift+Tab")
    await tour.sees_not(f"{title}, renamed")
    await keys.where()
    await keys.press("Escape")
    await tour.heard("chatkit.history.close", 2)


async def test_menus_are_opened_walked_and_left(keys: Keys) -> None:
    tour = keys.tour
    await tour.options(
        composer={"tools": TOOLS, "models": MODELS},
        entities={"onTagSearch": "@people", "showComposerMenu": True},
        commands={"enabled": True, "onSearch": "@commands", "onSelect": "@runCommand"},
    )
    await keys.to("Model: Quick")
    await keys.press("Enter")
    await keys.to("ThoroughTakes its time", key="ArrowDown")
    await keys.press("Escape")
    await keys.lands_on("Model: Quick")
    await keys.press("Enter")
    await keys.to("ThoroughTakes its time", key="ArrowDown")
    await keys.press("Enter")
    await keys.lands_on("Model: Thorough")

    await keys.to("Message", key="Shift+Tab")
    await keys.type("/pers")
    await tour.sees("A person")
    await keys.press("Enter")
    await tour.sees("Alan Turing")
    await keys.press("ArrowDown", "Enter")
    await expect(tour.composer).to_contain_text("Alan Turing")
    await keys.type("and @ada")
    await tour.sees("Ada Lovelace")
    await keys.press("Enter", "Control+Enter")
    await tour.sees("Model: thorough", "Tag: Ada Lovelace (person-ada, People)")


async def test_files_are_added_and_taken_back(keys: Keys) -> None:
    tour = keys.tour
    strategy = {"type": "direct", "uploadUrl": "/files"}
    await tour.options(
        api={**API, "uploadStrategy": strategy}, composer={"attachments": {"enabled": True}}
    )
    # Awaited from before the walk: the page answers on the way, so it knows of it when Enter comes.
    async with tour.page.expect_file_chooser() as chooser:
        await keys.enter("Add files")
    await (await chooser.value).set_files(note())
    await tour.sees("note.txt")

    await keys.enter("Remove note.txt", key="Shift+Tab")
    await tour.sees_not("note.txt")
    await keys.lands_on("Message")


async def test_a_form_is_filled_in_corrected_and_sent(keys: Keys) -> None:
    tour = keys.tour
    await tour.options()
    await keys.say("Show the widget card-form")
    await keys.enter("Create", key="Shift+Tab")
    await tour.sees("Please fill this in.")
    await keys.lands_on("What")

    await keys.type("Call the bank")
    await keys.to("When")
    await keys.press("Enter")
    await keys.press("ArrowRight", "Enter")
    await keys.to("Priority")
    await keys.press("Enter", "ArrowDown", "Enter")
    await keys.enter("Create")
    await tour.sees("Action task.create came with")
    sent = [one for one in tour.hall.arrived if one.kind == "threads.custom_action"][-1]
    task = sent.params["action"]["payload"]["task"]
    assert task["title"] == "Call the bank"
    assert task["due"].startswith("2026-11-25")


async def test_questions_are_answered(keys: Keys) -> None:
    tour = keys.tour
    await tour.options()
    await keys.say("Ask me something")
    first = tour.element.locator('[part~="questions"]')
    await expect(first).to_be_visible()

    await keys.to("Skip")
    await keys.press("Enter")
    await tour.heard("chatkit.response.end", 2)
    await keys.to("Message")


async def test_one_jumps_to_the_latest_message(keys: Keys) -> None:
    tour = keys.tour
    await tour.options(thread={"autoScroll": False})
    await keys.say("Write 1200 tokens at 4000 per second")
    jump = tour.button("Jump to the latest message").or_(tour.button("New messages below")).first
    await expect(jump).to_be_visible()

    await keys.to(await jump.get_attribute("aria-label") or "", key="Shift+Tab")
    await keys.press("Enter")
    await until(lambda: below(tour, most=40), seconds=5, what="the end in view")
    await keys.lands_on("Conversation")


async def test_nobody_is_trapped(keys: Keys) -> None:
    tour = keys.tour
    await tour.options(history=HISTORY, composer={"tools": TOOLS, "models": MODELS})
    await keys.say("Show me a wide table")
    await tour.call("focusComposer")

    for key in ("Tab", "Shift+Tab"):
        before = len(keys.stops)
        await keys.press(key)
        while await tour.page.evaluate("document.activeElement !== document.body"):
            await keys.where()
            assert len(keys.stops) - before < 60, keys.stops[-20:]
            await keys.press(key)
        await tour.call("focusComposer")
