"""What waits says what it waits for, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor

from chat.conftest import Chat, text_of
from chat.test_extensions import SLOW, begin


def test_a_message_behind_a_running_answer_says_so_and_is_answered_after_it(chat: Chat) -> None:
    thread_id, last = begin(chat)

    events = chat.say("and then?", thread_id)

    first = events[0]
    before = chat.stream("threads.resume", thread_id=thread_id, after=last)
    assert first["type"] == "progress_update"
    assert first["text"] == "Waiting for the answer before this one"
    assert len(text_of(before).split()) == 200
    assert text_of(events)


def test_of_many_conversations_at_once_those_that_wait_say_so_and_all_are_answered(
    chat: Chat,
) -> None:
    clients = [Chat(chat.client) for _ in range(7)]

    with ThreadPoolExecutor(len(clients)) as pool:
        asked = [pool.submit(one.say, "hello", model=SLOW) for one in clients]
        told = [each.result() for each in asked]

    waited = [events for events in told if events[0]["type"] == "progress_update"]
    assert len(waited) == 2
    assert {events[0]["text"] for events in waited} == {
        "Waiting for one of your other answers to finish"
    }
    assert all(len(text_of(events).split()) == 200 for events in told)
