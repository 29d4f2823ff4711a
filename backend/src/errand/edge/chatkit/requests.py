"""Requests of the protocol, refused while a status can still be sent, and what they submit."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import UUID

from chatkit.store import NotFoundError
from chatkit.types import (
    ChatKitReq,
    ItemsFeedbackReq,
    UserMessageInput,
)
from pydantic import BaseModel, TypeAdapter, ValidationError

from errand.edge.chatkit.items import parse_id
from errand.errors import AppError, InvalidInput, Kind
from errand.threads.model import (
    ItemNotFound,
    ThreadNotFound,
)
from errand.turns.model import Key

_REQUEST = TypeAdapter[ChatKitReq](ChatKitReq)
_STRANGE = re.compile("[\x00\ud800-\udfff]")
_UNSUPPORTED = {"attachments.create", "attachments.delete", "input.transcribe"}


class MalformedChat(AppError):
    """The body is no request of the protocol."""

    kind, code = Kind.INVALID, "malformed_chat"


class NotSupported(AppError):
    """An operation of the protocol that this server does not offer."""

    kind, code = Kind.UNSUPPORTED, "not_supported"


class StopParams(BaseModel):
    """`threads.stop`: one turn of a conversation, or every open one."""

    thread_id: str
    turn_id: str | None = None


class ResumeParams(StopParams):
    """`threads.resume`: the stream of a turn from after an event id on."""

    after: str | None = None


@dataclass(frozen=True)
class StopRequest:
    """Our extension `stop`."""

    params: StopParams


@dataclass(frozen=True)
class ResumeRequest:
    """Our extension `resume`."""

    params: ResumeParams


class EditParams(BaseModel):
    """`threads.edit_user_message`: that message of the person is `input` instead."""

    thread_id: str
    item_id: str
    input: UserMessageInput


class EditRequest(BaseModel):
    """Our extension `edit`: a message and what came after it give way to another message."""

    type: Literal["threads.edit_user_message"]
    params: EditParams


def parse(body: bytes) -> ChatKitReq | EditRequest | StopRequest | ResumeRequest:
    """Return the request.

    Raises:
        MalformedChat: It is none.
        NotSupported: It is one that we do not offer.
        InvalidInput: It holds what can neither be stored nor sent.
    """
    try:
        raw = _object(body)
        refuse_strange(raw)
        kind = raw.get("type")
        if kind == "threads.stop":
            return StopRequest(StopParams.model_validate(raw.get("params")))
        if kind == "threads.resume":
            return ResumeRequest(ResumeParams.model_validate(raw.get("params")))
        if kind == "threads.edit_user_message":
            return EditRequest.model_validate(raw)
        if kind in _UNSUPPORTED:
            raise NotSupported(f"This server does not offer {kind} yet.")
        return _REQUEST.validate_python(raw)
    except ValidationError as error:
        raise MalformedChat(f"That is not a ChatKit request: {_where(error)}") from error
    except (ValueError, RecursionError) as error:
        raise MalformedChat("That is not a ChatKit request: it is not JSON.") from error


def refuse_strange(raw: object) -> None:
    """Refuse what can neither be stored nor sent, names of fields included.

    Raises:
        InvalidInput: There is such a text in it.
    """
    left: list[Any] = [raw]
    while left:
        each = left.pop()
        if isinstance(each, str) and _STRANGE.search(each):
            raise InvalidInput("A text of the request holds NUL or half a character.")
        if isinstance(each, dict):
            left += [*each, *each.values()]
        elif isinstance(each, list):
            left += each


def _object(body: bytes) -> dict[str, Any]:
    raw: object = json.loads(body)
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}


def _where(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    if first["type"] == "union_tag_invalid":  # its own message repeats what was sent
        return "type: no operation of this protocol."
    return f"{'.'.join(str(part) for part in first['loc']) or 'body'}: {first['msg']}."


def search_words(body: bytes) -> str | None:
    """Return our `query` of `threads.list`, which the SDK's types do not know."""
    params: dict[str, Any] = _object(body).get("params") or {}
    query = params.get("query")
    return query.strip()[:200] or None if isinstance(query, str) else None


def key_of(header: str | None, body: bytes, *, scope: str) -> Key | None:
    """Return the request's idempotency key.

    Raises:
        InvalidInput: It is too long.
    """
    if not header:
        return None
    if len(header) > 255:
        raise InvalidInput("An Idempotency-Key has at most 255 characters.")
    return Key(scope=scope, key=header, request_hash=hashlib.sha256(body).hexdigest())


def thread_id_of(given: str) -> UUID:
    """Return the id of a conversation.

    Raises:
        ThreadNotFound: None of ours has such an id.
    """
    try:
        return parse_id(given)
    except NotFoundError as error:
        raise ThreadNotFound from error


def item_id_of(given: str) -> UUID:
    """Return the id of an item.

    Raises:
        ItemNotFound: None of ours has such an id.
    """
    try:
        return parse_id(given)
    except NotFoundError as error:
        raise ItemNotFound from error


def feedback_ids(request: ItemsFeedbackReq) -> list[UUID]:
    """Return the items that the feedback is for.

    Raises:
        ItemNotFound: One of them cannot be ours.
    """
    return [item_id_of(item_id) for item_id in request.params.item_ids]


def sender_of(request: BaseModel) -> tuple[UUID, UUID] | None:
    """Return thread and item of an action's sender, which must be a widget; None without one."""
    params = getattr(request, "params", None)
    item_id, thread_id = getattr(params, "item_id", None), getattr(params, "thread_id", None)
    if item_id is None or thread_id is None or getattr(params, "action", None) is None:
        return None
    return thread_id_of(thread_id), item_id_of(item_id)


def wanted_model(request: BaseModel) -> str | None:
    """Return the model that a message asks for, if it is one and names one."""
    said = getattr(getattr(request, "params", None), "input", None)
    return getattr(getattr(said, "inference_options", None), "model", None)
