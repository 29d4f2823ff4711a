"""The composer in a real browser: an editor, its menus, a clipboard, and what waits."""

import json

from playwright.async_api import Browser, expect

from .composer_page import EVERYTHING, PASTE, browser, opened, site
from .composer_site import Site

__all__ = ["browser", "site"]


async def test_it_edits_lines_and_sends_them_as_they_stand(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site)
    keys = composer.keys

    await keys.type("one")
    await keys.press("Shift+Enter")
    await keys.type("two")
    await keys.press("Home")
    await keys.press("Backspace")
    assert (await composer.value())["text"] == "onetwo"
    await keys.press("Control+z")
    await keys.press("Control+Shift+z")
    await keys.press("Control+a")
    await keys.type("First\\line")
    await keys.press("Shift+Enter")
    await keys.press("Shift+Enter")
    await keys.type("  last ")

    assert (await composer.sent())["content"] == [
        {"type": "input_text", "text": "First\\line\n\n  last"}
    ]
    assert (await composer.value())["text"] == ""


async def test_an_input_method_keeps_its_enter(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site)
    protocol = await composer.page.context.new_cdp_session(composer.page)

    compose = {"text": "にほ", "selectionStart": 2, "selectionEnd": 2}
    await protocol.send("Input.imeSetComposition", compose)
    key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Enter", "code": "Enter"}
    await protocol.send("Input.dispatchKeyEvent", key)
    assert (await composer.value())["text"] == "にほ"
    await protocol.send("Input.insertText", {"text": "日本"})

    assert (await composer.sent())["content"] == [{"type": "input_text", "text": "日本"}]
    assert len(site.asked_to_write()) == 1


async def test_what_is_pasted_is_plain_text(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site)

    await composer.page.evaluate(PASTE, ["text/plain", "<b>a</b>\r\nb"])

    assert (await composer.value())["text"] == "<b>a</b>\nb"
    forged = json.dumps({"ours": "guess", "content": [{"type": "input_tag", "text": "Boss"}]})
    await composer.page.evaluate(PASTE, ["application/x-chatkit-composer", forged])
    assert [one["type"] for one in (await composer.value())["content"]] == ["input_text"]


async def test_a_mention_is_one_piece_that_is_sent_copied_and_erased_whole(
    browser: Browser, site: Site
) -> None:
    context = await browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    composer = await opened(context, site, "{entities: tags}")
    keys = composer.keys

    await keys.type("Ask @lovel")
    await expect(composer.option("Ada Lovelace")).to_be_visible()
    await keys.press("Enter")
    await keys.type("now")
    await keys.press("Control+a")
    await keys.press("Control+x")
    await keys.press("Control+v")
    await keys.press("Control+v")
    content = (await composer.value())["content"]
    assert [one["type"] for one in content] == ["input_text", "input_tag"] * 2 + ["input_text"]
    for _ in " nowX":
        await keys.press("Backspace")

    assert (await composer.sent())["content"] == [
        {"type": "input_text", "text": "Ask "},
        {
            "type": "input_tag",
            "id": "p0",
            "text": "Ada Lovelace",
            "data": {"kind": "person"},
            "group": "People",
            "interactive": True,
        },
        {"type": "input_text", "text": " nowAsk"},
    ]


async def test_the_mention_button_groups_and_the_mouse_chooses(
    browser: Browser, site: Site
) -> None:
    composer = await opened(browser, site, "{entities: tags}")
    page = composer.page

    await composer.button("Mention").click()
    await expect(page.locator(".menu-group")).to_have_text(["People", "Documents"])
    await expect(composer.box).to_have_attribute("aria-activedescendant", "caret-option-0")
    await composer.option("Quarterly plan").click()
    await composer.keys.type("please")
    assert (await composer.value())["text"] == "Quarterly plan please"

    await composer.keys.type(" @fail")
    await expect(page.get_by_text("The search failed.")).to_be_visible()
    await composer.keys.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    assert ["error", None] in await composer.heard()


async def test_a_mention_shows_what_it_is_and_can_be_opened(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, "{entities: tags}")
    page = composer.page
    await composer.keys.type("@gra")
    await composer.option("Grace Hopper").click()

    await page.locator(".input .tag").hover()
    await expect(page.get_by_text("Wrote the first program.")).to_be_visible()
    await page.get_by_text("Wrote the first program.").hover()
    await page.locator(".input .tag").click()
    await page.mouse.move(5, 5)

    await expect(page.get_by_text("Wrote the first program.")).to_have_count(0)
    assert ["click", "Grace Hopper"] in await composer.heard()


