"""What has become of the tasks, against what a case expects; everything else must be as it was."""

from collections.abc import Iterator
from typing import Any, cast

from errand.evaluation.cases import ExpectedTask
from errand.evaluation.fields import DueWish, NotesWish, RepeatWish, plain
from errand.evaluation.repeats import same_rule
from errand.evaluation.state import Fields, State


def difference(wishes: list[ExpectedTask], before: State, after: State) -> list[str]:
    """Return, in words, each point in which the state is not the expected one."""
    told: list[str] = []
    again = _next_ones(before, after)
    changed: dict[int, ExpectedTask] = {}
    wanted: list[ExpectedTask] = []
    for wish in wishes:
        number = _meant(wish, before, after)
        if number is None:
            wanted += [] if wish.deleted else [wish]
        elif number in again and _is_next(wish, before[number]):
            wanted.append(wish)
            changed.setdefault(number, ExpectedTask(number=number, status="done"))
        else:
            changed[number] = wish
    for number, task in before.items():
        told += _kept(number, task, after.get(number), changed.get(number))
    new = [task for number, task in sorted(after.items()) if number not in before]
    return told + list(_added(wanted, new, spare=[after[each] for each in again.values()]))


def _next_ones(before: State, after: State) -> dict[int, int]:
    """Return, of recurring tasks that are done now, the number of the one that comes next."""
    found: dict[int, int] = {}
    for number, task in before.items():
        now = after.get(number)
        if task["recurrence"] is None or now is None or now["status"] != "done":
            continue
        for other, each in after.items():
            if other not in before and _same(each, now, "title", "recurrence"):
                found.setdefault(number, other)
    return found


def _same(one: Fields, other: Fields, *names: str) -> bool:
    return all(one[name] == other[name] for name in names)


def _is_next(wish: ExpectedTask, task: Fields) -> bool:
    """Tell whether a recurring task is expected to stand there again: open, or due later."""
    named = wish.model_fields_set
    if "status" in named:
        return wish.status != "done"
    return "due" in named and not _holds("due", task["due"], wish.due)


def _meant(wish: ExpectedTask, before: State, after: State) -> int | None:
    """Return the number of the task that was there and is meant; None for a new one.

    One that has been renamed may be called by its new title alone.
    """
    if wish.new:
        return None
    if wish.number is not None:
        return wish.number if wish.number in before else None
    same = _titled(wish.title or "", before)
    renamed = [] if same else _titled(wish.title or "", after)
    if any(number not in before for number in renamed):
        return None
    return next(iter(same or renamed), None)


def _titled(title: str, state: State) -> list[int]:
    return [number for number, task in state.items() if _same_words(task["title"], title)]


def _kept(number: int, was: Fields, now: Fields | None, wish: ExpectedTask | None) -> Iterator[str]:
    name = f"#{number} “{was['title']}”"
    if wish is not None and wish.deleted:
        if now is not None:
            yield f"{name} should be deleted"
        return
    if now is None:
        yield f"{name} should not be deleted"
        return
    for field, value in now.items():
        if wish is not None and field in wish.model_fields_set:
            if not _holds(field, value, getattr(wish, field)):
                yield f"{name}: {field} should be {_shown(getattr(wish, field))}, is {value!r}"
        elif value != was[field]:
            yield f"{name}: {field} should stay {was[field]!r}, is {value!r}"


def _added(wanted: list[ExpectedTask], new: list[Fields], *, spare: list[Fields]) -> Iterator[str]:
    """Tell what is missing or too much; the next of a recurring task need not be named."""
    left = list(new)
    for wish in wanted:
        told = [(_unmet(wish, task), task) for task in left]
        if not told:
            yield f"“{wish.title or wish.number}” should have been added"
            continue
        # The one that comes nearest, so that the words tell what is really wrong with it.
        unmet, nearest = min(told, key=lambda each: len(each[0]))
        left.remove(nearest)
        yield from unmet
    for task in left:
        if any(task is each for each in spare):
            continue
        given = {name: value for name, value in task.items() if value not in (None, "", [], "none")}
        yield f"should not have been added: {given}"


def _unmet(wish: ExpectedTask, task: Fields) -> list[str]:
    return [
        f"new “{task['title']}”: {field} should be {_shown(getattr(wish, field))}, is {value!r}"
        for field, value in task.items()
        if field in wish.model_fields_set and not _holds(field, value, getattr(wish, field))
    ]


def _holds(field: str, value: Any, wish: Any) -> bool:  # noqa: PLR0911  a kind of field a line
    match wish:
        case DueWish(at=at, tz=tz):
            return value is not None and value[0] == at and (tz is None or value[1] in (tz, None))
        case RepeatWish(rrule=rule, anchor=anchor):
            return (
                value is not None
                and same_rule(value[0], rule)
                and (anchor is None or value[1] == anchor)
            )
        case NotesWish(text=text, contains=parts):
            said = plain(value)
            whole = text is None or said == plain(text)
            return whole and all(plain(part) in said for part in parts)
        case list():
            wanted = {str(each).casefold() for each in cast("list[Any]", wish)}
            return sorted(str(each).casefold() for each in value) == sorted(wanted)
        case None if field == "notes":
            return not value
        case str() if field in {"title", "project", "section", "parent"}:
            return value is not None and _same_words(value, wish)
        case _:
            return value == (wish.isoformat() if hasattr(wish, "isoformat") else wish)


def _shown(wish: Any) -> str:
    return repr(wish.model_dump(exclude_defaults=True) if hasattr(wish, "model_dump") else wish)


def _same_words(one: str, other: str) -> bool:
    """Compare in any case; a full stop at the end is nobody's title."""
    return plain(one).strip(" .") == plain(other).strip(" .")
