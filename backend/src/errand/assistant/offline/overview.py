"""The plan of a day or a week, what to do next, and a look back: from one overview of all tasks."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from errand.assistant.offline.calendars import Days, all_days_of
from errand.assistant.offline.commands import Overview
from errand.assistant.offline.deltas import length_words
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.settling import real_day
from errand.assistant.offline.steps import Given, Plan, Scene, Step, call
from errand.assistant.offline.values import Moment
from errand.assistant.offline.wording import counted, day_in_words

TOLD = 12
_RANKS = {"urgent": 0, "high": 1, "medium": 2, "low": 3, "none": 3}


@dataclass
class _Rows:
    """Lines of a plan, the tasks numbered through, so that "the second" means one of them."""

    text: str
    count: int = 0

    def add(self, heading: str, tasks: Sequence[Task]) -> None:
        shown = tasks[: TOLD - min(self.count, TOLD - 1)]
        if not shown:
            return
        rows = [f"{self.count + at}. {task.row()}" for at, task in enumerate(shown, 1)]
        more = (
            f"\n\n{len(tasks) - len(shown)} more are not listed." if len(tasks) > len(shown) else ""
        )
        self.count += len(shown)
        self.text += f"\n\n**{heading}**\n\n" + "\n".join(rows) + more


def overview(command: Overview, scene: Scene) -> Plan:
    """Look at all that is there, and tell what matters."""
    if command.of == "review":
        return (yield from _review(scene))
    day = yield from _day(command, scene)
    seen = yield from call("get_overview", horizon_days=_horizon(day, scene.moment))
    if command.of == "week":
        return _week(seen.result, scene.moment)
    if command.of == "next":
        return _next(seen.result, scene.moment, command.minutes)
    if day != scene.moment.today:
        return _other_day(seen.result, day)
    return _today(seen.result, scene.moment, command.minutes)


def _horizon(day: date, moment: Moment) -> int:
    return max(7, min(90, (day - moment.today).days + 1))


def _day(command: Overview, scene: Scene) -> Generator[Step, Given, date]:
    moment = scene.moment
    if command.when is None:
        return moment.today
    days = all_days_of(command.when.days, moment.today, moment.customs)
    if len(days.candidates) == 1 and days.candidates[0] >= moment.today:
        return days.candidates[0]
    days = days if days.problem else Days(problem="I can plan one day, from today on.")
    return (yield from real_day(days, command.when, scene, "I planned nothing."))


def _ranked(tasks: Sequence[Task]) -> list[Task]:
    """Put the urgent first, then what has a time of day, in its order."""
    return sorted(tasks, key=lambda task: (_RANKS[task.priority], *_when(task)))


def _when(task: Task) -> tuple[str, str]:
    due = task.due
    return (due.day.isoformat(), f"{due.at:%H:%M}" if due.at else "99") if due else ("9", "99")


def _timed(tasks: Sequence[Task]) -> tuple[list[Task], list[Task]]:
    """Return those at a time of day, and the others by rank."""
    at = sorted((t for t in tasks if t.due and t.due.at), key=_when)
    return at, _ranked([task for task in tasks if not (task.due and task.due.at)])


def _today(seen: Mapping[str, Any], moment: Moment, minutes: int) -> str:
    late, today = tasks_in(seen, "overdue"), tasks_in(seen, "today")
    gone = {task.id for task in late}
    today = tuple(task for task in today if task.id not in gone)
    if minutes:
        return _fitting((*_ranked(late), *_ranked(today)), minutes)
    head = f"Your plan for today, {day_in_words(moment.today)}: {counted(len(today), 'task')}"
    rows = _Rows(f"{head}{f' and {len(late)} overdue' if late else ''}.")
    at, free = _timed(today)
    rows.add("Overdue, to do or to move first", _ranked(late))
    rows.add("At a fixed time", at)
    rows.add("At any time, the most important first", free)
    if not (late or today):
        rows.text += " You are free to choose."
        rows.add("Coming up", tasks_in(seen, "upcoming")[:3])
    return rows.text


def _fitting(tasks: Sequence[Task], minutes: int) -> str:
    """Tell what fits into the time there is, by the estimates; those without one are said so."""
    left, fits = minutes, list[Task]()
    for task in tasks:
        if task.estimate and task.estimate <= left:
            fits.append(task)
            left -= task.estimate
    rows = _Rows(f"For {length_words(minutes)}, in this order.")
    rows.add("Fits by its estimate", fits)
    rows.add("No estimate yet", [task for task in tasks if not task.estimate])
    too_long = [task for task in tasks if task.estimate > minutes]
    rows.add("Takes longer than that", too_long)
    return rows.text if rows.count else f"Nothing is due today that fits {length_words(minutes)}."


def _other_day(seen: Mapping[str, Any], day: date) -> str:
    due = [t for t in tasks_in(seen, "upcoming") if t.due and t.due.day == day]
    rows = _Rows(f"Your plan for {day_in_words(day)}: {counted(len(due), 'task')}.")
    at, free = _timed(due)
    rows.add("At a fixed time", at)
    rows.add("At any time, the most important first", free)
    return rows.text


def _week(seen: Mapping[str, Any], moment: Moment) -> str:
    late = tasks_in(seen, "overdue")
    gone = {task.id for task in late}
    due = [t for t in (*tasks_in(seen, "today"), *tasks_in(seen, "upcoming")) if t.id not in gone]
    last = moment.today + timedelta(days=7)
    rows = _Rows(
        f"Your week from {day_in_words(moment.today)} to {day_in_words(last)}:"
        f" {counted(len(due), 'task')}{f' and {len(late)} overdue' if late else ''}."
    )
    rows.add("Overdue", _ranked(late))
    for day in sorted({task.due.day for task in due if task.due}):
        rows.add(day_in_words(day), [t for t in due if t.due and t.due.day == day])
    return rows.text


def _next(seen: Mapping[str, Any], moment: Moment, minutes: int) -> str:
    """Suggest one task, with the reason, and what comes after it."""
    late, today = tasks_in(seen, "overdue"), tasks_in(seen, "today")
    gone = {task.id for task in late}
    soon = [task for task in today if task.id not in gone]
    after = [t for t in tasks_in(seen, "upcoming") if t.id not in gone]
    urgent = [t for t in (*late, *soon, *after) if t.priority == "urgent"]
    queue = list(dict.fromkeys((*_ranked(urgent), *_ranked(soon), *_ranked(late), *_ranked(after))))
    if late and not urgent:
        queue = list(dict.fromkeys((*_ranked((*late, *soon)), *_ranked(after))))
    if minutes:
        return _fitting(queue, minutes)
    if not queue:
        return "Nothing is due in the coming week. Say “show my tasks” to see what has no date."
    rows = _Rows(f"I would start with this: {_why(queue[0], moment)}")
    rows.add("First", queue[:1])
    rows.add("Then", queue[1:5])
    return rows.text


def _why(task: Task, moment: Moment) -> str:
    if task.priority == "urgent":
        return "it is urgent."
    if task.overdue:
        return "it is overdue."
    if task.due and task.due.day == moment.today:
        return "it is due today."
    return "it is due next."


def _review(scene: Scene) -> Plan:
    """Look back at seven days and ahead at seven."""
    done = yield from call("find_tasks", statuses=["done"], sort="completed", limit=100)
    seen = yield from call("get_overview", horizon_days=7)
    since = scene.moment.today - timedelta(days=7)
    finished = [t for t in tasks_in(done.result, "tasks") if _done_since(t, since, scene.moment)]
    late, ahead = tasks_in(seen.result, "overdue"), tasks_in(seen.result, "upcoming")
    undated = seen.result.get("counts", {}).get("undated", 0)
    rows = _Rows(
        f"Your weekly review, {day_in_words(scene.moment.today)}: {counted(len(finished), 'task')}"
        f" done since {day_in_words(since)}, {len(late)} overdue,"
        f" {counted(int(undated), 'task')} without a date."
    )
    rows.add("Overdue: do, move or drop", _ranked(late))
    rows.add("Today", _ranked(tasks_in(seen.result, "today")))
    rows.add("The next seven days", ahead)
    rows.add("Done", finished)
    return rows.text


def _done_since(task: Task, since: date, moment: Moment) -> bool:
    if not task.completed_at:
        return False
    at = datetime.fromisoformat(task.completed_at)
    return at.astimezone(moment.zone).date() >= since
