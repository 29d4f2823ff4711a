"""A long conversation stays within the model's window; the offline model steps in openly."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from pydantic import SecretStr

from api import running
from chat.conftest import OURS, Chat, done, text_of
from e2e.model_server import ModelServer
from errand.assistant.fallback import NOTICE
from errand.identity import Actor
from forging import Issuer
from people import People
from serving import KeyServer

WINDOW = 4000
FILLER = "It rained again, and nothing came of it. " * 30


@pytest.fixture
def answering(
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
    owner: Actor,
) -> Any:
    """Opens the chat of an API with other models."""

    @contextmanager
    def opened(**given: Any) -> Generator[Chat]:
        given = {"openai_api_key": SecretStr("sk-test"), "errand_model_timeout": 1, **given}
        home = tmp_path_factory.mktemp("errand")
        with (
            running(database_url, people, better_auth, home, **given) as api,
            api.signed_in(owner) as client,
        ):
            client.headers["ChatKit-Extensions"] = OURS
            yield Chat(client)

    return opened


def test_a_fact_from_the_beginning_is_still_told_and_its_summary_is_asked_for_once(
    answering: Any, model_server: ModelServer
) -> None:
    fact, last = f"remember the locker code {uuid4().hex[:8]}", uuid4().hex
    given = {"openai_base_url": model_server.base_url, "errand_model": ("mock-len3", "mock-tools")}
    with answering(errand_model_context=WINDOW, **given) as chat:
        thread_id = chat.say(f"Please {fact}.", model=None)[0]["thread"]["id"]
        steps = chat.say(f"add {uuid4().hex[:8]}", thread_id, model="mock-tools")
        for _ in range(6):
            chat.say(FILLER, thread_id, model=None)
        chat.say(last, thread_id, model=None)
        shown = chat.ask("items.list", thread_id=thread_id, limit=100).json()["data"]

    told = [entry for entry in model_server.log()["entries"] if last in entry["text"]][-1]["body"]
    everything = [entry["text"] for entry in model_server.log()["entries"]]
    summaries = [text for text in everything if text.startswith("Summary so far:") and fact in text]
    said = [item for item in told["input"] if item.get("role") == "user"]
    assert fact in str(told["input"])
    assert fact not in str(said)
    assert len(str(told["input"])) < WINDOW * 3
    assert 1 <= len(summaries) < 6
    assert done(steps, "workflow")
    visible = {"user_message", "assistant_message", "workflow", "widget"}
    assert {item["type"] for item in shown} == visible


def test_the_offline_model_answers_where_the_other_is_away_and_says_so(answering: Any) -> None:
    title = f"Oats {uuid4().hex[:8]}"
    nobody = "http://127.0.0.1:9/v1"
    with answering(errand_fallback="offline", openai_base_url=nobody) as chat:
        events = chat.say(f'add "{title}"', model=None)
        tasks = chat.client.get("/api/tasks?limit=100").json()["tasks"]

    assert events[-1]["type"] != "error", events[-1]
    assert text_of(events).count(NOTICE) == 1
    assert [task["title"] for task in tasks].count(title) == 1
    assert len(done(events, "assistant_message")) == 2


def test_without_leave_the_offline_model_does_not_step_in(answering: Any) -> None:
    with answering(openai_base_url="http://127.0.0.1:9/v1") as chat:
        events = chat.say("add Oats", model=None)

    assert events[-1]["type"] == "error"
    assert events[-1]["allow_retry"] is True


@pytest.mark.parametrize("instead", [True, False])
def test_a_summary_that_cannot_be_had_is_no_reason_to_forget(answering: Any, instead: bool) -> None:
    """Where the offline model may step in, it does; where not, the person is told."""
    fallback = {"errand_fallback": "offline"} if instead else {}
    nobody = "http://127.0.0.1:9/v1"
    with answering(errand_model_context=WINDOW, openai_base_url=nobody, **fallback) as chat:
        thread_id = chat.say("hello", model=None)[0]["thread"]["id"]
        for _ in range(4):
            chat.say(FILLER * 2, thread_id, model=None)
        events = chat.say("hello", thread_id, model=None)

    assert (NOTICE in text_of(events)) is instead
    assert (events[-1]["type"] == "error") is not instead
