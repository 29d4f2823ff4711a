"""Row-level security as PostgreSQL's own catalogue has it, not as the migrations meant it."""

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
import pytest

from errand.db import Database
from errand.guard import Unsafe, refuse_unsafe
from errand.identity import Actor

POLICIES = {
    ("errand_app", "own_rows", "*"),
    ("errand_maintenance", "all_rows", "*"),
}
TRASH = {("errand_worker", "trash", "r"), ("errand_worker", "emptying", "d")}
OVERVIEW = ("errand_operator", "overview", "r")
TRASHED = ("tasks", "projects", "sections", "labels")
FURTHER = dict.fromkeys(TRASHED, TRASH) | {
    "turns": {("errand_worker", "routing", "*"), OVERVIEW},
    "usage": {OVERVIEW},
    "audit": {
        OVERVIEW,
        ("errand_worker", "appending", "a"),
        ("errand_worker", "pruned", "r"),
        ("errand_worker", "pruning", "d"),
    },
    "turn_events": {
        ("errand_worker", "appending", "a"),
        ("errand_worker", "pruned", "r"),
        ("errand_worker", "pruning", "d"),
    },
    "idempotency_keys": {("errand_worker", "pruned", "r"), ("errand_worker", "pruning", "d")},
    "api_tokens": {("errand_auth", "liveness", "r")},
    "reminders": {("errand_worker", "routing", "*")},
    "reminder_deliveries": {("errand_worker", "routing", "*")},
}
OWN_ROWS = (
    "(owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid"
)


def owned_tables(connection: psycopg.Connection) -> list[tuple[str, bool, bool]]:
    return connection.execute(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class c"
        " where relnamespace = 'app'::regnamespace and relkind in ('r', 'p', 'm') and exists"
        " (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id')"
    ).fetchall()


def faults(connection: psycopg.Connection) -> list[str]:
    """Everything that would let one person see another's rows."""
    found: list[str] = []
    for table, enabled, forced in owned_tables(connection):
        if not (enabled and forced):
            found.append(f"{table}: row-level security is not forced")
        rows = connection.execute(
            "select r.rolname, p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid),"
            " pg_get_expr(p.polwithcheck, p.polrelid) from pg_policy p"
            " join pg_roles r on r.oid = any(p.polroles)"
            " where p.polrelid = ('app.' || %s)::regclass",
            (table,),
        ).fetchall()
        if {row[:3] for row in rows} != POLICIES | FURTHER.get(table, set()):
            found.append(f"{table}: its policies are {sorted(row[:3] for row in rows)}")
        for role, name, _, using, check in rows:
            own = str(using).startswith(OWN_ROWS) and using == check
            if role == "errand_app" and not own:
                found.append(f"{table}: {name} lets errand_app see {using}")
    found += [
        f"{name}: may bypass row-level security"
        for (name,) in connection.execute(
            "select rolname from pg_roles where rolname like 'errand\\_%' and rolname in"
            " ('errand_app', 'errand_worker', 'errand_maintenance', 'errand_auth',"
            " 'errand_operator')"
            " and (rolsuper or rolbypassrls or rolcanlogin)"
        )
    ]
    return found


@contextmanager
def changed(url: str, statement: str) -> Generator[psycopg.Connection]:
    """A connection in which this was done, and is undone afterwards."""
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())
        yield connection
        connection.rollback()


