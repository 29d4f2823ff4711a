"""The composer in a real browser: an editor, a clipboard, files, sound and a strict policy."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from .browser import launch
from .composer_site import Site, serve

EVERYTHING = """{entities: tags, commands, composer: {tools, models,
  attachments: {enabled: true, maxSize: 1000, maxCount: 3}, dictation: {enabled: true}}}"""
MICROPHONE = """() => {
  const sound = new AudioContext(), tone = sound.createOscillator()
  tone.start()
  navigator.mediaDevices.getUserMedia = async () => {
    const end = sound.createMediaStreamDestination()
    tone.connect(end)
    window.track = end.stream.getTracks()[0]
    return end.stream }
}"""
PASTE = """([kind, text]) => { const data = new DataTransfer(); data.setData(kind, text)
  data.setData('text/html', '<img src=x onerror=alert(1)><b>' + text + '</b>')
  const box = document.querySelector('openai-chatkit').shadowRoot.querySelector('.input')
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
    cancelable: true, composed: true})) }"""
DROP = """([where, name]) => { const data = new DataTransfer()
  data.items.add(new File(['dropped'], name, {type: 'text/plain'}))
  const root = document.querySelector('openai-chatkit').shadowRoot
  const at = root.querySelector(where)
  const fire = (kind) => at.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true,
    cancelable: true, composed: true}))
  fire('dragenter')
  window.shown = root.querySelector('.drop-hint').checkVisibility()
  fire('drop') }"""


@pytest.fixture
async def browser() -> AsyncGenerator[Browser]:
    async with launch() as opened:
        yield opened


@pytest.fixture
def site() -> Any:
    with serve() as running:
        yield running


class Composer:
    """The element on a page, as a person finds its parts."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.keys = page.keyboard
        self.box = page.get_by_role("textbox", name="Message")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def option(self, name: str) -> Locator:
        return self.page.get_by_role("option", name=name)

    async def value(self) -> dict[str, Any]:
        return await self.page.evaluate("kit.getComposerValue()")

    async def heard(self) -> list[list[Any]]:
        return await self.page.evaluate("heard")

    async def sent(self, number: int = 0) -> dict[str, Any]:
        """Press Enter, wait for the answer and return what the server was told."""
        await self.keys.press("Enter")
        answers = self.page.locator(".assistant")
        await expect(answers).to_have_count(number + 1)
        return self.site.asked_to_write()[number]["input"]


async def opened(
    browser: Browser | BrowserContext, site: Site, rest: str = "{}", api: str = "{}"
) -> Composer:
    page = await browser.new_page()
    await page.goto(site.url)
    await page.evaluate(f"begin({{rest: {rest}, api: {api}}})")
    composer = Composer(page, site)
    await composer.box.click()
    return composer


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

    shown = await composer.page.locator(".caret-menu").bounding_box()
    assert shown is not None
    assert shown["height"] > 256
    last = composer.option("Choose a model")
    await last.scroll_into_view_if_needed()
    await last.click()
    await expect(composer.option("Swift")).to_be_visible()


async def test_files_are_uploaded_in_two_phases_before_the_message_goes(
    browser: Browser, site: Site
) -> None:
    composer = await opened(browser, site, EVERYTHING)
    page = composer.page
    site.upload.clear()

    async with page.expect_file_chooser() as chooser:
        await composer.button("Add files and tools").click()
        await page.get_by_role("menuitem", name="Add files").click()
    await (await chooser.value).set_files(
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"alpha"},
            {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 1001},
        ]
    )
    await expect(page.get_by_role("alert")).to_contain_text("big.txt is larger than")
    await composer.keys.type("Read it")
    await expect(composer.button("Files are still being uploaded.")).to_be_disabled()
    await composer.keys.press("Enter")
    assert site.asked_to_write() == []
    site.upload.set()
    await expect(composer.button("Send message")).to_be_enabled()

    sent = await composer.sent()
    assert site.uploads == [("PUT", "/files/atc_1", b"alpha")]
    assert sent["attachments"] == ["atc_1"]
    assert site.of("attachments.create") == [
        {"name": "a.txt", "size": 5, "mime_type": "text/plain"}
    ]
    assert site.of("attachments.delete") == []


