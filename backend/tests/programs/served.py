"""`/mcp` of the product, and the suite's server behind the same door, for others' clients."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from suite_server import suite_server

from api import Api, settings_of
from errand.app import create_app
from errand.edge.mcp_transport import mount
from errand.identity import Actor, uuid7
from forging import Issuer
from people import People
from serving import KeyServer, Server


@dataclass(frozen=True)
class Product:
    """The whole API, served, and a personal token that was made through it."""

    origin: str
    token: str
    door: "Door"

    @property
    def url(self) -> str:
        """Where programs connect."""
        return f"{self.origin}/mcp"


class Door:
    """Serves an application that needs to know its own address first.

    Args:
        token: Put into requests that carry none, for clients that cannot.
    """

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self.token: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        assert self.app is not None
        if scope["type"] == "http" and self.token is not None:
            named = {name for name, _ in scope["headers"]}
            if b"authorization" not in named:
                bearer = (b"authorization", f"Bearer {self.token}".encode())
                scope = {**scope, "headers": [*scope["headers"], bearer]}
        await self.app(scope, receive, send)


@contextmanager
def product(database_url: str, people: People, home: Path) -> Generator[Product]:
    """Serve the product over this database, for somebody new."""
    door = Door()
    server = Server(door, lifespan=True)
    issuer = Issuer(issuer=server.origin, audience=f"{server.origin}/api")
    with KeyServer({"keys": [issuer.jwk]}) as keys:
        settings = settings_of(database_url, home, public_url=server.origin, errand_worker=False)
        door.app = create_app(settings, frontend_url=keys.origin)
        with server:
            api = Api(server.origin, issuer, people)
            with api.signed_in(people.sign_up("Ada")) as client:
                made = client.post("/api/tokens", json={"name": "program"}).raise_for_status()
                client.post("/api/projects", json={"name": "Garden"}).raise_for_status()
            yield Product(server.origin, made.json()["token"], door)


@contextmanager
def suite(*, streaming: bool) -> Generator[str]:
    """Serve the suite's own tools behind the product's transport; return where."""
    door, person = Door(), Actor.__new__(Actor)
    server = Server(door, lifespan=True)

    async def alive(_actor: Actor) -> None: ...

    mcp = mount(
        suite_server(),
        verify=lambda _token: person,
        alive=alive,
        public_url=server.origin,
        streaming=streaming,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        async with mcp.running():
            yield

    door.app, door.token = Starlette(routes=mcp.routes, lifespan=lifespan), str(uuid7())
    with server:
        yield f"{server.origin}/mcp"
