"""Better Auth's public keys: fetched when needed, kept for minutes, never asked for in a hurry."""

import asyncio
import json
from collections.abc import Callable

import httpx2

from errand.edge.tokens.jws import InvalidToken
from errand.edge.tokens.public_keys import PublicKey, public_keys
from errand.errors import Unavailable

KEPT_SECONDS = 300
COOLDOWN_SECONDS = 10
RETRY_SECONDS = 1
TIMEOUT_SECONDS = 5
MAX_BYTES = 64 * 1024
# Better Auth counts requests by this address, as the front door writes it.
_HEADERS = {"accept": "application/json", "x-forwarded-for": "127.0.0.1"}


class KeySet:
    """The keys behind one internal address.

    Any number of tokens with unknown key ids cause at most one request per cooldown, and requests
    that need the keys at the same time share one fetch. The first token of a new key is good at
    once, unless a search for another has just found nothing.

    Args:
        http: Client for the fetch; its redirects must be off.
        url: Internal address of the JWKS; never one that a token names.
        clock: Monotonic seconds.
    """

    def __init__(self, http: httpx2.AsyncClient, url: str, *, clock: Callable[[], float]) -> None:
        self._http, self._url, self._clock = http, url, clock
        self._keys: dict[str, PublicKey] = {}
        self._fetched_at: float | None = None
        self._failed_at: float | None = None
        self._searched_at: float | None = None
        self._fetching = asyncio.Lock()

    async def find(self, key_id: str) -> PublicKey:
        """Return the key with this id.

        Raises:
            InvalidToken: There is no such key.
            Unavailable: The keys cannot be fetched just now.
        """
        if self._wanting(key_id):
            async with self._fetching:
                if self._wanting(key_id):
                    await self._search(key_id)
        found = self._keys.get(key_id)
        if found is None:
            raise InvalidToken
        return found

    async def check(self) -> None:
        """Fetch the keys now, for the health page.

        Raises:
            Unavailable: They cannot be fetched just now.
        """
        async with self._fetching:
            await self._fetch()

    def _wanting(self, key_id: str) -> bool:
        if self._fetched_at is None:
            return True
        age_seconds = self._clock() - self._fetched_at
        if age_seconds >= KEPT_SECONDS:
            return True
        return key_id not in self._keys and self._may_search()

    def _may_search(self) -> bool:
        since = self._searched_at
        return since is None or self._clock() - since >= COOLDOWN_SECONDS

    async def _search(self, key_id: str) -> None:
        await self._fetch()
        if key_id not in self._keys:
            self._searched_at = self._fetched_at

    async def _fetch(self) -> None:
        if self._failed_at is not None and self._clock() - self._failed_at < RETRY_SECONDS:
            raise _unavailable()
        try:
            self._keys = public_keys(await self._document())
        except (httpx2.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            self._failed_at = self._clock()
            raise _unavailable() from error
        self._fetched_at, self._failed_at = self._clock(), None

    async def _document(self) -> object:
        """Return what the address answers.

        Raises:
            httpx2.HTTPError: It does not answer, or not with 200.
            TimeoutError: It takes longer than it may.
            ValueError: It is not JSON, or too long.
        """
        body = b""
        async with (
            asyncio.timeout(TIMEOUT_SECONDS),
            self._http.stream("GET", self._url, headers=_HEADERS) as answer,
        ):
            answer.raise_for_status()
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise ValueError("too long for a JWKS")
        return json.loads(body)


def _unavailable() -> Unavailable:
    return Unavailable(
        "Sign-ins cannot be checked just now. Please try again.", retry_after_seconds=RETRY_SECONDS
    )
