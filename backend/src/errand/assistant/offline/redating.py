"""Another day or time for what was just dated: read near the one that it takes the place of."""

from dataclasses import replace
from datetime import date, timedelta

from errand.assistant.offline.commands import Add, Command, Move
from errand.assistant.offline.renewing import in_half_of, in_month
from errand.assistant.offline.results import Task
from errand.assistant.offline.steps import Scene
from errand.assistant.offline.values import Customs, InDays, OnWeekday, When
from errand.assistant.offline.vocabulary import Which

_WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}


def redated(change: Command, tasks: tuple[Task, ...], prior: Command, scene: Scene) -> Command:
    """Return a move as one near the date that it corrects."""
    return _in_week(_near(in_half(change, tasks), tasks, scene), tasks, prior, scene)


def in_half(change: Command, tasks: tuple[Task, ...]) -> Command:
    """Return a move to a bare hour as one in the half of the day in which the task was due."""
    due = tasks[0].due if len(tasks) == 1 else None
    if not isinstance(change, Move) or change.when is None or due is None or due.at is None:
        return change
    return replace(change, when=in_half_of(change.when, due.at.hour))


def _near(change: Command, tasks: tuple[Task, ...], scene: Scene) -> Command:
    """Return a move to "the 19th" as that of a later month that was said before."""
    due, today = tasks[0].due if len(tasks) == 1 else None, scene.moment.today
    if not isinstance(change, Move) or change.when is None or due is None:
        return change
    if (due.day.year, due.day.month) <= (today.year, today.month):
        return change
    return replace(change, when=in_month(change.when, due.day.month, due.day.year))


def _in_week(change: Command, tasks: tuple[Task, ...], prior: Command, scene: Scene) -> Command:
    """Return a move to "Tuesday" as that of the week of the Monday that it corrects.

    After a bare weekday only where it is today's, which may as well be in a week: "Friday" after
    "Monday" is the coming one.
    """
    dues = {task.due.day for task in tasks if task.due}
    when = change.when if isinstance(change, Move) else None
    if len(dues) != 1 or not isinstance(change, Move) or when is None or len(when.days) != 1:
        return change
    day, today = next(iter(when.days)), scene.moment.today
    if when.others or not isinstance(day, OnWeekday) or not _is_bare(day):
        return change
    if any(_is_bare(said) for said in _days_said(prior)) and day.weekday != today.weekday():
        return change
    [old] = dues
    meant = _of_week(old, day.weekday, scene.moment.customs)
    if meant == old or meant <= today:
        return change
    return replace(change, when=replace(when, days=(InDays((meant - today).days),)))


def _is_bare(day: object) -> bool:
    return isinstance(day, OnWeekday) and day.which is Which.BARE and not day.weeks_later


def _days_said(prior: Command) -> tuple[object, ...]:
    when: When | None = prior.when if isinstance(prior, Move) else None
    if isinstance(prior, Add) and prior.body and prior.body.one:
        when = prior.lead.joined(prior.body.one.when)
    return when.days if when else ()


def _of_week(day: date, weekday: int, customs: Customs) -> date:
    """Return the weekday of the week in which a day lies."""
    first = _WEEK_STARTS[customs.week_start]
    start = day - timedelta(days=(day.weekday() - first) % 7)
    return start + timedelta(days=(weekday - first) % 7)
