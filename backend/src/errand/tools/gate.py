"""Between a model and the tools: what needs a person's word waits for it, whatever a model says."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel

from errand.approvals.model import Approval, Asked, NoApproval
from errand.approvals.service import ApprovalService, hash_of
from errand.identity import Actor, derived_uuid7, uuid7
from errand.tasks.inputs import FindTasks
from errand.tasks.views import TasksFound, TaskView
from errand.tools.provenance import Provenance
from errand.tools.tool import Tool, ToolResult, refused
from errand.tools.touch import Touch

MANY = 3
"""So many existing tasks are not changed at once, or in one turn, without a person's word."""
MOST_KNOWN = 100
"""So many tasks are looked up to see what a step would change; three are enough to ask."""
MOST_ASKED = 5
"""So many cards are enough for one answer: nobody reads more."""
CONFIRM_FIRST = "confirmation_required"
_ENOUGH = (
    "Nothing was changed: enough of this answer waits for the person's confirmation already. Tell"
    " them so, and do not ask for more."
)


class Finding(Protocol):
    """Looks tasks up."""

    async def find(self, actor: Actor, wanted: FindTasks) -> TasksFound:
        """Return the tasks that fit."""
        ...


@dataclass(frozen=True)
class Origin:
    """Where calls come from; ids of their approvals are derived from it."""

    conversation_id: UUID | None
    turn_id: UUID
    at: datetime


@dataclass
class Turn:
    """What the calls of one turn did so far."""

    origin: Origin
    provenance: Provenance
    touched: set[UUID] = field(default_factory=set[UUID])
    planned: set[UUID] = field(default_factory=set[UUID])
    """Tasks that the calls of the step that runs will change, all of them together."""
    asked: set[UUID] = field(default_factory=set[UUID])
    """What waits for the person's word."""


class Gate:
    """Decides which calls run at once, keeps the others, and runs those that were confirmed."""

    def __init__(self, approvals: ApprovalService, finding: Finding, tools: Sequence[Tool]) -> None:
        self.approvals, self._finding = approvals, finding
        self.tools: Mapping[str, Tool] = {tool.name: tool for tool in tools}

    async def plan(self, actor: Actor, calls: Iterable[tuple[str, str]], turn: Turn) -> None:
        """Count what all calls of a step touch, before the first of them runs.

        Args:
            actor: Whose tasks.
            calls: Names of tools, and their arguments as JSON.
            turn: Remembers it until the next step.
        """
        ids: set[UUID] = set()
        for name, arguments_json in calls:
            tool = self.tools.get(name)
            asked = None if tool is None else tool.read(arguments_json)
            if tool is not None and isinstance(asked, BaseModel):
                ids |= set(tool.touches(asked).ids)
        few = len(ids | turn.touched) < MANY
        known = [] if few else await self._known(actor, sorted(ids)[:MOST_KNOWN])
        turn.planned = {task.id for task in known}

    async def hold(
        self, actor: Actor, tool: Tool, arguments_json: str, turn: Turn
    ) -> ToolResult | None:
        """Return the answer to a call of the agent that has to wait; None: it may run.

        Nothing that the model can write lets a call through.
        """
        asked = tool.read(arguments_json)
        if isinstance(asked, dict):
            return None  # it will be refused for what it is
        touch = tool.touches(asked)
        known = await self._known(actor, touch.ids)
        fresh = {task.id for task in known}
        if not self._waits(touch, turn.touched | turn.planned | fresh, fresh) and not _tainted(
            tool, touch, known, turn
        ):
            turn.touched |= fresh
            return None
        arguments = tool.canonical(asked)
        approval_id = derived_uuid7(
            turn.origin.at, turn.origin.turn_id, "approval", tool.name, hash_of(arguments)
        )
        if approval_id not in turn.asked and len(turn.asked) >= MOST_ASKED:
            return refused("too_much_waits", _ENOUGH)
        turn.asked.add(approval_id)
        wanted = _asking(approval_id, turn.origin.conversation_id, tool, arguments, touch, known)
        return _waiting(await self.approvals.ask(actor, wanted))

    async def hold_for_program(
        self, actor: Actor, tool: Tool, arguments_json: str, *, token: str
    ) -> Approval | None:
        """Return what a program's call has to wait for, under this token; None: it may run."""
        asked = tool.read(arguments_json)
        if isinstance(asked, dict):
            return None
        touch = tool.touches(asked)
        known = await self._known(actor, touch.ids)
        fresh = {task.id for task in known}
        if not self._waits(touch, fresh, fresh):
            return None
        wanted = _asking(uuid7(), None, tool, tool.canonical(asked), touch, known)
        return await self.approvals.ask(actor, wanted, token=token)

    async def confirmed(self, actor: Actor, approval: Approval) -> ToolResult:
        """Run the call that a person has confirmed: exactly it, and once."""
        tool = self.tools.get(approval.tool)
        if tool is None:
            return refused("unknown_tool", "This tool is not there any more.")
        with self.approvals.using(actor, approval.id):
            return await tool.call(actor, json.dumps(approval.arguments))

    async def by_token(self, actor: Actor, tool: Tool, arguments_json: str, token: str) -> Approval:
        """Return what the token stands for, if it was given for this call.

        Raises:
            NoApproval: It was not, or there is no such token.
        """
        asked = tool.read(arguments_json)
        if isinstance(asked, dict):
            raise NoApproval
        return await self.approvals.by_token(
            actor, token, tool=tool.name, arguments=tool.canonical(asked)
        )

    def _waits(self, touch: Touch, all_touched: set[UUID], fresh: set[UUID]) -> bool:
        reaches = bool(fresh or touch.lines)
        return touch.everything or (
            reaches
            and (touch.deletes or touch.series or (bool(fresh) and len(all_touched) >= MANY))
        )

    async def _known(self, actor: Actor, ids: Iterable[UUID]) -> list[TaskView]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return []
        found = await self._finding.find(actor, FindTasks(ids=wanted, limit=MOST_KNOWN))
        by_id = {task.id: task for task in found.tasks}
        return [by_id[each] for each in wanted if each in by_id]


