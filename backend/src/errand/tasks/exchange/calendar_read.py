"""Tasks from iCalendar files, our own or those of other programs."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from icalendar import Alarm, Component, ComponentFactory, Todo
from icalendar.parser.ical.component import ComponentIcalParser
from icalendar.prop import vBroken
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
from pydantic import ValidationError

from errand.errors import InvalidInput
from errand.fields import zone_named
from errand.tasks import due as dues
from errand.tasks import recurrence_rule
from errand.tasks.due import DueDay, DueTime
from errand.tasks.exchange import texts
from errand.tasks.exchange.calendar_alarms import read_alarms
from errand.tasks.exchange.calendar_own import OWN, dated, own_text, own_texts
from errand.tasks.exchange.record import MOST_TASKS, Notes, TaskRecord
from errand.tasks.exchange.texts import NotUnderstood

_STATUS: Final = {
    "NEEDS-ACTION": "open",
    "IN-PROCESS": "in_progress",
    "COMPLETED": "done",
    "CANCELLED": "cancelled",
}
_PRIORITY: Final = {0: "none", 1: "urgent", 2: "high", 3: "high", 4: "high", 5: "medium"}
_LONGEST_LINE, _MOST_LINES = 200_000, 30_000
_LINES_PER_TASK = 400
"""So many properties and parts of one task are looked at."""
_FOLD = re.compile(rb"\r?\n[ \t]")
_NOT_OURS: Final = ("EXDATE", "RDATE", "EXRULE", "ATTENDEE", "LOCATION", "GEO", "RESOURCES")


class _Todo(Todo):
    """Keeps what it cannot read, so that one bad line does not cost the whole file."""

    ignore_exceptions = True


class _Alarm(Alarm):
    ignore_exceptions = True


def read(data: bytes, home: ZoneInfo, notes: Notes) -> list[TaskRecord]:
    """Return the tasks of a file; what it does not understand goes into the notes.

    Args:
        data: The file. Never text: the library would take a short text for the name of a file.
        home: The person's zone, in which times without one are meant.
        notes: What was not understood.

    Raises:
        InvalidInput: It is no iCalendar file, or has too many tasks.
    """
    _check_lines(data)
    lines = _lines_of_tasks(data)
    if len(lines) > MOST_TASKS:
        raise InvalidInput(f"file: it has more than {MOST_TASKS} tasks; bring them in by parts")
    parts = list(_parts(data))
    todos = [each for each in parts if isinstance(each, Todo)]
    if others := sorted({str(each.name) for each in parts} & {"VEVENT", "VJOURNAL"}):
        notes.say(0, "", f"{' and '.join(others)} are no tasks", left_out=True)
    found: list[TaskRecord] = []
    for todo, line in zip(todos, lines, strict=True):
        record = _Reading(todo, line, home, notes).record()
        if record is not None:
            found.append(record)
    return found


def _check_lines(data: bytes) -> None:
    """Refuse what would take the library many seconds to read."""
    whole = _FOLD.sub(b"", data).splitlines()
    if len(whole) > _MOST_LINES or max(map(len, whole), default=0) > _LONGEST_LINE:
        most = f"{_MOST_LINES:,} lines of {_LONGEST_LINE:,} bytes"
        raise InvalidInput(f"file: it has more than {most}; bring it in by parts")


def _lines_of_tasks(data: bytes) -> list[int]:
    """Return on which line each task begins."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    return [n for n, line in enumerate(lines, 1) if line.strip().upper() == b"BEGIN:VTODO"]


def _parts(data: bytes) -> Iterator[Component]:
    factory = ComponentFactory()
    factory.add_component_class(_Todo)
    factory.add_component_class(_Alarm)
    try:
        calendars = ComponentIcalParser(data, factory, Component.types_factory).parse()
        if not calendars or any(each.name != "VCALENDAR" for each in calendars):
            raise ValueError
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput("file: this is no iCalendar file, or a damaged one") from error
    for calendar in calendars:
        yield from cast("Any", calendar).walk()


