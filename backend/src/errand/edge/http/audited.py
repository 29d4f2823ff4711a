"""Which requests leave an entry in the trail, and what it says."""

from collections.abc import Sequence
from uuid import UUID

from starlette.types import Scope

from errand.edge.http.addresses import Network, client_address
from errand.edge.http.paths import is_api, route_of
from errand.identity import Actor
from errand.operation.audit import Door, Entry

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_DENIED = frozenset({401, 403, 421, 429})
# Of the sign-in's own addresses those whose names are no secret; a reset has its token in the path.
_SIGN_IN = "/api/auth/"
_NAMED = frozenset(
    {
        "sign-in/email",
        "sign-up/email",
        "sign-out",
        "change-password",
        "change-email",
        "request-password-reset",
        "reset-password",
        "revoke-session",
        "revoke-sessions",
        "revoke-other-sessions",
        "delete-user",
    }
)
_LOOKING = frozenset({"threads.list", "threads.get_by_id", "items.list", "threads.resume"})


def entry_of(scope: Scope, status: int, *, trusted: Sequence[Network]) -> Entry | None:
    """Return what the trail says of a request; None: it changed nothing and was not denied.

    Args:
        scope: The request.
        status: Of its answer; 0: the client was gone before.
        trusted: Proxies whose word on the client's address is taken.
    """
    action = _action(scope)
    looked = scope["method"] not in _CHANGING or action in _LOOKING
    if action is None or (looked and status not in _DENIED):
        return None
    state = scope["state"]
    entry = Entry(
        door=_door(scope["path"]),
        action=action,
        status=status,
        address=client_address(scope, trusted),
        request_id=UUID(state["request_id"]),
    )
    actor = state.get("actor")
    return entry.by(actor) if isinstance(actor, Actor) else entry


def _action(scope: Scope) -> str | None:
    path: str = scope["path"]
    if path.startswith(_SIGN_IN):
        name = path.removeprefix(_SIGN_IN)
        return name if name in _NAMED else None
    if not is_api(path):
        return None
    said = scope["state"].get("action")
    return str(said)[:200] if said else f"{scope['method']} {route_of(scope)}"[:200]


def _door(path: str) -> Door:
    if path.startswith(_SIGN_IN):
        return "page"
    if path.startswith("/mcp"):
        return "mcp"
    return "chat" if path == "/api/chatkit" else "rest"
