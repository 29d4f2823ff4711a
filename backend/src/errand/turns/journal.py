"""The journal: each finished step of a turn, stored with what it did."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text

from errand.db import Replayed, Session
from errand.turns import queue
from errand.turns.limits import Spent
from errand.turns.model import Claim, Lost

StepKey = tuple[int, str]
"""Model step, counted from 1, and call id; the model's own output has the empty call id."""

_ADD = text(
    "insert into app.turn_steps (owner_id, turn_id, step, call_id, kind, output)"
    " values (:owner, :turn, :step, :call, :kind, cast(:output as jsonb))"
)
_FIND = text(
    "select output from app.turn_steps where owner_id = :owner and turn_id = :turn"
    " and step = :step and call_id = :call"
)
_ALL = text(
    "select step, call_id, kind, output from app.turn_steps where owner_id = :owner"
    " and turn_id = :turn order by step, created_at, call_id"
)


_NAMED = text(
    "select asked.output from app.turns t join app.turn_steps made on made.owner_id = t.owner_id"
    " and made.turn_id = t.id and made.call_id = :call and made.kind = 'tool'"
    " and made.output ->> 'ok' = 'true' join app.turn_steps asked on asked.owner_id = t.owner_id"
    " and asked.turn_id = t.id and asked.step = made.step and asked.call_id = ''"
    " where t.owner_id = :owner and t.conversation_id = :conversation and t.id <> :turn limit 20"
)
_ADD_ONCE = text(_ADD.text + " on conflict do nothing")


async def load(session: Session, *, owner_id: UUID, turn_id: UUID) -> dict[StepKey, Any]:
    """Return the outputs of every finished step, in the order in which they finished."""
    rows = await session.run(_ALL, {"owner": owner_id, "turn": turn_id})
    return {(row.step, row.call_id): row.output for row in rows}


_ADD_AND_COUNT = text(
    f"with added as ({_ADD_ONCE.text} returning 1)"  # noqa: S608 - of two constants
    " insert into app.usage (owner_id, day, model, steps, input_tokens, output_tokens)"
    " select :owner, cast(now() at time zone 'utc' as date), :model, 1, :input_tokens,"
    " :output_tokens from added on conflict (owner_id, day, model) do update"
    " set steps = usage.steps + 1, input_tokens = usage.input_tokens + excluded.input_tokens,"
    " output_tokens = usage.output_tokens + excluded.output_tokens"
)


async def named(session: Session, held: Claim, call_id: str) -> list[Any]:
    """Return the model outputs of earlier turns whose call of this id was carried out."""
    values = {
        "owner": held.actor.user_id,
        "conversation": held.conversation_id,
        "turn": held.turn_id,
        "call": call_id,
    }
    return [row.output for row in await session.run(_NAMED, values)]


async def add(
    session: Session,
    held: Claim,
    key: StepKey,
    kind: str,
    output: object,
    spent: Spent | None = None,
) -> None:
    """Store what a step gave, and count what it took; one that is stored already stands."""
    row = _row(held, key, kind, output)
    if spent is None:
        await session.run(_ADD_ONCE, row)
    else:
        await session.run(_ADD_AND_COUNT, row | asdict(spent))


def _row(held: Claim, key: StepKey, kind: str, output: object) -> dict[str, object]:
    return {
        "owner": held.actor.user_id,
        "turn": held.turn_id,
        "step": key[0],
        "call": key[1],
        "kind": kind,
        "output": json.dumps(output),
    }


class Fence:
    """Companion of everything that a turn writes: refuses once another holds the turn."""

    def __init__(self, held: Claim) -> None:
        self._held = held

    async def before(self, session: Session) -> None:
        """Hold the turn until the transaction ends.

        Raises:
            Lost: It is held by another.
        """
        if not await queue.holds(session, self._held):
            raise Lost

    async def after(self, session: Session, view: object | None) -> None:
        """Nothing more to do."""


class ToolStep:
    """Companion of one tool call: its effect and its journal row commit together or not at all."""

    def __init__(self, held: Claim, key: StepKey) -> None:
        self._held, self._key = held, key

    async def before(self, session: Session) -> None:
        """Look whether this very call has run before.

        Raises:
            Replayed: It has; the stored answer stands.
        """
        values = {
            "owner": self._held.actor.user_id,
            "turn": self._held.turn_id,
            "step": self._key[0],
            "call": self._key[1],
        }
        found = (await session.run(_FIND, values)).one_or_none()
        if found is not None:
            raise Replayed(found.output)

    async def after(self, session: Session, view: object | None) -> None:
        """Store the answer, in the form in which the caller will see it."""
        output = view.model_dump(mode="json") if isinstance(view, BaseModel) else view
        # A row that stands there already means that the effect is being done twice: refuse.
        await session.run(_ADD, _row(self._held, self._key, "tool", output))
