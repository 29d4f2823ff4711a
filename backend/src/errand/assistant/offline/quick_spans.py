"""The places of a line that was read, with their values as text and in words."""

from datetime import datetime

from errand.assistant.offline.drafts import Piece
from errand.assistant.offline.repeating import Series
from errand.assistant.offline.values import Due
from errand.assistant.offline.wording import due_in_words
from errand.tasks import recurrence
from errand.tasks.phrasing import Piece as PieceKind
from errand.tasks.phrasing import Span
from errand.tasks.views import RecurrenceView


def reminder_span(piece: Piece, reminder: dict[str, int | str]) -> Span:
    minutes = reminder.get("minutes_before")
    if isinstance(minutes, int):
        words = f"{minutes_in_words(minutes)} before" if minutes else "when it is due"
        return span_of_piece(piece, "reminder", str(minutes), words)
    at = datetime.fromisoformat(str(reminder["local"]))
    words = due_in_words(Due(at.date(), at))
    return span_of_piece(piece, "reminder", str(reminder["local"]), words)


def span_of_piece(piece: Piece, kind: PieceKind, value: str, words: str) -> Span:
    return Span(start=piece.start, end=piece.end, kind=kind, value=value, words=words)


def value_of(due: Due) -> str:
    return due.at.isoformat(timespec="minutes") if due.at else due.day.isoformat()


def rule_of(series: Series) -> RecurrenceView:
    read = recurrence.parse_rule(series.rrule, anchor=series.anchor)
    return RecurrenceView(rrule=read.rrule, anchor=read.anchor, words=recurrence.words(read))


def minutes_in_words(minutes: int) -> str:
    days, rest = divmod(minutes, 24 * 60)
    hours, rest = divmod(rest, 60)
    parts = ((days, "day"), (hours, "hour"), (rest, "minute"))
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(said) or "0 minutes"
