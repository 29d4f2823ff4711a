"""What a task of a file says, as our tasks can keep it; what they cannot is noted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from errand.errors import InvalidInput
from errand.identity import derived_uuid7
from errand.tasks import recurrence, recurring, rules
from errand.tasks.due import DueDay, DueTime, checked
from errand.tasks.exchange.record import EPOCH, Notes, TaskRecord, task_id_of
from errand.tasks.parts import (
    LONGEST_ESTIMATE_MINUTES,
    MOST_LINKS,
    MOST_REMINDERS,
    Link,
    ReminderAt,
    ReminderBefore,
)
from errand.tasks.working import Work

ENDS = ("status", "completed_at", "cancelled_at")


class Values:
    """Reads the records of one file."""

    def __init__(self, work: Work, notes: Notes) -> None:
        self._work, self._notes = work, notes

    def of(
        self, task_id: UUID, record: TaskRecord
    ) -> tuple[dict[str, Any], Sequence[ReminderBefore | ReminderAt]]:
        """Return the columns and the reminders of a task.

        Raises:
            InvalidInput: It cannot be kept at all.
        """
        due = None if record.due is None else checked(record.due)
        due, kept = self._recurrence(task_id, record, due)
        columns = {
            "title": rules.checked_title(record.title),
            "notes": rules.checked_notes(record.notes),
            "status": record.status,
            "priority": record.priority,
            "deadline": rules.checked_day(record.deadline, field="deadline"),
            "defer_until": rules.checked_day(record.defer_until, field="defer_until"),
            "estimate_minutes": self._estimate(record),
            "links": self._links(record),
            "completed_at": self._ended(record, "done", record.completed_at),
            "cancelled_at": self._ended(record, "cancelled", record.cancelled_at),
        }
        return columns | rules.due_columns(due) | kept, self._reminders(record, due)

    def _recurrence(
        self, task_id: UUID, record: TaskRecord, due: DueDay | DueTime | None
    ) -> tuple[DueDay | DueTime | None, dict[str, Any]]:
        owner_id = self._work.owner_id
        series = None if record.series is None else task_id_of(owner_id, record.series)
        if record.recurrence is None:
            return due, {"recurrence": None, "series_id": series}
        try:
            kept = recurring.kept(record.recurrence, due, self._work.clock)
        except InvalidInput as refusal:
            self._notes.say(record.line, "recurrence", refusal.message)
            return due, {"recurrence": None, "series_id": series}
        if kept.reads_otherwise:
            self._notes.say(
                record.line, "recurrence", f"was taken as: {recurrence.words(kept.rule)}"
            )
        series = series or derived_uuid7(EPOCH, "series", owner_id, task_id)
        return kept.due, {"recurrence": kept.column, "series_id": series}

    def _ended(self, record: TaskRecord, status: str, at: datetime | None) -> datetime | None:
        if record.status != status:
            return None
        return at or record.updated_at or self._work.clock.now

    def _estimate(self, record: TaskRecord) -> int | None:
        minutes = record.estimate_minutes
        if minutes is None or 1 <= minutes <= LONGEST_ESTIMATE_MINUTES:
            return minutes
        self._notes.say(record.line, "estimate", "must be a minute at least and a year at most")
        return None

    def _links(self, record: TaskRecord) -> list[dict[str, Any]]:
        kept: list[Link] = []
        for link in record.links:
            try:
                rules.checked_links([link])
                kept.append(link)
            except InvalidInput as refusal:
                self._notes.say(record.line, "links", refusal.message)
        if len(kept) > MOST_LINKS:
            self._notes.say(record.line, "links", f"at most {MOST_LINKS}; the first were taken")
        return rules.checked_links(kept[:MOST_LINKS])

    def _reminders(
        self, record: TaskRecord, due: DueDay | DueTime | None
    ) -> Sequence[ReminderBefore | ReminderAt]:
        fits = [each for each in record.reminders if due or isinstance(each, ReminderAt)]
        if len(fits) < len(record.reminders):
            self._notes.say(record.line, "reminders", "one counts from a date, and there is none")
        if len(fits) > MOST_REMINDERS:
            self._notes.say(
                record.line, "reminders", f"at most {MOST_REMINDERS}; the first were taken"
            )
        return fits[:MOST_REMINDERS]
