"""The card with which a person confirms what is to be done, and what it becomes."""

from typing import Any
from uuid import UUID

from chatkit.types import WidgetItem
from pydantic import BaseModel

from errand.approvals.model import Approval, NoApproval
from errand.edge.chatkit.outcomes import foot, undo_button
from errand.edge.chatkit.steps import finished

CONFIRM, CANCEL = "confirm.call", "cancel.call"
"""Actions of the card's buttons: `{approval_id}`."""
_KEY = "approval-"
_NOTE = "Nothing is changed until you confirm."


class Decision(BaseModel):
    """Payload of the buttons; comes from the page and is not to be trusted."""

    approval_id: UUID


def waiting_card(approval: dict[str, Any]) -> dict[str, Any]:
    """Return the card that asks, of what a tool gave as `approval`."""
    payload = {"approval_id": str(approval["id"])}
    return {
        "type": "Card",
        "key": f"{_KEY}{approval['id']}",
        "children": [*_told(approval["headline"], approval["summary"]), _caption(_NOTE)],
        "confirm": {"label": "Confirm", "action": {"type": CONFIRM, "payload": payload}},
        "cancel": {"label": "Cancel", "action": {"type": CANCEL, "payload": payload}},
    }


def decided_card(approval: Approval) -> dict[str, Any]:
    """Return the card that says what became of it; what was done can be undone."""
    call_id = (approval.outcome or {}).get("call_id")
    undone = approval.state == "confirmed" and call_id
    undo = [foot([{"type": "Spacer"}, undo_button(str(call_id))])] if undone else []
    return {
        "type": "Card",
        "key": f"{_KEY}{approval.id}",
        "children": [*_told(outcome_of(approval), approval.summary), *undo],
    }


def undone_card(approval: Approval) -> dict[str, Any]:
    """Return the card of what was confirmed and then taken back."""
    return {
        "type": "Card",
        "key": f"{_KEY}{approval.id}",
        "children": _told("Undone. Everything is as it was before.", approval.summary),
    }


def outcome_of(approval: Approval) -> str:
    """Return what became of it, in one sentence."""
    outcome = approval.outcome or {}
    if approval.state == "confirmed":
        return finished(approval.tool, outcome).title or "Done"
    if approval.state == "failed":
        return f"That could not be done. {outcome.get('error', '')}".strip()
    if approval.state == "cancelled":
        return "Cancelled. Nothing was changed."
    return NoApproval(approval.state).message


def approval_of(item: WidgetItem) -> UUID | None:
    """Return the approval that the item is the card of, if it is one."""
    key = str(getattr(item.widget, "key", None) or "")
    try:
        return UUID(key.removeprefix(_KEY)) if key.startswith(_KEY) else None
    except ValueError:
        return None


def asks(item: WidgetItem) -> bool:
    """Tell whether the card still has its buttons."""
    return getattr(item.widget, "confirm", None) is not None


def plain_card(headline: str, summary: list[str]) -> str:
    """Return the card in plain words."""
    return "\n".join([headline, *(f"- {line}" for line in summary)])


def _told(headline: str, summary: list[str]) -> list[dict[str, Any]]:
    lines = [{"type": "Text", "value": line} for line in summary]
    return [
        {"type": "Title", "value": headline, "size": "sm"},
        {"type": "Col", "gap": 1, "children": lines},
    ]


def _caption(text: str) -> dict[str, Any]:
    return {"type": "Caption", "value": text}
