"""What else is asked of a stock server and fails: conversations, their pages, files, actions."""

from collections.abc import AsyncGenerator, Generator

import pytest
from playwright.async_api import Browser, FilePayload, expect

from element.gallery.hall import Hall, open_hall

from . import element_fault_script as answer
from .element_fault_common import HTML, OPTIONS, SERVER, STRANGE, picture
from .element_fault_page import Visitor, visiting
from .element_fault_proxy import Fault, Proxy, proxying
from .element_faults import Answers, Cut, Unanswered, Unheard

LETTER: FilePayload = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear bank"}


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=0, furnished=False) as opened:
        yield opened


@pytest.fixture(scope="module")
async def proxy(hall: Hall) -> AsyncGenerator[Proxy]:
    async with proxying({"/": hall.port}) as opened:
        yield opened


@pytest.fixture(scope="module")
async def at_page(browser: Browser, proxy: Proxy) -> AsyncGenerator[Visitor]:
    async with visiting(browser, proxy) as opened:
        await opened.page.clock.install()
        await opened.open(**OPTIONS)
        yield opened


@pytest.fixture
async def visitor(at_page: Visitor, hall: Hall) -> Visitor:
    await at_page.call("hideHistory")
    await at_page.afresh()
    hall.arrived.clear()
    return at_page


def talk(hall: Hall, thread_id: str, *words: str) -> None:
    async def said() -> None:
        await hall.talk(thread_id, *words)

    hall.do(said())


DOORS = [
    ("401", Answers(401), "You are signed out. Please sign in again."),
    ("429", Answers(429, headers={"retry-after": "40"}), "That was a lot in a short time."),
    ("500", Answers(500), SERVER),
    ("html", HTML, STRANGE),
    ("cut", Unanswered(), "The connection was lost."),
]
DOOR_IDS = [name for name, _, _ in DOORS]


@pytest.mark.parametrize(("name", "fault", "says"), DOORS, ids=DOOR_IDS)
async def test_a_conversation_that_cannot_be_loaded_says_why_and_is_loaded_on_request(
    visitor: Visitor, hall: Hall, name: str, fault: Fault, says: str
) -> None:
    talk(hall, "thr_door", "Hello")
    visitor.proxy.plan("threads.get_by_id", fault)
    await visitor.call("setThreadId", "thr_door")

    await expect(visitor.alert).to_contain_text("This conversation could not be loaded.")
    await expect(visitor.alert).to_contain_text(says)
    await picture(visitor, f"load-{name}")
    if name == "429":
        await visitor.page.clock.fast_forward(41_000)
    await visitor.button("Try again").press("Enter")

    await expect(visitor.element).to_contain_text("You said: Hello")
    assert await visitor.focused() == "Message"


@pytest.mark.parametrize(("name", "fault", "says"), DOORS, ids=DOOR_IDS)
async def test_earlier_messages_that_cannot_be_loaded_say_why_and_are_loaded_on_request(
    visitor: Visitor, hall: Hall, name: str, fault: Fault, says: str
) -> None:
    thread = f"thr_long_{name}"
    talk(hall, thread, *(f"Message {number}" for number in range(40)))
    older_page = "items.list"
    visitor.proxy.plan(older_page, fault, times=9, when=lambda asked: "after" in asked.params)
    await visitor.call("setThreadId", thread)
    await expect(visitor.element).to_contain_text("You said: Message 39")
    older = visitor.element.locator("button.older")
    await older.scroll_into_view_if_needed()

    await expect(visitor.alert).to_contain_text(says)
    await expect(older).to_contain_text("Try again")
    await older.scroll_into_view_if_needed()
    await picture(visitor, f"older-{name}")
    if name == "429":
        await expect(older).to_have_attribute("aria-disabled", "true")
        await visitor.page.clock.fast_forward(41_000)
    asked = [one for one in visitor.proxy.asked if "after" in one.params]
    assert len(asked) == 1, "asked again by itself"
    visitor.proxy.heal()
    await older.press("Enter")

    await expect(visitor.element).to_contain_text("You said: Message 20")
    await expect(visitor.alert).to_have_count(0)


@pytest.mark.parametrize(("name", "fault", "says"), DOORS, ids=DOOR_IDS)
async def test_a_history_that_cannot_be_loaded_is_loaded_on_request(
    visitor: Visitor, hall: Hall, name: str, fault: Fault, says: str
) -> None:
    hall.server.memory.threads.clear()
    talk(hall, "thr_door", "Hello")
    visitor.proxy.plan("threads.list", fault)
    await visitor.call("showHistory")

    await expect(visitor.alert).to_contain_text("The conversations could not be loaded.")
    await expect(visitor.alert).to_contain_text(says)
    await expect(
        visitor.button("Try again" if name != "429" else "Try again in 40 secs")
    ).to_be_in_viewport()
    await picture(visitor, f"history-{name}")
    if name == "429":
        await visitor.page.clock.fast_forward(41_000)
    await visitor.button("Try again").press("Enter")

    await expect(visitor.element.get_by_role("navigation", name="History")).to_contain_text("Hello")
    await expect(visitor.alert).to_have_count(0)


