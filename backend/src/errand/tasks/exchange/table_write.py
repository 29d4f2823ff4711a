"""Tasks as CSV, for people and their spreadsheets."""

import csv
import io
from collections.abc import Sequence

from errand.tasks.exchange import texts
from errand.tasks.exchange.record import TaskRecord

COLUMNS = (
    "id", "title", "notes", "status", "priority", "due", "deadline", "defer_until", "recurrence",
    "anchor", "series", "reminders", "labels", "project", "section", "parent", "position",
    "estimate_minutes", "links", "created_at", "updated_at", "completed_at", "cancelled_at",
)  # fmt: skip
MARK = "\ufeff"
"""Spreadsheets take a file that begins so for UTF-8."""
FORMULA = "=+-@\t\r"
"""What begins so a spreadsheet may carry out: such cells get an apostrophe before them."""


def header() -> str:
    """Return the first line."""
    return MARK + _line(COLUMNS)


def row(record: TaskRecord) -> str:
    """Return the line, or lines, of one task."""
    repeats = record.recurrence
    cells = {
        "id": record.uid,
        "title": record.title,
        "notes": record.notes,
        "status": record.status,
        "priority": record.priority,
        "due": texts.due_text(record.due),
        "deadline": texts.day_text(record.deadline),
        "defer_until": texts.day_text(record.defer_until),
        "recurrence": "" if repeats is None else repeats.rrule,
        "anchor": "" if repeats is None else repeats.anchor,
        "series": record.series or "",
        "reminders": texts.joined([texts.reminder_text(each) for each in record.reminders]),
        "labels": texts.joined(list(record.labels)),
        "project": record.project or "",
        "section": record.section or "",
        "parent": record.parent or "",
        "position": record.position,
        "estimate_minutes": "" if record.estimate_minutes is None else str(record.estimate_minutes),
        "links": texts.joined([f"{each.url} {each.title or ''}".strip() for each in record.links]),
        "created_at": texts.instant_text(record.created_at),
        "updated_at": texts.instant_text(record.updated_at),
        "completed_at": texts.instant_text(record.completed_at),
        "cancelled_at": texts.instant_text(record.cancelled_at),
    }
    return _line([_harmless(cells[name]) for name in COLUMNS])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    # An apostrophe that was there gets one more, so that reading takes away exactly ours.
    return f"'{cell}" if cell.lstrip("'")[:1] in tuple(FORMULA) else cell


def as_written(cell: str) -> str:
    """Return what a cell said before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple(FORMULA) else cell