async def test_an_upload_that_failed_can_be_tried_again_and_one_too_many_taken_away(
    browser: Browser, site: Site
) -> None:
    composer = await opened(
        browser, site, EVERYTHING, "{uploadStrategy: {type: 'direct', uploadUrl: '/files'}}"
    )
    page = composer.page
    site.refuse_uploads = 1

    await page.evaluate(DROP, [".scroller", "dropped.txt"])
    assert await page.evaluate("shown"), "the box shows that it takes files"
    await expect(page.get_by_role("alert")).to_have_text("dropped.txt could not be uploaded.")
    await composer.button("Upload dropped.txt again").click()
    await expect(page.get_by_role("alert")).to_have_text("")
    await page.evaluate(DROP, [".input", "second.txt"])
    await expect(page.locator(".file.ready")).to_have_count(2)
    await composer.button("Remove second.txt").click()

    sent = await composer.sent()
    assert [kind for kind, _path, _body in site.uploads] == ["POST"] * 3
    assert all(b'name="file"' in body and b"dropped" in body for *_, body in site.uploads)
    assert sent["attachments"] == ["atc_1"]
    assert site.of("attachments.delete") == [{"attachment_id": "atc_2"}]


async def test_the_page_sets_and_reads_the_whole_value(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)

    await composer.page.evaluate(
        """kit.setComposerValue({text: 'New', reply: 'Old', selectedToolId: 'search',
          files: [new File(['1'], 'one.txt', {type: 'text/plain'})]})"""
    )
    await expect(composer.page.locator(".file.ready")).to_have_count(1)
    value = await composer.value()
    await composer.page.evaluate(
        "(value) => kit.setComposerValue({...value, text: undefined})", value
    )
    assert await composer.value() == value
    refused = await composer.page.evaluate(
        """kit.setComposerValue({text: 'x', files: [new File(['x'.repeat(1001)], 'l.txt')]})
          .then(() => 'taken', (error) => error.message)"""
    )

    assert refused == "Not all of the files can be attached here."
    assert (value["text"], value["reply"], value["selectedToolId"]) == ("New", "Old", "search")
    assert (await composer.sent())["quoted_text"] == "Old"
    assert site.of("attachments.delete") == []


async def test_what_is_said_is_written_down(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    page = composer.page
    await composer.keys.type("Please:")
    await page.evaluate(MICROPHONE)

    await composer.button("Dictate").click()
    await expect(composer.button("Insert what was said")).to_be_focused()
    await expect(page.locator(".wave span")).to_have_text("0:01")
    await composer.keys.press("Enter")

    await expect(composer.box).to_have_text("Please: Call the bank.")
    await expect(composer.box).to_be_focused()
    [heard] = site.of("input.transcribe")
    assert heard["mime_type"] == "audio/webm;codecs=opus"
    assert len(heard["audio_base64"]) > 500
    assert await page.evaluate("track.readyState") == "ended"
    await composer.button("Dictate").click()
    await expect(composer.button("Insert what was said")).to_be_focused()
    await composer.keys.press("Escape")
    await expect(composer.box).to_be_focused()
    assert len(site.of("input.transcribe")) == 1


async def test_a_refused_microphone_is_told_plainly(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    await composer.page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('no', 'NotAllowedError')) }"""
    )

    await composer.button("Dictate").click()

    await expect(composer.page.get_by_role("alert")).to_contain_text("The microphone is blocked.")


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


async def test_nothing_of_it_offends_a_strict_policy(browser: Browser, site: Site) -> None:
    composer = await opened(browser, site, EVERYTHING)
    page = composer.page
    await page.evaluate(MICROPHONE)

    await composer.keys.type("@")
    await composer.option("Ada Lovelace").click()
    await page.evaluate(PASTE, ["text/plain", "pasted"])
    await page.evaluate(
        """async () => { const canvas = document.createElement('canvas')
          canvas.width = canvas.height = 8
          const blob = await new Promise((resolve) => canvas.toBlob(resolve))
          const picture = new File([blob], 'p.png', {type: 'image/png'})
          await kit.setComposerValue({text: 'see', files: [picture]}) }"""
    )
    await expect(page.locator(".file.ready.pictured img")).to_be_visible()
    await composer.button("Dictate").click()
    await composer.button("Insert what was said").click()
    await composer.box.click()
    await composer.sent()

    assert await page.evaluate("violations") == []
