"""The tour around the conversation: header, history, start, look, language, and all methods."""

from playwright.async_api import expect

from .element_tour import API, Tour, step
from .waiting import until


@step("option:header")
async def the_header_is_as_asked(tour: Tour) -> None:
    header = {
        "title": {"text": "Task assistant"},
        "leftAction": {"icon": "sidebar-left", "onClick": "@leftAction"},
        "rightAction": {"icon": "light-mode", "onClick": "@rightAction"},
    }
    await tour.options(header=header)
    await tour.sees("Task assistant")
    await tour.button("Sidebar").click()
    await tour.button("Light colours").click()
    assert await tour.told("header.leftAction") == [[]]
    assert await tour.told("header.rightAction") == [[]]
    await tour.options(header=header, locale="de")
    await expect(tour.button("Helle Farben")).to_be_visible()

    await tour.options(header={"enabled": False})
    await expect(tour.element.locator('[part~="header"]')).to_have_count(0)


@step(
    "option:history",
    "op:threads.list",
    "op:threads.update",
    "op:threads.delete",
    "method:showHistory",
    "method:hideHistory",
    "heard:chatkit.history.open",
    "heard:chatkit.history.close",
    "heard:chatkit.thread.load.start",
    "heard:chatkit.thread.load.end",
)
async def the_history_opens_renames_and_deletes(tour: Tour) -> None:
    name = f"History of {tour.host}"
    thread = await tour.hall.talk(f"thr_history_{tour.host}", name)
    await tour.options(history={"enabled": True, "showDelete": True, "showRename": True})
    await tour.call("showHistory")
    await tour.heard("chatkit.history.open")

    await tour.button(f"Rename “{name}”").click()
    await tour.element.get_by_role("textbox", name="New title").fill(f"{name}, renamed")
    await tour.page.keyboard.press("Enter")
    await (
        tour.button(f"{name}, renamed")
        .or_(tour.element.get_by_role("link", name=f"{name}, renamed"))
        .first.click()
    )
    await tour.heard("chatkit.thread.load.end")
    assert await tour.told("chatkit.thread.load.start") == [{"threadId": thread}]
    await tour.heard("chatkit.history.close")

    await tour.call("showHistory")
    await tour.button(f"Delete “{name}, renamed”").click()
    await tour.element.get_by_role("button", name="Delete", exact=True).click()
    await tour.sees_not(f"{name}, renamed")
    await tour.call("hideHistory")
    await tour.heard("chatkit.history.close", 2)
    assert thread not in tour.hall.server.memory.threads


@step("option:startScreen")
async def a_prompt_of_the_start_screen_is_sent(tour: Tour) -> None:
    tagged = [
        {"type": "input_text", "text": "Ask "},
        {"type": "input_tag", "id": "p1", "text": "Ada", "group": "People", "data": {}},
    ]
    prompts = [{"label": "Ask Ada", "prompt": tagged, "icon": "user"}]
    await tour.options(startScreen={"greeting": "What shall we do?", "prompts": prompts})
    await tour.sees("What shall we do?")
    await tour.button("Ask Ada").click()

    await tour.sees("You said: Ask Ada", "Tag: Ada (p1, People)")


@step("option:threadItemActions", "op:items.feedback")
async def a_turn_is_judged_and_tried_again(tour: Tour) -> None:
    await tour.options(threadItemActions={"feedback": True, "retry": True})
    await tour.say("Show the widget card")

    await tour.button("Good answer").click()
    await expect(tour.button("Good answer")).to_have_attribute("aria-pressed", "true")
    assert tour.hall.server.feedback[-1][2] == "positive"
    await tour.button("Copy answer").click()
    assert "The widget card" in await tour.page.evaluate("navigator.clipboard.readText()")
    await tour.button("Answer again").click()
    await tour.heard("chatkit.response.end", 2)
    await expect(tour.element.get_by_role("heading", name="Call the bank")).to_have_count(1)

    own = {"icon": "star", "label": "Keep this answer", "onClick": "@answerKept"}
    await tour.options(threadItemActions={"custom": [own]})
    await tour.button("Keep this answer").click()
    told = await tour.heard("threadItemActions.custom")
    assert "The widget card" in told[0][0]["text"]

    await tour.options(threadItemActions={"feedback": False, "retry": False})
    await expect(tour.button("Keep this answer")).to_have_count(0)
    await expect(tour.button("Good answer")).to_have_count(0)
    await expect(tour.button("Answer again")).to_have_count(0)


