"""The chat component: one script at a fixed address, and the lazy parts named by digest."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from errand.edge.http.paths import PARTS, SCRIPT

_FOREVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "public, no-cache"
_READING = frozenset({"GET", "HEAD"})
_ZERO = re.compile(r"q=0(\.0*)?")
_PART = re.compile(r"[\w-]{1,80}\.js")
# In the order in which we would rather send them; the build leaves these files beside each script.
_SUFFIXES = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    etag: str


class Component:
    """Serves a build of the component, compressed as it lies there.

    Args:
        script: The core. Files are read again when they change.
    """

    def __init__(self, script: Path) -> None:
        self._script = script
        self._read: dict[Path, tuple[tuple[int, int], _File]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for the core or a part."""
        answer = await self._answer(scope["path"], scope["method"], Headers(scope=scope))
        answer.headers["x-content-type-options"] = "nosniff"
        await answer(scope, receive, send)

    async def _answer(self, path: str, method: str, headers: Headers) -> Response:
        if method not in _READING:
            return PlainTextResponse("Method Not Allowed", 405, {"allow": "GET, HEAD"})
        wanted = self._path(path)
        accepted = accepted_encodings(headers.get("accept-encoding", ""))
        found = await anyio.to_thread.run_sync(self._find, wanted, accepted) if wanted else None
        if found is None:
            missing = "The chat component is not built yet." if path == SCRIPT else "Not Found"
            return PlainTextResponse(missing, 404)
        return _response(*found, headers, _ASK_EACH_TIME if path == SCRIPT else _FOREVER)

    def _path(self, path: str) -> Path | None:
        if path == SCRIPT:
            return self._script
        name = path.removeprefix(PARTS)
        return self._script.parent / PARTS.strip("/") / name if _PART.fullmatch(name) else None

    def _find(self, path: Path, accepted: list[str]) -> tuple[_File, str | None] | None:
        """Return the file in the best form that is not older than the plain one."""
        try:
            written = path.stat().st_mtime_ns
            for encoding in accepted:
                packed = path.with_name(path.name + _SUFFIXES[encoding])
                if packed.exists() and packed.stat().st_mtime_ns >= written:
                    return self._load(packed), encoding
            return self._load(path), None
        except FileNotFoundError:
            return None

    def _load(self, path: Path) -> _File:
        found = path.stat()
        seen = (found.st_mtime_ns, found.st_size)
        known = self._read.get(path)
        if known is not None and known[0] == seen:
            return known[1]
        content = path.read_bytes()
        file = _File(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
        self._read[path] = seen, file
        return file


def accepted_encodings(header: str) -> list[str]:
    """Return the compressions of ours that an Accept-Encoding header takes, the best first."""
    quality: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        quality[name.strip()] = not _ZERO.fullmatch(weight.replace(" ", ""))
    return [each for each in _SUFFIXES if quality.get(each, quality.get("*", False))]


def _response(file: _File, encoding: str | None, asked: Headers, caching: str) -> Response:
    headers = {"etag": file.etag, "cache-control": caching, "vary": "Accept-Encoding"}
    if file.etag in [each.strip() for each in asked.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    if encoding is not None:
        headers["content-encoding"] = encoding
    return Response(file.content, headers=headers, media_type="text/javascript")
