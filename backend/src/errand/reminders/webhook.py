"""Reminders by webhook, signed as the Standard Webhooks specification says."""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx2

from errand import __version__
from errand.reminders.addresses import Addresses, NotAllowed, Target
from errand.reminders.queue import Letter
from errand.reminders.sending import NotSent

TIMEOUT_SECONDS = 10
_SECRET_BYTES = 32
_PREFIX = "whsec_"
_TRY_AGAIN = {408, 409, 425, 429}


def new_secret() -> str:
    """Return a secret for signing."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of `webhook-signature`: version 1, HMAC-SHA256."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


class Webhooks:
    """Posts letters to the addresses that people gave."""

    def __init__(
        self,
        addresses: Addresses,
        *,
        public_url: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._addresses, self._public_url, self._now = addresses, public_url, now

    async def send(self, letter: Letter) -> None:
        """Return when the other side has answered that it has it.

        Raises:
            NotSent: It has not.
        """
        if letter.webhook_url is None or letter.webhook_secret is None:
            raise NotSent("There is no webhook any more.", final=True)
        body = json.dumps(self._document(letter), ensure_ascii=False).encode()
        await self.post(letter.webhook_url, letter.webhook_secret, letter.key, body)

    async def post(self, url: str, secret: str, key: str, body: bytes) -> None:
        """Post one signed document.

        Raises:
            NotSent: It was not taken.
        """
        try:
            target = await self._addresses.resolved(url)
            async with asyncio.timeout(TIMEOUT_SECONDS):
                status = await self._status(target, self._headers(secret, key, body), body)
        except NotAllowed as error:
            raise NotSent(str(error)) from error
        except TimeoutError as error:
            raise NotSent(f"There was no answer within {TIMEOUT_SECONDS} seconds.") from error
        except (httpx2.HTTPError, OSError) as error:
            raise NotSent("The address could not be reached.") from error
        if not 200 <= status < 300:
            final = status < 500 and status not in _TRY_AGAIN
            raise NotSent(f"The address answered {status}.", final=final)

    async def _status(self, target: Target, headers: dict[str, str], body: bytes) -> int:
        """Return how it answers. The answer's text is nobody's business here and is not read.

        The connection goes to the address that was checked, whatever the name means by now.
        """
        url = httpx2.URL(target.url).copy_with(host=str(target.address))
        # One connection for one letter: nothing is kept that another name could ride on.
        async with (
            httpx2.AsyncClient(trust_env=False, follow_redirects=False) as client,
            client.stream(
                "POST",
                url,
                content=body,
                headers=headers | {"host": urlsplit(target.url).netloc},
                extensions={"sni_hostname": target.host},
            ) as answer,
        ):
            return answer.status_code

    def _headers(self, secret: str, key: str, body: bytes) -> dict[str, str]:
        timestamp = int(self._now().timestamp())
        return {
            "content-type": "application/json",
            "user-agent": f"Errand/{__version__}",
            "idempotency-key": key,
            "webhook-id": key,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(secret, key, timestamp, body),
        }

    def _document(self, letter: Letter) -> dict[str, object]:
        return {
            "type": "reminder.due",
            "timestamp": letter.remind_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "data": {
                "task": {
                    "id": str(letter.task.id),
                    "number": letter.task.number,
                    "title": letter.task.title,
                    "due": letter.task.due,
                    "due_words": letter.due_words,
                    "url": f"{self._public_url}/tasks",
                },
            },
        }
