"""The plan that adds tasks: every doubt is asked away before the one call that adds them."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from errand.assistant.offline.beside import beside_in_words
from errand.assistant.offline.bodies import Body, read_body
from errand.assistant.offline.commands import Add
from errand.assistant.offline.drafts import TWO_PRIORITIES, Draft
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.history import Outcome
from errand.assistant.offline.nameless import is_nameless
from errand.assistant.offline.nudging import settled_nudges
from errand.assistant.offline.places import meant_place, structure
from errand.assistant.offline.project_ends import with_projects
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.repeat import Repeat, with_when
from errand.assistant.offline.repeating import Series, repeats_of
from errand.assistant.offline.resolve import Resolved, resolve
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.settling import asked_rhythm, settled
from errand.assistant.offline.steps import Given, Plan, Scene, Step, Stopped, ask, call, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, When
from errand.assistant.offline.wording import counted, due_in_words, quoted

MOST_TASKS = 25


def add(command: Add, scene: Scene, *, parent: Task | None = None) -> Plan:
    """Add one or several tasks, or subtasks of one."""
    command = _without_pointer(command, scene)
    body = yield from _body(command, scene)
    body = body if command.project else (yield from with_projects(body, scene))
    drafts = yield from _drafts(body)
    if len(drafts) > MOST_TASKS:
        stop(f"That is {len(drafts)} tasks; I add {MOST_TASKS} at once. Nothing was added.")
    new: tuple[Mapping[str, Any], ...] = ()
    for draft in drafts:
        new = (*new, (yield from _new_task(draft, command, scene)))
    if not command.certain:
        lead = "\n".join(_preview(task) for task in new)
        answer = yield from ask(Ask(Topic.ADD, lead=lead))
        due = (yield from _due(answer.when, scene)) if answer.when else None
        new = tuple({"due": due.json(), **task} if due else task for task in new)
    if parent is not None:
        new = tuple({**task, "parent_ref": parent.id} for task in new)
    if command.below is not None and len(new) == 1:
        below = yield from _drafts(command.below)
        for draft in below:
            part = yield from _new_task(draft, Add(None), scene)
            new = (*new, {**part, "parent_ref": "#0"})
    done = yield from _added(new, scene)
    under = f"\n\nIt belongs to {quoted(parent.title)}." if parent else ""
    return _report(done.result) + under


def _added(new: Sequence[Mapping[str, Any]], scene: Scene) -> Generator[Step, Given, Outcome]:
    """Add them; for a project that there is none of, ask first which it is."""
    try:
        return (yield from call("add_tasks", tasks=list(new)))
    except Stopped:
        names = {str(task["project"]) for task in new if task.get("project")}
        there = (yield from structure(scene)) if names else None
        if not there or all(there.meant(name, scene.words, ("project",)) for name in names):
            raise
    meant: dict[str, str] = {}
    for name in sorted(names):
        meant[name] = (yield from meant_place(name, ("project",), there, scene)).name
    tasks = [
        {**task, "project": meant[str(task["project"])]} if task.get("project") else {**task}
        for task in new
    ]
    return (yield from call("add_tasks", tasks=tasks))


def _without_pointer(command: Add, scene: Scene) -> Add:
    """Return "put it on my list for tomorrow" without a body, so that the task is asked for."""
    one = command.body.one if command.body else None
    if one is None or one.literal or not is_nameless(Tokens(one.title, scene.words)):
        return command
    many = command.many or (command.body is not None and (command.body.promised or 0) > 1)
    lead, priority = command.lead.joined(one.when), command.priority or one.priority
    return replace(command, body=None, lead=lead, priority=priority, many=many)


def _body(command: Add, scene: Scene) -> Generator[Step, Given, Body]:
    if command.body is not None:
        return command.body
    lead = ""
    if not command.lead.empty:
        due = yield from _due(command.lead, scene)
        lead = f"For {due_in_words(due)}: please say the task." if due else ""
    answer = yield from ask(Ask(Topic.WHAT, lead=lead))
    return read_body(Tokens(answer.text, scene.words), many=command.many)


def _drafts(body: Body) -> Generator[Step, Given, tuple[Draft, ...]]:
    """Return the tasks, having asked whether it is one or several where both can be meant."""
    one, several = body.one, body.several
    if one and len(several) > 1:
        titles = "; ".join(quoted(draft.title) for draft in several)
        options = (f"one task: {quoted(one.title)}", f"{len(several)} tasks: {titles}")
        answer = yield from ask(Ask(Topic.SPLIT, options))
        one, several = (one, ()) if answer.place == 0 else (None, several)
    found = (one,) if one else several
    if not found:
        stop("Please say what the task is. Nothing was added.")
    if body.promised not in (None, len(found)):
        told = f"You said {body.promised}, and I read {counted(len(found), 'task')}."
        rows = tuple(
            f"{counted(len(found), 'task')}: " + "; ".join(quoted(d.title) for d in found)
            for _ in range(1)
        )
        yield from ask(Ask(Topic.ADD, rows, told))
    if body.trailing and not one:
        return (yield from _shared(found))
    return found


def _shared(drafts: tuple[Draft, ...]) -> Generator[Step, Given, tuple[Draft, ...]]:
    """Ask whether the date at the end is for all of them."""
    last = drafts[-1]
    options = (f"for all {len(drafts)}", f"only for {quoted(last.title)}")
    answer = yield from ask(Ask(Topic.SCOPE, options))
    last = replace(last, doubtful=False)
    if answer.place:
        return (*drafts[:-1], last)
    return (*(replace(draft, when=_with_day(draft.when, last.when)) for draft in drafts[:-1]), last)


def _with_day(own: When, last: When) -> When:
    """Return the time of the last one; a time of day of one's own stays."""
    return replace(own, days=last.days) if own.clocks else last


