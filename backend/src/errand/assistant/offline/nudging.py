"""From reminders that were said to those that a task can have, or to what is unclear of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from errand.assistant.offline.nudges import Nudge, Nudges
from errand.assistant.offline.resolve import Resolved, resolve
from errand.assistant.offline.values import Due, InDays, Moment
from errand.assistant.offline.wording import due_in_words

DAY_MINUTES = 24 * 60
LONGEST_MINUTES = 365 * DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Settled:
    """Reminders as the tools take them, or the first problem."""

    reminders: tuple[dict[str, int | str], ...] = ()
    problem: str = ""


def settled_nudges(nudges: Nudges, due: Due | None, moment: Moment) -> Settled:
    """Return the reminders of a task that is due then."""
    reminders: list[dict[str, int | str]] = []
    for nudge in nudges:
        found = _settled(nudge, due, moment)
        if found.problem:
            return found
        reminders += [each for each in found.reminders if each not in reminders]
    return Settled(tuple(reminders))


def _settled(nudge: Nudge, due: Due | None, moment: Moment) -> Settled:
    if nudge.problem:
        return Settled(problem=f"I read {nudge.problem}.")
    if nudge.minutes is not None:
        return _before(nudge.minutes, due, moment)
    if nudge.days_before is not None and due is None:
        return Settled(problem="A reminder of that day needs a task that is due on one.")
    return _at_time(nudge, due, moment)


def _before(minutes: int, due: Due | None, moment: Moment) -> Settled:
    if due is None:
        return Settled(problem="A reminder before it is due needs a task that is due at some time.")
    if due.at is None and minutes % DAY_MINUTES:
        return Settled(
            problem="The task has a day but no time of day, so I can't tell when so long before"
            " is. Say a time for it, or for the reminder."
        )
    if minutes > LONGEST_MINUTES:
        return Settled(problem="That reminder is more than a year ahead.")
    if due.at is not None and due.at - timedelta(minutes=minutes) <= moment.local:
        return Settled(problem="That reminder would be in the past.")
    if due.at is None and due.day - timedelta(minutes=minutes) < moment.today:
        return Settled(problem="That reminder would be in the past.")
    return Settled(({"minutes_before": minutes},))


def _at_time(nudge: Nudge, due: Due | None, moment: Moment) -> Settled:
    found = _times(nudge, due, moment)
    timely = [each for each in found.candidates if _in_time(each, due)]
    if found.candidates and not timely and due:
        said = due_in_words(found.candidates[0])
        return Settled(problem=f"A reminder on {said} is after the task is due.")
    if len(timely) != 1:
        said = " or ".join(due_in_words(each) for each in timely)
        return Settled(
            problem=f"The reminder can be on {said}. Say am or pm."
            if said
            else found.problem or "I can't tell when to remind."
        )
    [only] = timely
    return Settled(({"local": only.json().get("local", ""), "tz": only.tz},))


def _times(nudge: Nudge, due: Due | None, moment: Moment) -> Resolved:
    when = nudge.when
    if nudge.days_before is not None and due:
        day = due.day - timedelta(days=nudge.days_before)
        return resolve(replace(when, days=(_on(day, moment),)), moment)
    if due and not (when.days or when.ahead or when.instant):
        return resolve(replace(when, days=(_on(due.day, moment),)), moment)
    return resolve(when, moment)


def _on(day: date, moment: Moment) -> InDays:
    return InDays((day - moment.today).days)


def _in_time(reminder: Due, due: Due | None) -> bool:
    if due is None or reminder.at is None:
        return due is None
    return reminder.at <= (due.at or datetime.combine(due.day, datetime.max.time()))