async def test_commands_insert_lead_on_and_act(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    keys = composer.keys

    await keys.type("/new")
    await expect(composer.option("New task")).to_be_visible()
    await keys.press("Enter")
    await keys.type("then /mov")
    await expect(composer.option("Move to list")).to_be_visible()
    await keys.press("Tab")
    await expect(composer.option("Home list")).to_be_visible()
    await keys.type("wo")
    await expect(composer.option("Home list")).to_have_count(0)
    await keys.press("Enter")
    await expect(composer.page.get_by_role("listbox")).to_have_count(0)
    await keys.type("/search the")
    await composer.option("Search the web").click()
    await expect(composer.box).to_have_attribute("aria-placeholder", "Search for what?")

    assert (await composer.value())["content"][0]["id"] == "t1"
    assert (await composer.value())["text"].strip() == "Task then"
    assert ["command", "work"] in await composer.heard()
    assert ["tool.change", "search"] in await composer.heard()


async def test_tools_and_models_are_chosen_with_keys_alone(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    page, keys = composer.page, composer.keys

    await composer.button("Add files and tools").focus()
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem", name="Add files")).to_be_focused()
    await keys.press("End")
    await keys.press("Enter")
    await expect(composer.box).to_be_focused()
    await composer.button("Model: Thorough").focus()
    await keys.press("Enter")
    await expect(composer.option("Thorough")).to_be_focused()
    await expect(composer.option("Retired")).to_be_disabled()
    await keys.press("ArrowUp")
    await keys.press("Enter")
    await expect(composer.button("Model: Swift")).to_be_focused()
    await composer.box.click()
    await keys.type("Go")

    first = await composer.sent()
    await keys.type("Again")
    second = await composer.sent(1)
    assert first["inference_options"] == {"tool_choice": {"id": "plan"}, "model": "small"}
    assert second["inference_options"] == first["inference_options"], "the tool is persistent"
    await page.evaluate("kit.sendUserMessage({text: 'x', toolChoice: {id: 'q'}, model: 'm'})")
    assert site.asked_to_write()[2]["input"]["inference_options"] == {
        "tool_choice": {"id": "q"},
        "model": "m",
    }
    value = await composer.value()
    assert (value["selectedToolId"], value["selectedModelId"]) == ("plan", "small")


async def test_menus_are_not_cut_off_by_a_small_element(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    await composer.page.evaluate("kit.style.height = '16rem'")

    await composer.keys.type("/")
    await expect(composer.option("New task")).to_be_visible()

    shown = await composer.page.locator(".caret-menu").bounding_box()
    assert shown is not None
    assert shown["height"] > 256
    last = composer.option("Choose a model")
    await last.scroll_into_view_if_needed()
    await last.click()
    await expect(composer.option("Swift")).to_be_visible()


async def test_what_is_sent_during_an_answer_waits_for_its_end(
    browser: Browser, site: Site
) -> None:
    composer = await opened(browser, site)
    page = composer.page
    site.hold.clear()
    await composer.keys.type("first")
    await composer.keys.press("Enter")
    await expect(composer.button("Stop answering")).to_be_visible()

    for text in ("second", "third"):
        await composer.keys.type(text)
        await composer.keys.press("Enter")
    await expect(page.locator(".waiting li")).to_have_count(2)
    await composer.button("Edit the waiting message").last.click()
    await expect(composer.box).to_be_focused()
    await composer.keys.type("!")
    assert len(site.asked_to_write()) == 1
    site.hold.set()

    await expect(page.locator(".assistant")).to_have_count(2)
    texts = [one["input"]["content"][0]["text"] for one in site.asked_to_write()]
    assert texts == ["first", "second"]
    assert (await composer.value())["text"] == "third!"


async def test_each_thread_keeps_its_draft(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    page = composer.page
    await composer.keys.type("unfinished")

    await page.evaluate("kit.setThreadId('t1')")
    assert (await composer.value())["text"] == ""
    await composer.box.click()
    await composer.keys.type("other")
    await page.evaluate("begin({rest: {theme: 'dark'}})")
    assert (await composer.value())["text"] == "other"
    await page.evaluate("kit.setThreadId(null)")

    await expect(composer.box).to_have_text("unfinished")
    await composer.box.click()
    await composer.keys.press("Control+z")
    await expect(composer.box).to_have_text("unfinished")


async def test_a_page_can_move_it_while_somebody_writes(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    await composer.keys.type("half a")

    await composer.page.evaluate(
        """() => { const place = document.createElement('main')
          document.body.append(place)
          place.append(kit) }"""
    )
    await composer.page.evaluate("kit.focusComposer()")
    await composer.keys.type(" thought")

    assert (await composer.sent())["content"] == [{"type": "input_text", "text": "half a thought"}]
