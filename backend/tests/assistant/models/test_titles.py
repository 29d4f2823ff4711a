"""A conversation gets a title with its first answer; the person's own always wins."""

import pytest

from assistant.models.injections import Json
from assistant.models.test_bounds import Talk, talk
from errand.assistant.titles import clean, title_of_deeds

__all__ = ["talk"]


def _title(talk: Talk) -> str:
    answer = talk.client.get(f"/api/chatkit/threads/{talk.thread_id}")
    return answer.raise_for_status().json()["title"]


def _updates(events: list[Json]) -> list[str]:
    return [event["thread"]["title"] for event in events if event["type"] == "thread.updated"]


def test_the_model_names_the_conversation_once_and_the_page_hears_of_it(talk: Talk) -> None:
    first = talk.say("Remember the milk", "mock-tools")
    second = talk.say("Remember the oats", "mock-tools")

    assert _updates(first) == ['About "Remember the milk']
    assert _updates(second) == []
    assert _title(talk) == 'About "Remember the milk'


def test_where_the_model_fails_the_first_words_stay_the_title(talk: Talk) -> None:
    events = talk.say("Remember the milk", "mock-forever")

    assert events[-1]["type"] == "error"
    assert _title(talk) == "Remember the milk"


def test_a_name_that_the_person_gave_meanwhile_stays(talk: Talk) -> None:
    talk.say("Remember the milk", "mock-tools")
    renamed = {"type": "threads.update", "params": {"thread_id": talk.thread_id, "title": "Mine"}}
    talk.client.post("/api/chatkit", json=renamed).raise_for_status()

    talk.say("Remember the oats", "mock-tools")

    assert _title(talk) == "Mine"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ('"Buying milk."', "Buying milk"),
        ("A\nB", "A B"),
        ("x" * 99, "x" * 59 + "…"),
        ("", None),
        ('" "', None),
        ("See https://evil.test/x", None),
        ("Bell\x07", None),
    ],
)
def test_what_a_model_calls_a_title_is_made_one_line_or_dropped(
    given: str, title: str | None
) -> None:
    assert clean(given) == title


def test_tasks_that_were_added_name_the_conversation_too() -> None:
    assert title_of_deeds([]) is None
    assert title_of_deeds(["Call the bank"]) == "Call the bank"
    assert title_of_deeds(["Call the bank", "Buy oats", "c"]) == "Call the bank and 2 more"
    assert len(title_of_deeds(["x" * 99, "y"]) or "") == 60