@step("option:theme")
async def the_look_changes_while_one_writes_and_nothing_is_lost(tour: Tour) -> None:
    await tour.options(theme="light")
    await tour.say("Show me prose")
    await tour.composer.fill("half a sentence")
    root = tour.element.locator('[part~="root"]')
    light = await root.evaluate("(node) => getComputedStyle(node).backgroundColor")

    theme = {
        "colorScheme": "dark",
        "radius": "sharp",
        "density": "compact",
        "typography": {"baseSize": 18, "fontFamily": "serif"},
        "color": {"accent": {"primary": "#0d7a5f", "level": 2}},
    }
    await tour.options(theme=theme)

    dark = await root.evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert dark != light
    size = await tour.answers.last.evaluate("(node) => getComputedStyle(node).fontSize")
    assert size == "18px"
    await expect(tour.composer).to_contain_text("half a sentence")
    await tour.sees("A plan for Thursday")


@step("option:locale", "option:frameTitle")
async def language_and_name_are_as_asked(tour: Tour) -> None:
    await tour.options(locale="de-DE", frameTitle="Aufgaben")

    await expect(tour.element.get_by_role("region", name="Aufgaben")).to_be_visible()
    await expect(tour.element.get_by_role("textbox", name="Nachricht", exact=True)).to_be_visible()
    await tour.options(locale="ar")
    # The words of a language are fetched when they are asked for.
    await expect(tour.element.locator('[part~="root"]')).to_have_css("direction", "rtl")
    await tour.options(locale="en")
    await tour.say("Hello")
    assert tour.hall.arrived[-1].headers["accept-language"].startswith("en")


@step("option:initialThread", "heard:chatkit.thread.change", "heard:chatkit.ready")
async def it_begins_with_the_thread_that_is_named(tour: Tour) -> None:
    thread = await tour.hall.talk("thr_initial", "Show me prose")
    await tour.options(initialThread=thread)

    await tour.sees("A plan for Thursday")
    assert await tour.heard("chatkit.ready") == [None]
    assert await tour.heard("chatkit.thread.change") == [{"threadId": thread}]


@step("option:thread")
async def the_end_stays_in_view_where_asked(tour: Tour) -> None:
    await tour.options(thread={"autoScroll": True})
    await tour.say("Write 1200 tokens at 4000 per second")
    await until(lambda: below(tour, most=40), seconds=5, what="the end in view")

    await tour.options(thread={"autoScroll": False})
    await tour.say("Write 1200 tokens at 4000 per second")
    assert not await below(tour, most=400)
    latest = tour.button("Jump to the latest message")
    await latest.or_(tour.button("New messages below")).first.click()
    await until(lambda: below(tour, most=40), seconds=5, what="the end in view")


async def below(tour: Tour, *, most: int) -> bool:
    """Whether no more than so many pixels lie below what is in view."""
    left = await tour.element.locator(".scroller").evaluate(
        "(it) => it.scrollHeight - it.clientHeight - it.scrollTop"
    )
    return left < most


@step("option:api", "heard:chatkit.error")
async def a_client_secret_is_renewed_once_after_a_401(tour: Tour) -> None:
    tour.allowed = ["401"]
    await tour.page.evaluate(
        "document.querySelector('openai-chatkit')?.setAttribute('api-url', '/guarded/chatkit')"
    )
    await tour.options(api={"getClientSecret": "@secret"}, header={"title": {"text": "Guarded"}})
    await tour.sees("Guarded")
    await tour.page.evaluate(
        "document.querySelector('openai-chatkit').setAttribute('api-url', '/guarded/chatkit')"
    )
    await tour.say("Hello behind the door")
    await tour.sees("You said: Hello behind the door")
    before = tour.hall.front.secrets
    tour.hall.front.secret = "another"
    again = f"Once more, in {tour.host}"
    await tour.say(again)

    await tour.sees(f"You said: {again}")
    assert tour.hall.front.secrets == before + 1
    assert tour.hall.texts().count(again) == 1


