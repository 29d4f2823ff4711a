"""The checker of the storm finds whatever is put into a history that is well."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from .soak.checker import INVARIANTS, Verdict, check
from .soak.history import Closed, GaveUp, Heard, History, Opened, Sent, Stopped, Taken, Viewed
from .soak.rows import DeedRow, EventRow, MessageRow, Rows, TaskRow, TurnRow

ADA, BOB = "q001q", "q002q"
ANSWER = "Added #1 q001q milk.\nword1 word2"
Doctor = Callable[[History, Rows], None]


def well() -> tuple[History, Rows]:
    """Ada has a task added and reads that twice; Bob adds one over REST and stops an answer."""
    history = History({ADA: "owner-a", BOB: "owner-b"})
    history.add(Sent(ADA, "k1", "message", "add q001q milk", "q001q milk", 2, at=1))
    history.add(Taken(ADA, "k1", "t1", at=2))
    history.add(Opened(ADA, "r1", "t1", -1, at=2))
    history.add(Opened(ADA, "r2", "t1", 0, at=3))
    for seq in range(3):
        history.add(Heard(ADA, "r1", "t1", seq, f"d{seq}", (ADA,), at=3 + seq))
    for seq in range(1, 3):
        history.add(Heard(ADA, "r2", "t1", seq, f"d{seq}", (ADA,), at=4 + seq))
    history.add(Closed(ADA, "r1", whole=True, at=7))
    history.add(Closed(ADA, "r2", whole=True, at=7))
    history.add(Sent(BOB, "k2", "task", "q002q bread", at=1))
    history.add(Taken(BOB, "k2", "task-2", at=2))
    history.add(Sent(BOB, "k3", "message", "add q002q tea", "q002q tea", 2, at=3))
    history.add(Taken(BOB, "k3", "t3", at=3))
    history.add(Stopped(BOB, "t3", at=4))
    history.add(Viewed(ADA, ("add q001q milk",), ("q001q milk",), (ADA,), at=9))
    history.add(Viewed(BOB, ("add q002q tea",), ("q002q bread",), (BOB,), at=9))
    return history, kept()


def kept() -> Rows:
    """What the database holds of it."""
    return Rows(
        turns=[
            TurnRow("t1", "owner-a", "done", 2, 7),
            TurnRow("t3", "owner-b", "stopped", 3, 4),
        ],
        events=[
            *(EventRow("t1", "owner-a", seq, f"d{seq}", seq == 3) for seq in range(4)),
            EventRow("t3", "owner-b", 0, "end", last=True),
        ],
        messages=[
            MessageRow("owner-a", "t1", "user", "add q001q milk"),
            MessageRow("owner-a", "t1", "assistant", ANSWER),
            MessageRow("owner-b", "t3", "user", "add q002q tea"),
        ],
        deeds=[
            DeedRow("owner-a", "t1", "c1", "q001q milk", at=5),
            DeedRow("owner-b", "", "", "q002q bread", at=2),
        ],
        tasks=[
            TaskRow("task-1", "owner-a", "q001q milk"),
            TaskRow("task-2", "owner-b", "q002q bread"),
        ],
        keys={("owner-a", "k1"): "t1", ("owner-b", "k3"): "t3"},
    )


def found(doctor: Doctor) -> set[str]:
    history, rows = well()
    doctor(history, rows)
    return invariants(check(history, rows))


def invariants(verdict: Verdict) -> set[str]:
    return {broken.invariant for broken in verdict.broken}


def test_a_history_that_is_well_passes_and_every_invariant_looked_at_it() -> None:
    verdict = check(*well())

    assert verdict.broken == []
    assert set(verdict.looked_at) == set(INVARIANTS)


def lose_message(_history: History, rows: Rows) -> None:
    del rows.messages[0]


def lose_turn(_history: History, rows: Rows) -> None:
    del rows.keys["owner-a", "k1"]


def double_message(_history: History, rows: Rows) -> None:
    rows.messages.append(rows.messages[0])


def other_turn(history: History, _rows: Rows) -> None:
    history.records[1] = replace(next(history.of(Taken)), made="t9")


def lose_task(_history: History, rows: Rows) -> None:
    del rows.tasks[1]


def double_task(_history: History, rows: Rows) -> None:
    rows.tasks.append(replace(rows.tasks[1], id="task-3"))


def double_deed(_history: History, rows: Rows) -> None:
    rows.deeds.append(replace(rows.deeds[0], call="c2"))


def claim_without_deed(_history: History, rows: Rows) -> None:
    del rows.deeds[0]


def unasked_task(_history: History, rows: Rows) -> None:
    rows.tasks.append(TaskRow("task-9", "owner-b", "q002q surprise"))


def log_gap(_history: History, rows: Rows) -> None:
    del rows.events[1]


def log_without_end(_history: History, rows: Rows) -> None:
    del rows.events[3]


def log_beyond_end(_history: History, rows: Rows) -> None:
    rows.events.append(EventRow("t1", "owner-a", 4, "d4"))


def stream_gap(history: History, _rows: Rows) -> None:
    history.records.remove(Heard(ADA, "r1", "t1", 1, "d1", (ADA,), at=4))


def stream_double(history: History, _rows: Rows) -> None:
    place = history.records.index(Heard(ADA, "r1", "t1", 1, "d1", (ADA,), at=4))
    history.records.insert(place, history.records[place])


def stream_order(history: History, _rows: Rows) -> None:
    first = history.records.index(Heard(ADA, "r1", "t1", 1, "d1", (ADA,), at=4))
    second = history.records.index(Heard(ADA, "r1", "t1", 2, "d2", (ADA,), at=5))
    history.records[first], history.records[second] = (
        history.records[second],
        history.records[first],
    )


def stream_other_words(history: History, _rows: Rows) -> None:
    place = history.records.index(Heard(ADA, "r2", "t1", 1, "d1", (ADA,), at=5))
    history.records[place] = Heard(ADA, "r2", "t1", 1, "other", (ADA,), at=5)


def stream_ended_early(history: History, _rows: Rows) -> None:
    history.records.remove(Heard(ADA, "r1", "t1", 2, "d2", (ADA,), at=5))


def stream_began_late(history: History, _rows: Rows) -> None:
    history.records.remove(Heard(ADA, "r2", "t1", 1, "d1", (ADA,), at=5))


def stuck_turn(_history: History, rows: Rows) -> None:
    rows.turns[0] = replace(rows.turns[0], status="running", ended=None)


def slow_turn(_history: History, rows: Rows) -> None:
    rows.turns[0] = replace(rows.turns[0], ended=500)


def waited_in_vain(history: History, _rows: Rows) -> None:
    history.add(GaveUp(ADA, "k1", "nothing came"))


def failed_turn(_history: History, rows: Rows) -> None:
    rows.turns[0] = replace(rows.turns[0], status="failed")


def lost_word(_history: History, rows: Rows) -> None:
    rows.messages[1] = replace(rows.messages[1], text=ANSWER.removesuffix(" word2"))


def doubled_word(_history: History, rows: Rows) -> None:
    rows.messages[1] = replace(rows.messages[1], text=ANSWER + " word2")


def deed_after_stop(_history: History, rows: Rows) -> None:
    rows.deeds.append(DeedRow("owner-b", "t3", "c3", "q002q tea", at=6))


def leak_in_stream(history: History, _rows: Rows) -> None:
    place = history.records.index(Heard(ADA, "r2", "t1", 1, "d1", (ADA,), at=5))
    history.records[place] = Heard(ADA, "r2", "t1", 1, "d1", (ADA, BOB), at=5)


def leak_of_a_turn(history: History, _rows: Rows) -> None:
    history.add(Heard(BOB, "r9", "t1", 0, "d0", ()))


def leak_in_a_page(history: History, _rows: Rows) -> None:
    history.add(replace(list(history.of(Viewed))[1], marks=(ADA, BOB)))


def event_of_another(_history: History, rows: Rows) -> None:
    rows.events[1] = replace(rows.events[1], owner="owner-b")


def page_without_a_task(history: History, _rows: Rows) -> None:
    history.add(replace(next(history.of(Viewed)), tasks=()))


@pytest.mark.parametrize(
    ("doctor", "invariant"),
    [
        (lose_message, "no acknowledged message lost or doubled"),
        (lose_turn, "no acknowledged message lost or doubled"),
        (double_message, "no acknowledged message lost or doubled"),
        (other_turn, "no acknowledged message lost or doubled"),
        (lose_task, "no acknowledged task lost or doubled"),
        (double_task, "no acknowledged task lost or doubled"),
        (double_deed, "no tool effect twice, no claim without one"),
        (claim_without_deed, "no tool effect twice, no claim without one"),
        (unasked_task, "no task that nobody asked for"),
        (log_gap, "every log gapless up to its end"),
        (log_without_end, "every log gapless up to its end"),
        (log_beyond_end, "every log gapless up to its end"),
        (stream_gap, "every reader gapless, in order, as the log"),
        (stream_double, "every reader gapless, in order, as the log"),
        (stream_order, "every reader gapless, in order, as the log"),
        (stream_other_words, "every reader gapless, in order, as the log"),
        (stream_ended_early, "every reader gapless, in order, as the log"),
        (stream_began_late, "every reader gapless, in order, as the log"),
        (stuck_turn, "every turn final within its time"),
        (slow_turn, "every turn final within its time"),
        (waited_in_vain, "every turn final within its time"),
        (failed_turn, "a sound model's answer whole, word for word"),
        (lost_word, "a sound model's answer whole, word for word"),
        (doubled_word, "a sound model's answer whole, word for word"),
        (deed_after_stop, "nothing done after a confirmed stop"),
        (leak_in_stream, "nobody saw another's row"),
        (leak_of_a_turn, "nobody saw another's row"),
        (leak_in_a_page, "nobody saw another's row"),
        (event_of_another, "nobody saw another's row"),
        (page_without_a_task, "pages show what is kept"),
    ],
)
def test_each_thing_that_must_not_happen_is_found(doctor: Doctor, invariant: str) -> None:
    assert invariant in found(doctor)


def test_an_unconfirmed_message_may_be_there_or_not() -> None:
    def unconfirmed(history: History, rows: Rows) -> None:
        history.add(Sent(ADA, "k7", "message", "add q001q eggs", "q001q eggs"))
        rows.messages = list(rows.messages)

    assert found(unconfirmed) == set()


def edit(history: History, rows: Rows) -> None:
    """Ada's message and its answer give way to another one."""
    said = "tell q001q more"
    history.add(Sent(ADA, "k5", "edit", said, "", 2, replaces="add q001q milk", at=10))
    history.add(Taken(ADA, "k5", "t5", at=10))
    rows.turns.append(TurnRow("t5", "owner-a", "done", 10, 11))
    rows.events.append(EventRow("t5", "owner-a", 0, "end", last=True))
    rows.keys["owner-a", "k5"] = "t5"
    rows.messages[:2] = [
        MessageRow("owner-a", "t5", "user", said),
        MessageRow("owner-a", "t5", "assistant", "word1 word2"),
    ]
    place = history.records.index(next(history.of(Viewed)))
    history.records[place] = replace(next(history.of(Viewed)), messages=(said,))


def test_an_edited_message_gives_way_and_its_deed_stays() -> None:
    assert found(edit) == set()


def test_an_edited_message_that_is_still_there_is_found() -> None:
    def both(history: History, rows: Rows) -> None:
        edit(history, rows)
        rows.messages.append(MessageRow("owner-a", "t1", "user", "add q001q milk"))

    assert "no acknowledged message lost or doubled" in found(both)


def test_an_edit_that_was_confirmed_and_lost_is_found() -> None:
    def neither(history: History, rows: Rows) -> None:
        edit(history, rows)
        del rows.messages[0]

    assert "no acknowledged message lost or doubled" in found(neither)


def test_an_answer_to_an_edit_that_lacks_a_word_is_found() -> None:
    def short(history: History, rows: Rows) -> None:
        edit(history, rows)
        rows.messages[1] = replace(rows.messages[1], text="word1")

    assert "a sound model's answer whole, word for word" in found(short)
