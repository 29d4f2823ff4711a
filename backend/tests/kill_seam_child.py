"""A process that calls a tool with a companion and may be killed on the way.

    python kill_seam_child.py <database url> <user id> <sign-in id> <point> <mark> <arguments>

It prints the answer of the tool; the companion writes `<mark>` as the locale of the person's
settings, in the tool's own transaction. At its point the process kills itself with SIGKILL.
"""

import asyncio
import json
import os
import signal
import sys
from uuid import UUID

from sqlalchemy import text

from errand.db import Session, companions, open_database
from errand.identity import Actor, SignIn
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools

_MARK = text(
    "insert into app.user_settings (owner_id, locale, updated_at) values (:owner, :mark, now())"
    " on conflict (owner_id) do update set locale = :mark"
)


def die() -> None:
    """End as a machine ends that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


class Journal:
    """Writes a row of its own beside the tool's."""

    def __init__(self, actor: Actor, point: str, mark: str) -> None:
        self._actor, self._point, self._mark = actor, point, mark

    async def before(self, session: Session) -> None:
        """Nothing yet."""

    async def after(self, session: Session, view: object | None) -> None:
        if self._point == "written":
            die()
        await session.execute(_MARK, {"owner": self._actor.user_id, "mark": self._mark})
        if self._point == "journalled":
            die()


async def call(url: str, actor: Actor, point: str, mark: str, arguments: str) -> None:
    database = open_database(url, pooled=False)
    tools = {tool.name: tool for tool in task_tools(TaskService(database))}
    with companions(Journal(actor, point, mark)):
        answer = await tools["add_tasks"].call(actor, arguments)
    if point == "committed":
        die()
    await database.close()
    print(json.dumps(answer))


if __name__ == "__main__":
    _, address, user_id, sign_in_id, at, written, asked = sys.argv
    person = Actor(UUID(user_id), SignIn(UUID(sign_in_id)), "chat")
    asyncio.run(call(address, person, at, written, asked))
