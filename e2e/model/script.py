"""What the mock says and which tools it calls: a function of the request alone, nothing else.

The words it knows in a `mock-tools` model:
`add <title> [due <date or date-time zone>] [and add <title> ...]`, `list`, `find <text>`,
`complete|reopen|delete <text or #number>`, `rename <text> to <text>`,
`delete each of <text> and <text> ...`, with a call for each.
"""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from . import hostile
from .asked import Asked, Json, ToolOutput
from .behaviour import Behaviour
from .said import Answer, Call, Say, say

_Plan = Callable[[re.Match[str], Asked, Behaviour], Answer]
MOST_TRIES = 3
TITLE_REQUEST = "First message: "
"""Begins what it is asked for the title of a conversation."""
HUGE = 10_000_000


def answer(asked: Asked, behaviour: Behaviour) -> Answer:
    """Decide the next step of this conversation."""
    if fixed := _fixed(asked, behaviour):
        return fixed
    if behaviour.hostile:
        return hostile.answer(behaviour.hostile, behaviour.seed, asked)
    if behaviour.loop:
        return (_call("find_tasks"),)
    if behaviour.many and not asked.outputs:
        return tuple(_call("add_tasks", tasks=[{"title": "Many"}]) for _ in range(behaviour.many))
    if not behaviour.tools:
        return _numbered(behaviour.length)
    planned = _spoiled(asked, behaviour) or _given_up(asked, behaviour)
    if planned is None:
        planned = _planned(asked, behaviour)
        if missing := _not_offered(planned, asked):
            return say(f"I have no tool called {missing}.")
    return planned


def _fixed(asked: Asked, behaviour: Behaviour) -> Say | None:
    """What a model says whatever it is asked, and a summary."""
    if behaviour.empty or behaviour.huge:
        return Say(("",)) if behaviour.empty else Say(("x" * HUGE,))
    if asked.text.startswith(TITLE_REQUEST):
        return say(f"About {asked.text.removeprefix(TITLE_REQUEST)[:40]}")
    if asked.text.startswith("Summary so far:"):
        return say("Told: " + "; ".join(re.findall(r"[Rr]emember[^.;\n]*", asked.text)))
    return None


def _numbered(length: int) -> Say:
    """Words that are all different, so that a gap or a repetition shows."""
    return Say(tuple(f"word{number} " for number in range(1, length + 1)))


def _call(name: str, **arguments: Any) -> Call:
    return Call(name, json.dumps(arguments), f"call_{uuid4().hex[:24]}")


def _spoiled(asked: Asked, behaviour: Behaviour) -> Answer | None:
    """The first step of a model that calls badly; it does better when it is told so."""
    if asked.outputs or not re.match(r"(?i)\s*add\b", asked.text):
        return None
    if behaviour.malformed:
        return (Call("add_tasks", '{"tasks": [{"title": "unfin', f"call_{uuid4().hex[:24]}"),)
    if behaviour.unknown:
        return (_call("send_fax", to="the bank"),)
    return None


def _given_up(asked: Asked, behaviour: Behaviour) -> Answer | None:
    """Say what a tool complained of, unless our own bad call was the reason."""
    own_fault = (behaviour.malformed or behaviour.unknown) and len(asked.outputs) == 1
    last = asked.outputs[-1] if asked.outputs else None
    if last is None or own_fault or _succeeded(last):
        return None
    if last.value is None and len(asked.outputs) < MOST_TRIES:
        return None
    return say(f"That did not work: {last.value['error'] if last.value else last.text}")


def _succeeded(output: ToolOutput) -> bool:
    return output.value is not None and output.value.get("ok") is not False


def _planned(asked: Asked, behaviour: Behaviour) -> Answer:
    for pattern, plan in _PLANS:
        if found := re.fullmatch(pattern, asked.text.strip(), re.IGNORECASE | re.DOTALL):
            return plan(found, asked, behaviour)
    return _numbered(behaviour.length)


def _not_offered(planned: Answer, asked: Asked) -> str | None:
    if isinstance(planned, Say):
        return None
    return next((call.name for call in planned if call.name not in asked.offered), None)


def _results(asked: Asked) -> list[tuple[str, Json]]:
    """Name and value of each call that worked."""
    return [(it.name, it.value) for it in asked.outputs if it.value and _succeeded(it)]


