"""What a person does in a widget: the same services as everywhere, and the widget as it is then."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from chatkit.actions import Action
from chatkit.types import WidgetItem
from pydantic import BaseModel, ValidationError

from errand.approvals.model import Approval
from errand.edge.chatkit.cards import approval_of, plain_card, undone_card
from errand.edge.chatkit.confirming import ACTION_STEP, DECISIONS, Confirming
from errand.edge.chatkit.outcomes import (
    RESCHEDULE,
    UNDO,
    Deed,
    RescheduleTask,
    UndoCall,
    deed_of,
    outcome_card,
    remarks_of,
    taken_back,
)
from errand.edge.chatkit.store import Context
from errand.edge.chatkit.widgets import SET_DONE, SetDone, plain_list, shown_ids, task_list
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.tools.tool import Tool

Payload = TypeVar("Payload", bound=BaseModel)
Json = dict[str, Any]
_EVERY_STATUS = ["open", "in_progress", "waiting", "done", "cancelled"]


class Acting:
    """Carries out what widgets ask for, each once."""

    def __init__(
        self,
        tools: Mapping[str, Tool],
        confirming: Confirming,
        zone_of: Callable[[Actor, str | None], Awaitable[ZoneInfo]],
        now: Callable[[], datetime],
    ) -> None:
        self._tools, self._confirming = tools, confirming
        self._zone_of, self._now = zone_of, now

    async def act(
        self, action: Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> WidgetItem | None:
        """Do it, and return the widget that asked for it as it is then.

        Raises:
            InvalidInput: There is no such action, or it cannot be done.
            NoApproval: It confirms what is not there to be confirmed.
        """
        if action.type in DECISIONS and sender is not None:
            return await self._confirming.pressed(action, sender, context)
        if action.type == UNDO and sender is not None:
            return await self._undo(action, sender, context)
        result = await self._changed(action, context)
        return None if sender is None else await self._redrawn(sender, result, context)

    async def _changed(self, action: Action[str, Any], context: Context) -> Json:
        if action.type == SET_DONE:
            ticked = _read(SetDone, action, "a task_id and done")
            arguments: Json = {
                "ids": [ticked.task_id],
                "status": "done" if ticked.done else "open",
            }
            return await self._call("set_status", arguments, context, once=True)
        if action.type == RESCHEDULE:
            wanted = _read(RescheduleTask, action, "a task_id and a day")
            day = await self._day(wanted.to, context)
            arguments = {"items": [{"id": wanted.task_id, "to": {"date": day}}]}
            return await self._call("reschedule_tasks", arguments, context, once=True)
        raise InvalidInput(f"There is no action {action.type!r}.")

    async def _day(self, named: str, context: Context) -> str:
        if named == "tomorrow":
            zone = await self._zone_of(context.actor, None)
            return str(self._now().astimezone(zone).date() + timedelta(days=1))
        try:
            return str(date.fromisoformat(named[:10]))
        except ValueError as error:
            raise InvalidInput("The action needs a task_id and a day.") from error

    # -- undoing --------------------------------------------------------------------------

    async def _undo(
        self, action: Action[str, Any], sender: WidgetItem, context: Context
    ) -> WidgetItem:
        wanted = _read(UndoCall, action, "a call_id")
        approval = await self._confirmed(sender, context)
        deed = deed_of(sender)
        calls = _calls_of(approval) if approval else deed.calls if deed else ()
        if wanted.call_id not in calls:
            raise InvalidInput("This card cannot undo that.")
        result = await self._taken_back(wanted.call_id, context)
        words = [each["words"] for each in result.get("undone", [])]
        if approval is not None:
            told = plain_card("Undone", approval.summary)
            return _item(sender, undone_card(approval), told)
        kept = Deed(deed.tool, calls[: calls.index(wanted.call_id)]) if deed else Deed("", ())
        tasks = await self._tasks(sender, context)
        if not tasks:
            return _item(sender, taken_back(words, kept), "\n".join(["Undone", *words]))
        return _item(sender, outcome_card(kept, tasks, ["Undone."]), plain_list(tasks))

    async def _confirmed(self, sender: WidgetItem, context: Context) -> Approval | None:
        approval_id = approval_of(sender)
        if approval_id is None:
            return None
        return await self._confirming.found(context.actor, approval_id, sender.thread_id)

    async def _taken_back(self, call_id: str, context: Context) -> Json:
        with _once(context):
            result = await self._tools["undo"].call(context.actor, json.dumps({"call_id": call_id}))
        # The second click of two finds it done.
        if result.get("ok") or result.get("code") == "already_undone":
            return result
        raise InvalidInput(str(result.get("error", "That could not be undone.")))

    # -- showing --------------------------------------------------------------------------

    async def _redrawn(self, sender: WidgetItem, result: Json, context: Context) -> WidgetItem:
        """Return the widget over the same tasks as they are now."""
        tasks, deed = await self._tasks(sender, context), deed_of(sender)
        if deed is None:
            return _item(sender, task_list(tasks), plain_list(tasks))
        happened = bool(result.get("event_ids"))
        then = deed.then(result.get("call_id") if happened else None)
        card = outcome_card(then, tasks, remarks_of("set_status", result))
        return _item(sender, card, plain_list(tasks))

    async def _tasks(self, sender: WidgetItem, context: Context) -> list[Json]:
        ids = shown_ids(sender)
        wanted: Json = {"ids": ids, "statuses": _EVERY_STATUS, "limit": 100}
        found = await self._call("find_tasks", wanted, context)
        by_id = {task["id"]: task for task in found["tasks"]}
        return [by_id[task_id] for task_id in ids if task_id in by_id]

    async def _call(
        self, name: str, arguments: Json, context: Context, *, once: bool = False
    ) -> Json:
        with _once(context) if once else nullcontext():
            result = await self._tools[name].call(context.actor, json.dumps(arguments))
        if not result.get("ok"):
            raise InvalidInput(str(result.get("error", "That could not be done.")))
        return result


def _once(context: Context) -> AbstractContextManager[None]:
    """Let a deed of a turn be journalled with it, so that another worker does not do it again."""
    return context.turn.tool_step(ACTION_STEP) if context.turn else nullcontext()


def _read(kind: type[Payload], action: Action[str, Any], needed: str) -> Payload:
    try:
        return kind.model_validate(action.payload)
    except ValidationError as error:
        raise InvalidInput(f"The action needs {needed}.") from error


def _calls_of(approval: Approval) -> tuple[str, ...]:
    call_id = (approval.outcome or {}).get("call_id")
    return (str(call_id),) if approval.state == "confirmed" and call_id else ()


def _item(sender: WidgetItem, widget: Json, plain: str) -> WidgetItem:
    return WidgetItem(
        id=sender.id,
        thread_id=sender.thread_id,
        created_at=sender.created_at,
        widget=cast("Any", widget),
        copy_text=plain,
    )
