"""What a task may say, checked item by item."""

from datetime import datetime
from typing import Any

from errand.errors import InvalidInput
from errand.fields import is_blank, problem_of_text
from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.inputs import NOTES_CHARACTERS, TITLE_CHARACTERS, NewTask, TaskChange
from errand.tasks.model import Status


def checked_title(raw: str) -> str:
    """Return the title without the space around it.

    Raises:
        InvalidInput: It is blank, too long, or not one line of plain text.
    """
    title = raw.strip()
    if is_blank(title):
        raise InvalidInput("title: must not be blank")
    if len(title) > TITLE_CHARACTERS:
        raise InvalidInput(
            f"title: must have at most {TITLE_CHARACTERS} characters; put the rest into notes"
        )
    if problem := problem_of_text(title, lines=False):
        raise InvalidInput(f"title: {problem}, line breaks included; put details into notes")
    return title


def checked_notes(raw: str) -> str:
    """Return the notes, their line breaks all alike.

    Raises:
        InvalidInput: They are too long or hold control characters.
    """
    notes = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(notes) > NOTES_CHARACTERS:
        raise InvalidInput(f"notes: must have at most {NOTES_CHARACTERS} characters")
    if problem := problem_of_text(notes, lines=True):
        raise InvalidInput(f"notes: {problem}")
    return notes


def checked_new(asked: NewTask) -> NewTask:
    """Return the task as it may be stored.

    Raises:
        InvalidInput: A field makes no sense; the message begins with its name.
    """
    return NewTask(
        title=checked_title(asked.title),
        notes=checked_notes(asked.notes),
        due=None if asked.due is None else dues.checked(asked.due),
        priority=asked.priority,
    )


def due_columns(due: DueDay | DueTime | None) -> dict[str, Any]:
    """Return the columns that say when a task is due, with the instant that follows from it."""
    timed = due if isinstance(due, DueTime) else None
    return {
        "due_date": due.date if isinstance(due, DueDay) else None,
        "due_local": timed and timed.local,
        "due_tz": timed and timed.tz,
        "due_utc": timed and dues.instant_of(timed.local, dues.zone_of(timed)),
    }


def status_columns(status: Status, *, now: datetime) -> dict[str, Any]:
    """Return the columns that a task of this status has from now on."""
    return {
        "status": status,
        "completed_at": now if status == "done" else None,
        "cancelled_at": now if status == "cancelled" else None,
    }


def changed_columns(change: TaskChange) -> dict[str, Any]:
    """Return the columns that this change asks for; nothing of it is applied if a part is wrong.

    Raises:
        InvalidInput: A new value makes no sense, or a field is both set and emptied.
    """
    new, emptied = change.set, set(change.clear)
    if both := new.model_fields_set & emptied:
        raise InvalidInput(f"{min(both)}: must not be both in set and in clear")
    columns: dict[str, Any] = {}
    if new.title is not None:
        columns["title"] = checked_title(new.title)
    if new.notes is not None or "notes" in emptied:
        columns["notes"] = checked_notes(new.notes or "")
    if new.due is not None or "due" in emptied:
        columns |= due_columns(None if new.due is None else dues.checked(new.due))
    if new.priority is not None or "priority" in emptied:
        columns["priority"] = new.priority or "none"
    return columns
