"""People and sign-ins, made in the tables of Better Auth as Better Auth makes them."""

from uuid import UUID

import psycopg

from errand.identity import Actor, SignIn, Via, uuid7

# The columns that Better Auth's own migration makes (checked against it by test_auth_schema.py).
AUTH_TABLES = """
create table if not exists "user" (
  id uuid primary key, name text not null, email text not null unique,
  "emailVerified" boolean not null, image text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create table if not exists session (
  id uuid primary key, "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text,
  "userId" uuid not null references "user" (id) on delete cascade);
"""


class People:
    """Makes people, signs them in and out; runs beside the application, as Better Auth does."""

    def __init__(self, url: str) -> None:
        self._url = url

    def _run(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        with psycopg.connect(self._url) as connection:
            connection.execute("set local role errand_auth")
            connection.execute("set local search_path to auth")
            for statement, values in statements:
                connection.execute(statement.encode(), values)

    def sign_up(self, name: str = "Ada", *, via: Via = "rest") -> Actor:
        """Return a new person, signed in."""
        user_id = uuid7()
        self._run(
            (
                'insert into "user" (id, name, email, "emailVerified") values (%s, %s, %s, false)',
                (user_id, name, f"{user_id}@example.test"),
            )
        )
        return self.sign_in(user_id, via=via)

    def sign_in(self, user_id: UUID, *, via: Via = "rest") -> Actor:
        """Return the same person with one more sign-in."""
        sign_in_id = uuid7()
        self._run(
            (
                (
                    'insert into session (id, token, "userId", "expiresAt") values (%s, %s, %s,'
                    " now() + interval '7 days')"
                ),
                (sign_in_id, str(sign_in_id), user_id),
            )
        )
        return Actor(user_id, SignIn(sign_in_id), via)

    def sign_out(self, actor: Actor) -> None:
        """End this sign-in."""
        self._run(("delete from session where id = %s", (actor.authority_id,)))

    def delete(self, actor: Actor) -> None:
        """Delete the person and every sign-in of theirs."""
        self._run(('delete from "user" where id = %s', (actor.user_id,)))
