"""What the composer takes besides words: files and speech, under a strict policy."""

from playwright.async_api import Browser, expect

from .composer_page import DROP, EVERYTHING, MICROPHONE, PASTE, browser, opened, site
from .composer_site import Site

__all__ = ["browser", "site"]


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
