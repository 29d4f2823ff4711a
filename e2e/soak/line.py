"""One person's connection to the site: what goes wrong in passing is told apart from a refusal."""

from collections.abc import Callable
from typing import Any

import httpx2

from ..stream import Json

EXTENSIONS = "resume, stop, heartbeat, idempotency"
TIMEOUT = httpx2.Timeout(5, read=8)


class Refused(Exception):
    """The API said no, for good."""


class Again(Exception):
    """Not now: the same request may be sent again."""


class Line:
    """Requests of one person."""

    def __init__(self, url: str, secret: Callable[[], str]) -> None:
        """`secret` gives a fresh client secret."""
        self.http = httpx2.AsyncClient(base_url=url, timeout=TIMEOUT)
        self._secret, self._bearer = secret, secret()

    async def call(self, kind: str, **params: Any) -> Json:
        """Run an operation of the chat that answers at once."""
        body = {"type": kind, "params": params}
        answer = await self.http.post("/api/chatkit", headers=self.headers(), json=body)
        self.check(answer)
        return answer.json()

    async def add_task(self, title: str, key: str) -> str:
        """Add a task over REST; return its id."""
        answer = await self.http.post(
            "/api/tasks", headers=self.headers(key), json={"title": title}
        )
        self.check(answer)
        return answer.json()["id"]

    async def tasks(self, after: str | None) -> Json:
        """Return a page of the person's tasks."""
        params = {"status": "all", "limit": "100"} | ({"after": after} if after else {})
        answer = await self.http.get("/api/tasks", headers=self.headers(), params=params)
        self.check(answer)
        return answer.json()

    def headers(self, key: str = "") -> dict[str, str]:
        """Return what every request carries."""
        headers = {"Authorization": f"Bearer {self._bearer}", "ChatKit-Extensions": EXTENSIONS}
        return headers | ({"Idempotency-Key": key} if key else {})

    def check(self, answer: httpx2.Response) -> None:
        """Return where the request was taken.

        Raises:
            Again: It was not, and may be sent again.
            Refused: It never will be.
        """
        status = answer.status_code
        if status == 401:
            self._bearer = self._secret()
        if status in {401, 429} or status >= 500:
            raise Again
        if status >= 400:
            raise Refused(f"{status}: {answer.text[:200]}")
