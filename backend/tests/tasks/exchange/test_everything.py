"""The export of everything leaves nothing out, but secrets."""

import json
from typing import Any

import psycopg

from errand.exporting import EVERYTHING, NOT_THEIRS
from errand.identity import Actor
from errand.tasks.exchange.service import PAGE, ExchangeService
from errand.tasks.inputs import AddTasks, DeleteTasks, NewTask
from errand.tasks.service import TaskService

_COLUMNS = (
    "select table_name, array_agg(column_name::text) from information_schema.columns"
    " join information_schema.tables using (table_schema, table_name)"
    " where table_schema = 'app' and table_type = 'BASE TABLE' group by table_name"
    " having bool_or(column_name = 'owner_id')"
)


async def everything(exchange: ExchangeService, actor: Actor) -> dict[str, Any]:
    return json.loads("".join([piece async for piece in exchange.everything(actor)]))


def test_every_table_with_an_owner_goes_out_or_says_why_not(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        columns = dict(connection.execute(_COLUMNS).fetchall())

    taken = {table.name for table in EVERYTHING}
    assert taken | set(NOT_THEIRS) == set(columns)
    assert taken & set(NOT_THEIRS) == set()
    for table in EVERYTHING:
        assert {*table.key, *table.left_out} <= set(columns[table.name]), table.name


def test_what_could_open_or_sign_something_stays_here(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        columns = dict(connection.execute(_COLUMNS).fetchall())

    for table in EVERYTHING:
        goes_out = set(columns[table.name]) - set(table.left_out)
        secret = [each for each in goes_out if "hash" in each or "secret" in each]
        assert secret == [], table.name


async def test_everything_is_one_document_with_the_trash_and_the_history(
    exchange: ExchangeService, tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    await tasks.add(stranger, AddTasks(tasks=[NewTask(title="theirs")]))
    for begin in range(0, PAGE + 20, 20):
        new = [NewTask(title=f"Käse 🧀 {begin + n}", labels=["home"]) for n in range(20)]
        await tasks.add(owner, AddTasks(tasks=new))
    one = await tasks.add(owner, AddTasks(tasks=[NewTask(title="Käse 🧀")]))
    await tasks.delete(owner, DeleteTasks(ids=[one.tasks[0].id]))

    listed = await everything(exchange, owner)

    assert list(listed)[:3] == ["format", "version", "exported_at"]
    assert set(listed) - {"format", "version", "exported_at"} == {each.name for each in EVERYTHING}
    titles = [each["title"] for each in listed["tasks"]]
    assert len(set(titles)) == len(titles) == PAGE + 21
    assert all(title.startswith("Käse 🧀") for title in titles)
    assert len(listed["task_labels"]) == PAGE + 20
    assert len(listed["labels"]) == 1
    assert sum(each["deleted_at"] is not None for each in listed["tasks"]) == 1
    assert len(listed["task_events"]) > PAGE + 20
