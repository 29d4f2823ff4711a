"""What a model streams, in fewer and larger pieces: deltas that nobody could read apart become one.

The client library and the agent spend far more on an event than on its text. Deltas are gathered
for moments that no reader notices, and for longer by themselves while the process is busy.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import Any

PACE_SECONDS = 0.03
"""So long are deltas gathered after one was given; the first is given at once."""
CROWD_SECONDS, LONGEST_SECONDS = 0.002, 0.15
"""In a crowd longer: so much for each answer that is being written here, up to so long."""
MOST_BYTES = 1024 * 1024
"""So much is read ahead; then the model has to wait."""
_READING_SECONDS = 0.002
"""In so long all is read that has come meanwhile."""
_END = b"\n\n"

Json = dict[str, Any]


async def gathered(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    """Give the server-sent events of a body, neighbouring deltas of one text as one delta.

    The bodies of both dialects are known: `/responses` and `/chat/completions`. Everything that is
    no plain delta is given as it came, in its order.
    """
    events, ahead = Gathering(), _Ahead(chunks)
    with _crowd.joined():
        async with aclosing(ahead.pieces()) as pieces:
            async for piece in pieces:
                data = events.take(piece)
                if data:
                    yield data
                ahead.pause = _crowd.pace if events.streaming else 0.0
    if rest := events.rest:
        yield rest


class _Crowd:
    """The answers that are being written in this process."""

    def __init__(self) -> None:
        self._size = 0

    @property
    def pace(self) -> float:
        """For how many seconds deltas are gathered now."""
        return max(PACE_SECONDS, min(CROWD_SECONDS * self._size, LONGEST_SECONDS))

    @contextmanager
    def joined(self) -> Generator[None]:
        """Count one more of them for as long as the context is open."""
        self._size += 1
        try:
            yield
        finally:
            self._size -= 1


_crowd = _Crowd()


class _Ahead:
    """Reads a body ahead, and leaves it alone for moments, so that more comes with one reading."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks, self._loop = chunks, asyncio.get_running_loop()
        self._waiting = bytearray()
        self._came, self._taken = asyncio.Event(), asyncio.Event()
        self._told, self._about_to_tell = 0.0, False
        self.pause = 0.0
        """For so many seconds after something was given nothing is read."""

    async def pieces(self) -> AsyncGenerator[bytes]:
        """Give what has come by the time it is asked for, in one piece."""
        reading = asyncio.create_task(self._read())
        reading.add_done_callback(lambda _: self._came.set())
        try:
            while True:
                await self._came.wait()
                self._came.clear()
                if self._waiting:
                    piece = bytes(self._waiting)
                    self._waiting.clear()
                    self._taken.set()
                    yield piece
                elif reading.done():
                    # What broke the stream off is told after all that came before it.
                    reading.result()
                    return
                if reading.done():
                    self._came.set()
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self) -> None:
        async for chunk in self._chunks:
            self._waiting.extend(chunk)
            if len(self._waiting) > MOST_BYTES:
                self._taken.clear()
                self._tell()
                await self._taken.wait()
            elif not self._about_to_tell:
                await self._tell_in_time()

    async def _tell_in_time(self) -> None:
        """Tell at once, or after the pause with all that can be read by then."""
        left = self._told + self.pause - self._loop.time()
        if not self.pause or left <= 0:
            self._tell()
            return
        await asyncio.sleep(left)
        self._about_to_tell = True
        self._loop.call_later(_READING_SECONDS, self._tell)

    def _tell(self) -> None:
        self._told, self._about_to_tell = self._loop.time(), False
        self._came.set()


@dataclass
class _Delta:
    """A delta that may grow: its frame as data, and where its text stands."""

    head: bytes
    data: Json
    within: Json
    name: str

    def joins(self, other: "_Delta") -> bool:
        """Whether the other one goes on with this text."""
        return self.head == other.head and _place(self) == _place(other)


class Gathering:
    """Splits a body into its events, and joins those that are deltas of one text."""

    def __init__(self) -> None:
        self.rest = b""
        """The beginning of an event that has not come whole."""
        self.streaming = False
        """Whether the last thing given was a delta: more of them are to be expected."""
        self._foreign = False

    def take(self, piece: bytes) -> bytes:
        """Return all events that are whole by now."""
        if b"\r" in piece:  # lines that end otherwise are given as they come
            self._foreign = True
        if self._foreign:
            given, self.rest = self.rest + piece, b""
            return given
        whole, end, rest = (self.rest + piece).rpartition(_END)
        self.rest = rest
        frames = [frame + _END for frame in whole.split(_END)] if end else []
        return b"".join(self._joined(frames))

    def _joined(self, frames: list[bytes]) -> list[bytes]:
        given: list[bytes] = []
        last: _Delta | None = None
        for frame in frames:
            delta = _delta_of(frame)
            if last is not None and delta is not None and last.joins(delta):
                delta.within[delta.name] = last.within[last.name] + delta.within[delta.name]
                given[-1] = delta.head + json.dumps(delta.data).encode() + _END
            else:
                given.append(frame)
            last = delta
        if frames:
            self.streaming = last is not None
        return given


def _delta_of(frame: bytes) -> _Delta | None:
    """Return what may be joined to its neighbours; None for every other event."""
    head, mark, body = frame.rpartition(b"data: ")
    if not mark or body[:1] != b"{" or b"\n" in body[:-2] or b"delta" not in body:
        return None
    try:
        data: Any = json.loads(body)
    except ValueError:
        return None
    match data:
        case {"type": str(kind), "delta": str()} if kind.endswith(".delta"):
            return None if data.get("logprobs") else _Delta(head + mark, data, data, "delta")
        case {"choices": [{"delta": {"content": str()} as within} as choice]} if len(within) == 1:
            more = data.get("usage") or choice.get("finish_reason") or choice.get("logprobs")
            return None if more else _Delta(head + mark, data, within, "content")
        case _:
            return None


def _place(delta: _Delta) -> tuple[object, ...]:
    """Return what two deltas of one text have in common."""
    names = ("type", "id", "item_id", "output_index", "content_index", "summary_index")
    return tuple(delta.data.get(name) for name in names)