class _Reading:
    """One task while it is read."""

    def __init__(self, todo: Todo, line: int, home: ZoneInfo, notes: Notes) -> None:
        self._todo, self._line, self._home, self._notes = todo, line, home, notes
        self._values: dict[str, Any] = {"line": line}
        self._start: DueDay | DueTime | None = None

    def record(self) -> TaskRecord | None:
        """Return the task; None where it is none that we can keep."""
        title = " ".join(self._text("SUMMARY").split())
        if not title or "RECURRENCE-ID" in self._todo:
            why = "a changed occurrence of another task" if title else "it has no SUMMARY"
            self._notes.say(self._line, "", why, left_out=True)
            return None
        self._values |= {"title": title, "uid": self._text("UID") or f"untitled:{title}"}
        self._values["notes"] = self._text("DESCRIPTION")
        for part in (self._state, self._dates, self._sorting, self._instants):
            try:
                part()
            except (OverflowError, ValueError):
                # Days before the year 1 and the like, as pydantic and the clock refuse them.
                self._say("", "something here is beyond what a calendar can hold")
        due = self._values.get("due")
        reminders = read_alarms(self._todo, due, self._start or due, self._home, self._say)
        self._take("reminders", "VALARM", reminders)
        for name in _NOT_OURS:
            if name in self._todo:
                self._say(name, "we keep nothing of this kind")
        return TaskRecord.model_validate(self._values)

    def _say(self, field: str, problem: str) -> None:
        self._notes.say(self._line, field, problem)

    def _take(self, name: str, field: str, value: Any) -> None:
        """Take a value that our tasks can have; note it where they cannot."""
        try:
            TaskRecord.model_validate({"uid": "", "title": "", name: value})
        except ValidationError as error:
            self._say(field, error.errors(include_input=False)[0]["msg"])
        else:
            self._values[name] = value

    def _all(self, name: str) -> list[Any]:
        found: Any = self._todo.get(name)
        values = cast("list[Any]", found) if isinstance(found, list) else [found]
        return [each for each in values[:_LINES_PER_TASK] if each is not None]

    def _text(self, name: str) -> str:
        found = self._all(name)
        return str(found[0]).strip() if found else ""

    def _own(self, name: str) -> str:
        return own_text(self._todo, name)

    def _state(self) -> None:
        status = self._text("STATUS").upper()
        if status and status not in _STATUS:
            self._say("STATUS", f"must be one of {', '.join(_STATUS)}")
        done = "COMPLETED" in self._todo and not status
        kept = "done" if done else _STATUS.get(status, "open")
        waits = kept == "open" and self._own("STATUS") == "waiting"
        self._values["status"] = "waiting" if waits else kept
        priority = self._text("PRIORITY")
        if priority.isdecimal() and 0 <= int(priority[:3]) <= 9:
            self._values["priority"] = _PRIORITY.get(int(priority), "low")
        elif priority:
            self._say("PRIORITY", "must be a number from 0 to 9")

    def _dates(self) -> None:
        due, start = self._due("DUE"), self._due("DTSTART")
        self._start = start
        lasts = self._all("DURATION")
        if due is None and start is not None and lasts:
            due = _later(start, dated(lasts[0]))
        begins = None if due is None else start
        due = due or start
        self._values["due"] = due
        for name, field in (("deadline", "DEADLINE"), ("defer_until", "DEFER-UNTIL")):
            self._take_own(name, field, texts.read_day)
        rule = self._text("RRULE") and self._rule()
        if rule:
            anchor = self._own("ANCHOR") or "schedule"
            self._take("recurrence", "RRULE", {"rrule": rule, "anchor": anchor})
        elif begins is not None and due is not None and _day(begins) < _day(due):
            self._values.setdefault("defer_until", _day(begins))
        if series := self._own("SERIES"):
            self._take("series", "X-ERRAND-SERIES", series)

    def _rule(self) -> str:
        rules = self._all("RRULE")
        if len(rules) > 1:
            self._say("RRULE", "a task comes back by one rule; the first one was taken")
        if isinstance(rules[0], vBroken):
            self._say("RRULE", "this is no rule")
            return ""
        said = rules[0].to_ical().decode()
        due = self._values.get("due")
        zone = dues.zone_of(due) if isinstance(due, DueTime) else self._home
        try:
            return str(recurrence_rule.read(said, zone=zone))
        except recurrence_rule.RecurrenceRefused:
            return said  # refused, with the reason, where it is to be kept

    def _due(self, name: str) -> DueDay | DueTime | None:
        found = self._all(name)
        value: Any = dated(found[0]) if found else None
        if found and (isinstance(found[0], vBroken) or not isinstance(value, date)):
            self._say(name, "this is no date or time")
            return None
        if not isinstance(value, datetime):
            return None if value is None else DueDay(date=value)
        return self._timed(name, value, str(found[0].params.get("TZID", "")))

    def _timed(self, name: str, value: datetime, tzid: str) -> DueTime:
        wall = value.replace(tzinfo=None, second=0, microsecond=0, fold=0)
        if not tzid and value.tzinfo is not None:
            kept = self._own("TZ")
            zone = zone_named(kept) if kept else None
            wall = value.astimezone(zone or self._home).replace(tzinfo=None, second=0, fold=0)
            return DueTime(local=wall.replace(microsecond=0), tz=(zone or self._home).key)
        # By its name alone: what a file says of how a zone counts its hours is not asked.
        zone = zone_named(WINDOWS_TO_OLSON.get(tzid, tzid)) if tzid else self._home
        if zone is None:
            self._say(name, f"the time zone {tzid[:60]} is not known; your own was taken")
        return DueTime(local=wall, tz=(zone or self._home).key)

    def _take_own(self, name: str, own: str, read_one: Any) -> None:
        try:
            value = read_one(self._own(own))
        except NotUnderstood as error:
            self._say(f"{OWN}{own}", str(error))
        else:
            if value is not None:
                self._take(name, f"{OWN}{own}", value)

    def _sorting(self) -> None:
        labels = [str(each) for found in self._all("CATEGORIES") for each in _categories(found)]
        self._take("labels", "CATEGORIES", [each.strip() for each in labels if each.strip()])
        for name in ("project", "section"):
            self._take(name, name.upper(), self._own(name.upper()) or None)
        for relation in self._all("RELATED-TO"):
            if str(relation.params.get("RELTYPE", "PARENT")).upper() == "PARENT":
                self._values["parent"] = str(relation).strip() or None
        self._take("position", "X-ERRAND-POSITION", self._own("POSITION"))
        estimate = self._own("ESTIMATE")
        if estimate.isdecimal() and len(estimate) < 7:
            self._take("estimate_minutes", "X-ERRAND-ESTIMATE", int(estimate))
        self._take("links", "URL", list(self._links()))

    def _links(self) -> Iterator[dict[str, Any]]:
        ours = [each.partition(" ") for each in own_texts(self._todo, "LINK")]
        url = self._text("URL")
        if ours and ours[0][0] == url:
            yield from ({"url": each, "title": title.strip() or None} for each, _, title in ours)
            return
        others = [str(each) for each in self._all("ATTACH") if "://" in str(each)[:20]]
        yield from ({"url": each} for each in dict.fromkeys([url, *others]) if each)

    def _instants(self) -> None:
        for name, field in (
            ("created_at", "CREATED"),
            ("updated_at", "LAST-MODIFIED"),
            ("completed_at", "COMPLETED"),
        ):
            found = self._all(field)
            value: Any = dated(found[0]) if found else None
            if isinstance(value, datetime):
                zone = value.tzinfo or UTC
                self._values[name] = value.replace(tzinfo=zone).astimezone(UTC)
        self._take_own("cancelled_at", "CANCELLED", texts.read_instant)


def _categories(found: Any) -> list[str]:
    return [str(each) for each in getattr(found, "cats", [found])]


def _day(due: DueDay | DueTime) -> date:
    return due.date if isinstance(due, DueDay) else due.local.date()


def _later(due: DueDay | DueTime, by: Any) -> DueDay | DueTime:
    if not isinstance(by, timedelta):
        return due
    if isinstance(due, DueDay):
        return DueDay(date=due.date + timedelta(days=by.days))
    zone = dues.zone_of(due)
    later = (dues.instant_of(due.local, zone) + by).astimezone(zone)
    return DueTime(local=later.replace(tzinfo=None, second=0, fold=0), tz=due.tz)
