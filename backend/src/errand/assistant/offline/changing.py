"""The plans that change tasks: look up, act on the ids that were found, say what became of them."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any, cast

from errand.assistant.offline.adding import add
from errand.assistant.offline.answering import title_answered
from errand.assistant.offline.commands import (
    Add,
    AddUnder,
    Cancel,
    Delete,
    Move,
    Rename,
    SetStatus,
    Skip,
    Under,
)
from errand.assistant.offline.due_anew import new_due
from errand.assistant.offline.history import Outcome
from errand.assistant.offline.lookup import EVERY_STATUS, FINISHED, UNFINISHED, look_up
from errand.assistant.offline.matching import Fit, best_match, content_of
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.refs import Named, Ref
from errand.assistant.offline.resolve import resolve
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.settling import asked_when, settled
from errand.assistant.offline.steps import Given, Plan, Scene, Step, ask, call, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Clock, Due, OnDate, When
from errand.assistant.offline.wording import counted, quoted

_DONE_WORDS = {
    "done": "Done",
    "open": "Open again",
    "in_progress": "In progress",
    "waiting": "Waiting",
    "cancelled": "Cancelled",
}


def set_status(command: SetStatus, scene: Scene) -> Plan:
    """Complete, reopen, begin, put on hold or cancel."""
    first = FINISHED if command.status == "open" else UNFINISHED
    tasks = yield from look_up(command.ref, scene, first)
    return (yield from _give_status(tasks, command.status))


def _give_status(tasks: Sequence[Task], status: str) -> Plan:
    word = _DONE_WORDS[status]
    waiting = [task for task in tasks if task.status != status]
    if not waiting:
        state = "open" if status == "open" else word.lower()
        return _listed(f"Already {state}", tasks)
    done = yield from call("set_status", ids=[task.id for task in waiting], status=status)
    changed = tasks_in(done.result, "changed") or tasks_in(done.result, "noop")
    return _listed(word, changed) + _next_ones(done) + _failures(done)


def _next_ones(done: Outcome) -> str:
    """Tell when a task that comes back is due next."""
    following = [task for task in tasks_in(done.result, "next_occurrences") if task.due]
    return "".join(f"\n\nNext time: {task.words()}." for task in following)


def delete(command: Delete, scene: Scene) -> Plan:
    """Put tasks into the trash; a title with a slip in it is asked about first."""
    tasks = yield from look_up(command.ref, scene, UNFINISHED, sure=True, held=True)
    done = yield from call("delete_tasks", ids=[task.id for task in tasks])
    trashed = tasks_in(done.result, "trashed")
    return _listed("Deleted", trashed) + _failures(done)


def cancel(command: Cancel, scene: Scene) -> Plan:
    """Ask what "cancel" means, then do it."""
    tasks = yield from look_up(command.ref, scene, UNFINISHED, sure=True)
    lead = f"You want to cancel {', '.join(quoted(task.title) for task in tasks)}."
    options = ("delete it", "mark it as cancelled")
    answer = yield from ask(Ask(Topic.DEED, options, lead))
    if answer.place:
        return (yield from _give_status(tasks, "cancelled"))
    done = yield from call("delete_tasks", ids=[task.id for task in tasks])
    return _listed("Deleted", tasks_in(done.result, "trashed")) + _failures(done)


def rename(command: Rename, scene: Scene) -> Plan:
    """Rename one task; where "to" stands twice, the tasks there are decide what is meant."""
    reading = yield from _reading(command, scene)
    ref, title = reading
    task = _only((yield from look_up(ref, scene, EVERY_STATUS, sure=True)), "rename")
    if not title:
        answer = yield from ask(Ask(Topic.NEW_TITLE, lead=f"Now it is {quoted(task.title)}."))
        title = title_answered(Tokens(answer.text, scene.words))
        if not title:
            stop("I can't tell where the new title ends. Please put only that in quotation marks.")
    after = yield from _update(task, {"title": title})
    return f"Renamed: {after.words()}. It was {quoted(task.title)}."


def _reading(command: Rename, scene: Scene) -> Generator[Step, Given, tuple[Ref, str]]:
    readings = command.readings
    named = [(ref, title) for ref, title in readings if isinstance(ref, Named)]
    if len(readings) == 1 or len(named) != len(readings):
        return readings[0]
    found = yield from call("find_tasks", statuses=EVERY_STATUS, limit=100, sort="updated")
    tasks = tasks_in(found.result, "tasks")
    exact = [
        (ref, title)
        for ref, title in named
        if best_match(ref.words, tasks, scene.words).fit is Fit.EXACT
    ]
    if len(exact) == 1:
        return exact[0]
    fitting = [
        (ref, title)
        for ref, title in named
        if best_match(ref.words, tasks, scene.words).fit >= Fit.ALL_WORDS
        and not _twice(ref.words, tasks, scene)
    ]
    if len(fitting) != 1:
        stop("I can't tell where the new title begins. Please put it in quotation marks.")
    return fitting[0]


def _twice(said: str, tasks: Sequence[Task], scene: Scene) -> bool:
    """Tell whether a word stands twice that no title has twice: the new one began before it."""
    words = content_of(said, scene.words)
    return len(set(words)) < len(words) and all(
        sorted(content_of(task.title, scene.words)) != sorted(words) for task in tasks
    )


def move(command: Move, scene: Scene) -> Plan:
    """Give tasks another day or time; what was not said stays as it is."""
    tasks = yield from look_up(command.ref, scene, UNFINISHED)
    over = [task for task in tasks if task.status in FINISHED]
    if over:
        return f"Unchanged: {over[0].words()}, it is {over[0].status}. Reopen it first."
    command = yield from _on_a_real_day(command, tasks, scene)
    if len(tasks) == 1 or command.when is not None or command.shift is not None:
        items: list[dict[str, Any]] = []
        for task in tasks:
            due = yield from new_due(task, command, scene)
            if due != task.due:
                items.append(_item(task, due))
        return (yield from _reschedule(tasks, items))
    lead = f"{', '.join(quoted(task.title) for task in tasks)}."
    when, shift = yield from asked_when(lead, scene)
    return (yield from _moved_all(tasks, replace(command, when=when, shift=shift), scene))


def _on_a_real_day(
    command: Move, tasks: Sequence[Task], scene: Scene
) -> Generator[Step, Given, Move]:
    """Ask once for all tasks, not for each, which day is meant by one that is none."""
    when = command.when
    found = resolve(when, scene.moment) if when and len(tasks) > 1 else None
    if when is None or found is None or not found.instead:
        return command
    due = yield from settled(found, scene, when)
    clocks = (Clock(due.at.hour, due.at.minute, certain=True, said=""),) if due.at else ()
    return replace(
        command, when=When(days=(OnDate(due.day.day, due.day.month, due.day.year),), clocks=clocks)
    )


def _moved_all(tasks: Sequence[Task], command: Move, scene: Scene) -> Plan:
    items: list[dict[str, Any]] = []
    for task in tasks:
        due = yield from new_due(task, command, scene)
        items.append(_item(task, due))
    return (yield from _reschedule(tasks, items))


def _item(task: Task, due: Due) -> dict[str, Any]:
    """Return the change as the tools take it; the zone of a time that only keeps its clock too."""
    return {"id": task.id, "if_version": task.version, "to": due.json(), "keep_time": False}


def _reschedule(tasks: Sequence[Task], items: list[dict[str, Any]]) -> Plan:
    if not items:
        told = "that is when it is due already" if len(tasks) == 1 else "they are due then already"
        return f"Unchanged: {', '.join(task.words() for task in tasks)}, {told}."
    done = yield from call("reschedule_tasks", items=items)
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    after = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    if not after:
        stop(f"That did not work: {_first_error(done)}")
    return _listed("Moved", after) + _failures(done)


def skip(command: Skip, scene: Scene) -> Plan:
    """Leave out one occurrence of tasks that come back."""
    tasks = yield from look_up(command.ref, scene, UNFINISHED)
    once = [task for task in tasks if not task.repeats]
    if once:
        stop(f"{once[0].words()} does not come back, so there is nothing to skip.")
    items = [{"id": task.id, "if_version": task.version, "next_occurrence": True} for task in tasks]
    return (yield from _reschedule(tasks, items))


def under(command: Under, scene: Scene) -> Plan:
    """Make tasks subtasks of another."""
    tasks = yield from look_up(command.ref, scene, UNFINISHED)
    if command.parent is None:
        yield from call("move_tasks", ids=[task.id for task in tasks], detach=True)
        return _listed("No subtask any more", tasks)
    parent = _only((yield from look_up(command.parent, scene, UNFINISHED)), "choose")
    ids = [task.id for task in tasks]
    yield from call("move_tasks", ids=ids, parent=parent.id)
    return f"{_listed('Subtask', tasks)}\n\nIt belongs to {quoted(parent.title)} now."


def add_under(command: AddUnder, scene: Scene) -> Plan:
    """Add subtasks to a task."""
    found = yield from look_up(command.parent, scene, UNFINISHED, sure=True)
    parent = _only(found, "choose")
    return (yield from add(Add(command.body), scene, parent=parent))


def _only(tasks: Sequence[Task], verb: str) -> Task:
    if len(tasks) != 1:
        stop(f"Offline I {verb} one task at a time. I changed nothing.")
    return tasks[0]


def _update(
    task: Task, fields: dict[str, Any], *, clear: Sequence[str] = ()
) -> Generator[Step, Given, Task]:
    change: dict[str, Any] = {"id": task.id, "if_version": task.version}
    if fields:
        change["set"] = fields
    if clear:
        change["clear"] = list(clear)
    done = yield from call("update_tasks", tasks=[change])
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    found = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    if not found:
        stop(f"That did not work: {_first_error(done)}")
    return found[0]


def _listed(word: str, tasks: Sequence[Task]) -> str:
    if len(tasks) == 1:
        return f"{word}: {tasks[0].words()}."
    rows = "\n".join(f"- {task.words()}" for task in tasks)
    return f"{word}, {counted(len(tasks), 'task')}:\n\n{rows}"


def _failures(done: Outcome) -> str:
    failed = done.result.get("failures") or ()
    if not failed:
        return ""
    return f"\n\nThat did not work for {counted(len(failed), 'task')}: {_first_error(done)}"


def _first_error(done: Outcome) -> str:
    failed = cast("list[dict[str, Any]]", done.result.get("failures") or [])
    return str(failed[0].get("error")) if failed else "the tool gave no reason."
