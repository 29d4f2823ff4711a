"""Items of the protocol to rows of a conversation, and back."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chatkit.store import NotFoundError
from chatkit.types import (
    ActiveStatus,
    AssistantMessageItem,
    ClosedStatus,
    HiddenContextItem,
    LockedStatus,
    SDKHiddenContextItem,
    ThreadItem,
    ThreadMetadata,
    ThreadStatus,
    UserMessageItem,
    WidgetItem,
    WorkflowItem,
)
from pydantic import TypeAdapter

from errand.threads.model import ItemView, NewItem, Role, ThreadView

_ITEM = TypeAdapter[ThreadItem](ThreadItem)


def parse_id(given: str) -> UUID:
    """Return the id.

    Raises:
        NotFoundError: Nothing of ours has such an id.
    """
    try:
        return UUID(given)
    except ValueError as error:
        raise NotFoundError(given) from error


def aware(moment: datetime) -> datetime:
    """Return the instant in UTC; the SDK's own clock is naive and local."""
    return moment.astimezone(UTC)


def to_row(item: ThreadItem, *, turn_id: UUID | None) -> NewItem:
    """Return the item as a conversation stores it."""
    created_at = aware(item.created_at)
    stamped = item.model_copy(update={"created_at": created_at})
    return NewItem(
        id=parse_id(item.id),
        role=_role(item),
        kind=item.type,
        text=spoken_text(item),
        item=stamped.model_dump(mode="json", exclude_none=True),
        turn_id=turn_id,
        created_at=created_at,
    )


def from_row(row: ItemView) -> ThreadItem:
    """Return the stored item as the protocol knows it."""
    return _ITEM.validate_python(row.item)


def from_json(item: dict[str, Any]) -> ThreadItem:
    """Return the item of an event."""
    return _ITEM.validate_python(item)


def _role(item: ThreadItem) -> Role:
    if isinstance(item, UserMessageItem):
        return "user"
    if isinstance(item, HiddenContextItem | SDKHiddenContextItem):
        return "system"
    return "assistant"


def spoken_text(item: ThreadItem) -> str:
    """Return what the item says in plain words; empty for one that shows something."""
    if isinstance(item, UserMessageItem):
        return "".join(part.text for part in item.content)
    if isinstance(item, AssistantMessageItem):
        return "\n\n".join(part.text for part in item.content)
    if isinstance(item, WidgetItem):
        return item.copy_text or ""
    return ""


def settle(item: WorkflowItem) -> None:
    """Let no step of it look as if it still ran: nothing more will be said of them."""
    for task in item.workflow.tasks:
        if task.status_indicator == "loading":
            task.status_indicator = "none"


def thread_metadata(view: ThreadView) -> ThreadMetadata:
    """Return the conversation as the protocol knows it."""
    return ThreadMetadata(
        id=str(view.id),
        title=view.title,
        created_at=aware(view.created_at),
        status=_status(view),
        allowed_image_domains=view.details.get("allowed_image_domains"),
        metadata=view.details.get("metadata", {}),
    )


def changed_view(before: ThreadView, thread: ThreadMetadata) -> ThreadView:
    """Return the conversation with what the SDK may have changed; a title is never lost."""
    return before.model_copy(
        update={
            "title": thread.title or before.title,
            "status": thread.status.type,
            "status_reason": getattr(thread.status, "reason", None),
            "details": {
                "allowed_image_domains": thread.allowed_image_domains,
                "metadata": thread.metadata,
            },
        }
    )


def _status(view: ThreadView) -> ThreadStatus:
    if view.status == "active":
        return ActiveStatus()
    ended = LockedStatus if view.status == "locked" else ClosedStatus
    return ended(reason=view.status_reason)
