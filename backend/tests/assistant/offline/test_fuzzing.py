"""No input makes the model raise, call a tool wrongly, or think for long."""

import json
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.offline.counting import calls_of
from assistant.offline.talking import load_cases
from errand.assistant.offline.deciding import decide
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.grammar import LONGEST
from errand.assistant.offline.history import read_input
from errand.assistant.offline.steps import Call
from errand.assistant.offline.values import Moment
from errand.tools import tasks as tools

TAKES: dict[str, type[BaseModel]] = {
    "find_tasks": tools.FindTasks,
    "get_tasks": tools.GetTasks,
    "get_overview": tools.Overview,
    "add_tasks": tools.AddTasksOrText,
    "update_tasks": tools.UpdateTasks,
    "reschedule_tasks": tools.RescheduleTasks,
    "set_status": tools.SetStatus,
    "move_tasks": tools.MoveTasks,
    "delete_tasks": tools.DeleteTasks,
    "manage_structure": tools.ManageStructure,
    "undo": tools.Undo,
}
BERLIN = ZoneInfo("Europe/Berlin")
MOMENT = Moment(datetime(2026, 11, 24, 7, 0, tzinfo=UTC), BERLIN)
#: For a whole utterance; the most that was seen is three quarters of it.
MOST_CALLS = 1_000_000

_CASES = [case for name in ("claimed", "asks", "refused") for case in load_cases(name)]
_SAID = [turn for case in _CASES for turn in case.turns]
_WORDS = sorted({word for turn in _SAID if len(turn) < 300 for word in turn.split()})
_SENTENCES = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)
_TEXTS = st.one_of(st.text(max_size=300), _SENTENCES, st.sampled_from(_SAID))
_ID = "0192f0c1-2b3c-7d4e-8f50-123456789abc"


def _task(number: int, title: str, due: Any) -> dict[str, Any]:
    return {
        "id": _ID[:-2] + f"{number:02d}",
        "number": number,
        "title": title,
        "status": "open",
        "priority": "none",
        "due": due,
        "version": 1,
        "overdue": False,
    }


_DUES = st.sampled_from(
    [None, {"date": "2026-11-27"}, {"local": "2026-11-25T09:00", "tz": "Europe/Berlin"}]
)
_TASKS = st.lists(st.tuples(st.one_of(st.text(max_size=60), _SENTENCES), _DUES), max_size=5)


def _tool(call: Call, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    """Answer as the tool would; the arguments must be what the real tool takes."""
    TAKES[call.name].model_validate_json(json.dumps(call.arguments))
    changed = [{"before": task, "after": task} for task in tasks[:1]]
    told = {
        "add_tasks": {"ok": True, "tasks": tasks, "failures": []},
        "find_tasks": {"ok": True, "tasks": tasks, "has_more": False, "total": len(tasks)},
        "update_tasks": {"ok": True, "tasks": changed, "failures": []},
        "set_status": {"ok": True, "changed": tasks, "noop": [], "failures": []},
        "delete_tasks": {"ok": True, "trashed": tasks, "failures": []},
    }
    return told.get(call.name, {"ok": False, "code": "internal_error", "error": "Try again."})


def _answered(history: list[Any], tasks: list[dict[str, Any]]) -> str:
    """Run one turn to its end, and return what was said."""
    items = list(history)
    for step in range(12):
        found = decide(read_input(items), ENGLISH, MOMENT)
        if isinstance(found, str):
            assert found
            return found
        result = json.dumps(_tool(found, tasks))
        call = {"type": "function_call", "call_id": f"c{step}", "name": found.name}
        items.append({**call, "arguments": json.dumps(found.arguments)})
        items.append({"type": "function_call_output", "call_id": f"c{step}", "output": result})
    raise AssertionError("the turn does not end")


@given(turns=st.lists(_TEXTS, min_size=1, max_size=3), rows=_TASKS)
@settings(max_examples=400, deadline=None)
@example(turns=["show my tasks", "rename it to x to y"], rows=[("Which task do you mean?", None)])
@example(turns=["9999999999/1 in 9999 months", "half a"], rows=[])
@example(turns=["add and", "I have a"], rows=[])
def test_no_conversation_raises_or_calls_a_tool_wrongly(
    turns: list[str], rows: list[tuple[str, Any]]
) -> None:
    tasks = [_task(number, title, due) for number, (title, due) in enumerate(rows, 1)]
    history: list[Any] = []
    for turn in turns:
        history.append({"role": "user", "content": turn})
        history.append({"role": "assistant", "content": _answered(history, tasks)})


@given(title=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_stands_in_a_title_is_never_a_command_and_never_a_question(title: str) -> None:
    tasks = [_task(1, title, None), _task(2, "Buy milk", None)]
    history: list[Any] = [{"role": "user", "content": "show my tasks"}]
    history.append({"role": "assistant", "content": _answered(history, tasks)})
    history.append({"role": "user", "content": "yes"})

    assert _answered(history, tasks) == "I had asked nothing. Say “help” to see what I can do."


@given(output=st.one_of(st.text(max_size=50), st.from_type(dict[str, int]).map(json.dumps)))
@settings(max_examples=100, deadline=None)
def test_no_tool_output_makes_it_raise(output: str) -> None:
    history: list[Any] = [
        {"role": "user", "content": "complete buy milk"},
        {"type": "function_call", "call_id": "c", "name": "find_tasks", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c", "output": output},
    ]

    said = decide(read_input(history), ENGLISH, MOMENT)

    assert isinstance(said, str)
    assert said.startswith("That did not work")


@pytest.mark.parametrize(
    "unit",
    ["to ", "and ", "9 ", "friday ", "buy milk, ", '"', "a", "#1 ", "the ", "in ", "for ", "or ",
     "every ", "next ", "half past ", "3/4 ", "of ", "add ", "- x\n", "please ", "monday or ",
     "at 9 or 10 ", "high priority, ", "tomorrow at 7 and ", "1.", "5:5", "don't ",
     "a but b ", "a not b ", "all except b ", "not b but c ", "no, b ", "sorry, b ", "i mean b ",
     "or rather b ", "b instead ", "b too ", "b is done, ", "so b. ", "b, then ", "for monday "],
)  # fmt: skip
@pytest.mark.parametrize(
    "lead", ["", "add ", "rename ", "move x ", "show tasks ", "complete ", "add tasks: "]
)
def test_no_utterance_takes_more_work_than_its_length_allows(lead: str, unit: str) -> None:
    """Counted in function calls, which no busy machine changes; `make bench` tells the time."""
    texts = [(lead + unit * length)[:length] for length in (LONGEST, 1_000, 500, 280, 160)]
    histories = [read_input([{"role": "user", "content": text}]) for text in texts]

    works = [partial(decide, history, ENGLISH, MOMENT) for history in histories]
    assert max(map(calls_of, works)) < MOST_CALLS
