"""Answers that are written and followed: how many at once before words come late."""

import asyncio
import os
import time
from dataclasses import dataclass

from e2e.model_server import ModelServer
from e2e.people import People
from e2e.person import Person, message
from e2e.product import Product

from . import raw_asgi
from .crowd import crowd_of
from .figures import Measured, Verdict, table
from .processes import Work
from .reader import Reader, delays, reading

BETWEEN = 0.033
WORDS = 450
MODEL = f"mock-ttft50-itl{int(BETWEEN * 1000)}-len{WORDS}"
"""Thirty words a second for fifteen seconds."""
WRITING, MUST_WRITE = (50, 100, 150, 200), 150
FOLLOWING, MUST_FOLLOW = (500, 1000, 1500, 2000), 1500
FOLLOWED = 20
"""So many answers are followed, each by as many readers as the next."""
MOST_P99 = 250.0
MOST_TIMES_RAW = 3.0
WATCHED_SECONDS = 8.0
SETTLING_SECONDS = 3.0


@dataclass
class Window:
    """What was used and told in the middle of a run."""

    used: str
    api: float
    writes: int
    delays: Measured

    @property
    def each(self) -> float:
        """Microseconds of the API's processor for one write to one reader."""
        return 1e6 * self.api / max(1, self.writes)


async def measure(product: Product, model: ModelServer) -> list[Verdict]:
    """Show what each crowd met, and return the verdicts."""
    verdicts: list[Verdict] = []
    async with People(product) as people:
        crowd = await crowd_of(people, max(WRITING))
        for count in WRITING:
            window = await _written(product, model, crowd[:count])
            _show(f"{count} answers are written at once", window)
            if count == MUST_WRITE:
                promise = f"p99 of a word's delay, {count} answers at once"
                verdicts.append(Verdict(promise, window.delays.p99, MOST_P99, " ms"))
        alone = await _followed(product, model, crowd, 0)
        for count in FOLLOWING:
            window = await _followed(product, model, crowd, count)
            raw = await raw_asgi.cost(count, seconds=WATCHED_SECONDS, between=BETWEEN)
            own = 1e6 * (window.api - alone.api) / max(1, window.writes)
            _show(f"{count} readers follow {FOLLOWED} answers", window)
            print(f"  {own:.0f} µs of the API for a write, {raw:.0f} µs of a bare ASGI application")
            if count == MUST_FOLLOW:
                late, times = f"p99 of a word's delay, {count} readers", "a write to a reader"
                verdicts += [
                    Verdict(late, window.delays.p99, MOST_P99, " ms"),
                    Verdict(
                        f"CPU of {times}, in times of raw ASGI", own / raw, MOST_TIMES_RAW, " x"
                    ),
                ]
    return verdicts


def _show(title: str, window: Window) -> None:
    print(f"\n{title}: {window.used} in {WATCHED_SECONDS:.0f} s, {window.writes} writes")
    print(table([window.delays], window.delays), flush=True)


async def _written(product: Product, model: ModelServer, crowd: list[Person]) -> Window:
    """Everybody asks, and reads their own answer."""
    readers = [await reading(product.url, person, *message("Say a lot.")) for person in crowd]
    return await _watched(product, model, [[reader] for reader in readers])


async def _followed(
    product: Product, model: ModelServer, crowd: list[Person], count: int
) -> Window:
    """Readers are shared out among a few answers."""
    following: list[list[Reader]] = []
    for person in crowd[:FOLLOWED]:
        thread, turn = await _asked(person)
        params = {"thread_id": thread, "turn_id": turn, "after": None}
        following.append(
            [
                await reading(product.url, person, "threads.resume", params)
                for _ in range(max(1, count // FOLLOWED))
            ]
        )
    return await _watched(product, model, following)


async def _asked(person: Person) -> tuple[str, str]:
    """Ask, and leave: the answer goes on. Returns its conversation and its turn."""
    async with person.follow(*message("Say a lot.")) as stream:
        first = await anext(stream)
        return first.data["thread"]["id"], first.turn_id


async def _watched(product: Product, model: ModelServer, answers: list[list[Reader]]) -> Window:
    every = [reader for readers in answers for reader in readers]
    await asyncio.sleep(SETTLING_SECONDS)
    before, told = Work.of(product, model=model.pid, readers=os.getpid()), _told(every)
    since = time.perf_counter()
    await asyncio.sleep(WATCHED_SECONDS)
    until = time.perf_counter()
    after, more = Work.of(product, model=model.pid, readers=os.getpid()), _told(every)
    async with asyncio.timeout(120):
        for reader in every:
            await reader.ended.wait()
    assert all(one.told.at and one.told.at[-1][1] == WORDS for one in every), _unsaid(every)
    told_of = [[one.told for one in readers] for readers in answers]
    given = {"between": BETWEEN, "since": since, "until": until}
    late = Measured("delay of a word", [each for one in told_of for each in delays(one, **given)])
    return Window(after.since(before), after.used("API", before), more - told, late)


def _told(readers: list[Reader]) -> int:
    return sum(reader.told.writes for reader in readers)


def _unsaid(readers: list[Reader]) -> str:
    bad = [one.told for one in readers if not one.told.at or one.told.at[-1][1] != WORDS]
    return f"{len(bad)} answers were not whole; the first: {bad[0].status!r} {bad[0].at[-1:]}"
