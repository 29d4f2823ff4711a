"""Run the model server: `python -m e2e.model_server --port 8081`, or `serve()` in tests."""

import argparse
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from errand.local.ports import free_port

from .model.server import build

STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A running model server; `base_url` is what `OPENAI_BASE_URL` wants."""

    base_url: str
    pid: int
    """The process that it runs in."""

    def log(self) -> dict[str, Any]:
        """Return what it was asked, and how many streams are open or were cancelled."""
        answer = httpx2.get(self.base_url.removesuffix("/v1") + "/_log", timeout=10)
        return answer.raise_for_status().json()


@contextmanager
def serve() -> Generator[ModelServer]:
    """Run it on a free loopback port, in a thread with a loop of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(build(), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    )
    # The socket listens already, so whoever connects before the loop runs waits in its queue.
    run = threading.Thread(target=server.run, args=([listening],), name="model-server", daemon=True)
    run.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{listening.getsockname()[1]}/v1", os.getpid())
    finally:
        server.should_exit = True
        run.join(STOP_SECONDS)
        listening.close()


@contextmanager
def serve_apart() -> Generator[ModelServer]:
    """Run it in a process of its own, where its work does not delay whoever measures it."""
    port = free_port()
    command = [sys.executable, "-m", "e2e.model_server", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=Path(__file__).resolve().parent.parent, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()  # it listens once it has said where
            yield ModelServer(f"http://127.0.0.1:{port}/v1", process.pid)
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    asked = parser.parse_args()
    listening = socket.create_server((asked.host, asked.port))
    print(f"OPENAI_BASE_URL=http://{asked.host}:{asked.port}/v1", flush=True)
    config = uvicorn.Config(
        build(), log_level="critical", lifespan="off", timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
