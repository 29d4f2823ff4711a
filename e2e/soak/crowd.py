"""Simulated people: they talk, stop, reload, edit, retry and open second pages, come what may."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx2

from ..person import message
from ..stream import Broken, Event, Json, events
from .history import (
    Closed,
    GaveUp,
    Heard,
    History,
    Opened,
    Sent,
    Stopped,
    Struck,
    Taken,
    digest,
    marks_in,
)
from .line import Again, Line, Refused
from .pages import Page, Plan
from .script import SOUND, WORDS, Choices, Fault

PATIENCE_SECONDS = 150
"""Longer than a turn may take: of one that ends at the last moment they hear it a little later."""


class Simulated:
    """One person; everything that they do and see goes into the history."""

    def __init__(
        self,
        name: str,
        url: str,
        history: History,
        *,
        dice: random.Random,
        choices: Choices,
        secret: Callable[[], str],
        gate: Callable[[], Awaitable[object]],
    ) -> None:
        """`gate` holds them back from saying anything new; `secret` gives a fresh client secret."""
        self.name, self.history = name, history
        self._dice, self._choices, self._gate = dice, choices, gate
        self.line = Line(url, secret)
        self._count = self._readers = 0
        self._thread = Page()
        self._aside = set[asyncio.Task[None]]()

    async def live(self, over: asyncio.Event) -> None:
        """Go on until it is over, and then finish what has begun."""
        while not over.is_set():
            await self._gate()
            if over.is_set():
                break
            await self._something()
            await asyncio.sleep(self._dice.uniform(0, 0.4))
        if self._aside:
            await asyncio.wait(self._aside)

    async def _something(self) -> None:
        roll = self._dice.random()
        if roll < 0.12:
            await self._add_task()
        elif roll < 0.26 and self._thread.item:
            await (self._retry() if roll < 0.18 else self._edit())
        elif roll < 0.36:
            # Two at once in one conversation: the second waits for the first.
            await self._say(Page())
            await asyncio.gather(self._say(self._thread), self._say(self._thread))
            self._thread = Page()
        else:
            await self._say(Page() if self._dice.random() < 0.5 else self._thread)

    def _new(self, what: str) -> str:
        self._count += 1
        return f"{what}-{self.name}-{self._count}"

    async def _say(self, page: Page) -> None:
        fault = self._choices.next(self._dice)
        page = Page() if fault else Page(thread=page.thread)
        sent = self._message(fault)
        kind, params = message(sent.text, page.thread or None)
        params["input"]["inference_options"] = {"model": sent.model}
        self.history.add(sent)
        await self._converse(sent, kind, params, page, self._plan())
        if fault is not None:
            self.history.add(Struck(fault.kind, fault.moment, "model"))
        self._thread = page

    def _message(self, fault: Fault | None) -> Sent:
        key, title = self._new("say"), ""
        wants = fault.wants if fault else self._dice.choice(["add", "add", "tell"])
        if wants == "add":
            title = f"{self.name} errand {self._count}"
        text = f"add {title}" if title else f"tell {self.name} story {self._count}"
        model, sound = (fault.model, fault.sound) if fault else (SOUND, True)
        return Sent(self.name, key, "message", text, title, WORDS, model, sound)

    def _plan(self) -> Plan:
        dice, plan = self._dice, Plan()
        if dice.random() < 0.4:
            plan.leave_at, plan.from_scratch = dice.randint(1, 30), dice.random() < 0.3
        if dice.random() < 0.25:
            plan.second_at = dice.randint(1, 25)
        if dice.random() < 0.12:
            plan.stop_at = dice.randint(2, 30)
        return plan

    async def _retry(self) -> None:
        before, page = self._last(), self._thread
        sent = Sent(
            self.name,
            self._new("retry"),
            "retry",
            before.text,
            before.title,
            WORDS,
            before.model,
            before.sound,
        )
        self.history.add(sent)
        params = {"thread_id": page.thread, "item_id": page.item}
        again = Page(page.thread, item=page.item)
        await self._converse(sent, "threads.retry_after_item", params, again, self._plan())

    async def _edit(self) -> None:
        """Say the last message in other words."""
        before, page = self._last(), self._thread
        sent = replace(self._message(None), what="edit", replaces=before.text)
        self.history.add(sent)
        _, params = message(sent.text, None)
        params["input"]["inference_options"] = {"model": sent.model}
        params |= {"thread_id": page.thread, "item_id": page.item}
        self._thread = Page(page.thread)
        kind = "threads.edit_user_message"
        await self._converse(sent, kind, params, self._thread, self._plan())

    def _last(self) -> Sent:
        """Return the last message that they sent, as it reads by now."""
        return next(
            sent
            for sent in reversed(self.history.records)
            if isinstance(sent, Sent)
            and sent.person == self.name
            and sent.what in {"message", "edit"}
        )

    async def _add_task(self) -> None:
        key = self._new("task")
        title = f"{self.name} chore {self._count}"
        self.history.add(Sent(self.name, key, "task", title))

        async def once() -> bool:
            self.history.add(Taken(self.name, key, await self.line.add_task(title, key)))
            return True

        await self._until(once, key)

    async def _converse(self, sent: Sent, kind: str, params: Json, page: Page, plan: Plan) -> None:
        """Send it under one key until the answer was read to its end, as our element does."""

        async def once() -> bool:
            if page.turn:
                if plan.from_scratch:
                    page.last, plan.from_scratch = -1, False
                return await self._resume(page, plan)
            return await self._stream(kind, params, page, plan, key=sent.key)

        await self._until(once, sent.key)

    async def _until(self, once: Callable[[], Awaitable[bool]], key: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    with contextlib.suppress(httpx2.TransportError, Broken, Again):
                        if await once():
                            return
                    await asyncio.sleep(self._dice.uniform(0.02, 0.25))
        except TimeoutError:
            self.history.add(GaveUp(self.name, key, "nothing came to its end"))
        except Refused as refused:
            self.history.add(GaveUp(self.name, key, str(refused)))

    async def _resume(self, page: Page, plan: Plan) -> bool:
        after = f"{page.turn}:{page.last}" if page.last >= 0 else None
        params = {"thread_id": page.thread, "turn_id": page.turn, "after": after}
        return await self._stream("threads.resume", params, page, plan)

    async def _stream(
        self, kind: str, params: Json, page: Page, plan: Plan, *, key: str = ""
    ) -> bool:
        """Open a stream and read it; return whether it came to its end."""
        self._readers += 1
        reader = f"{self.name}/{self._readers}"
        body = {"type": kind, "params": params}
        whole = False
        try:
            async with self.line.http.stream(
                "POST", "/api/chatkit", headers=self.line.headers(key), json=body
            ) as answer:
                if answer.is_error:
                    await answer.aread()
                self.line.check(answer)
                if key:
                    self.history.add(Taken(self.name, key, page.turn))
                if answer.status_code == 204:
                    # Nothing was missed: what was heard last was the last.
                    return True
                whole = await self._read(answer.aiter_bytes(), reader, page, plan, key)
        finally:
            self.history.add(Closed(self.name, reader, whole))
        return whole

    async def _read(
        self, body: AsyncIterator[bytes], reader: str, page: Page, plan: Plan, key: str
    ) -> bool:
        heard = 0
        async for event in events(body):
            if event.sequence < 0:
                continue  # it waits: no part of the log
            if not heard and not self._begins(event, reader, page, key):
                return True  # what we asked for has ended; this is the next one
            heard += 1
            self._hear(event, reader, page)
            if self._acts(heard, page, plan):
                return False
        return True

    def _begins(self, event: Event, reader: str, page: Page, key: str) -> bool:
        if page.turn and event.turn_id != page.turn:
            return False
        page.turn = event.turn_id
        self.history.add(Opened(self.name, reader, page.turn, page.last))
        if key:
            self.history.add(Taken(self.name, key, page.turn))
        return True

    def _acts(self, heard: int, page: Page, plan: Plan) -> bool:
        """Do what is planned after so many events; return whether the person leaves."""
        if heard == plan.second_at:
            self._also(self._second(Page(page.thread, page.turn)))
        if heard == plan.stop_at:
            self._also(self._stop(page.thread, page.turn))
        if heard != plan.leave_at:
            return False
        plan.leave_at = 0
        return True

    def _hear(self, event: Event, reader: str, page: Page) -> None:
        page.last = event.sequence
        data = event.data
        if event.kind == "thread.created":
            page.thread = data["thread"]["id"]
        item: Any = data.get("item") or {}
        if item.get("type") == "user_message":
            page.item = item["id"]
        self.history.add(
            Heard(self.name, reader, page.turn, page.last, digest(data), marks_in(data))
        )

    async def _second(self, page: Page) -> None:
        await self._until(lambda: self._resume(page, Plan()), f"second page of {page.turn}")

    async def _stop(self, thread: str, turn: str) -> None:
        async def once() -> bool:
            await self.line.call("threads.stop", thread_id=thread, turn_id=turn)
            self.history.add(Stopped(self.name, turn))
            return True

        await self._until(once, f"stop of {turn}")

    def _also(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
