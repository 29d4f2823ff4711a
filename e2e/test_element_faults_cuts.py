"""A stock server's answer, cut everywhere: what the person sees, and what is sent."""

from collections.abc import AsyncGenerator, Generator

import pytest
from playwright.async_api import Browser, expect

from element.gallery.hall import Hall, open_hall

from . import element_fault_script as answer
from .element_fault_page import Row, Visitor, visiting
from .element_fault_proxy import Proxy, proxying
from .element_faults import Cut, Place, after, half

CRLF = b"\r\n"
ENDS = {8, 18}
"""After so many events all that was begun is finished: this could be the end of an answer."""
WIDE = "Zürich".encode()[:2]  # the Z and half of the letter after it
PLACES: dict[str, tuple[int, Place, bytes]] = {
    "in the name of the first field": (4, lambda _frame: 2, b"\n"),
    "in the middle of a word": (10, after(b'"delta":"Gr'), b"\n"),
    "inside a letter of two bytes": (12, after(WIDE), b"\n"),
    "inside an emoji": (13, after("👋".encode()[:2]), b"\n"),
    "inside a letter of three bytes": (15, after("学".encode()[:1]), b"\n"),
    "between the two line ends": (11, after(b"}\n"), b"\n"),
    "between CR and LF": (11, after(b"}\r"), CRLF),
    "between two CRLF": (11, after(b"}\r\n"), CRLF),
    "inside the second CRLF": (11, after(b"}\r\n\r"), CRLF),
    "in the message of the person": (1, half, b"\n"),
    "in the first event of all": (0, half, b"\n"),
    "in the card": (18, half, b"\n"),
}


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=0, furnished=False) as opened:
        yield opened


@pytest.fixture(scope="module")
async def proxy(hall: Hall) -> AsyncGenerator[Proxy]:
    async with proxying({"/": hall.port}) as opened:
        yield opened


@pytest.fixture(scope="module")
async def visitor(browser: Browser, proxy: Proxy) -> AsyncGenerator[Visitor]:
    async with visiting(browser, proxy) as opened:
        await opened.open()
        await whole(opened)
        yield opened


WHOLE: list[Row] = [
    ("user_message", answer.SAYS),
    ("workflow", answer.DONE),
    ("assistant_message", answer.ANSWER),
    ("widget", answer.CARD),
]


async def whole(visitor: Visitor) -> None:
    """Hear the answer once with nothing wrong, and fetch the part that draws widgets."""
    await visitor.say(answer.SAYS)
    await expect(visitor.element.locator('[part~="card"]')).to_be_visible()
    await visitor.shows(*WHOLE)


def kept(hall: Hall, thread_id: str) -> list[Row]:
    """What the server's own store holds of a conversation, as it is shown."""
    rows = [item.model_dump() for item in hall.server.memory.items[thread_id].values()]
    return [(row["type"], words) for row in rows if (words := words_of(row)) is not None]


def words_of(row: dict[str, object]) -> str | None:
    match row:
        case {"type": "user_message" | "assistant_message", "content": list(parts)}:
            return "".join(part["text"] for part in parts)
        case {"type": "workflow", "workflow": {"summary": {"title": str(title)}}}:
            return title
        case {"type": "widget", "widget": {"children": [{"value": str(value)}, *_]}}:
            return value
        case _:
            return None


async def recover(visitor: Visitor) -> None:
    """Do what the card says, and what a person does then."""
    for _ in range(3):
        if await visitor.card.count() == 0:
            return
        if await visitor.button("Edit message").count() > 0:
            await visitor.button("Edit message").press("Enter")
            await visitor.drawn()
            assert await visitor.written() == answer.SAYS
            assert await visitor.focused() == "Message"
            await visitor.forget()
            await visitor.composer.press("Enter")
            await visitor.over()
        else:
            await visitor.press("Try again")


async def cut(visitor: Visitor, hall: Hall, fault: Cut) -> None:
    """Play one cut in a new conversation, and see that all is well in the end."""
    await visitor.afresh()
    hall.arrived.clear()
    hall.server.memory.threads.clear()
    visitor.proxy.plan("threads.create", fault)
    await visitor.say(answer.SAYS)
    await expect(visitor.card).to_have_count(1)
    assert (await visitor.shown())[0] == ("user_message", answer.SAYS)
    assert await visitor.focused() == "Message"
    assert len(hall.texts()) == 1, "sent again by itself"

    await recover(visitor)

    [thread_id] = hall.server.memory.threads
    await visitor.shows(*WHOLE)
    assert kept(hall, thread_id) == WHOLE
    assert hall.texts() == [answer.SAYS]
    await visitor.say("Still there?")
    assert (await visitor.shown())[-1] == ("assistant_message", "You said: Still there?")


@pytest.mark.parametrize("frames", range(answer.FRAMES + 1))
async def test_an_answer_cut_between_two_events_is_complete_after_another_try(
    visitor: Visitor, hall: Hall, frames: int
) -> None:
    await cut(visitor, hall, Cut(frames))


@pytest.mark.parametrize("frames", sorted({*range(answer.FRAMES)} - ENDS))
async def test_an_answer_that_ends_too_early_though_cleanly_is_complete_after_another_try(
    visitor: Visitor, hall: Hall, frames: int
) -> None:
    await cut(visitor, hall, Cut(frames, clean=True))


@pytest.mark.parametrize("frames", sorted(ENDS))
async def test_what_looks_like_the_end_of_an_answer_is_taken_for_it_and_the_rest_can_be_fetched(
    visitor: Visitor, frames: int
) -> None:
    await visitor.afresh()
    visitor.proxy.plan("threads.create", Cut(frames, clean=True))

    await visitor.say(answer.SAYS)

    await expect(visitor.card).to_have_count(0)
    assert len(await visitor.shown()) == len(WHOLE) - (2 if frames == 8 else 1)
    await visitor.call("fetchUpdates")
    await visitor.shows(*WHOLE)


@pytest.mark.parametrize("name", PLACES)
async def test_an_answer_cut_inside_an_event_is_complete_after_another_try(
    visitor: Visitor, hall: Hall, name: str
) -> None:
    frames, place, line_end = PLACES[name]
    await cut(visitor, hall, Cut(frames, place, line_end=line_end))
