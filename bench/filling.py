"""Very many tasks of very many people, made inside the database."""

from uuid import UUID, uuid4

import psycopg

_INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any ('{app.tasks, app.task_search}'::regclass[]) and not indisprimary
  and not exists (select from pg_constraint where conindid = indexrelid)
"""
_PEOPLE = """
insert into app.user_settings (owner_id, last_task_number, updated_at)
select id, %(each)s, now() from unnest(%(people)s::uuid[]) as id on conflict do nothing
"""
# Two of three have a date, one of two is done, in a year of days; a person's are 100,000 or 1,000.
_TASKS = """
insert into app.tasks (owner_id, id, number, title, status, due_date, due_local, due_tz, due_utc,
  position, created_at, updated_at, completed_at)
select owner, gen_random_uuid(), n,
  (array['call the bank', 'milk and bread', 'report', 'garden', 'doctor'])[n %% 5 + 1]
    || ' ' || to_hex(n),
  case when n %% 2 = 0 then 'open' else 'done' end,
  case when n %% 3 = 0 then date '2026-01-01' + n * 7919 %% 700 end,
  case when n %% 3 = 1 then timestamp '2026-01-01 09:00' + n * 7919 %% 700 * interval '1 day' end,
  case when n %% 3 = 1 then 'UTC' end,
  case when n %% 3 = 1 then timestamptz '2026-01-01 9:00Z' + n * 7919 %% 700 * interval '1 day' end,
  'i' || lpad(to_hex(n), 7, '0'), now() - n * interval '1 minute', now() - n * interval '1 second',
  case when n %% 2 = 1 then now() - n * interval '1 second' end
from unnest(%(people)s::uuid[]) as owner, generate_series(1, %(each)s) as n
"""
_SEARCH = "insert into app.task_search select owner_id, id, title from app.tasks"
_BATCH = 1000


def fill(url: str, *, one_has: int, all_have: int, others_have: int = 1000) -> UUID:
    """Fill the tables, and return the person who has the most.

    Args:
        url: `postgresql://` address of a migrated database, as a superuser: ten million rows are
            written without the checks that each would go through.
        one_has: So many tasks are one person's.
        all_have: So many there are.
        others_have: So many each of the others has.
    """
    one, others = uuid4(), [uuid4() for _ in range((all_have - one_has) // others_have)]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set synchronous_commit = off")
        connection.execute("set maintenance_work_mem = '1GB'")
        indexes = dict(connection.execute(_INDEXES).fetchall())
        for name in indexes:
            connection.execute(f"drop index {name}".encode())
        connection.execute(_PEOPLE, {"people": [one], "each": one_has})
        connection.execute(_PEOPLE, {"people": others, "each": others_have})
        connection.execute(_TASKS, {"people": [one], "each": one_has})
        for begin in range(0, len(others), _BATCH):
            some = others[begin : begin + _BATCH]
            connection.execute(_TASKS, {"people": some, "each": others_have})
        connection.execute(_SEARCH)
        for definition in indexes.values():
            connection.execute(definition.encode())
        for table in ("tasks", "task_search", "user_settings"):
            connection.execute(f"vacuum analyze app.{table}".encode())
    return one
