"""The plan that changes one part of tasks: look up, say exactly what becomes of each, tell it."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any, cast

from errand.assistant.offline import edits
from errand.assistant.offline.answering import value_answered
from errand.assistant.offline.commands import Edit
from errand.assistant.offline.deltas import Delta, delta_of, length_words
from errand.assistant.offline.edit_values import note_text
from errand.assistant.offline.history import Outcome
from errand.assistant.offline.lookup import EVERY_STATUS, UNFINISHED, look_up
from errand.assistant.offline.places import meant_place, structure
from errand.assistant.offline.questions import Answer, Ask, Topic
from errand.assistant.offline.repeat import with_when
from errand.assistant.offline.repeat_days import Days
from errand.assistant.offline.repeating import Series, repeats_of
from errand.assistant.offline.resolve import Resolved, resolve
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.settling import asked_rhythm, settled
from errand.assistant.offline.steps import Given, Plan, Scene, Step, ask, call, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, Length, OnDate, When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import counted, day_in_words, due_in_words, quoted

Deltas = Generator[Step, Given, Delta]
_WHAT = {
    Part.NOTES: "What should the note say?",
    Part.LABELS: "Which label should it be?",
    Part.PROJECT: "Which project should it go to?",
    Part.SECTION: "Which section should it go to?",
    Part.DEADLINE: "Which day is the deadline?",
    Part.DEFER: "From which day should it be shown?",
    Part.ESTIMATE: "How long will it take?",
    Part.REMINDER: "When should I remind you, for example “30 minutes before”?",
    Part.RHYTHM: "How often should it come back?",
    Part.PRIORITY: "Which priority: urgent, high, medium, low or none?",
    Part.LINK: "Which address should the link have?",
}


def edit(command: Edit, scene: Scene) -> Plan:
    """Change the same part of one or several tasks."""
    statuses = EVERY_STATUS if command.part in (Part.NOTES, Part.LABELS) else UNFINISHED
    tasks = yield from look_up(command.ref, scene, statuses)
    change = command.change or (yield from _asked(command, tasks, scene))
    change = yield from _settled(change, scene)
    deltas: list[tuple[Task, Delta]] = []
    for task in tasks:
        delta = yield from _delta(task, change, scene)
        deltas.append((task, delta))
    wanted = [(task, delta) for task, delta in deltas if not delta.same]
    if not wanted:
        return "\n".join(f"Unchanged: {task.words()}, {delta.same}." for task, delta in deltas)
    rows = [_row(task, delta) for task, delta in wanted]
    done = yield from call("update_tasks", tasks=rows)
    return _told(done, [delta.words for _, delta in wanted])


def _asked(
    command: Edit, tasks: Sequence[Task], scene: Scene
) -> Generator[Step, Given, edits.Change]:
    """Ask for the value that was left out."""
    part = command.part or Part.NOTES
    lead = f"For {' and '.join(quoted(task.title) for task in tasks)}: {_WHAT.get(part, '')}"
    lead = lead.replace("?", ".")
    answer = yield from ask(Ask(Topic.VALUE, lead=lead))
    found = _value(part, answer, scene)
    if found is None:
        answer = yield from ask(Ask(Topic.VALUE, lead=f"I could not read that. {lead}"))
        found = _value(part, answer, scene)
    if found is None:
        stop("I could not read that. I changed nothing.")
    if command.anew and isinstance(found, edits.Notes):
        found = replace(found, how="replace")
    return found


def _value(part: Part, answer: Answer, scene: Scene) -> edits.Change | None:
    tokens = Tokens(answer.text, scene.words)
    return edits.Notes(note_text(tokens)) if part is Part.NOTES else value_answered(part, tokens)


def _settled(change: edits.Change, scene: Scene) -> Generator[Step, Given, edits.Change]:
    """Find out once, for all tasks, which project or place a name means."""
    if not isinstance(change, edits.Place) or not change.name:
        return change
    there = yield from structure(scene)
    kinds = (change.kind,) if change.kind else ("project", "section")
    found = yield from meant_place(change.name, kinds, there, scene)
    if found.kind == "section":
        return edits.Place(found.within, "section", section=found.name)
    return edits.Place(found.name, "project")


def _row(task: Task, delta: Delta) -> dict[str, Any]:
    row: dict[str, Any] = {"id": task.id, "if_version": task.version}
    given = {"set": delta.set, "clear": delta.clear, "labels": delta.labels}
    row |= {name: value for name, value in given.items() if value}
    if task.repeats and "due" in (*delta.set, *delta.clear):
        row["scope"] = "series" if "recurrence" in delta.set else "this"
    return row


def _told(done: Outcome, words: Sequence[str]) -> str:
    rows = cast("list[dict[str, Any]]", done.result.get("tasks") or [])
    after = tasks_in({"after": [row.get("after") for row in rows]}, "after")
    failed = cast("list[dict[str, Any]]", done.result.get("failures") or [])
    if not after:
        stop(f"That did not work: {failed[0].get('error') if failed else 'no reason was given'}")
    remarks = "".join(f" {each}" for each in done.result.get("remarks") or ())
    if len(after) == 1:
        return f"Changed: {after[0].words()}, {words[0]}.{remarks}"
    lines = "\n".join(f"- {task.words()}, {said}" for task, said in zip(after, words, strict=False))
    return f"Changed, {counted(len(after), 'task')}:\n\n{lines}{remarks}"


def _delta(task: Task, change: edits.Change, scene: Scene) -> Deltas:
    match change:
        case edits.Remind():
            return (yield from _reminded(task, change, scene))
        case edits.Rhythm():
            return (yield from _rhythmic(task, change, scene))
        case edits.Day():
            return (yield from _dayed(change, scene))
        case _:
            return delta_of(task, change)


def _dayed(change: edits.Day, scene: Scene) -> Deltas:
    name = "deadline" if change.field == "deadline" else "start date"
    if change.when is None:
        return Delta(clear=[change.field], words=f"no {name} now")
    due = yield from settled(resolve(change.when, scene.moment), scene, change.when)
    said = day_in_words(due.day)
    words = f"deadline {said}" if name == "deadline" else f"not shown before {said}"
    return Delta(set={change.field: due.day.isoformat()}, words=words)


def _rhythmic(task: Task, change: edits.Rhythm, scene: Scene) -> Deltas:
    if change.repeat is None:
        if not task.repeats:
            return Delta(same="it does not come back anyway")
        return Delta(clear=["recurrence"], words="it does not come back any more")
    series = yield from _series(task, change, scene)
    fields: dict[str, Any] = {"recurrence": {"rrule": series.rrule, "anchor": series.anchor}}
    fields["due"] = series.first.json()
    words = f"it comes back from {due_in_words(series.first)}"
    return Delta(set=fields, words=words)


def _series(task: Task, change: edits.Rhythm, scene: Scene) -> Generator[Step, Given, Series]:
    repeat = change.repeat
    if repeat is None:
        stop("I could not read how often. I changed nothing.")
    repeat = with_when(repeat, change.when)
    if (
        repeat.days == Days()
        and not repeat.starts
        and task.due
        and task.due.day > scene.moment.today
    ):
        # "Every week" of a task that is due on Friday is every Friday.
        repeat = replace(repeat, starts=When(days=(OnDate.of(task.due.day),)))
    found = repeats_of(repeat, scene.moment)
    if not found.candidates:
        instead, more = yield from asked_rhythm(found.problem, scene)
        return (yield from _series(task, edits.Rhythm(instead, more or change.when), scene))
    if len(found.candidates) == 1:
        return _at_its_time(found.candidates[0], task)
    dues = Resolved(tuple(each.first for each in found.candidates))
    due = yield from settled(dues, scene)
    return next((each for each in found.candidates if each.first == due), found.candidates[0])


def _at_its_time(series: Series, task: Task) -> Series:
    """Return the series at the time of day that the task has, where none was said."""
    if series.first.at or task.due is None or task.due.at is None:
        return series
    at = task.due.at.replace(
        year=series.first.day.year, month=series.first.day.month, day=series.first.day.day
    )
    return replace(series, first=Due(series.first.day, at, task.due.tz))


def _reminded(task: Task, change: edits.Remind, scene: Scene) -> Deltas:
    if change.clear:
        if not task.reminders:
            return Delta(same="it has no reminder")
        return Delta(clear=["reminders"], words="no reminder now")
    if change.before is not None and task.due:
        return _before(task, change.before)
    if change.before is None and change.when is None:
        stop("I could not read when to remind you. I changed nothing.")
    none = "" if change.when else f"{quoted(task.title)} has no date to count back from."
    due = yield from _reminder(change.when, none, scene)
    words = f"reminder {due_in_words(due)}"
    return Delta(set={"reminders": [*task.reminders, due.json()]}, words=words)


def _reminder(when: When | None, problem: str, scene: Scene) -> Generator[Step, Given, Due]:
    """Return when to remind: asks where there is no day, and where there is no time of day."""
    found = Resolved(problem=problem) if problem or not when else resolve(when, scene.moment)
    due = yield from settled(found, scene, when)
    if due.at:
        return due
    day = When(days=(OnDate.of(due.day),))
    timeless = f"{day_in_words(due.day)} has no time of day to remind you at."
    return (yield from _reminder(day, timeless, scene))


def _before(task: Task, length: Length) -> Delta:
    minutes = length.minutes + 1440 * length.days
    new = {"minutes_before": minutes}
    if new in task.reminders:
        return Delta(same="it has that reminder already")
    said = counted(length.days, "day") if length.days and not length.minutes else None
    words = f"reminder {said or length_words(minutes)} before"
    return Delta(set={"reminders": [*task.reminders, new]}, words=words)
