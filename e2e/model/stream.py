"""When the pieces of a body go out, and what becomes of the connection."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import Message, Receive, Scope, Send

from .behaviour import Behaviour
from .record import Ending


class Cut(Exception):
    """Close the connection here, in the middle of the body."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a body; `tokens` of them are said by it."""

    data: bytes
    tokens: int = 0


async def paced(parts: Iterable[Part], behaviour: Behaviour) -> AsyncIterator[Part]:
    """Give each token its time, counted from now and not from the token before.

    Raises:
        Cut: The model's name says that the connection breaks here.
    """
    clock = asyncio.get_running_loop().time
    started, said = clock(), 0
    for part in parts:
        if part.tokens:
            if said == behaviour.cut_after:
                raise Cut
            if said == behaviour.stall_after:
                await asyncio.Event().wait()
            due = behaviour.first_token_ms + said * behaviour.between_tokens_ms
            await asyncio.sleep(max(0.0, started + due / 1000 - clock()))
            said += part.tokens
        yield part


async def split(parts: AsyncIterator[Part], seed: str) -> AsyncIterator[Part]:
    """Split at random places; the end of a part travels with the beginning of the next."""
    dice = random.Random(seed)
    kept, tokens = b"", 0
    async for part in parts:
        pieces = list(_pieces(kept + part.data, dice))
        kept, tokens = (pieces.pop() if part.tokens else b""), tokens + part.tokens
        for piece in pieces:
            yield Part(piece, tokens)
            tokens = 0
    if kept:
        yield Part(kept, tokens)


def _pieces(data: bytes, dice: random.Random) -> Iterator[bytes]:
    while data:
        length = dice.randint(1, max(1, min(len(data), 60)))
        yield data[:length]
        data = data[length:]


@dataclass(slots=True)
class Body:
    """An ASGI response that notices when its reader leaves and can break off."""

    parts: AsyncIterator[Part]
    media_type: str
    sent: Callable[[int], None]
    """Called with the number of tokens in each part that went out."""
    ended: Callable[[Ending], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the parts; a reader that leaves ends it at once."""
        del scope
        writing = asyncio.create_task(self._write(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            self.ended(writing.result() if writing.done() else "cancelled")
        finally:
            for task in (writing, leaving):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self.ended("cancelled")

    async def _write(self, send: Send) -> Ending:
        head = [(b"content-type", self.media_type.encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        try:
            async for part in self.parts:
                await send(_message(part.data, more=True))
                self.sent(part.tokens)
        except Cut:
            return "cut"  # without the last message the server closes the connection
        await send(_message(b"", more=False))
        return "complete"


def _message(data: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
