"""Our own server behind the fault proxy: answers go on where they were, nothing is done twice."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser, expect

from element.gallery.hall import open_hall

from .element_fault_common import picture
from .element_fault_page import Json, Row, Visitor, visiting
from .element_fault_proxy import Proxy, proxying
from .element_faults import Answers, Cut, Garbles, Place, Stalls, Unanswered, Unheard, after, half
from .model_server import serve_apart
from .people import People
from .person import Person
from .product import Product, running
from .waiting import until

MODEL = "mock-itl45-len12"
"""So slow that each word is an event of its own."""
CREATE = "threads.create"
FRAMES = 18
"""So many events an answer has, about: the cuts behind its end are none."""
SILENCE_MILLISECONDS = 46_000
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    with serve_apart() as model:
        async with running(
            OPENAI_API_KEY="faults", OPENAI_BASE_URL=model.base_url, ERRAND_MODEL=MODEL
        ) as made:
            yield made


@pytest.fixture(scope="module")
async def person(product: Product) -> AsyncGenerator[Person]:
    async with People(product) as people:
        yield await people.add()


@pytest.fixture(scope="module")
async def proxy(product: Product) -> AsyncGenerator[Proxy]:
    with open_hall(furnished=False) as hall:
        async with proxying({"/": hall.port, "/api/": product.port}) as opened:
            yield opened


@pytest.fixture(scope="module")
async def at_page(browser: Browser, proxy: Proxy, person: Person) -> AsyncGenerator[Visitor]:
    def renewed(_held: str | None) -> str:
        return person.secret

    async with visiting(browser, proxy) as opened:
        await opened.page.clock.install()
        await opened.page.expose_function("secret", renewed)
        await opened.page.goto(f"{proxy.origin}/tour-plain")
        await opened.page.wait_for_selector("html[data-ready=true]", state="attached")
        await opened.page.evaluate(
            "document.querySelector('#chat').setOptions({ api: { getClientSecret: secret } })"
        )
        await opened.say("Hello")
        yield opened


@pytest.fixture
async def visitor(at_page: Visitor) -> Visitor:
    await at_page.afresh()
    return at_page


async def whole(visitor: Visitor, person: Person, says: str) -> None:
    """See the whole answer, as the server has it, and that everything was done once."""
    await expect(visitor.element.locator('[part~="actions"]').last).to_be_visible()
    await expect(visitor.card).to_have_count(0)
    rows: list[Row] = [("user_message", says), ("assistant_message", said(await kept(person)))]

    async def is_shown() -> bool:
        try:
            await visitor.shows(*rows)
        except AssertionError:
            return False
        return True

    await until(is_shown, seconds=20, what=f"the whole of {rows}")
    keys = {one.headers["idempotency-key"] for one in visitor.proxy.of(CREATE)}
    assert len(keys) == 1
    assert await visitor.focused() == "Message"


async def kept(person: Person) -> list[Json]:
    """Return the items of the newest conversation, of which this message made one."""
    threads = await person.call("threads.list", limit=1, order="desc")
    [thread] = threads["data"]

    async def answered() -> list[Json]:
        items = await person.call("items.list", thread_id=thread["id"], order="asc", limit=50)
        kinds = [item["type"] for item in items["data"] if item["type"] != "end_of_turn"]
        return items["data"] if kinds == ["user_message", "assistant_message"] else []

    return await until(answered, seconds=30, what="one question and its answer")


def said(items: list[Json]) -> str:
    return "".join(part["text"] for part in items[1]["content"]).strip()


async def count(person: Person) -> int:
    """Return how many conversations there are."""
    page = await person.call("threads.list", limit=100, order="desc")
    return len(page["data"])


async def ask(
    visitor: Visitor, person: Person, says: str, read: asyncio.Event | None = None
) -> None:
    """Send a message whose answer is cut, and wait until it is whole all the same.

    Args:
        read: Is set once the page knows of the conversation that its message made.
    """
    before = await count(person)
    await visitor.send(says)
    await visitor.heard("chatkit.response.start")
    if read is not None:
        await visitor.heard("chatkit.thread.change")
        read.set()
    await hurry(visitor)
    await whole(visitor, person, says)
    assert await count(person) == before + 1


async def hurry(visitor: Visitor) -> None:
    """Let the pauses between two tries pass at once, until the answer is over."""
    for _ in range(100):
        if await visitor.told("chatkit.response.end"):
            break
        await visitor.page.clock.run_for(500)
    await visitor.over()


@pytest.mark.parametrize("frames", range(FRAMES))
async def test_an_answer_cut_between_two_events_goes_on_by_itself(
    visitor: Visitor, person: Person, frames: int
) -> None:
    read = asyncio.Event() if frames > 0 else None
    visitor.proxy.plan(CREATE, Cut(frames, read=read))

    await ask(visitor, person, f"Say something {frames}", read)

    expected = CREATE if frames == 0 else "threads.resume"
    assert [one.kind for one in visitor.proxy.passed[1:]].count(expected) >= 1


@pytest.mark.parametrize("frames", [1, 5, 9])
async def test_an_answer_that_ends_cleanly_but_too_early_goes_on_by_itself(
    visitor: Visitor, person: Person, frames: int
) -> None:
    visitor.proxy.plan(CREATE, Cut(frames, clean=True))

    await ask(visitor, person, f"Say something cleanly {frames}")


@pytest.mark.parametrize(
    "place",
    [half, after(b"id: "), after(b"data: {"), after(b"}"), after(b"}\n")],
    ids=["half", "in the id", "in the data", "before the line ends", "between the line ends"],
)
async def test_an_answer_cut_inside_an_event_goes_on_with_that_event(
    visitor: Visitor, person: Person, place: Place
) -> None:
    read = asyncio.Event()
    visitor.proxy.plan(CREATE, Cut(7, place, read=read))
    visitor.proxy.plan("threads.resume", Cut(2, place))

    await ask(visitor, person, "Say something in pieces", read)

    assert len(visitor.proxy.of("threads.resume")) == 2


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_server_that_is_busy_when_an_answer_is_to_go_on_is_asked_again(
    visitor: Visitor, person: Person, status: int
) -> None:
    read = asyncio.Event()
    visitor.proxy.plan(CREATE, Cut(6, read=read))
    visitor.proxy.plan("threads.resume", Answers(status, headers={"retry-after": "2"}), times=2)

    await ask(visitor, person, f"Say something though {status}", read)


@pytest.mark.parametrize(
    "fault", [Unanswered(), Unheard(), Answers(503)], ids=["lost", "un", "503"]
)
async def test_a_message_that_may_not_have_arrived_is_sent_again_under_its_key_alone(
    visitor: Visitor, person: Person, fault: Unanswered | Unheard | Answers
) -> None:
    visitor.proxy.plan(CREATE, fault, times=2)

    await ask(visitor, person, "Say something once")

    sent = [one for one in visitor.proxy.asked if one.kind == CREATE]
    assert len(sent) == 3
    assert len({one.headers["idempotency-key"] for one in sent}) == 1
    assert len({one.body for one in sent}) == 1


async def test_a_stream_without_a_heartbeat_is_left_for_another_one(
    visitor: Visitor, person: Person
) -> None:
    visitor.proxy.plan(CREATE, Stalls(6))
    before = await count(person)
    await visitor.send("Say something and stall")
    await expect(visitor.element).to_contain_text("word1")
    lost = visitor.element.get_by_text("The connection was lost. Connecting again…")

    async def is_told() -> bool:
        # What was still on its way when the clock was moved is no silence: it is moved again.
        await visitor.page.clock.fast_forward(SILENCE_MILLISECONDS)
        return await lost.is_visible()

    await until(is_told, seconds=20, what="the word of a lost connection")
    await picture(visitor, "connecting-again")
    await hurry(visitor)

    await whole(visitor, person, "Say something and stall")
    assert await count(person) == before + 1


async def test_a_frame_that_is_no_json_is_told_of_and_followed_again_on_request(
    visitor: Visitor, person: Person
) -> None:
    visitor.proxy.plan(CREATE, Garbles(7, b'{"type": oops'))
    await visitor.say("Say something clearly")
    await expect(visitor.card).to_contain_text("could not be understood")

    await visitor.press("Try again")

    await whole(visitor, person, "Say something clearly")


async def test_a_secret_that_is_refused_is_renewed_and_nobody_notices(
    visitor: Visitor, person: Person
) -> None:
    visitor.proxy.plan(CREATE, Answers(401))

    await ask(visitor, person, "Say something signed")


async def test_a_server_that_is_killed_in_mid_answer_goes_on_when_it_is_back(
    visitor: Visitor, person: Person, product: Product
) -> None:
    before = await count(person)
    await visitor.send("Say something long")
    await visitor.heard("chatkit.thread.change")
    product.kill()
    await product.well()
    await hurry(visitor)

    await whole(visitor, person, "Say something long")
    assert await count(person) == before + 1