UPLOAD_FAULTS = [
    ("413", Answers(413)),
    ("500", Answers(500)),
    ("html", HTML),
    ("cut", Unheard()),
    ("empty", Answers(200)),
]


@pytest.mark.parametrize(("name", "fault"), UPLOAD_FAULTS, ids=[name for name, _ in UPLOAD_FAULTS])
async def test_a_file_that_could_not_be_uploaded_stays_and_can_be_tried_again(
    visitor: Visitor, hall: Hall, name: str, fault: Fault
) -> None:
    visitor.proxy.plan("POST /files", fault)
    await visitor.composer.fill("Read this")
    async with visitor.page.expect_file_chooser() as chooser:
        await visitor.button("Add files").click()
    await (await chooser.value).set_files(LETTER)

    await expect(visitor.alert).to_contain_text("letter.txt could not be uploaded.")
    assert await visitor.written() == "Read this"
    await picture(visitor, "upload")
    await visitor.button("Upload letter.txt again").press("Enter")
    await expect(
        visitor.element.get_by_role("group", name="letter.txt", exact=True)
    ).to_be_visible()
    await expect(visitor.button("Upload letter.txt again")).to_have_count(0)
    await visitor.forget()
    await visitor.composer.press("Enter")
    await visitor.over()

    assert (await visitor.shown())[-1][1].endswith("Attachment: letter.txt (text/plain)")
    assert hall.texts() == ["Read this"]
    assert name


@pytest.mark.parametrize(("name", "fault", "says"), DOORS[:4], ids=DOOR_IDS[:4])
async def test_an_action_that_failed_says_so_once_and_is_done_on_request(
    visitor: Visitor, name: str, fault: Fault, says: str
) -> None:
    await visitor.say(answer.SAYS)
    visitor.proxy.plan("threads.custom_action", fault)
    await visitor.forget()
    await visitor.button("Do it").press("Enter")
    await visitor.over()

    await expect(visitor.card).to_contain_text(f"Something went wrong {says}")
    await expect(visitor.alert).to_have_count(1)
    await picture(visitor, f"action-{name}")
    if name == "429":
        await visitor.page.clock.fast_forward(41_000)
    assert visitor.proxy.of("threads.custom_action") == [], "sent again by itself"
    await visitor.press("Try again")

    assert (await visitor.shown())[-1][1].startswith("Action do came with")
    await expect(visitor.card).to_have_count(0)
    assert len(visitor.proxy.of("threads.custom_action")) == 1


async def test_an_action_whose_answer_was_lost_is_looked_for_and_not_done_twice(
    visitor: Visitor,
) -> None:
    await visitor.say(answer.SAYS)
    visitor.proxy.plan("threads.custom_action", Unanswered())
    await visitor.button("Do it").press("Enter")

    await expect(visitor.element).to_contain_text("Action do came with")
    await expect(visitor.card).to_have_count(0)
    assert len(visitor.proxy.of("threads.custom_action")) == 1


async def test_an_action_that_was_cut_off_shows_what_it_did_and_offers_no_other_answer(
    visitor: Visitor,
) -> None:
    await visitor.say(answer.SAYS)
    visitor.proxy.plan("threads.custom_action", Cut(2))
    await visitor.button("Do it").press("Enter")

    await expect(visitor.card).to_contain_text("The connection was lost.")
    await expect(visitor.card.get_by_role("button")).to_have_count(0)
    await expect(visitor.element).to_contain_text("Action do came with")
    await picture(visitor, "action-cut")
    assert len(visitor.proxy.of("threads.custom_action")) == 1
    await visitor.say("Go on")
    await expect(visitor.card).to_have_count(0)


@pytest.mark.parametrize(("name", "fault", "says"), DOORS, ids=DOOR_IDS)
async def test_an_action_beside_the_answer_that_failed_says_so_in_its_widget(
    visitor: Visitor, name: str, fault: Fault, says: str
) -> None:
    await visitor.say(answer.SAYS)
    visitor.proxy.plan("threads.sync_custom_action", fault)
    await visitor.button("Do it beside").press("Enter")

    wrong = visitor.element.locator('[part~="widget-error"]')
    await expect(wrong).to_contain_text("That could not be done. Please try again.")
    await picture(visitor, "action-beside")
    assert len(visitor.proxy.asked) >= 1
    await wrong.get_by_role("button", name="Try again").press("Enter")
    await expect(wrong).to_have_count(0)
    await expect(visitor.element).to_contain_text("Saved by the server")
    assert name
    assert says
