"""The person of a case and what they have before the conversation begins."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from errand.accounts.views import ProfileChange
from errand.core import Core
from errand.errors import AppError
from errand.evaluation.cases import SeededTask, Talk
from errand.evaluation.fields import DueWish, plain
from errand.identity import Actor
from errand.tasks.inputs import AddTasks, SetStatus
from errand.tasks.structure_inputs import ManageStructure

INBOX = "inbox"
_APART = {"number", "ref", "status", "parent"}


class CannotSeed(Exception):
    """The tasks of a case could not be put there; the message says why."""


async def seed(core: Core, actor: Actor, case: Talk) -> None:
    """Give the person of the case their settings and tasks, numbered on from 1.

    Raises:
        CannotSeed: They make no sense to the services.
    """
    try:
        wanted = {"time_zone": case.timezone, "date_order": case.date_order}
        wanted |= {"week_start": case.week_start}
        given = {name: value for name, value in wanted.items() if value is not None}
        await core.accounts.change(actor, ProfileChange.model_validate(given))
        await _arrange(core, actor, case)
        ids: dict[str, UUID] = {}
        for task in case.tasks:
            ids[plain(task.title)] = await _put(core, actor, task, case.timezone, ids)
    except (ValueError, AppError, DBAPIError) as error:
        raise CannotSeed(str(error)) from error


async def _arrange(core: Core, actor: Actor, case: Talk) -> None:
    """Make the projects and sections that the case names."""
    projects = {plain(name): name for name in case.projects}
    sections: dict[tuple[str, str], str] = {}
    for task in case.tasks:
        if task.project and plain(task.project) != INBOX:
            projects.setdefault(plain(task.project), task.project)
            if task.section:
                sections.setdefault((plain(task.project), plain(task.section)), task.section)
    for name in projects.values():
        await core.tasks.manage(actor, ManageStructure(op="create", kind="project", name=name))
    for (project, _), name in sections.items():
        asked = ManageStructure(op="create", kind="section", name=name, project=projects[project])
        await core.tasks.manage(actor, asked)


async def _put(
    core: Core, actor: Actor, task: SeededTask, zone: str, above: dict[str, UUID]
) -> UUID:
    """Put one task there; `above` are the ids of those before it, by title."""
    if task.number is not None:
        await _count_from(core, actor, task.number)
    new = _new(task, zone)
    if task.parent is not None:
        if plain(task.parent) not in above:
            raise CannotSeed(f"there is no task “{task.parent}” before “{task.title}”")
        new["parent_ref"] = str(above[plain(task.parent)])
    added = (await core.tasks.add(actor, AddTasks.model_validate({"tasks": [new]}))).tasks[0]
    if task.status != "open":
        await core.tasks.set_status(actor, SetStatus(ids=[added.id], status=task.status))
    return added.id


async def _count_from(core: Core, actor: Actor, number: int) -> None:
    """Let the person's next task have this number: it is the counter's, not a caller's to say."""
    async with core.db.transaction(actor) as session:
        await session.execute(
            text("update app.user_settings set last_task_number = :last where owner_id = :owner"),
            {"last": number - 1, "owner": actor.user_id},
        )


def _new(task: SeededTask, zone: str) -> dict[str, Any]:
    """Return the task as add_tasks takes it, with what the case says of it alone."""
    said = task.model_dump(mode="json", include=task.model_fields_set - _APART)
    given = {name: value for name, value in said.items() if value not in (None, [])}
    if task.due is not None:
        given["due"] = _due(task.due, zone)
    if task.notes is not None:
        given["notes"] = task.notes.text or ""
    if task.recurrence is not None:
        anchor = task.recurrence.anchor or "schedule"
        given["recurrence"] = {"rrule": task.recurrence.rrule, "anchor": anchor}
    if task.reminders:
        given["reminders"] = [_reminder(each, zone) for each in task.reminders]
    return given


def _due(due: DueWish, zone: str) -> dict[str, str]:
    return {"local": due.at, "tz": due.tz or zone} if "T" in due.at else {"date": due.at}


def _reminder(reminder: str, zone: str) -> dict[str, Any]:
    if reminder.startswith("-"):
        return {"minutes_before": int(reminder[1:])}
    return {"local": reminder, "tz": zone}
