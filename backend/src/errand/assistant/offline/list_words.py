"""A list of tasks in words: what was looked for, and the first few that were found."""

from datetime import date

from errand.assistant.offline.results import Task
from errand.assistant.offline.wanted import Show
from errand.assistant.offline.wording import counted, day_in_words, plain, quoted

PAGE, MOST = 20, 100

TOLD = 5
Days = tuple[date | None, date | None]


def worded(
    command: Show, days: Days | None, tasks: tuple[Task, ...], total: int, *, first: int = 0
) -> str:
    what = counted(total, f"{command.status.replace('_', ' ') or 'open'} task")
    about = _filters(command, days, total)
    if not tasks:
        return f"You have {what}{about}."
    late = sum(task.overdue for task in tasks)
    overdue = f", {late} overdue" if late and not command.overdue else ""
    rows = "\n".join(f"{place}. {t.row()}" for place, t in enumerate(tasks[:TOLD], first + 1))
    left = total - first - min(TOLD, len(tasks))
    more = f"\n\nand {left} more." if left > 0 else ""
    return f"You have {what}{about}{overdue}:\n\n{rows}{more}"


def _filters(command: Show, days: Days | None, total: int) -> str:
    be = "is" if total == 1 else "are"
    said: list[str] = []
    if command.priorities:
        said.append(f"of {' or '.join(command.priorities)} priority")
    if command.project:
        said.append(f"in the project {quoted(command.project)}")
    if command.labels:
        link = " and " if command.every_label else " or "
        said.append(f"labelled {link.join('@' + plain(name) for name in command.labels)}")
    if command.text:
        said.append(f"about {quoted(command.text)}")
    flags = (
        (command.overdue, f"that {be} overdue"),
        (command.undated, "without a date"),
        (command.recurring, "that come back" if total != 1 else "that comes back"),
        (command.deadline and not days, "with a deadline"),
    )
    said += [words for flag, words in flags if flag]
    said += [f"without {part.value}" for part in command.without]
    if days:
        said.append(_span_in_words(command, *days))
    return "".join(f" {each}" for each in said)


def _span_in_words(command: Show, first: date | None, last: date | None) -> str:
    verb = (
        "done" if command.status == "done" else "with the deadline" if command.deadline else "due"
    )
    if first and first == last:
        return f"{verb} on {day_in_words(first)}"
    parts = [f"from {day_in_words(first)}"] if first else []
    parts += [f"until {day_in_words(last)}"] if last else []
    return " ".join([verb, *parts])