def _new_task(
    draft: Draft, command: Add, scene: Scene
) -> Generator[Step, Given, Mapping[str, Any]]:
    if draft.refusal:
        stop(draft.refusal)
    title, when = draft.title, draft.when
    if draft.doubtful:
        title, when = yield from _dated_or_not(draft, scene)
    _be_whole(title, draft, scene)
    task: dict[str, Any] = {"title": title} | extra_fields(draft.extras)
    whole = _whole(command.lead, when)
    due, rule = yield from _dated(draft.extras, whole, scene)
    task |= {"recurrence": rule} if rule else {}
    if due:
        task["due"] = due.json()
    task |= yield from _beside_due(draft.extras, due, scene)
    task |= _priority(draft, command)
    if command.project:
        task.setdefault("project", command.project)
    return task


def _be_whole(title: str, draft: Draft, scene: Scene) -> None:
    """Stop where there is no title, or only a part of one."""
    if not title:
        stop("I read a date but no title. Please say what the task is.")
    last = title.casefold().rsplit(maxsplit=1)[-1]
    if not draft.literal and scene.words.time.article.has(last):
        stop(f"{quoted(title)} is only a part of a title. Put the title in quotation marks.")
    if draft.extras.problem:
        stop(f"I read {draft.extras.problem}. I changed nothing.")


def _priority(draft: Draft, command: Add) -> dict[str, str]:
    """Return the priority; one of its own wins in a row, but contradicts that of a single task."""
    priority = draft.priority or command.priority
    if command.priority not in (None, priority) and command.body and command.body.one:
        stop(TWO_PRIORITIES)
    return {"priority": priority} if priority else {}


def _dated(
    extras: Extras, whole: When, scene: Scene
) -> Generator[Step, Given, tuple[Due | None, Mapping[str, str] | None]]:
    """Return when it is due, and how it comes back."""
    if not extras.repeat:
        return (yield from _due(whole, scene)), None
    series = yield from _series(extras.repeat, whole, scene)
    return series.first, {"rrule": series.rrule, "anchor": series.anchor}


