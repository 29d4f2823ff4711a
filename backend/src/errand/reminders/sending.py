"""The ways to a person beside the page: what they have in common."""

import hashlib
from typing import Protocol
from uuid import UUID

from errand.reminders.queue import Letter


class NotSent(Exception):
    """A letter could not be delivered; the sentence is shown to the person and names no secret."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        """`final`: trying again would change nothing."""
        super().__init__(why)
        self.why, self.final = why, final


class Way(Protocol):
    """Carries letters."""

    async def send(self, letter: Letter) -> None:
        """Return when the other side has taken it.

        Raises:
            NotSent: It has not, as far as we know.
        """
        ...


def delivery_key(owner_id: UUID, reminder_id: UUID, occurrence: str, channel: str) -> str:
    """Return the key by which the other side knows a letter that it has already.

    What we cannot know is whether a letter was taken when the process dies before it wrote that
    down. It is sent again then, under this same key: as Message-ID, or as Idempotency-Key.
    """
    parts = "\x1f".join((str(owner_id), str(reminder_id), occurrence, channel))
    return hashlib.sha256(parts.encode()).hexdigest()[:40]