@step("option:api")
async def a_fetch_of_ones_own_sees_every_request(tour: Tour) -> None:
    await tour.options(api={**API, "fetch": "@countingFetch"})
    await tour.say("Hello")

    assert ["/chatkit"] in await tour.told("api.fetch")


@step(
    "method:setOptions",
    "method:focusComposer",
    "method:setThreadId",
    "method:sendUserMessage",
    "method:setComposerValue",
    "method:fetchUpdates",
    "method:sendCustomAction",
    "method:addEventListener",
    "method:removeEventListener",
    "heard:chatkit.response.start",
    "heard:chatkit.response.end",
    "heard:chatkit.log",
)
async def every_method_does_what_it_says(tour: Tour) -> None:
    await tour.options()
    await tour.call("focusComposer")
    await tour.page.keyboard.type("typed")
    await expect(tour.composer).to_contain_text("typed")
    await tour.call("setComposerValue", {"text": "set", "reply": "quoted"})
    await expect(tour.composer).to_contain_text("set")
    await tour.sees("quoted")

    await tour.call("sendUserMessage", {"text": "sent", "newThread": True, "model": "m1"})
    await tour.heard("chatkit.response.end")
    await tour.sees("You said: sent", "Model: m1")
    await expect(tour.composer).to_contain_text("set")
    assert await tour.told("chatkit.response.start") == [None]

    thread = (await tour.told("chatkit.thread.change"))[-1]["threadId"]
    await tour.hall.talk(thread, "said elsewhere")
    await tour.call("fetchUpdates")
    await tour.sees("You said: said elsewhere")
    await tour.call("sendCustomAction", {"type": "page.asked", "payload": {"n": 1}})
    await tour.sees('Action page.asked came with {"n": 1}.')

    await tour.call("setThreadId", None)
    await tour.sees("What can I help with today?")
    await tour.call("setThreadId", thread)
    await tour.sees("You said: sent")
    await listeners_come_and_go(tour)
    assert await tour.told("chatkit.log") is not None


async def listeners_come_and_go(tour: Tour) -> None:
    """Hear one effect by a listener of our own, and none when it is taken away."""
    await tour.page.evaluate(
        """() => { const kit = document.querySelector('openai-chatkit')
        window.count = 0; window.once = () => window.count++
        kit.addEventListener('chatkit.effect', window.once) }"""
    )
    await tour.call("sendUserMessage", {"text": "Do something in this page"})
    await tour.heard("chatkit.effect")
    await tour.page.evaluate(
        "document.querySelector('openai-chatkit')"
        ".removeEventListener('chatkit.effect', window.once)"
    )
    await tour.call("sendUserMessage", {"text": "Do something in this page"})
    await tour.heard("chatkit.effect", 2)
    assert await tour.page.evaluate("window.count") == 1


@step("method:sendUserMessage")
async def calls_made_while_an_answer_comes_wait_for_it(tour: Tour) -> None:
    await tour.options()
    await tour.composer.fill("Wait for me")
    await tour.button("Send message").click()
    await tour.sees("The first half is here.")
    await tour.page.evaluate("void tour.call('sendUserMessage', {text: 'Next one'})")
    tour.hall.open_gate("answer")

    await tour.sees("And now the second half.", "You said: Next one")


@step("event:stream_options")
async def an_answer_is_stopped(tour: Tour) -> None:
    await tour.options()
    await tour.composer.fill("Wait for me")
    await tour.button("Send message").click()
    await tour.sees("The first half is here.")
    await tour.button("Stop answering").click()

    await tour.heard("chatkit.response.end")
    await expect(tour.button("Stop answering")).to_have_count(0)
    await tour.sees("The first half is here.")
    await tour.say("Still there?")
    await tour.sees("You said: Still there?")
