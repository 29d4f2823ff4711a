"""Words are found as parts, in any case and script, and fast among very many tasks."""

from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from errand.db import Database
from errand.identity import Actor
from errand.tasks import searching
from errand.tasks.folding import folded, words_of
from errand.tasks.inputs import FindTasks, TaskFilter
from errand.tasks.service import TaskService
from task_world import live_in
from tasks.structure import change, one

MANY = 100_000


@pytest.fixture(params=["few", "many"])
def hits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that few tasks have are looked up, those of many are met on the way: both find all."""
    if request.param == "many":
        monkeypatch.setattr(searching, "MOST_LISTED", 0)


async def found(tasks: TaskService, actor: Actor, words: str) -> list[str]:
    return [task.title for task in (await tasks.find(actor, FindTasks(text=words))).tasks]


@pytest.mark.usefixtures("hits")
@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Überweisung an Müller", "überw MULLER"),
        ("\uff21\uff22\uff23\u3000\uff44\uff45\uff46", "abc DEF"),  # full width
        ("買い物リスト", "い物"),
        ("銀行に電話", "銀"),
        ("Позвонить в БАНК", "банк"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("straße", "STRASSE"),
        ("نص عربي", "عرب"),
        ("100%_\\ sure", "0%_\\"),
        ("and/or", "d/o"),
        ("Fix the TV", "v"),
        ("a 💸 b", "💸"),
        ("Café", "cafe"),
        ("हिन्दी में", "हिन्दी"),
        ("İstanbul", "istanbul"),
    ],
)
async def test_parts_of_words_are_found_in_every_script(
    tasks: TaskService, owner: Actor, title: str, words: str
) -> None:
    await one(tasks, owner, title)
    await one(tasks, owner, "something else")

    assert await found(tasks, owner, words) == [title]


@pytest.mark.usefixtures("hits")
async def test_every_word_must_be_somewhere_and_changes_are_found_at_once(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    task = await one(tasks, owner, "Call the bank", notes="ask for Eve")
    await one(tasks, stranger, "Call the bank")

    assert await found(tasks, owner, "EVE ban") == ["Call the bank"]
    assert await found(tasks, owner, "eve milk") == []
    assert await found(tasks, owner, "bankask") == []
    await tasks.change(owner, change(task, set={"notes": "milk"}))
    assert await found(tasks, owner, "eve") == []
    assert await found(tasks, owner, "call milk") == ["Call the bank"]
    assert len(await found(tasks, stranger, "bank")) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_folding_is_stable_and_joins_words_by_one_space(one_: str, other: str) -> None:
    text = folded(one_, other)

    assert folded(text) == text
    assert "  " not in text
    assert folded(one_.upper()) == folded(one_.upper().lower().upper())
    assert words_of(text) == list(dict.fromkeys(text.split()))


FILL = """
insert into app.tasks (owner_id, id, number, title, status, due_date, due_local, due_tz, due_utc,
  position, created_at, updated_at)
select %(owner)s, gen_random_uuid(), n,
  (array['bank', 'milk', 'report', 'garden', 'doctor'])[n %% 5 + 1] || ' ' || to_hex(n),
  case when n %% 2 = 0 then 'open' else 'done' end,
  case when n %% 3 = 0 then date '2026-01-01' + n * 7919 %% 700 end,
  case when n %% 3 = 1 then timestamp '2026-01-01 09:00' + n * 7919 %% 700 * interval '1 day' end,
  case when n %% 3 = 1 then 'UTC' end,
  case when n %% 3 = 1 then timestamptz '2026-01-01 9:00Z' + n * 7919 %% 700 * interval '1 day' end,
  'i' || lpad(to_hex(n), 7, '0'), now(), now() - n * interval '1 second'
from generate_series(1, %(count)s) as n
"""


def fill(url: str, owner: Actor, count: int) -> None:
    """Give the person very many tasks, as if they had added them."""
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        connection.execute(FILL, {"owner": owner.user_id, "count": count})
        connection.execute(
            "insert into app.task_search select owner_id, id, title from app.tasks"
            " where owner_id = %s",
            (owner.user_id,),
        )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze app.tasks")
        connection.execute("vacuum analyze app.task_search")


def plan_of(url: str, actor: Actor, statement: str) -> str:
    """How PostgreSQL does this for that person, under row-level security."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "select set_config('role', 'errand_app', true), set_config('app.user_id', %s, true)",
            (str(actor.user_id),),
        )
        lines = connection.execute(f"explain {statement}".encode()).fetchall()
    return "\n".join(line for (line,) in lines)


