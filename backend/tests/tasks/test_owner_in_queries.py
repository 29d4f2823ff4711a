"""Every query names its owner: without row-level security nobody reaches another's rows either."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel

from all_rows import AllRows
from errand.accounts.service import AccountService
from errand.accounts.tokens import ApiTokenService, TokenNotFound
from errand.accounts.views import NewToken, ProfileChange, TokenFilter, TokenRef
from errand.db import Database
from errand.errors import InvalidCursor
from errand.identity import Actor
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import (
    AddTasks,
    DeleteTasks,
    FindTasks,
    NewTask,
    SetStatus,
    TaskFilter,
    TaskRef,
    TaskUpdate,
)
from errand.tasks.service import TaskService
from task_world import added


@pytest.fixture
def unlocked(database: Database) -> AllRows:
    return AllRows(database.engine)


async def test_without_policies_another_persons_tasks_are_still_out_of_reach(
    unlocked: AllRows, owner: Actor, stranger: Actor
) -> None:
    tasks = TaskService(unlocked)
    [task] = await added(tasks, owner, "a")
    attempts: list[tuple[Any, BaseModel]] = [
        (tasks.get, TaskRef(id=task.id)),
        (tasks.change, TaskUpdate.model_validate({"id": task.id, "set": {"title": "stolen"}})),
        (tasks.set_status, SetStatus(ids=[task.id], status="done")),
        (tasks.delete, DeleteTasks(ids=[task.id])),
    ]

    for attempt, asked in attempts:
        with pytest.raises(TaskNotFound):
            await attempt(stranger, asked)

    found = await tasks.find(stranger, FindTasks(ids=[task.id]))
    assert (found.tasks, found.total) == ([], 0)
    assert (await tasks.list(stranger, TaskFilter(status="all"))).tasks == []
    assert await tasks.get(owner, TaskRef(id=task.id)) == task


async def test_without_policies_numbers_zones_and_keys_are_still_each_persons_own(
    unlocked: AllRows, owner: Actor, stranger: Actor
) -> None:
    tasks, accounts = TaskService(unlocked), AccountService(unlocked)
    asked = AddTasks(tasks=[NewTask(title="a")], idempotency_key="k")
    await accounts.change(owner, ProfileChange(time_zone="Asia/Tokyo"))
    await tasks.add(owner, asked)

    other = await tasks.add(stranger, asked)

    assert (other.replayed, other.tasks[0].number) == (False, 1)
    assert (await accounts.profile(stranger)).time_zone == "UTC"
    assert (await tasks.find(stranger, FindTasks())).now.tz == "UTC"
    assert (await tasks.find(owner, FindTasks())).now.tz == "Asia/Tokyo"


def minted(user_id: UUID, token_id: UUID, *, expires_at: datetime) -> str:
    return f"{user_id} {token_id} until {expires_at}"


async def test_without_policies_tokens_are_still_each_persons_own(
    unlocked: AllRows, owner: Actor, stranger: Actor
) -> None:
    tokens = ApiTokenService(unlocked, mint=minted)
    made = await tokens.create(owner, NewToken(name="a"))

    assert (await tokens.list(stranger, TokenFilter())).tokens == []
    with pytest.raises(InvalidCursor):
        await tokens.list(stranger, TokenFilter(after=str(made.id)))
    with pytest.raises(TokenNotFound):
        await tokens.revoke(stranger, TokenRef(id=made.id))
    assert len((await tokens.list(owner, TokenFilter())).tokens) == 1
