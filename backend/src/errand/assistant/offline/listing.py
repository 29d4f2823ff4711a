"""The plan that lists tasks, and says which it looked for."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from errand.assistant.offline.calendars import all_days_of, span_of
from errand.assistant.offline.commands import Range, Show
from errand.assistant.offline.lookup import UNFINISHED
from errand.assistant.offline.results import tasks_in
from errand.assistant.offline.steps import Plan, Scene, call, stop
from errand.assistant.offline.values import Moment, When
from errand.assistant.offline.wording import counted, day_in_words, quoted

PAGE = 20
TOLD = 5


def show(command: Show, scene: Scene) -> Plan:
    """List tasks; the chat shows the list itself, the words name the first few."""
    if command.refusal:
        stop(command.refusal)
    days = _days(command.range, scene.moment) if command.range else None
    arguments = _arguments(command, days)
    found = yield from call("find_tasks", **arguments)
    return _told(command, days, found.result)


def _arguments(command: Show, days: tuple[date | None, date | None] | None) -> dict[str, Any]:
    arguments: dict[str, Any] = {"limit": PAGE}
    due: dict[str, Any] = {}
    if days:
        due |= {key: day.isoformat() for key, day in zip(("from", "to"), days, strict=True) if day}
    if command.overdue:
        due["overdue"] = True
    if command.undated:
        due["undated"] = True
    if due:
        arguments["due"] = due
    if command.text:
        arguments["text"] = command.text[:200]
    if command.priorities:
        arguments["priorities"] = list(command.priorities)
    arguments["statuses"] = [command.status] if command.status else UNFINISHED
    return arguments


def _days(asked: Range, moment: Moment) -> tuple[date | None, date | None]:
    """Return the first and the last day asked for, None where it is open."""
    if asked.coming_days:
        return moment.today, moment.today + timedelta(days=asked.coming_days)
    if asked.stretch:
        return span_of(asked.stretch, moment.today)
    if asked.when:
        days = _candidates(asked.when, moment)
        return min(days), max(days)
    since = min(_candidates(asked.since, moment)) if asked.since else None
    until = max(_candidates(asked.until, moment)) if asked.until else None
    if until and asked.before:
        until -= timedelta(days=1)
    if since and until and until < since:
        until += timedelta(days=7)
    if since and until and until < since:
        stop("The end of that is before its beginning.")
    return since, until


def _candidates(when: When, moment: Moment) -> tuple[date, ...]:
    """Return the days that a phrase can mean; a list may well be of more than one."""
    found = [all_days_of(w.days, moment.today) for w in (when, *when.others) if w.days]
    problem = next((each.problem for each in found if each.problem), "")
    if problem or not found:
        stop(problem or "I could not read the date.")
    return tuple(day for each in found for day in each.candidates)


def _told(
    command: Show, days: tuple[date | None, date | None] | None, result: Mapping[str, Any]
) -> str:
    tasks = tasks_in(result, "tasks")
    total = int(result.get("total") or len(tasks))
    what = counted(total, f"{command.status.replace('_', ' ') or 'open'} task")
    about = _filters(command, days)
    if not tasks:
        return f"You have {what}{about}."
    late = sum(task.overdue for task in tasks)
    overdue = f", {late} overdue" if late and not command.overdue else ""
    rows = "\n".join(f"{place}. {task.row()}" for place, task in enumerate(tasks[:TOLD], 1))
    more = f"\n\nand {total - TOLD} more." if total > TOLD else ""
    return f"You have {what}{about}{overdue}:\n\n{rows}{more}"


def _filters(command: Show, days: tuple[date | None, date | None] | None) -> str:
    said: list[str] = []
    if command.priorities:
        said.append(f"of {' or '.join(command.priorities)} priority")
    if command.text:
        said.append(f"about {quoted(command.text)}")
    if command.overdue:
        said.append("that are overdue")
    if command.undated:
        said.append("without a date")
    if days:
        said.append(_span_in_words(*days))
    return "".join(f" {each}" for each in said)


def _span_in_words(first: date | None, last: date | None) -> str:
    if first and first == last:
        return f"due on {day_in_words(first)}"
    parts = [f"from {day_in_words(first)}"] if first else []
    parts += [f"until {day_in_words(last)}"] if last else []
    return " ".join(["due", *parts])