async def test_a_page_of_very_many_tasks_is_read_by_an_index_and_not_sorted(
    tasks: TaskService, database: Database, database_url: str, owner: Actor
) -> None:
    await live_in(database, owner, "Europe/Berlin")
    fill(database_url, owner, MANY)
    mine = f"owner_id = '{owner.user_id}' and deleted_at is null"
    unfinished = "status in ('open', 'in_progress', 'waiting')"

    for where, order, index in [
        (f"{mine} and {unfinished} and due_date is not null", "due_date, number", "tasks_due_days"),
        (f"{mine} and {unfinished} and due_utc is not null", "due_utc, number", "tasks_due_times"),
        (f"{mine} and {unfinished} and due_date is null and due_utc is null", "number",
         "tasks_undated"),
        (f"{mine} and {unfinished}", "position, number", "tasks_positions"),
        (mine, "updated_at desc, number desc", "tasks_updated"),
    ]:  # fmt: skip
        plan = plan_of(
            database_url, owner, f"select * from app.tasks where {where} order by {order} limit 21"
        )
        assert index in plan, plan
        assert "Sort" not in plan, plan
    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_maintenance")
        plan = connection.execute(
            "explain select task_id from app.task_search where owner_id = %s and"
            " app.grams(owner_id, folded, '{2,3}') @> app.grams(%s, '186a0', '{3}')"
            " and folded like '%%186a0%%'",
            (owner.user_id, owner.user_id),
        ).fetchall()
    assert "task_search_grams" in str(plan)

    asked: list[tuple[dict[str, Any], int]] = [
        ({}, 50_000),
        ({"text": "186A0", "statuses": ["open", "done"]}, 1),
        ({"text": "bank 86a"}, -1),
        ({"due": {"overdue": True}}, -1),
        ({"sort": "updated", "statuses": ["done"]}, 50_000),
        ({"sort": "position"}, 50_000),
        ({"sort": "position", "statuses": ["done"]}, 50_000),
    ]
    for filters, total in asked:
        answer = await tasks.find(owner, FindTasks.model_validate(filters))
        assert answer.total == total or (total < 0 < answer.total), filters


@pytest.mark.parametrize("sort", ["due", "created", "updated", "position"])
async def test_a_word_of_very_many_tasks_is_counted_exactly_and_paged_in_order(
    tasks: TaskService, database: Database, database_url: str, owner: Actor, sort: str
) -> None:
    await live_in(database, owner, "UTC")
    fill(database_url, owner, 6000)
    first = FindTasks.model_validate({"text": "bank", "sort": sort, "limit": 100})

    numbers, cursor = list[int](), None
    for page_number in range(6):
        page = await tasks.find(owner, first.model_copy(update={"cursor": cursor}))
        numbers, cursor = numbers + [task.number for task in page.tasks], page.next_cursor
        assert (page.total, page.has_more) == (600, page_number < 5)

    # Every tenth is open and has the word; the later a number, the longer ago it was updated.
    wanted = list(range(10, 6001, 10))
    assert sorted(numbers) == wanted
    if sort != "due":
        assert numbers == (wanted[::-1] if sort == "created" else wanted)


@pytest.mark.parametrize("sort", ["due", "created", "updated", "position"])
async def test_few_tasks_that_have_a_common_word_are_not_looked_for_through_the_whole_order(
    tasks: TaskService,
    database: Database,
    owner: Actor,
    monkeypatch: pytest.MonkeyPatch,
    sort: str,
) -> None:
    monkeypatch.setattr(searching, "MOST_LISTED", 3)
    titles = [f"bank {n}" for n in range(6)] + ["other"]
    made = [await one(tasks, owner, title) for title in titles]
    for task in made[1:3]:
        await tasks.change(owner, change(task, set={"priority": "high"}))
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        statements.append(sql)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    few = await tasks.find(
        owner, FindTasks.model_validate({"text": "bank", "priorities": ["high"], "sort": sort})
    )
    asked = {"q": "bank", "priority": "high", "sort": sort}
    page = await tasks.list(owner, TaskFilter.model_validate(asked))
    alone = await tasks.list(owner, TaskFilter.model_validate(asked | {"status": "done"}))
    on_the_way = [each for each in statements if "task_search" in each]
    many = await tasks.find(owner, FindTasks.model_validate({"text": "bank", "sort": sort}))
    event.remove(engine, "before_cursor_execute", note)

    assert {task.title for task in few.tasks} == {"bank 1", "bank 2"}
    assert (few.total, [task.id for task in page.tasks]) == (2, [task.id for task in few.tasks])
    assert alone.tasks == []
    assert (many.total, len(many.tasks)) == (6, 6)
    assert on_the_way == []
    assert [each for each in statements if "task_search" in each] != []