def _tainted(tool: Tool, touch: Touch, known: Sequence[TaskView], turn: Turn) -> bool:
    """Whether the call may come from text that somebody else wrote."""
    given = turn.provenance
    changes = bool(known or touch.words or touch.lines)
    if changes and given.wish.asks and given.looked:
        return True
    current = {task.title for task in known}
    if given.borrowed(word for word in touch.words if word not in current):
        return True
    return changes and given.led and _unasked(tool, touch, known, given)


def _unasked(tool: Tool, touch: Touch, known: Sequence[TaskView], given: Provenance) -> bool:
    """Whether nothing in the person's own words asks for this call."""
    wish = given.wish
    if not wish.allows(tool.name):
        return True
    if touch.undoes:
        return not wish.undoes
    if touch.names:
        return not any(given.names(name) for name in touch.names)
    if wish.tools is not None and wish.many:
        return False
    return not all(given.means(task.id, task.number, task.title) for task in known)


def _asking(
    approval_id: UUID,
    conversation_id: UUID | None,
    tool: Tool,
    arguments: dict[str, Any],
    touch: Touch,
    known: Sequence[TaskView],
) -> Asked:
    lines = [*(line_of(task) for task in known), *touch.lines]
    many = f"{len(lines)} task{'' if len(lines) == 1 else 's'}"
    return Asked(
        id=approval_id,
        conversation_id=conversation_id,
        tool=tool.name,
        arguments=arguments,
        headline=touch.headline.format(many),
        summary=lines,
    )


def line_of(task: TaskView) -> str:
    """Return the task in one line."""
    due = f", due {task.due_words}" if task.due_words else ""
    return f"#{task.number} “{task.title}”{due}"


def _waiting(approval: Approval) -> ToolResult:
    if approval.state != "pending":
        return refused("nothing_to_confirm", NoApproval(approval.state).message)
    told = (
        "Nothing was changed: this needs the person's own confirmation. They see a card with"
        " Confirm and Cancel. Say so in one sentence, do not call this again, and do not say that"
        " it is done."
    )
    return refused(CONFIRM_FIRST, told) | {"approval": shown(approval)}


def shown(approval: Approval) -> dict[str, Any]:
    """Return what a caller may know of an approval."""
    fields = {"id", "headline", "summary", "expires_at"}
    return approval.model_dump(mode="json", include=fields)
