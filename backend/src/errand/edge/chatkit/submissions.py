"""What each streaming request submits: a change to its conversation and a turn."""

from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from chatkit.types import (
    ClientToolCallItem,
    StructuredInputAnswer,
    StructuredInputItem,
    StructuredInputMultipleChoice,
    StructuredInputSubmission,
    ThreadsAddClientToolOutputReq,
    ThreadsAddStructuredInputReq,
    ThreadsAddUserMessageReq,
    ThreadsCreateReq,
    ThreadsCustomActionReq,
    ThreadsRetryAfterItemReq,
    UserMessageInput,
    UserMessageItem,
    UserMessageTextContent,
)
from pydantic import BaseModel

from errand.edge.chatkit.items import from_row, spoken_text, to_row
from errand.edge.chatkit.requests import EditRequest, NotSupported, item_id_of, thread_id_of
from errand.errors import AppError, InvalidInput, Kind
from errand.identity import uuid7
from errand.threads.model import (
    TITLE_CHARACTERS,
    Change,
    ItemView,
    NewItem,
    NotExpected,
    Submission,
)
from errand.turns.model import Key, NewTurn

MESSAGE_BYTES = 64 * 1024


class MessageTooLarge(AppError):
    """A message over the size limit."""

    kind, code = Kind.TOO_LARGE, "message_too_large"

    def __init__(self) -> None:
        super().__init__(f"A message has at most {MESSAGE_BYTES // 1024} KiB of text.")


def submission(  # noqa: PLR0911  one line for each kind of request
    request: BaseModel, key: Key | None
) -> Submission | None:
    """Return what a streaming request submits; None for one that does not stream."""
    match request:
        case ThreadsCreateReq():
            return message_submission(request.params.input, None, key)
        case ThreadsAddUserMessageReq():
            thread_id = thread_id_of(request.params.thread_id)
            return message_submission(request.params.input, thread_id, key)
        case EditRequest():
            thread_id, said = thread_id_of(request.params.thread_id), request.params.input
            item_id = item_id_of(request.params.item_id)
            return message_submission(said, thread_id, key, replaces=item_id)
        case ThreadsAddClientToolOutputReq():
            result = request.params.result
            change = Change(answer_call=lambda row: _called(row, result))
            return _submission("tool_output", request.params.thread_id, {}, change, key)
        case ThreadsAddStructuredInputReq():
            return _answers(request, key)
        case ThreadsRetryAfterItemReq():
            item_id = item_id_of(request.params.item_id)
            change = Change(retry_after=item_id)
            given = {"item_id": str(item_id)}
            return _submission("retry", request.params.thread_id, given, change, key)
        case ThreadsCustomActionReq():
            given = {
                "action": request.params.action.model_dump(mode="json"),
                "item_id": request.params.item_id,
            }
            return _submission("action", request.params.thread_id, given, Change(), key)
        case _:
            return None


def _submission(
    kind: str, thread_id: str, given: dict[str, Any], change: Change, key: Key | None
) -> Submission:
    turn = NewTurn(kind=kind, input=given)
    return Submission(turn, thread_id_of(thread_id), change=change, key=key)


def message_submission(
    said: UserMessageInput,
    thread_id: UUID | None,
    key: Key | None,
    *,
    replaces: UUID | None = None,
) -> Submission:
    """Return the submission of a person's message; `thread_id` None begins a conversation.

    It takes the place of the message that it `replaces`, and of all that came after that.

    Raises:
        MessageTooLarge: It is over the limit.
        InvalidInput: It says nothing, or cannot be stored.
        NotSupported: It has attachments.
    """
    if said.attachments:
        raise NotSupported("This server does not take attachments yet.")
    begins, thread_id = thread_id is None, thread_id or uuid7()
    item = UserMessageItem(
        id=str(uuid7()),
        thread_id=str(thread_id),
        created_at=datetime.now(UTC),
        content=said.content,
        quoted_text=said.quoted_text,
        inference_options=said.inference_options,
    )
    _check(item)
    row = to_row(item, turn_id=None)
    return Submission(
        NewTurn(kind="message", input={"item": row.item, "created": begins}),
        thread_id,
        begins=begins,
        change=Change(add=[row], title=_title(row.text), replaces=replaces),
        key=key,
    )


def plain_message(text: str) -> UserMessageInput:
    """Return a message that is nothing but this text."""
    return UserMessageInput.model_validate(
        {
            "content": [UserMessageTextContent(text=text).model_dump()],
            "attachments": [],
            "inference_options": {},
        }
    )


def _check(item: UserMessageItem) -> None:
    text = spoken_text(item)
    whole = item.model_dump_json()
    if len(whole.encode()) > MESSAGE_BYTES + 4096 or len(text.encode()) > MESSAGE_BYTES:
        raise MessageTooLarge
    if not text.strip():
        raise InvalidInput("A message needs some text.")


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"


def _called(row: ItemView, result: Any) -> NewItem:
    item = cast("ClientToolCallItem", from_row(row))
    return to_row(
        item.model_copy(update={"output": result, "status": "completed"}), turn_id=row.turn_id
    )


def _answers(request: ThreadsAddStructuredInputReq, key: Key | None) -> Submission:
    item_id, given = item_id_of(request.params.item_id), request.params.input
    change = Change(answer_item=(item_id, lambda row: _answered(row, given)))
    said = {"item_id": str(item_id)}
    return _submission("answers", request.params.thread_id, said, change, key)


def _answered(row: ItemView, given: StructuredInputSubmission) -> NewItem:
    """Return the item with the person's answers; what they left out is skipped.

    Raises:
        NotExpected: It is no question, or was answered already.
    """
    item = from_row(row)
    if not isinstance(item, StructuredInputItem) or item.status != "pending":
        raise NotExpected("This question was answered already.")
    for question in item.inputs:
        answer = given.answers.get(question.id)
        if given.status == "skipped" or answer is None or answer.skipped or not answer.values:
            question.answer = StructuredInputAnswer(skipped=True)
            continue
        single = isinstance(question, StructuredInputMultipleChoice) and not question.multiple
        question.answer = StructuredInputAnswer(
            values=answer.values[:1] if single else answer.values
        )
    item.status = given.status
    return to_row(item, turn_id=row.turn_id)
