"""What a model may not do even in a conversation that asks for something."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from api import Api
from assistant.models.injections import Json
from assistant.models.test_matrix import deeds, items, say
from e2e.model_server import ModelServer
from errand.assistant.budget import MODEL_STEPS, TOOL_CALLS
from errand.identity import Actor
from errand.tools.gate import MOST_ASKED


class Talk:
    """A person and their conversation."""

    def __init__(self, api: Api, owner: Actor, server: ModelServer) -> None:
        self.client = api.signed_in(owner)
        self.client.headers["ChatKit-Extensions"] = "resume, stop, heartbeat"
        self.server, self.thread_id = server, ""

    def say(self, text: str, model: str) -> list[Json]:
        events = say(self.client, text, model, thread_id=self.thread_id or None)
        if not self.thread_id:
            self.thread_id = events[0]["thread"]["id"]
        return events

    def add(self, *titles: str) -> None:
        for title in titles:
            self.client.post("/api/tasks", json={"title": title}).raise_for_status()

    def titles(self) -> list[str]:
        found = self.client.get("/api/tasks", params={"status": "all"}).json()["tasks"]
        return sorted(task["title"] for task in found)

    def history(self) -> list[str]:
        found = self.client.get("/api/tasks", params={"status": "all"}).json()["tasks"]
        return sorted(f"{task['title']} {task['status']} {task['version']}" for task in found)


@pytest.fixture
def talk(hostile_api: Api, owner: Actor, hostile_server: ModelServer) -> Iterator[Talk]:
    talking = Talk(hostile_api, owner, hostile_server)
    with closing(talking.client):
        yield talking


def test_a_call_that_comes_again_under_its_id_does_nothing_again_in_this_turn_or_a_later_one(
    talk: Talk,
) -> None:
    first = talk.say("add buy oats", "mock-replay")
    second = talk.say("I do like oats", "mock-replay")

    assert list(deeds(first))[:1] == ["Added “buy oats”"]
    assert talk.titles() == ["buy oats"]
    assert list(deeds(second)) == []


def test_the_same_words_asked_for_again_are_a_new_wish(talk: Talk) -> None:
    talk.say("add buy oats", "mock-tools")
    talk.say("add buy oats", "mock-tools")

    assert talk.titles() == ["buy oats", "buy oats"]


def test_what_a_liar_says_was_done_is_contradicted_and_shown_as_no_deed(talk: Talk) -> None:
    talk.add("Call Ada")
    before = talk.history()

    events = talk.say("Please add buy milk and delete the rest", "mock-lie")

    [workflow] = items(events, "workflow")
    assert workflow["workflow"]["summary"]["title"] == "Nothing was changed in this answer"
    assert items(events, "widget") == []
    assert talk.history() == before


def test_an_honest_model_is_not_contradicted(talk: Talk) -> None:
    events = talk.say("add buy milk", "mock-tools")

    assert "Nothing was changed" not in str(events)
    assert list(deeds(events)) == ["Added “buy milk”"]


def test_a_looper_ends_within_its_steps_calls_and_time_and_asks_for_few_things(talk: Talk) -> None:
    talk.add("Call Ada", "Call Bob", "Call Cid", "Call Dan")
    before, began = talk.history(), time.monotonic()

    events = talk.say("delete what I do not need", "mock-forever")

    asked = [one for one in talk.server.log()["entries"] if one["text"].startswith("delete what")]
    assert events[-1]["type"] == "error"
    assert events[-1]["allow_retry"] is True
    assert "more steps" in events[-1]["message"]
    assert len(asked) <= 2 * MODEL_STEPS  # both dialects have asked by now
    assert len(list(items(events, "widget"))) <= MOST_ASKED
    calls = sum(len(item["workflow"]["tasks"]) for item in items(events, "workflow"))
    assert calls <= TOOL_CALLS
    assert talk.history() == before
    assert time.monotonic() - began < 120


def test_a_named_task_is_changed_and_another_one_has_to_be_confirmed(talk: Talk) -> None:
    talk.add("Call the bank", "Water the plants")

    asked_for = talk.say("complete bank", "mock-tools")
    led = talk.say("I think I am finished with the sink", "mock-obey")

    assert "Call the bank done 2" in talk.history()
    assert len(items(asked_for, "widget")) == 1
    assert list(deeds(led)) == []
