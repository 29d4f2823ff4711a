"""Deltas that come close together become one, and nothing else of a stream is touched."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Sequence
from operator import itemgetter
from typing import Any

import pytest

from errand.assistant.gathering import MOST_BYTES, PACE_SECONDS, gathered


def frame(**data: Any) -> bytes:
    named = f"event: {data['type']}\n" if "type" in data else ""
    return f"{named}data: {json.dumps(data)}\n\n".encode()


def said(text: str, **more: Any) -> bytes:
    return (
        frame(type="response.output_text.delta", item_id="msg_1", output_index=0, delta=text)
        if (not more)
        else frame(
            **({"type": "response.output_text.delta", "item_id": "msg_1", "delta": text} | more)
        )
    )


def chunk(text: str, **choice: Any) -> bytes:
    only = {"index": 0, "delta": {"content": text}, "finish_reason": None} | choice
    return frame(id="chatcmpl-1", object="chat.completion.chunk", choices=[only])


async def gave(pieces: Sequence[bytes], *, pause: float = 0.0) -> list[bytes]:
    async def body() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece
            if pause:
                await asyncio.sleep(pause)

    return [part async for part in gathered(body())]


def read(parts: Sequence[bytes]) -> list[Any]:
    frames = b"".join(parts).split(b"\n\n")
    return [json.loads(one.rpartition(b"data: ")[2]) for one in frames if one]


def content(data: Any) -> str:
    return data["choices"][0]["delta"]["content"]


OTHERS = [
    said("x", item_id="msg_2"),
    said("x", type="response.function_call_arguments.delta"),
    said("x", logprobs=[{"token": "x"}]),
    said("x", content_index=1),
    frame(type="response.completed", response={}),
    chunk("", finish_reason="stop"),
    chunk("x", delta={"role": "assistant", "content": ""}),
    chunk("x", delta={"tool_calls": [{"index": 0}]}),
    frame(choices=["a delta"]),
    frame(choices=[{"delta": {"content": 7}}]),
    frame(type=["delta"], delta=[]),
    b": ping\n\n",
    b"data: [DONE]\n\n",
    b"data: {not json, a delta\n\n",
    b'data: {"choices": [], "usage": {"delta": 1}}\n\n',
]


@pytest.mark.parametrize(("make", "text"), [
    (said, itemgetter("delta")),
    (chunk, content),
])  # fmt: skip
async def test_neighbours_of_one_text_become_one(make: Any, text: Any) -> None:
    given = read(await gave([b"".join(make(f"word{n} ") for n in range(50))]))

    assert [text(one) for one in given] == ["".join(f"word{n} " for n in range(50))]
    assert given[0].keys() == read([make("x")])[0].keys()


@pytest.mark.parametrize("other", OTHERS)
async def test_what_is_no_delta_of_the_same_text_stays_as_it_is_and_where_it_is(
    other: bytes,
) -> None:
    body = said("a") + said("b") + other + said("c") + said("d")

    given = b"".join(await gave([body]))

    before, found, after = given.partition(other)
    assert found
    assert (read([before])[0]["delta"], read([after])[0]["delta"]) == ("ab", "cd")


async def test_a_body_that_is_cut_anywhere_says_the_same() -> None:
    dice, body = random.Random(7), b"".join(said(f"wört{n} ") for n in range(40)) + OTHERS[4]

    for _ in range(20):
        cuts = sorted(dice.sample(range(len(body)), 30))
        pieces = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
        given = read(await gave(pieces))
        assert "".join(one.get("delta", "") for one in given) == "".join(
            f"wört{n} " for n in range(40)
        )


async def test_the_first_delta_does_not_wait_and_later_ones_come_together() -> None:
    words, came = [said(f"word{n} ") for n in range(20)], asyncio.Queue[bytes | None]()

    async def send() -> None:
        for word in words:
            await came.put(word)
            await asyncio.sleep(PACE_SECONDS / 6)
        await came.put(None)

    async def body() -> AsyncIterator[bytes]:
        while (piece := await came.get()) is not None:
            yield piece

    sending = asyncio.create_task(send())
    arrived = [part async for part in gathered(body())]
    await sending

    assert arrived[0] == words[0]
    assert len(arrived) < len(words) / 2
    assert "".join(one["delta"] for one in read(arrived)) == "".join(f"word{n} " for n in range(20))


async def test_lines_that_end_otherwise_are_given_as_they_come() -> None:
    body = [b"data: 1\r\n\r\n", b"data: 2\r\n", b"\r\n"]

    assert b"".join(await gave(body)) == b"".join(body)


async def test_an_end_without_an_empty_line_is_not_lost() -> None:
    assert b"".join(await gave([said("a"), b"data: [DONE]"])).endswith(b"data: [DONE]")


async def test_what_breaks_the_stream_off_is_told_after_all_that_came_before() -> None:
    async def body() -> AsyncIterator[bytes]:
        yield said("a")
        raise ConnectionError

    parts = gathered(body())

    assert await anext(parts) == said("a")
    with pytest.raises(ConnectionError):
        await anext(parts)


async def test_a_model_faster_than_its_reader_has_to_wait() -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield said("x" * (MOST_BYTES // 8))
            await asyncio.sleep(0)

    parts = gathered(body())
    first = await anext(parts)
    for _ in range(500):
        await asyncio.sleep(0)
    waiting = sent
    rest = [part async for part in parts]

    assert waiting < 32
    assert sum(len(one["delta"]) for one in read([first, *rest])) == 64 * (MOST_BYTES // 8)


async def test_a_reader_that_leaves_closes_the_body() -> None:
    closed = asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        try:
            yield said("a")
            await asyncio.Event().wait()
        finally:
            closed.set()

    parts = gathered(body())
    assert await anext(parts) == said("a")
    await parts.aclose()

    async with asyncio.timeout(1):
        await closed.wait()
