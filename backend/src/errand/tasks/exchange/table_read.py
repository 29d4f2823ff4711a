"""Tasks from CSV: our own, or any table with a column of titles."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from typing import Any, Final, get_args
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from errand.errors import InvalidInput
from errand.tasks.exchange import texts
from errand.tasks.exchange.record import MOST_TASKS, Notes, TaskRecord
from errand.tasks.exchange.table_write import MARK, as_written
from errand.tasks.exchange.texts import NotUnderstood
from errand.tasks.parts import Anchor

# What others call our columns.
_ALSO: Final[dict[str, str]] = {
    "uid": "id", "task": "title", "name": "title", "summary": "title", "content": "title",
    "subject": "title", "description": "notes", "note": "notes", "state": "status",
    "due date": "due", "due_date": "due", "duedate": "due", "date": "due", "start": "defer_until",
    "start date": "defer_until", "rrule": "recurrence", "repeat": "recurrence", "tags": "labels",
    "tag": "labels", "label": "labels", "categories": "labels", "list": "project",
    "folder": "project", "parent_id": "parent", "estimate": "estimate_minutes", "url": "links",
    "link": "links", "created": "created_at", "completed": "completed_at",
}  # fmt: skip
_STATUS: Final[dict[str, str]] = {
    "open": "open", "todo": "open", "to do": "open", "not started": "open", "needs-action": "open",
    "false": "open", "no": "open", "0": "open", "in_progress": "in_progress",
    "in progress": "in_progress", "in-process": "in_progress", "doing": "in_progress",
    "waiting": "waiting", "blocked": "waiting", "done": "done", "completed": "done", "true": "done",
    "yes": "done", "1": "done", "x": "done", "cancelled": "cancelled", "canceled": "cancelled",
}  # fmt: skip
_PRIORITY: Final[dict[str, str]] = {
    "urgent": "urgent", "p1": "urgent", "high": "high", "p2": "high", "medium": "medium",
    "normal": "medium", "p3": "medium", "low": "low", "p4": "low", "none": "none",
}  # fmt: skip
_CELL_CHARACTERS = 50_000


def read(text: str, home: ZoneInfo, notes: Notes) -> list[TaskRecord]:
    """Return the tasks of a table; what it does not understand goes into the notes.

    Raises:
        InvalidInput: It is no table of tasks, or too long a one.
    """
    rows = _rows(text.removeprefix(MARK))
    _, header = next(rows, (1, list[str]()))
    columns = _columns(header, notes)
    found: list[TaskRecord] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) >= MOST_TASKS:
            raise InvalidInput(f"file: it has more than {MOST_TASKS} tasks; bring them in by parts")
        record = _record(line, dict(zip(columns, cells, strict=False)), home, notes, seen)
        if record is not None:
            found.append(record)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [as_written(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput(f"file: line {begins} is no line of a CSV file") from error


def _columns(header: list[str], notes: Notes) -> list[str]:
    names = [cell.strip().casefold() for cell in header]
    ours = [_ALSO.get(name, name) for name in names]
    if "title" not in ours:
        raise InvalidInput("file: its first line must name the columns, one of them title")
    for place, name in enumerate(ours):
        if name not in _READERS or name in ours[:place]:
            notes.say(1, header[place].strip()[:100], "this column is not understood")
            ours[place] = ""
    return ours


def _record(
    line: int, cells: dict[str, str], home: ZoneInfo, notes: Notes, seen: dict[str, int]
) -> TaskRecord | None:
    values: dict[str, Any] = {"line": line}
    for name, cell in cells.items():
        if not name or not cell.strip():
            continue
        try:
            read_one = _READERS[name](cell.strip(), home)
            if name != "anchor":
                TaskRecord.model_validate({"uid": "", "title": "", **read_one})
            values |= read_one
        except (NotUnderstood, ValidationError) as error:
            notes.say(line, name, _why(error))
    if not str(values.get("title", "")).strip():
        notes.say(line, "title", "there is none", left_out=True)
        return None
    anchor = values.pop("anchor", None)
    if anchor and "recurrence" in values:
        values["recurrence"] |= {"anchor": anchor}
    values.setdefault("uid", _own_uid(cells, seen))
    return TaskRecord.model_validate(values)


def _why(error: NotUnderstood | ValidationError) -> str:
    if isinstance(error, NotUnderstood):
        return str(error)
    return error.errors(include_input=False)[0]["msg"]


def _own_uid(cells: dict[str, str], seen: dict[str, int]) -> str:
    """Return a name for a line that has none: the same line of the same file is the same task."""
    digest = hashlib.sha256(repr(sorted(cells.items())).encode()).hexdigest()
    seen[digest] = seen.get(digest, 0) + 1
    return f"csv:{digest}:{seen[digest]}"


def _one_of(name: str, words: dict[str, str]) -> Callable[[str, ZoneInfo], dict[str, Any]]:
    def reads(cell: str, _home: ZoneInfo) -> dict[str, Any]:
        found = words.get(cell.casefold())
        if found is None:
            raise NotUnderstood(f"must be one of {', '.join(dict.fromkeys(words.values()))}")
        return {name: found}

    return reads


def _text(name: str) -> Callable[[str, ZoneInfo], dict[str, Any]]:
    return lambda cell, _home: {name: cell}


def _instant(name: str) -> Callable[[str, ZoneInfo], dict[str, Any]]:
    return lambda cell, _home: {name: texts.read_instant(cell)}


def _day(name: str) -> Callable[[str, ZoneInfo], dict[str, Any]]:
    return lambda cell, _home: {name: texts.read_day(cell)}


def _number(cell: str, _home: ZoneInfo) -> dict[str, Any]:
    if not cell.isascii() or not cell.isdecimal() or len(cell) > 6:
        raise NotUnderstood("must be a number of minutes")
    return {"estimate_minutes": int(cell)}


def _reminders(cell: str, home: ZoneInfo) -> dict[str, Any]:
    return {"reminders": [texts.read_reminder(each, home) for each in texts.split(cell)]}


def _links(cell: str, _home: ZoneInfo) -> dict[str, Any]:
    links = [each.partition(" ") for each in texts.split(cell)]
    return {"links": [{"url": url, "title": title.strip() or None} for url, _, title in links]}


_READERS: Final[dict[str, Callable[[str, ZoneInfo], dict[str, Any]]]] = {
    "id": _text("uid"),
    "title": _text("title"),
    "notes": _text("notes"),
    "status": _one_of("status", _STATUS),
    "priority": _one_of("priority", _PRIORITY),
    "due": lambda cell, home: {"due": texts.read_due(cell, home)},
    "deadline": _day("deadline"),
    "defer_until": _day("defer_until"),
    "recurrence": lambda cell, _home: {"recurrence": {"rrule": cell}},
    "anchor": _one_of("anchor", {each: each for each in get_args(Anchor)}),
    "series": _text("series"),
    "reminders": _reminders,
    "labels": lambda cell, _home: {"labels": texts.split(cell, at=";,")},
    "project": _text("project"),
    "section": _text("section"),
    "parent": _text("parent"),
    "position": _text("position"),
    "estimate_minutes": _number,
    "links": _links,
    "created_at": _instant("created_at"),
    "updated_at": _instant("updated_at"),
    "completed_at": _instant("completed_at"),
    "cancelled_at": _instant("cancelled_at"),
}