def _beside_due(
    extras: Extras, due: Due | None, scene: Scene
) -> Generator[Step, Given, Mapping[str, Any]]:
    """Return the other days of a task, and its reminders."""
    fields: dict[str, Any] = {}
    for name, said in (("deadline", extras.deadline), ("defer_until", extras.defer)):
        if said and said.clocks:
            stop("A deadline, or the day before which it is not shown, has no time of day.")
        day = (yield from _due(said, scene)) if said else None
        if day:
            fields[name] = day.day.isoformat()
    found = settled_nudges(extras.nudges, due, scene.moment)
    if found.problem:
        stop(f"{found.problem} Nothing was added: when should I remind you?")
    return fields | ({"reminders": list(found.reminders)} if found.reminders else {})


def extra_fields(extras: Extras) -> dict[str, Any]:
    """Return labels, project, notes and length as the tools take them."""
    fields: dict[str, Any] = {
        "labels": list(extras.labels),
        "project": extras.project,
        "notes": extras.notes,
        "estimate_minutes": extras.minutes,
    }
    return {name: value for name, value in fields.items() if value}


def _series(repeat: Repeat, when: When, scene: Scene) -> Generator[Step, Given, Series]:
    """Return the one series that is meant: asks when there are several."""
    found = repeats_of(with_when(repeat, when), scene.moment)
    if not found.candidates:
        instead, more = yield from asked_rhythm(found.problem, scene)
        return (yield from _series(instead, more or when, scene))
    if len(found.candidates) == 1:
        return found.candidates[0]
    dues = Resolved(tuple(each.first for each in found.candidates))
    due = yield from settled(dues, scene)
    return next((each for each in found.candidates if each.first == due), found.candidates[0])


def _whole(lead: When, when: When) -> When:
    """Join what was said before the titles with what was said of one: its own day wins."""
    if lead.days and when.days and not (lead.clocks or lead.part):
        return when
    return lead.joined(when)


def _dated_or_not(draft: Draft, scene: Scene) -> Generator[Step, Given, tuple[str, When]]:
    """Ask whether words about time are the date or part of the title."""
    found = resolve(draft.when, scene.moment)
    if not found.candidates:
        stop(f"{found.problem} If that is part of the title, put the title in quotation marks.")
    dated = " or ".join(due_in_words(due) for due in found.candidates[:2])
    options = (
        f"the date: {quoted(draft.title)}, due {dated}",
        f"the title: {quoted(draft.verbatim)}, with no date",
    )
    answer = yield from ask(Ask(Topic.DATING, options))
    if answer.place:
        return draft.verbatim, When()
    return draft.title, _timed(draft.when, answer.when)


def _timed(when: When, more: When | None) -> When:
    """Return the date with the time that the answer gave it, or the day that the answer said."""
    if more is None:
        return when
    return replace(more, clocks=more.clocks or when.clocks) if more.days else when.joined(more)


def _due(when: When, scene: Scene) -> Generator[Step, Given, Due | None]:
    if when.empty:
        return None
    return (yield from settled(resolve(when, scene.moment), scene, when))


def _preview(task: Mapping[str, Any]) -> str:
    text = f"I only keep tasks. That would be a new one, {quoted(str(task['title']))}"
    due = _due_of(task)
    return f"{text}, due {due_in_words(due)}." if due else f"{text}, with no date."


def _due_of(task: Mapping[str, Any]) -> Due | None:
    said = cast("dict[str, str]", task.get("due") or {})
    if "date" in said:
        return Due(date.fromisoformat(said["date"]))
    at = datetime.fromisoformat(said["local"]) if "local" in said else None
    return Due(at.date(), at, said.get("tz") or "") if at else None


def _report(result: Mapping[str, Any]) -> str:
    tasks = tasks_in(result, "tasks")
    failed = len(result.get("failures") or ())
    problem = f"\n\n{counted(failed, 'task')} could not be added." if failed else ""
    if len(tasks) == 1:
        return f"Added: {tasks[0].row()}{beside_in_words(tasks[0])}.{problem}"
    rows = "\n".join(f"- {task.row()}{beside_in_words(task)}" for task in tasks)
    return f"Added {counted(len(tasks), 'task')}:\n\n{rows}{problem}"
