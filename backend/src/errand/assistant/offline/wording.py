"""Words for values: absolute dates, always with the weekday; titles, always on one line."""

from datetime import date

from errand.assistant.offline.values import Due

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|~"})


def day_in_words(day: date) -> str:
    """Return "Tuesday 24 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def due_in_words(due: Due) -> str:
    """Return "Tuesday 24 November 2026 at 09:00", without the time for a floating day."""
    return f"{day_in_words(due.day)} at {due.at:%H:%M}" if due.at else day_in_words(due.day)


def quoted(title: str) -> str:
    """Return a title in quotation marks, on one line and inert as Markdown."""
    return f"“{plain(title)}”"


def plain(title: str, *, longest: int = 200) -> str:
    """Return a title on one line and inert as Markdown, cut where it is very long."""
    line = " ".join(title.split())
    cut = line if len(line) <= longest else line[: longest - 1] + "…"
    return cut.translate(_MARKDOWN)


def counted(count: int, noun: str) -> str:
    """Return "1 task", "2 tasks", "no tasks"."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
