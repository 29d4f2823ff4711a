"""What becomes of one task by a change that needs nothing more to be found out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from errand.assistant.offline import edits
from errand.assistant.offline.results import Task
from errand.assistant.offline.values import Due
from errand.assistant.offline.wording import counted, plain, quoted


@dataclass
class Delta:
    """What becomes of one task, as the tools take it, and in words."""

    set: dict[str, Any] = field(default_factory=dict[str, Any])
    clear: list[str] = field(default_factory=list[str])
    labels: dict[str, Any] = field(default_factory=dict[str, Any])
    words: str = ""
    same: str = ""
    """Why there is nothing to change."""


def delta_of(task: Task, change: edits.Change) -> Delta:  # noqa: C901, PLR0911  a kind a line
    """Return what becomes of this task."""
    match change:
        case edits.Priority(value=value):
            return _ranked(task, value)
        case edits.Title(text=text):
            return Delta(set={"title": text}, words=f"it was {quoted(task.title)}")
        case edits.Notes():
            return _noted(task, change)
        case edits.Labels():
            return _labelled(task, change)
        case edits.Place():
            return _placed(task, change)
        case edits.Estimate(minutes=minutes):
            return _estimated(minutes)
        case edits.NoDue(only_time=only_time):
            return _undated(task, only_time=only_time)
        case edits.Link(url=url):
            return _linked(task, url)
        case _:
            raise TypeError(change)


def _ranked(task: Task, value: str) -> Delta:
    if task.priority == value:
        said = "without priority" if value == "none" else f"of {value} priority"
        return Delta(same=f"it is {said} already")
    if value == "none":
        return Delta(clear=["priority"], words="without priority now")
    return Delta(set={"priority": value}, words=f"now of {value} priority")


def _noted(task: Task, change: edits.Notes) -> Delta:
    if change.how == "clear":
        if not task.notes:
            return Delta(same="it has no notes")
        return Delta(clear=["notes"], words="no notes now")
    kept = task.notes.rstrip() if change.how == "add" else ""
    text = f"{kept}\n{change.text}" if kept else change.text
    return Delta(set={"notes": text}, words=f"note: {quoted(change.text)}")


def _labelled(task: Task, change: edits.Labels) -> Delta:
    had = {label.casefold(): label for label in task.labels}
    removed = [had[name.casefold()] for name in change.remove if name.casefold() in had]
    added = [name for name in change.add if name.casefold() not in had]
    if change.every:
        if not change.add and not had:
            return Delta(same="it has no labels")
        said = _label_words(change.add) if change.add else "no labels now"
        return Delta(labels={"replace": list(change.add)}, words=said)
    missing = [name for name in change.remove if name.casefold() not in had]
    if not removed and not added:
        which = f"no label {quoted(missing[0])}" if missing else f"the {_label_words(change.add)}"
        return Delta(same=f"it has {which}{'' if missing else ' already'}")
    given: dict[str, Any] = {"add": added, "remove": removed}
    parts = [_label_words(added)] if added else []
    parts += [f"without the {_label_words(removed)}"] if removed else []
    return Delta(labels={k: v for k, v in given.items() if v}, words=", ".join(parts))


def _label_words(names: Sequence[str]) -> str:
    return f"label{'' if len(names) == 1 else 's'} " + ", ".join(f"@{plain(n)}" for n in names)


def _placed(task: Task, change: edits.Place) -> Delta:
    if not change.name:
        if not task.project:
            return Delta(same="it is in no project")
        part = "section" if change.kind == "section" else "project"
        return Delta(clear=[part], words=f"out of its {part} now")
    if task.project == change.name and not change.section:
        return Delta(same=f"it is in the project {quoted(change.name)} already")
    fields = {"project": change.name} | ({"section": change.section} if change.section else {})
    where = f", section {quoted(change.section)}" if change.section else ""
    return Delta(set=fields, words=f"now in the project {quoted(change.name)}{where}")


def _estimated(minutes: int) -> Delta:
    if not minutes:
        return Delta(clear=["estimate"], words="no estimate now")
    return Delta(set={"estimate_minutes": minutes}, words=f"estimated at {length_words(minutes)}")


def length_words(minutes: int) -> str:
    """Return "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    return " ".join([*parts, counted(rest, "minute")] if rest or not parts else parts)


def _undated(task: Task, *, only_time: bool) -> Delta:
    if task.due is None:
        return Delta(same="it has no date")
    if only_time:
        return Delta(set={"due": Due(task.due.day).json()}, words="without a time of day now")
    return Delta(clear=["due"], words="no date now")


def _linked(task: Task, url: str) -> Delta:
    if not url:
        return Delta(clear=["links"], words="no links now")
    links = [{"url": each} for each in (*task.links, url)]
    return Delta(set={"links": links}, words=f"link: {plain(url)}")
