"""A person's decision, by a button or by a plain yes or no: carried out here, by no model."""

from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from chatkit.actions import Action
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    ThreadItem,
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)
from pydantic import ValidationError

from errand.approvals.model import Approval
from errand.assistant.consent import consent
from errand.edge.chatkit.cards import (
    CANCEL,
    CONFIRM,
    Decision,
    approval_of,
    asks,
    decided_card,
    outcome_of,
    plain_card,
)
from errand.edge.chatkit.items import parse_id, spoken_text
from errand.edge.chatkit.store import Context
from errand.errors import InvalidInput
from errand.identity import Actor, derived_uuid7
from errand.tools.gate import Gate
from errand.turns.running import RunningTurn

ACTION_STEP = (0, "action")
"""Journal key of what a person does themselves in a turn: it comes before any model step."""
DECISIONS = {CONFIRM: True, CANCEL: False}
_SEVERAL = "There is more than one thing to confirm. Please use the buttons on the cards."


class Confirming:
    """Carries decisions out, each once, and shows what came of them."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def pressed(
        self, action: Action[str, Any], sender: WidgetItem, context: Context
    ) -> WidgetItem:
        """Do what a button of a card stands for; return the card as it is then.

        Raises:
            InvalidInput: It is no button of this card.
            NoApproval: There is no such approval in this conversation.
        """
        try:
            wanted = Decision.model_validate(action.payload)
        except ValidationError as error:
            raise InvalidInput("The action needs an approval_id.") from error
        if approval_of(sender) != wanted.approval_id:
            raise InvalidInput("This is not the card of that approval.")
        approval = await self._decide(sender, context, agreed=DECISIONS[action.type])
        return _redrawn(sender, approval)

    async def typed(
        self, message: UserMessageItem | None, recent: Sequence[ThreadItem], context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Give what comes of a plain yes or no to the card right before it; else nothing."""
        agreed = None if message is None or context.turn is None else consent(spoken_text(message))
        cards = [] if agreed is None else open_cards(recent, context)
        if context.turn is None or agreed is None or not cards:
            return
        if agreed and len(cards) > 1:
            yield _said(context.turn, _SEVERAL)
            return
        told: list[str] = []
        for card in cards:
            approval = await self._decide(card, context, agreed=agreed)
            yield ThreadItemReplacedEvent(item=_redrawn(card, approval))
            told.append(_words(approval))
        yield _said(context.turn, "\n\n".join(dict.fromkeys(told)))

    async def found(self, actor: Actor, approval_id: UUID, thread_id: str) -> Approval:
        """Return what this conversation's card is of.

        Raises:
            NoApproval: There is no such approval in it.
        """
        conversation = parse_id(thread_id)
        return await self._gate.approvals.get(actor, approval_id, conversation_id=conversation)

    async def _decide(self, card: WidgetItem, context: Context, *, agreed: bool) -> Approval:
        approvals, conversation = self._gate.approvals, parse_id(card.thread_id)
        approval_id = cast("UUID", approval_of(card))
        approval = await approvals.get(context.actor, approval_id, conversation_id=conversation)
        if not agreed:
            await approvals.cancel(context.actor, approval_id)
        else:
            step = context.turn.tool_step(ACTION_STEP) if context.turn else nullcontext()
            with step:
                result = await self._gate.confirmed(context.actor, approval)
            if not result.get("ok") and result.get("code") != "nothing_to_confirm":
                await approvals.fail(context.actor, approval_id, result)
        return await approvals.get(context.actor, approval_id, conversation_id=conversation)


def open_cards(recent: Sequence[ThreadItem], context: Context) -> list[WidgetItem]:
    """Return the cards of the last answer that wait, or that this very turn has decided."""
    again = context.turn is not None and context.turn.stored_step(ACTION_STEP) is not None
    found: list[WidgetItem] = []
    for item in reversed(recent[:-1]):
        if isinstance(item, UserMessageItem):
            break
        if isinstance(item, WidgetItem) and approval_of(item) and (again or asks(item)):
            found.append(item)
    return found


def _redrawn(card: WidgetItem, approval: Approval) -> WidgetItem:
    return WidgetItem(
        id=card.id,
        thread_id=card.thread_id,
        created_at=card.created_at,
        widget=cast("Any", decided_card(approval)),
        copy_text=plain_card(outcome_of(approval), approval.summary),
    )


def _words(approval: Approval) -> str:
    """Return what became of it, with the tasks, so that "it" and "both" mean them from here on."""
    told = outcome_of(approval)
    if approval.state != "confirmed":
        return told
    return "\n".join([f"{told}:", "", *(f"- {line}" for line in approval.summary)])


def _said(turn: RunningTurn, text: str) -> ThreadStreamEvent:
    item = AssistantMessageItem(
        id=str(derived_uuid7(turn.created_at, turn.turn_id, "decided")),
        thread_id=str(turn.thread_id),
        created_at=datetime.now(UTC),
        content=[AssistantMessageContent(text=text, annotations=[])],
    )
    return ThreadItemDoneEvent(item=item)
