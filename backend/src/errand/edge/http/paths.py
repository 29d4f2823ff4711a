"""Which part of Errand answers a path; the same for routing, guarding and logging."""

from starlette.types import Scope

SCRIPT = "/chatkit.js"
PARTS = "/chatkit-parts/"
STATIC = "/_next/static/"
_AUTH = "/api/auth"
_HEALTH = "/api/health"
# The resource metadata of /mcp: RFC 9728 puts it before the path that it describes.
_OURS = ("/api", "/mcp", "/.well-known/oauth-protected-resource")


def is_api(path: str) -> bool:
    """Whether our API answers this path; Better Auth's part of /api is the page server's."""
    return any(_within(path, ours) for ours in _OURS) and not _within(path, _AUTH)


def is_health(path: str) -> bool:
    """Whether this is asked by probes, which know an address and not our name."""
    return _within(path, _HEALTH)


def route_of(scope: Scope) -> str:
    """Return the pattern that a request matched: for logs, in which paths may be secret.

    A password reset, for one, has its token in the path.
    """
    path: str = scope["path"]
    if is_api(path):
        return getattr(scope.get("route"), "path", None) or _first(path, _OURS)
    if path.startswith((STATIC, PARTS)):
        return _first(path, (STATIC, PARTS))
    return _first(path, (SCRIPT, _AUTH)) if path.startswith((SCRIPT, _AUTH)) else "page"


def _first(path: str, known: tuple[str, ...]) -> str:
    return next(f"{each}*" for each in known if path.startswith(each))


def _within(path: str, parent: str) -> bool:
    return path == parent or path.startswith(f"{parent}/")
