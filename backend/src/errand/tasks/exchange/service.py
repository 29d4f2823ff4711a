"""Use cases of the exchange: taking tasks, or everything, elsewhere, and bringing tasks in."""

import asyncio
import codecs
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import col, select

from errand.db import Database
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.tasks import store
from errand.tasks.exchange import calendar_read, calendar_write, table_read, table_write, texts
from errand.tasks.exchange.importing import Importing
from errand.tasks.exchange.record import Notes, TaskRecord, record_of
from errand.tasks.exchange.views import Format, Imported, ImportOptions, ImportTasks
from errand.tasks.model import Task
from errand.tasks.presenting import seen
from errand.tasks.reminding import Reminding
from errand.tasks.service import TaskService, utc_now
from errand.tasks.working import Work

PAGE = 200
MOST_BYTES = 1024 * 1024
_ZONES = text(
    "select distinct due_tz from app.tasks"
    " where owner_id = :owner and due_tz is not null and deleted_at is null"
    " order by due_tz limit 100"
)


@dataclass(frozen=True)
class Table:
    """A table of a full export, in the order of its key; who owns the rows goes without saying."""

    name: str
    key: tuple[str, ...]
    left_out: tuple[str, ...] = ()


class _OnTrial(Exception):
    """Takes a trial back; carries what it would have done."""

    def __init__(self, result: Imported) -> None:
        super().__init__("only on trial")
        self.result = result


class ExchangeService:
    """Exports are read in pages, each a transaction of its own: nothing waits for who downloads."""

    def __init__(
        self,
        db: Database,
        tasks: TaskService,
        *,
        reminding: Reminding,
        everything: Sequence[Table],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`everything`: the tables of a full export."""
        self._db, self._tasks, self._reminding, self._now = db, tasks, reminding, now
        self._everything = everything

    async def export(self, actor: Actor, form: Format) -> AsyncGenerator[str]:
        """Yield the file of the person's tasks, piece by piece; what is in the trash stays out."""
        if form == "csv":
            yield table_write.header()
            async for records in self._records(actor):
                yield "".join(table_write.row(each) for each in records)
            return
        async with self._db.reading(actor) as session:
            found = await session.execute(_ZONES, {"owner": actor.user_id})
            zones = list(found.scalars())
        stamp = self._now()
        yield calendar_write.begin(zones)
        async for records in self._records(actor):
            yield "".join(calendar_write.todo(each, stamp=stamp) for each in records)
        yield calendar_write.END

    async def _records(self, actor: Actor) -> AsyncGenerator[list[TaskRecord]]:
        """Yield tasks in an order in which none comes before the one above it."""
        after = 0
        while True:
            async with self._db.reading(actor) as session:
                query = (
                    select(Task)
                    .where(col(Task.owner_id) == actor.user_id, col(Task.deleted_at).is_(None))
                    .where(col(Task.number) > after)
                    .order_by(col(Task.number))
                    .limit(PAGE)
                )
                rows = (await session.execute(query)).scalars().all()
                clock = await store.clock_of(session, self._now(), owner_id=actor.user_id)
                views = await seen(session, actor.user_id, rows, clock, self._reminding)
            if not rows:
                return
            after = rows[-1].number
            yield [record_of(view) for view in views]

    async def everything(self, actor: Actor) -> AsyncGenerator[str]:
        """Yield one JSON document of all that this person has, piece by piece."""
        at = texts.instant_text(self._now())
        yield f'{{"format": "errand", "version": 1, "exported_at": "{at}"'
        for table in self._everything:
            yield f', "{table.name}": ['
            first = True
            async for row in self._rows(actor, table):
                yield ("" if first else ",") + "\n" + row
                first = False
            yield "]"
        yield "}\n"

    async def _rows(self, actor: Actor, table: Table) -> AsyncGenerator[str]:
        keys, left_out = ", ".join(table.key), ["owner_id", *table.left_out]
        names = [f"after_{n}" for n in range(len(table.key))]
        after: dict[str, Any] = {}
        while True:
            beyond = f" and ({keys}) > ({', '.join(f':{each}' for each in names)})" if after else ""
            # Names of tables and columns come from our own list, values are bound.
            query = text(
                f"select {keys}, to_jsonb(t) - cast(:left_out as text[]) as row"  # noqa: S608
                f" from app.{table.name} t where owner_id = :owner{beyond}"
                f" order by {keys} limit :most"
            )
            values = {"owner": actor.user_id, "left_out": left_out, "most": PAGE} | after
            async with self._db.reading(actor) as session:
                rows = (await session.execute(query, values)).all()
            for row in rows:
                yield json.dumps(row.row, ensure_ascii=False)
            if len(rows) < PAGE:
                return
            after = dict(zip(names, rows[-1][:-1], strict=True))

    async def bring_in(
        self, actor: Actor, data: bytes, form: Format, options: ImportOptions, *, key: str | None
    ) -> Imported:
        """Bring the tasks of a file in; the same file again changes nothing.

        Raises:
            InvalidInput: It is no such file, or too big a one.
            IdempotencyMismatch: The key was used for another file.
        """
        if len(data) > MOST_BYTES:
            raise InvalidInput("file: it has more than 1 MiB; bring it in by parts")
        async with self._db.reading(actor) as session:
            clock = await store.clock_of(session, self._now(), owner_id=actor.user_id)
        notes = Notes()
        # A whole file takes a while to read; nobody else waits for it.
        records = await asyncio.to_thread(_read, data, form, clock.zone, notes)
        asked = ImportTasks(
            **options.model_dump(),
            records=records,
            idempotency_key=None if options.dry_run else key,
        )

        async def do(work: Work, asked: ImportTasks) -> Imported:
            result = await Importing(work, asked, notes).run()
            if asked.dry_run:
                raise _OnTrial(result)
            return result

        try:
            return await self._tasks.write(actor, "import_tasks", asked, do, Imported)
        except _OnTrial as trial:
            return trial.result


def _read(data: bytes, form: Format, home: ZoneInfo, notes: Notes) -> list[TaskRecord]:
    if form == "ics":
        return calendar_read.read(_text(data).encode(), home, notes)
    return table_read.read(_text(data), home, notes)


def _text(data: bytes) -> str:
    # Spreadsheets save "Unicode text" as UTF-16, which says so at its beginning.
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("file: it must be in UTF-8, or in UTF-16 with its mark") from error
