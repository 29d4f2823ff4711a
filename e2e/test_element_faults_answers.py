"""A message whose answer is none, of a stock server or of something before it."""

import asyncio
import re
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from playwright.async_api import Browser, expect

from element.gallery.hall import Hall, open_hall

from . import element_fault_script as answer
from .element_fault_common import HTML, LOST, OPTIONS, REFUSED, SERVER, STRANGE, picture
from .element_fault_page import Visitor, visiting
from .element_fault_proxy import Fault, Proxy, proxying
from .element_faults import Answers, Cut, Garbles, Slow, Stalls, Unanswered, Unheard


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


def in_a_minute() -> dict[str, str]:
    """The server's clock is an hour ahead of ours."""
    now = datetime.now(UTC) + timedelta(hours=1)
    return {
        "date": format_datetime(now, usegmt=True),
        "retry-after": format_datetime(now + timedelta(seconds=40), usegmt=True),
    }


@dataclass(frozen=True, slots=True)
class Case:
    """One fault on the way of a message, and what the person is told of it."""

    name: str
    fault: Fault
    says: str
    way: str = "Try again"
    arrived: bool = False
    """Whether the server has the message all the same."""


EMPTY = Answers(200, b"", {"content-type": "text/event-stream"})
OWN_WORDS = Answers(
    422, b'{"detail":"No more than 5 files."}', {"content-type": "application/problem+json"}
)
NETWORK = f"{LOST} The connection was lost. Check your network and try again."
EARLY = f"{LOST} The answer ended too early."
CASES = [
    Case("401", Answers(401), f"{REFUSED} You are signed out. Please sign in again."),
    Case("403", Answers(403), f"{REFUSED} You are not allowed to do this.", "Edit message"),
    Case("413", Answers(413), f"{REFUSED} It is too large for the server.", "Edit message"),
    Case("422", OWN_WORDS, f"{REFUSED} No more than 5 files.", "Edit message"),
    Case("500", Answers(500), f"{REFUSED} {SERVER}"),
    Case("503", Answers(503), f"{REFUSED} {SERVER}"),
    Case("no-stream", HTML, f"{LOST} {STRANGE}"),
    Case("empty", EMPTY, EARLY),
    Case("unheard", Unheard(), NETWORK),
    Case("unanswered", Unanswered(), NETWORK, arrived=True),
    Case("cut", Cut(12), NETWORK, arrived=True),
    Case("garbage", Garbles(12, b'{"type": oops'), f"{LOST} {STRANGE}", arrived=True),
    Case("not-an-event", Garbles(1, b"[1, 2]"), f"{LOST} {STRANGE}", arrived=True),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_a_message_whose_answer_is_none_is_explained_and_is_answered_in_the_end(
    visitor: Visitor, hall: Hall, case: Case
) -> None:
    visitor.proxy.plan("threads.create", case.fault)
    await visitor.say(answer.SAYS)

    await expect(visitor.card).to_contain_text(case.way)
    assert " ".join((await visitor.card.inner_text()).split()) == f"{case.says} {case.way}"
    assert (await visitor.shown())[0] == ("user_message", answer.SAYS)
    assert await visitor.focused() == "Message"
    assert hall.texts() == [answer.SAYS] * case.arrived
    await picture(visitor, case.name)

    for _ in range(3):
        if await visitor.card.count() == 0:
            break
        await visitor.button(case.way).press("Enter")
        await visitor.drawn()
        assert await visitor.focused() == "Message"
        if case.way == "Edit message":
            assert await visitor.written() == answer.SAYS
            await visitor.forget()
            await visitor.composer.press("Enter")
        await visitor.over()

    assert hall.texts() == [answer.SAYS]
    assert [kind for kind, _ in await visitor.shown()] == [
        "user_message",
        "workflow",
        "assistant_message",
        "widget",
    ]


@pytest.mark.parametrize("name", ["seconds", "date"])
async def test_a_server_that_is_busy_is_asked_again_when_it_said_and_not_before(
    visitor: Visitor, hall: Hall, name: str
) -> None:
    headers = {"retry-after": "40"} if name == "seconds" else in_a_minute()
    visitor.proxy.plan("threads.create", Answers(429, headers=headers))
    await visitor.say("Hello")

    await expect(visitor.card).to_contain_text("That was a lot in a short time.")
    waiting = visitor.card.get_by_role("button")
    await expect(waiting).to_have_text(re.compile(r"Try again in (40|39) sec"))
    await expect(waiting).to_be_disabled()
    await picture(visitor, f"429-{name}")
    await visitor.page.clock.fast_forward(41_000)
    await expect(waiting).to_have_text("Try again")
    assert hall.texts() == []

    await visitor.press("Try again")

    assert hall.texts() == ["Hello"]
    await visitor.shows(("user_message", "Hello"), ("assistant_message", "You said: Hello"))


async def test_nothing_is_lost_while_the_server_is_not_there_at_all(
    visitor: Visitor, hall: Hall
) -> None:
    await visitor.say("Before")
    await visitor.proxy.refuse()
    await visitor.say("Hello")

    await expect(visitor.card).to_contain_text("The connection was lost.")
    await visitor.press("Try again")
    await expect(visitor.card).to_contain_text("The connection was lost.")
    await picture(visitor, "not-there")
    await visitor.proxy.listen()
    await visitor.press("Try again")

    assert hall.texts() == ["Before", "Hello"]
    assert (await visitor.shown())[-1] == ("assistant_message", "You said: Hello")


async def test_a_server_that_is_restarted_in_mid_answer_gives_another_one_on_request(
    visitor: Visitor, hall: Hall
) -> None:
    hall.front.pace = 10
    await visitor.send(answer.SAYS)
    await expect(visitor.element).to_contain_text("Grüße")
    await asyncio.to_thread(hall.stop)
    hall.front.pace = 0
    await visitor.over()
    await expect(visitor.card).to_contain_text("The connection was lost.")
    assert "Grüße" in (await visitor.shown())[2][1]
    await visitor.press("Try again")
    await expect(visitor.card).to_have_count(1)
    await asyncio.to_thread(hall.start)

    await visitor.press("Try again")

    assert ("assistant_message", answer.ANSWER) in await visitor.shown()
    assert len(await visitor.shown()) == 4
    assert hall.texts() == [answer.SAYS]


async def test_a_message_that_did_not_arrive_comes_back_when_another_one_is_sent(
    visitor: Visitor, hall: Hall
) -> None:
    await visitor.say("Before")
    visitor.proxy.plan("threads.add_user_message", Answers(500))
    await visitor.say("Precious words")
    await expect(visitor.card).to_contain_text(SERVER)

    await visitor.say("Something else")

    assert await visitor.written() == "Precious words"
    assert (await visitor.shown())[2:] == [
        ("user_message", "Something else"),
        ("assistant_message", "You said: Something else"),
    ]
    assert hall.texts() == ["Before", "Something else"]


async def test_a_message_in_a_thread_that_is_gone_goes_to_a_new_one(
    visitor: Visitor, hall: Hall
) -> None:
    await visitor.say("Before")
    visitor.proxy.plan("threads.add_user_message", Answers(404))
    await visitor.say("Precious words")

    await expect(visitor.card).to_contain_text("This conversation is not there any more.")
    await picture(visitor, "404")
    await visitor.button("New chat").last.press("Enter")
    await visitor.drawn()

    assert await visitor.written() == "Precious words"
    assert await visitor.focused() == "Message"
    assert hall.texts() == ["Before"]


async def test_a_stream_that_falls_silent_is_told_of_and_goes_on_when_it_does(
    visitor: Visitor, hall: Hall
) -> None:
    stalled = Stalls(12)
    visitor.proxy.plan("threads.create", stalled)
    await visitor.send(answer.SAYS)
    await expect(visitor.element).to_contain_text("Grüße aus")

    await visitor.page.clock.fast_forward(31_000)
    await expect(visitor.element).to_contain_text("Nothing has come for a while.")
    await expect(visitor.button("Stop answering")).to_be_visible()
    await picture(visitor, "stalled")
    stalled.go_on.set()
    await visitor.over()

    await expect(visitor.element).not_to_contain_text("Nothing has come for a while.")
    assert ("assistant_message", answer.ANSWER) in await visitor.shown()
    assert hall.texts() == [answer.SAYS]


async def test_a_first_byte_that_does_not_come_within_a_minute_is_waited_for_no_longer(
    visitor: Visitor, hall: Hall
) -> None:
    slow = Slow()
    visitor.proxy.plan("threads.create", slow)
    await visitor.send("Hello")
    await expect(visitor.element.get_by_role("img", name="Thinking…")).to_be_visible()
    await visitor.page.clock.fast_forward(31_000)
    await expect(visitor.element).to_contain_text("Nothing has come for a while.")
    await picture(visitor, "slow")
    await visitor.page.clock.fast_forward(30_000)

    await expect(visitor.card).to_contain_text("The connection was lost.")
    slow.go_on.set()
    for _ in range(2):
        if await visitor.card.count() > 0:
            await visitor.press("Try again")

    assert hall.texts() == ["Hello"]
    await visitor.shows(("user_message", "Hello"), ("assistant_message", "You said: Hello"))