def _add(found: re.Match[str], asked: Asked, behaviour: Behaviour) -> Answer:
    added = [value for name, value in _results(asked) if name == "add_tasks"]
    if added:
        lines = [f"Added {_words(it)}." for value in added for it in value["tasks"]]
        tail = " ".join(f"word{number}" for number in range(1, behaviour.tail + 1))
        return say("\n".join([*lines, *([tail] if tail else [])]))
    wanted = [_new_task(part) for part in re.split(r"(?i)\s+and\s+add\s+", found[1])]
    if not behaviour.parallel:
        return (_call("add_tasks", tasks=wanted),)
    calls = tuple(_call("add_tasks", tasks=[task]) for task in wanted)
    calls = calls if len(calls) > 1 else (*calls, _call("find_tasks"))
    if behaviour.no_ids:
        return tuple(Call(call.name, call.arguments, "") for call in calls)
    if behaviour.duplicate_ids:
        return tuple(Call(call.name, call.arguments, calls[0].call_id) for call in calls)
    return calls


def _new_task(part: str) -> Json:
    """`buy oats due 2026-11-25` or `... due 2026-11-25T09:00 Europe/Berlin`."""
    found = re.fullmatch(r"(?i)(.*?)(?:\s+due\s+(\S+)(?:\s+(\S+))?)?[.!]?", part.strip())
    assert found is not None
    title, when, zone = found.groups()
    if when is None:
        return {"title": title}
    return {"title": title, "due": {"local": when, "tz": zone} if zone else {"date": when}}


def _list(found: re.Match[str], asked: Asked, _behaviour: Behaviour) -> Answer:
    results = _results(asked)
    if not results:
        wanted = found.groupdict().get("text")
        return (_call("find_tasks", **({"text": wanted} if wanted else {})),)
    _, value = results[-1]
    lines = [f"- {_words(task)}" for task in value["tasks"]]
    return say("\n".join([f"You have {value.get('total', len(lines))} tasks:", *lines]))


def _change(found: re.Match[str], asked: Asked, _behaviour: Behaviour) -> Answer:
    """Find first; what is found decides the second call, and its result the words."""
    results = _results(asked)
    if not results:
        every = ["open", "in_progress", "waiting", "done"]
        if number := found["number"]:
            return (_call("find_tasks", numbers=[int(number)], statuses=every),)
        return (_call("find_tasks", text=found["text"], statuses=every),)
    name, value = results[-1]
    if name != "find_tasks":
        return say(f"Done with {found['verb'].lower()}: {_changed(value)}.")
    if len(value["tasks"]) != 1:
        return say(f"I found {len(value['tasks'])} tasks that this could mean.")
    return (_second(found, value["tasks"][0]["id"]),)


def _delete_each(found: re.Match[str], asked: Asked, _behaviour: Behaviour) -> Answer:
    results = _results(asked)
    if not results:
        return tuple(_call("find_tasks", text=part) for part in found["texts"].split(" and "))
    every = [task["id"] for _name, value in results for task in value["tasks"]]
    return tuple(_call("delete_tasks", ids=[task_id]) for task_id in every)


def _second(found: re.Match[str], task_id: str) -> Call:
    match found["verb"].lower():
        case "delete":
            return _call("delete_tasks", ids=[task_id])
        case "rename":
            return _call("update_tasks", tasks=[{"id": task_id, "set": {"title": found["to"]}}])
        case verb:
            status = "open" if verb == "reopen" else "done"
            return _call("set_status", ids=[task_id], status=status)


def _changed(value: Json) -> str:
    tasks = value.get("changed") or value.get("trashed") or value.get("noop")
    found = tasks or [change["after"] for change in value.get("tasks") or []]
    return ", ".join(_words(task) for task in found) or "nothing"


def _words(task: Json) -> str:
    due = f" (due {task['due_words']})" if task.get("due_words") else ""
    return f"#{task['number']} {task['title']}{due}"


_WHICH = r"(?:#(?P<number>\d+)|(?P<text>.+?))"
_PLANS: tuple[tuple[str, _Plan], ...] = (
    (r"add\s+(.+)", _add),
    (r"(?:list|show)\b.*", _list),
    (r"find\s+(?P<text>.+)", _list),
    (rf"(?P<verb>rename)\s+{_WHICH}\s+to\s+(?P<to>.+)", _change),
    (r"delete each of (?P<texts>.+)", _delete_each),
    (rf"(?P<verb>complete|reopen|delete)\s+{_WHICH}", _change),
)
