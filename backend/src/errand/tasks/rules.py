"""What a task may say, checked item by item."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from errand.errors import InvalidInput
from errand.fields import is_blank, problem_of_text
from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.model import Status, Task
from errand.tasks.parts import NOTES_CHARACTERS, TITLE_CHARACTERS, Link

LINK_SCHEMES = ("http", "https", "mailto")


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


def checked_day(day: date | None, *, field: str) -> date | None:
    """Return the day.

    Raises:
        InvalidInput: Its year is out of bounds.
    """
    if day is not None and not dues.FIRST_YEAR <= day.year <= dues.LAST_YEAR:
        raise InvalidInput(f"{field}: the year must be {dues.FIRST_YEAR} to {dues.LAST_YEAR}")
    return day


def checked_links(links: Sequence[Link]) -> list[dict[str, Any]]:
    """Return the links as they are stored.

    Raises:
        InvalidInput: One is no address that a page may offer to open.
    """
    return [_checked_link(link, index) for index, link in enumerate(links)]


def _checked_link(link: Link, index: int) -> dict[str, Any]:
    url = link.url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = None
    # What a browser would strip or take for a separator must not hide what the address is.
    plain = not any(character.isspace() or character == "\\" for character in url)
    if parts is None or not plain or parts.scheme.lower() not in LINK_SCHEMES:
        raise InvalidInput(f"links.{index}.url: must be an http, https or mailto address")
    if not (parts.path if parts.scheme.lower() == "mailto" else parts.hostname):
        raise InvalidInput(f"links.{index}.url: must name whom or where it leads to")
    return {"url": url, "title": link.title}


def due_columns(due: DueDay | DueTime | None) -> dict[str, Any]:
    """Return the columns that say when a task is due, with the instant that follows from it."""
    timed = due if isinstance(due, DueTime) else None
    return {
        "due_date": due.date if isinstance(due, DueDay) else None,
        "due_local": timed and timed.local,
        "due_tz": timed and timed.tz,
        "due_utc": timed and dues.instant_of(timed.local, dues.zone_of(timed)),
    }


def due_instant(task: Task) -> datetime | None:
    """Return the instant that a task's wall-clock time means by today's zone database."""
    if task.due_local is None or task.due_tz is None:
        return None
    return dues.instant_of(
        task.due_local, dues.zone_of(DueTime(local=task.due_local, tz=task.due_tz))
    )


def status_columns(status: Status, *, now: datetime) -> dict[str, Any]:
    """Return the columns that a task of this status has from now on."""
    return {
        "status": status,
        "completed_at": now if status == "done" else None,
        "cancelled_at": now if status == "cancelled" else None,
    }
