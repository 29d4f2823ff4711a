"""Every fault of a model, by name: a clear item with a way on, and no deed done twice."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pydantic import SecretStr

from api import Api, running
from chat.conftest import OURS, Chat, text_of
from e2e.model_server import ModelServer
from errand.identity import Actor
from forging import Issuer
from people import People
from serving import KeyServer

FATAL = {
    "a key that is refused": ("mock-status401", "refused our key", 1),
    "a key that may not": ("mock-status403", "refused our key", 1),
    "a model that is not known": ("gpt-unheard-of", "not known", 1),
    "a conversation too large for it": ("mock-status413", "more than the model can read", 1),
    "a request it cannot take": ("mock-status422", "could not be used", 1),
    "busy for good": ("mock-429x9-wait0", "busy", 3),
    "busy for longer than anybody waits": ("mock-429x9-wait3600", "busy", 1),
    "broken for good": ("mock-500x9", "has trouble", 3),
    "a stream that never begins": ("mock-stall0", "does not answer", 3),
    "a stream that stalls": ("mock-stall3", "does not answer", 3),
    "a stream that breaks": ("mock-cut3", "broke off", 3),
    "a stream without an end": ("mock-noend", "broke off", 3),
    "a stream that ends in a failure": ("mock-fail", "has trouble", 3),
    "a content filter": ("mock-filter", "content filter", 1),
    "an empty answer": ("mock-empty", "empty answer", 3),
    "ten megabytes in one piece": ("mock-huge", "longer than it may be", 1),
    "tool calls without end": ("mock-tools-loop", "more steps", 12),
    "more tool calls at once than may be": ("mock-many30", "more steps", 1),
}
PASSING = {
    "busy at first": "mock-429x2-wait0",
    "broken at first": "mock-500x2",
    "a stream that stalls once": "mock-stall3-once",
    "a stream that breaks once": "mock-cut3-once",
    "a stream without an end once": "mock-noend-once",
    "a stream that fails once": "mock-fail-once",
    "an empty answer once": "mock-empty-once",
}
AFTER_A_DEED = {
    "it breaks after a tool": "mock-tools-cut1-once-later",
    "it stalls after a tool": "mock-tools-stall1-once-later",
    "it is empty after a tool": "mock-tools-empty-once-later",
    "it fails after a tool": "mock-tools-fail-once-later",
}
BAD_CALLS = {
    "ids that are the same": "mock-tools-dupids",
    "no ids": "mock-tools-noids",
}


@pytest.fixture(scope="module", params=["responses", "chat_completions"])
def faulty_api(
    request: pytest.FixtureRequest,
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    model_server: ModelServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """The running API over models that misbehave, with little patience."""
    fatal = [name for name, _, _ in FATAL.values()]
    names = (*fatal, *PASSING.values(), *AFTER_A_DEED.values(), *BAD_CALLS.values())
    home = tmp_path_factory.mktemp("errand")
    with running(
        database_url,
        people,
        better_auth,
        home,
        openai_base_url=model_server.base_url,
        openai_api_key=SecretStr(f"sk-{request.param}"),
        errand_model_api=request.param,
        errand_model_timeout=1,
        errand_model=("mock-tools", "mock-short", "mock-tools-unknown", *names),
    ) as api:
        yield api


@pytest.fixture
def faulty(faulty_api: Api, owner: Actor) -> Iterator[Chat]:
    """Somebody who asks them."""
    with faulty_api.signed_in(owner) as client:
        client.headers["ChatKit-Extensions"] = OURS
        yield Chat(client)


def said_words(chat: Chat) -> str:
    """What stays of the answer, in the stream and after a reload."""
    thread_id = chat.events[0]["thread"]["id"]
    items = chat.ask("items.list", thread_id=thread_id, limit=50).json()["data"]
    stored = [item for item in items if item["type"] == "assistant_message"]
    begun: set[str] = set()
    ended: set[str] = set()
    for event in chat.events:
        item = event.get("item", {})
        if event["type"] == "thread.item.removed":
            begun.discard(event["item_id"])
            ended.discard(event["item_id"])
        elif item.get("type") == "assistant_message":
            {"thread.item.added": begun, "thread.item.done": ended}[event["type"]].add(item["id"])
    assert begun <= ended
    assert {item["id"] for item in stored} == ended
    return "".join(part["text"] for item in stored for part in item["content"])


@pytest.mark.parametrize(("model", "words", "asked"), FATAL.values(), ids=FATAL.keys())
def test_a_fault_that_stays_is_said_leaves_nothing_half_said_and_can_be_retried(
    faulty: Chat, model_server: ModelServer, model: str, words: str, asked: int
) -> None:
    text = f"hello {uuid4().hex}"

    events = faulty.say(text, model=model)

    assert events[-1]["type"] == "error", events[-1]
    assert words in events[-1]["message"]
    assert events[-1]["allow_retry"] is True
    assert said_words(faulty) == ""
    assert "sk-" not in str(events)
    if model.startswith("mock"):
        assert sum(entry["text"] == text for entry in model_server.log()["entries"]) == asked


@pytest.mark.parametrize("model", PASSING.values(), ids=PASSING.keys())
def test_a_fault_that_passes_is_waited_out_and_nothing_is_said_twice(
    faulty: Chat, model: str
) -> None:
    events = faulty.say(f"hello {uuid4().hex}", model=model)

    assert events[-1]["type"] != "error", events[-1]
    assert said_words(faulty).split() == [f"word{number}" for number in range(1, 21)]


@pytest.mark.parametrize("model", AFTER_A_DEED.values(), ids=AFTER_A_DEED.keys())
def test_a_fault_after_a_deed_does_not_do_the_deed_again(faulty: Chat, model: str) -> None:
    title = f"Once {uuid4().hex[:8]}"

    events = faulty.say(f"add {title}", model=model)

    assert title in text_of(events)
    assert said_words(faulty).count("Added") == 1
    assert titles(faulty).count(title) == 1


@pytest.mark.parametrize("model", BAD_CALLS.values(), ids=BAD_CALLS.keys())
def test_calls_side_by_side_each_happen_once_whatever_their_ids(faulty: Chat, model: str) -> None:
    first, second = f"One {uuid4().hex[:8]}", f"Two {uuid4().hex[:8]}"

    faulty.say(f"add {first} and add {second}", model=model)

    assert [titles(faulty).count(each) for each in (first, second)] == [1, 1]


def test_of_too_many_calls_at_once_none_is_made(faulty: Chat) -> None:
    faulty.say("go on", model="mock-many30")

    assert "Many" not in titles(faulty)


def test_an_unknown_tool_is_told_to_the_model_which_goes_on(faulty: Chat) -> None:
    title = f"Fax {uuid4().hex[:8]}"

    events = faulty.say(f"add {title}", model="mock-tools-unknown")

    assert events[-1]["type"] != "error", events[-1]
    assert titles(faulty).count(title) == 1


def test_an_answer_cut_short_ends_in_its_words_or_says_so(faulty: Chat) -> None:
    events = faulty.say("hello", model="mock-short")

    # Responses says that the limit was reached; Chat Completions gives what there is.
    assert "longer than it may be" in events[-1].get("message", "") or text_of(events)


def titles(chat: Chat) -> list[str]:
    return [task["title"] for task in chat.client.get("/api/tasks?limit=100").json()["tasks"]]
