"""Values that take the place of others: what was not said anew stays as it was."""

from dataclasses import fields, replace

from errand.assistant.offline.bodies import Body
from errand.assistant.offline.commands import Add
from errand.assistant.offline.drafts import Draft, read_draft
from errand.assistant.offline.edit_values import read_value, whole_when
from errand.assistant.offline.edits import Estimate, Priority, Rhythm
from errand.assistant.offline.extras import Extras
from errand.assistant.offline.repeat import Repeat
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Clock, Due, OnDate, When
from errand.assistant.offline.vocabulary_talk import Part

_FIRST_DOUBTFUL, _LAST_DOUBTFUL = 1, 8
_EVENING = 18


def timed_anew(old: When, new: When) -> When:
    """Return the time that is meant: another day at the same hour, or the other way round."""
    if old.others or new.others or old.ahead or old.instant:
        return new
    said = next((day for day in old.days if isinstance(day, OnDate) and day.month), None)
    new = in_month(new, said.month or 0, said.year) if said else new
    if new.days and not (new.clocks or new.part):
        return replace(new, clocks=old.clocks, part=old.part)
    if new.clocks and not new.days:
        clock = next((clock for clock in old.clocks if clock.certain), None)
        halved = in_half_of(new, clock.hour) if clock else new
        return replace(halved, days=old.days)
    return new


def in_month(when: When, month: int, year: int | None) -> When:
    """Return "the 19th" as that of the month that was said before."""
    days = tuple(
        replace(day, month=month, year=year) if isinstance(day, OnDate) and not day.month else day
        for day in when.days
    )
    return replace(when, days=days)


def in_half_of(when: When, hour: int) -> When:
    """Return a bare hour in the half of the day of the hour that it takes the place of."""
    return replace(when, clocks=tuple(_halved(clock, hour) for clock in when.clocks))


def in_same_hour(when: When, due: Due | None) -> When:
    """Return "8:30" in the half of the day of the 8:00 that it takes the place of."""
    if due is None or due.at is None or len(when.clocks) != 1:
        return when
    clock, hour = when.clocks[0], due.at.hour
    same = not clock.certain and clock.hour % 12 == hour % 12 and when.part is None
    kept = same and clock.minute != due.at.minute
    return replace(when, clocks=(replace(clock, hour=hour, certain=True),)) if kept else when


def _halved(clock: Clock, hour: int) -> Clock:
    # 9 to 11 are in the morning, unless the hour before was in the evening.
    last = 11 if hour >= _EVENING else _LAST_DOUBTFUL
    if clock.certain or not _FIRST_DOUBTFUL <= clock.hour <= last:
        return clock
    return replace(clock, hour=clock.hour + (12 if hour >= 12 else 0), certain=True)


def values_in(tokens: Tokens) -> Draft | None:
    """Return the values that these tokens are, without a title; None where there is more."""
    when = whole_when(tokens)
    if when is not None:
        return Draft("", "", when)
    for part in (Part.PRIORITY, Part.RHYTHM, Part.ESTIMATE):
        value = read_value(part, tokens)
        if isinstance(value, Priority):
            return Draft("", "", priority=value.value)
        if isinstance(value, Rhythm):
            return Draft("", "", value.when, extras=Extras(repeat=value.repeat))
        if isinstance(value, Estimate):
            return Draft("", "", extras=Extras(minutes=value.minutes))
    draft = read_draft(tokens)
    fine = not (draft.title or draft.refusal or draft.doubtful or draft.extras.problem)
    return draft if fine else None


def renewed(prior: Add, new: Draft, title: str = "") -> Add | None:
    """Return the new task with these values in place of its own; None where that is unclear."""
    old = prior.body.one if prior.body and not prior.body.several else None
    if old is None or old.refusal or prior.below is not None:
        return None
    extras = _extras(old.extras, new.extras)
    when = prior.lead.joined(old.when)
    clash = new.extras.repeat and when.days
    if extras is None or clash or (old.extras.repeat and new.when.days and not new.extras.repeat):
        return None
    if new.extras.minutes and not (old.extras.minutes or title):
        return None
    timed = not new.when.empty
    draft = replace(
        old,
        title=title or old.title,
        verbatim=title or old.title,
        when=timed_anew(when, new.when) if timed else when,
        priority=new.priority or old.priority,
        doubtful=old.doubtful and not timed,
        extras=extras,
        pieces=(),
    )
    return replace(
        prior,
        body=Body(draft),
        lead=When(),
        priority=None if new.priority else prior.priority,
        project="" if new.extras.project else prior.project,
    )


def undated(prior: Add) -> Add:
    """Return the new task without its day; its hour stays."""
    one = prior.body.one if prior.body else None
    when = replace(prior.lead.joined(one.when), days=()) if one else When()
    body = Body(replace(one, when=when, pieces=())) if one else prior.body
    return replace(prior, body=body, lead=When())


def _extras(old: Extras, new: Extras) -> Extras | None:
    """Return the extras with those that were said anew; one label of several is unclear."""
    if (new.labels and len(old.labels) > 1) or (new.nudges and len(old.nudges) > 1):
        return None
    said = {
        each.name: getattr(new, each.name)
        for each in fields(Extras)
        if getattr(new, each.name) != getattr(Extras(), each.name)
    }
    if new.repeat and old.repeat:
        said["repeat"] = timed_as(old.repeat, new.repeat)
    return replace(old, **said)


def timed_as(old: Repeat, new: Repeat) -> Repeat:
    """Return another rhythm at the same hour, unless one was said with it."""
    if new.when.clocks or new.when.part or new.hour is not None:
        return new
    return replace(new, when=replace(new.when, clocks=old.when.clocks, part=old.when.part))
