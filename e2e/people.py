"""People made by SQL: the limits on signing up hold in tests as well."""

import hashlib
import hmac
import secrets
from base64 import b64encode
from contextlib import AsyncExitStack
from types import TracebackType
from typing import LiteralString, Protocol, Self
from urllib.parse import quote
from uuid import uuid4

from psycopg.abc import Params

from .person import Person

_ADD = """
with person as (
  insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
  values (%(user)s, %(name)s, %(email)s, false, now(), now()) returning id)
insert into auth.session (id, "userId", token, "expiresAt", "createdAt", "updatedAt")
select %(session)s, id, %(token)s, now() + interval '1 day', now(), now() from person
"""


class Product(Protocol):
    """An installation that people use."""

    url: str
    auth_secret: str

    async def sql(
        self, query: LiteralString, values: Params = (), *, role: LiteralString = ...
    ) -> object:
        """Run one statement as a role that sees everybody's rows."""
        ...


class People:
    """People of one product; closes their connections in the end."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    async def add(self) -> Person:
        """Add a person who is signed in and has a client secret."""
        user, token = uuid4(), secrets.token_urlsafe(24)
        values = {
            "user": user,
            "name": "Ada",
            "email": f"{user.hex}@example.org",
            "session": uuid4(),
            "token": token,
        }
        await self._product.sql(_ADD, values, role="errand_auth")
        person = Person(self._product.url, cookie(self._product, token), str(user))
        self._open.push_async_callback(person.close)
        await person.open_session()
        return person


def cookie(product: Product, token: str) -> str:
    """Return the cookie header that Better Auth sets for a session's token."""
    key = product.auth_secret.encode()
    signature = b64encode(hmac.digest(key, token.encode(), hashlib.sha256)).decode()
    return f"better-auth.session_token={quote(f'{token}.{signature}', safe='')}"
