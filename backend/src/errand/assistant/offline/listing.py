"""The plan that lists tasks, and says which it looked for."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from errand.assistant.offline.calendars import all_days_of, span_of
from errand.assistant.offline.list_words import TOLD, Days, worded
from errand.assistant.offline.matching import best_like
from errand.assistant.offline.places import Named, Structure, meant_place, structure
from errand.assistant.offline.replies import CANNOT
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.settling import real_day
from errand.assistant.offline.spanning import spans_of
from errand.assistant.offline.steps import Given, Plan, Scene, Step, call, stop
from errand.assistant.offline.values import Moment, OnDate, When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wanted import UNFINISHED, Range, Show
from errand.assistant.offline.wording import quoted

PAGE, MOST = 20, 100


def show(command: Show, scene: Scene, *, page: int = 0) -> Plan:
    """List tasks; the chat shows the list itself, the words name the first few."""
    if command.refusal:
        stop(command.refusal)
    command = yield from _meant(command, scene, "I listed nothing.")
    days = _days(command.range, scene.moment) if command.range else None
    if _sifted(command, days):
        tasks = yield from _sift(command, days, scene)
        return (yield from _told_of(command, days, tasks, scene))
    found = yield from call("find_tasks", **_arguments(command, days), limit=PAGE)
    for _ in range(page):
        if not found.result.get("next_cursor"):
            return "That was all of them."
        arguments = _arguments(command, days) | {"cursor": found.result["next_cursor"]}
        found = yield from call("find_tasks", **arguments, limit=PAGE)
    if command.text and not (found.result.get("total") or found.result.get("tasks")):
        return (yield from _like(command, days, scene))
    return _told(command, days, found.result, first=page * PAGE)


def _on_real_days(command: Show, scene: Scene, told: str) -> Generator[Step, Given, Show]:
    """Ask which day is meant by one that is none."""
    when = command.range.when if command.range else None
    if command.range is None or when is None or when.others:
        return command
    found = all_days_of(when.days, scene.moment.today, scene.moment.customs)
    if found.candidates or not found.problem:
        return command
    day = yield from real_day(found, when, scene, told)
    return replace(command, range=replace(command.range, when=When(days=(OnDate.of(day),))))


def find_wanted(wanted: Show, scene: Scene) -> Generator[Step, Given, tuple[Task, ...]]:
    """Return the tasks that fit, at most a hundred; more than that are too many to act on."""
    wanted = yield from _meant(wanted, scene, "I changed nothing.")
    days = _days(wanted.range, scene.moment) if wanted.range else None
    if _sifted(wanted, days):
        return (yield from _sift(wanted, days, scene))
    found = yield from call("find_tasks", **_arguments(wanted, days), limit=MOST)
    tasks = tasks_in(found.result, "tasks")
    if found.result.get("has_more"):
        stop("More than a hundred tasks fit; I do not change so many at once.")
    return tasks


def _meant(command: Show, scene: Scene, told: str) -> Generator[Step, Given, Show]:
    """Return the request with real days, and words that name a project or label taken for one."""
    command = yield from _on_real_days(command, scene, told)
    if not (command.text or command.project or command.labels):
        return command
    there = yield from structure(scene)
    if command.project:
        project = yield from meant_place(command.project, ("project",), there, scene)
        return replace(command, project=project.name)
    if command.labels:
        return replace(command, labels=_labels(command.labels, there, scene))
    kinds = ("project", "label")
    named = there.meant(command.text, scene.words, kinds)
    if command.alone and named is None:
        named = there.begun(command.text, scene.words, kinds)
    named = named or _with_noun(command.text, there, scene)
    if named is None:
        return command
    if named.kind == "label":
        return replace(command, text="", labels=(named.name,))
    return replace(command, text="", project=named.name)


def _with_noun(said: str, there: Structure, scene: Scene) -> Named | None:
    """Return what "the office label" names, where that is no name by itself."""
    name, _, noun = said.strip().rpartition(" ")
    nouns = scene.words.follow_ups.done.place_nouns
    return there.meant(name, scene.words, ("project", "label")) if noun in nouns and name else None


def _like(command: Show, days: Days | None, scene: Scene) -> Plan:
    """Show the tasks that are called almost so, where none is called so."""
    arguments = _arguments(replace(command, text=""), days)
    found = yield from call("find_tasks", **arguments, limit=MOST)
    near = best_like(command.text, tasks_in(found.result, "tasks"), scene.words)
    if not near:
        yield from call("find_tasks", **_arguments(command, days), limit=1)  # what is shown: none
        return CANNOT if command.alone else worded(command, days, (), 0)
    ids = [task.id for task in near]
    yield from call("find_tasks", ids=ids, limit=len(ids))
    rows = "\n".join(f"{place}. {task.row()}" for place, task in enumerate(near[:TOLD], 1))
    none = worded(command, days, (), 0).removesuffix(".")
    return f"{none}, but this is like it:\n\n{rows}"


def _labels(said: tuple[str, ...], there: Structure, scene: Scene) -> tuple[str, ...]:
    found = [there.meant(name, scene.words, ("label",)) for name in said]
    missing = next((n for n, label in zip(said, found, strict=True) if label is None), None)
    if missing is not None:
        stop(f"There is no label {quoted(missing)}. {there.told('label')}")
    return tuple(label.name for label in found if label)


def _sifted(command: Show, days: Days | None) -> bool:
    """Tell whether the server does not filter by this: it is done here, task by task."""
    by_day_done = command.status == "done" and days is not None
    return by_day_done or bool(command.without) or (command.deadline and days is None)


def _sift(
    command: Show, days: Days | None, scene: Scene
) -> Generator[Step, Given, tuple[Task, ...]]:
    done = command.status == "done" and days is not None
    arguments = _arguments(command, None if done or command.deadline else days)
    if done:
        arguments["sort"] = "completed"
    found = yield from call("find_tasks", **arguments, limit=MOST)
    tasks = tasks_in(found.result, "tasks")
    if done and days:
        tasks = tuple(t for t in tasks if _within(_completed(t, scene.moment), days))
    if command.deadline and not days:
        tasks = tuple(task for task in tasks if task.deadline)
    return tuple(task for task in tasks if not any(_has(task, p) for p in command.without))


def _completed(task: Task, moment: Moment) -> date | None:
    if not task.completed_at:
        return None
    at = datetime.fromisoformat(task.completed_at)
    return at.astimezone(moment.zone).date()


def _within(day: date | None, days: Days) -> bool:
    first, last = days
    return day is not None and (first or day) <= day <= (last or day)


def _has(task: Task, part: Part) -> bool:
    held: Mapping[Part, object] = {
        Part.LABELS: task.labels,
        Part.PROJECT: task.project,
        Part.NOTES: task.notes,
        Part.DEADLINE: task.deadline,
        Part.ESTIMATE: task.estimate,
        Part.REMINDER: task.reminders,
        Part.RHYTHM: task.repeats,
        Part.SECTION: task.section,
        Part.LINK: task.links,
    }
    return bool(held.get(part))


def _arguments(command: Show, days: Days | None) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    between = {key: day.isoformat() for key, day in zip(("from", "to"), days or (), strict=False)
               if day}  # fmt: skip
    due: dict[str, Any] = {} if command.deadline else dict(between)
    flags = {"overdue": command.overdue, "undated": command.undated}
    due |= {name: True for name, said in flags.items() if said}
    given = {
        "due": due,
        "deadline": between if command.deadline else {},
        "text": command.text[:200],
        "priorities": list(command.priorities),
        "project": command.project,
        "labels": _label_filter(command),
        "recurring": command.recurring,
    }
    arguments |= {name: value for name, value in given.items() if value}
    arguments["statuses"] = [command.status] if command.status else UNFINISHED
    return arguments


def _label_filter(command: Show) -> dict[str, Any]:
    if not command.labels:
        return {}
    return {"all" if command.every_label else "any": list(command.labels)}


def _days(asked: Range, moment: Moment) -> Days:
    """Return the first and the last day asked for, None where it is open."""
    if asked.coming_days:
        return moment.today, moment.today + timedelta(days=asked.coming_days)
    if asked.past_days:
        return moment.today - timedelta(days=asked.past_days), moment.today
    if asked.stretch:
        return span_of(asked.stretch, moment.today, moment.customs)
    if asked.span:
        return _spanned(asked, moment)
    if asked.when:
        days = _candidates(asked.when, moment)
        # "This Monday" on a Tuesday may be either; a list of the week between is neither.
        same_weekday = not asked.when.others and len({day.weekday() for day in days}) == 1
        return min(days), min(days) if same_weekday else max(days)
    since = min(_candidates(asked.since, moment)) if asked.since else None
    until = max(_candidates(asked.until, moment)) if asked.until else None
    since = since + timedelta(days=1) if since and asked.after else since
    until = until - timedelta(days=1) if until and asked.before else until
    if since and until and until < since:
        until += timedelta(days=7)
    if since and until and until < since:
        stop("The end of that is before its beginning.")
    return since, until


def _spanned(asked: Range, moment: Moment) -> Days:
    pairs = spans_of(asked.span, moment).candidates if asked.span else ()
    if not pairs:
        stop("I could not read which days you mean.")
    return min(first.day for first, _ in pairs), max(last.day for _, last in pairs)


def _candidates(when: When, moment: Moment) -> tuple[date, ...]:
    """Return the days that a phrase can mean; a list may well be of more than one."""
    found = [
        all_days_of(w.days, moment.today, moment.customs) for w in (when, *when.others) if w.days
    ]
    problem = next((each.problem for each in found if each.problem), "")
    if problem or not found:
        stop(problem or "I could not read the date.")
    return tuple(day for each in found for day in each.candidates)


def _told_of(command: Show, days: Days | None, tasks: tuple[Task, ...], scene: Scene) -> Plan:
    """Tell of tasks that were sifted here; the list that is shown is of them alone."""
    if tasks and not command.counted:
        ids = [task.id for task in tasks[:MOST]]
        yield from call("find_tasks", ids=ids, limit=MOST)
    return worded(command, days, tasks[:TOLD], len(tasks))


def _told(command: Show, days: Days | None, result: Mapping[str, Any], *, first: int = 0) -> str:
    tasks = tasks_in(result, "tasks")
    total = int(result.get("total") or len(tasks))
    return worded(command, days, tasks, total, first=first)
