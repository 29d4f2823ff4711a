"""The plans that tell about one task, and that arrange projects, sections and labels."""

from datetime import date

from errand.assistant.offline.commands import Arrange, Details
from errand.assistant.offline.deltas import length_words
from errand.assistant.offline.lookup import EVERY_STATUS, UNFINISHED, look_up
from errand.assistant.offline.places import structure
from errand.assistant.offline.results import Task
from errand.assistant.offline.steps import Plan, Scene, call, stop
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wording import counted, day_in_words, due_in_words, plain, quoted

MOST = 4


def details(command: Details, scene: Scene) -> Plan:
    """Tell all about a task, or what was asked of it."""
    statuses = EVERY_STATUS if command.part is Part.STATUS else UNFINISHED
    tasks = yield from look_up(command.ref, scene, statuses)
    if len(tasks) > MOST:
        stop(f"That is {counted(len(tasks), 'task')}. Please name one of them.")
    told = [_told(task, command.part) for task in tasks]
    ids = [task.id for task in tasks]
    yield from call("find_tasks", ids=ids, limit=len(ids))
    return "\n\n".join(told)


def _told(task: Task, part: Part | None) -> str:
    if part is None:
        lines = [_line(task, each) for each in _ALL]
        return f"Task: {task.words()}.\n\n" + "\n".join(f"- {line}" for line in lines if line)
    return f"Task: {task.words()}. {_line(task, part) or _none(part)}"


def _none(part: Part) -> str:
    if part is Part.DUE:
        return "It has no date."
    return f"It has no {part.value}."


_ALL = (
    Part.STATUS, Part.PRIORITY, Part.DEADLINE, Part.DEFER, Part.RHYTHM, Part.PROJECT, Part.LABELS,
    Part.ESTIMATE, Part.REMINDER, Part.NOTES, Part.LINK,
)  # fmt: skip


def _line(task: Task, part: Part) -> str:  # noqa: C901, PLR0911, PLR0912  a part a line
    match part:
        case Part.STATUS:
            late = " and overdue" if task.overdue else ""
            return f"It is {task.status.replace('_', ' ')}{late}."
        case Part.PRIORITY:
            return f"Priority: {task.priority}." if task.priority != "none" else ""
        case Part.DUE:
            return f"It is due {due_in_words(task.due)}{task.abroad}." if task.due else ""
        case Part.DEADLINE:
            return f"Deadline: {_day(task.deadline)}." if task.deadline else ""
        case Part.DEFER:
            return f"Not shown before {_day(task.defer_until)}." if task.defer_until else ""
        case Part.RHYTHM:
            return f"It comes back {task.repeats}." if task.repeats else ""
        case Part.PROJECT | Part.SECTION:
            section = f", section {quoted(task.section)}" if task.section else ""
            return f"Project: {quoted(task.project)}{section}." if task.project else ""
        case Part.LABELS:
            return (
                f"Labels: {', '.join(f'@{plain(n)}' for n in task.labels)}." if task.labels else ""
            )
        case Part.ESTIMATE:
            return f"Estimate: {length_words(task.estimate)}." if task.estimate else ""
        case Part.REMINDER:
            return (
                f"Reminders: {', '.join(map(_reminder, task.reminders))}." if task.reminders else ""
            )
        case Part.NOTES:
            return f"Notes: {quoted(task.notes)}" if task.notes else ""
        case Part.LINK:
            return f"Links: {', '.join(map(plain, task.links))}" if task.links else ""
        case _:
            return ""


def _day(day: str) -> str:
    return day_in_words(date.fromisoformat(day))


def _reminder(given: dict[str, object]) -> str:
    if "minutes_before" in given:
        return f"{length_words(int(str(given['minutes_before'])))} before"
    day, _, at = str(given["local"]).partition("T")
    return f"{_day(day)} at {at}"


def arrange(command: Arrange, scene: Scene) -> Plan:
    """Make, rename, archive or delete a project, section or label, or list them."""
    there = yield from structure(scene)
    kind = command.kind
    if command.op == "list":
        return there.told(kind)
    if command.op == "create":
        if there.meant(command.name, scene.words, (kind,)):
            return f"There is a {kind} {quoted(command.name)} already. I changed nothing."
        within = {"project": command.project} if command.project else {}
        yield from call("manage_structure", op="create", kind=kind, name=command.name, **within)
        return f"Created the {kind} {quoted(command.name)}."
    found = there.meant(command.name, scene.words, (kind,))
    if found is None:
        stop(f"There is no {kind} {quoted(command.name)}. {there.told(kind)} I changed nothing.")
    renamed = {"name": command.new_name} if command.op == "rename" else {}
    yield from call("manage_structure", op=command.op, kind=kind, target=found.id, **renamed)
    if command.op == "rename":
        return f"Renamed the {kind} {quoted(found.name)} to {quoted(command.new_name)}."
    done = {"archive": "Archived", "unarchive": "Unarchived", "delete": "Deleted"}[command.op]
    return f"{done} the {kind} {quoted(found.name)}."