def test_every_table_with_an_owner_is_behind_row_level_security(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        assert len(owned_tables(connection)) >= 10
        assert faults(connection) == []


@pytest.mark.parametrize(
    "statement",
    [
        "drop policy own_rows on app.tasks",
        "alter table app.messages no force row level security",
        "alter table app.turns disable row level security",
        "create policy more on app.tasks to errand_app using (true)",
        "alter policy own_rows on app.tasks using (true)",
        "create policy more on app.task_search to errand_worker using (true)",
        "create table app.leaky (owner_id uuid)",
    ],
)
def test_it_goes_red_when_a_policy_is_missing_or_weak(database_url: str, statement: str) -> None:
    with changed(database_url, statement) as connection:
        assert faults(connection) != []


def test_only_what_concerns_routing_is_open_to_the_worker(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        readable = connection.execute(
            "select table_name, column_name from information_schema.column_privileges"
            " where grantee = 'errand_worker' and table_schema = 'app'"
            " and privilege_type = 'SELECT'"
        ).fetchall()

    routed = {"turns", "turn_events", "idempotency_keys", "reminders", "reminder_deliveries"}
    routed |= {"audit"}
    assert {table for table, _ in readable} == routed | set(TRASHED)
    assert {column for table, column in readable if table in TRASHED} == {
        "owner_id",
        "id",
        "deleted_at",
    }
    said = {
        ("turns", "input"), ("turn_events", "data"), ("idempotency_keys", "answer"),
        ("reminders", "task_id"), ("reminder_deliveries", "task_id"),
        ("reminder_deliveries", "error"), ("reminder_settings", "webhook_secret"),
    }  # fmt: skip
    assert not said & set(readable)


def test_of_schema_auth_our_roles_see_four_functions(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for role in ("errand_app", "errand_worker", "errand_maintenance", "errand_operator"):
            assert connection.execute(
                "select has_schema_privilege(%s, 'auth', 'usage')", (role,)
            ).fetchone() == (False,)
        functions = connection.execute(
            "select proname, prosecdef, proconfig from pg_proc"
            " where pronamespace = 'app'::regnamespace and proowner = 'errand_auth'::regrole"
            " order by proname"
        ).fetchall()

    assert functions == [
        ("check_authority", True, ["search_path=pg_catalog"]),
        ("has_email", True, ["search_path=pg_catalog"]),
        ("own_mail_address", True, ["search_path=pg_catalog"]),
        ("people", True, ["search_path=pg_catalog"]),
    ]


@pytest.mark.parametrize("role", ["errand_app", "errand_worker", "errand_maintenance"])
def test_other_people_s_addresses_are_told_to_the_operator_alone(
    database_url: str, role: str
) -> None:
    with psycopg.connect(database_url) as connection:
        for function in ("app.people(uuid[])", "app.has_email(uuid, text[])"):
            assert connection.execute(
                "select has_function_privilege(%s, %s, 'execute')", (role, function)
            ).fetchone() == (False,)


def test_a_mail_address_is_told_to_its_owner_alone(
    database_url: str, owner: Actor, stranger: Actor
) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_app")
        for actor in (owner, stranger):
            connection.execute("select set_config('app.user_id', %s, true)", (str(actor.user_id),))
            assert connection.execute("select app.own_mail_address()").fetchone() == (
                f"{actor.user_id}@example.test",
            )
        connection.execute("reset role; set local role errand_worker")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select app.own_mail_address()")


async def test_the_start_refuses_a_login_that_inherits_a_serving_role(
    database: Database, database_url: str, admin_url: str
) -> None:
    await refuse_unsafe(database)
    login = database_url.split("//")[1].split(":", maxsplit=1)[0]
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"grant errand_app to {login} with inherit true".encode())
        try:
            with pytest.raises(Unsafe, match="inherits errand_app"):
                await refuse_unsafe(database)
        finally:
            admin.execute(f"grant errand_app to {login} with inherit false".encode())


async def test_the_start_refuses_a_table_that_is_open_also_a_partitioned_one(
    database: Database, database_url: str
) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "create table app.opened (owner_id uuid primary key) partition by hash (owner_id)"
        )
        try:
            with pytest.raises(Unsafe, match="opened"):
                await refuse_unsafe(database)
        finally:
            connection.execute("drop table app.opened")


def test_the_operator_reads_how_it_runs_and_nothing_that_anybody_wrote(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        readable = connection.execute(
            "select table_name, column_name, privilege_type"
            " from information_schema.column_privileges"
            " where grantee = 'errand_operator' and table_schema = 'app'"
        ).fetchall()

    assert {table for table, _, _ in readable} == {"turns", "usage", "audit"}
    assert {privilege for _, _, privilege in readable} == {"SELECT"}
    assert not {"input", "authority_id"} & {
        column for table, column, _ in readable if table == "turns"
    }
