"""`make element`: the gallery and the playground on one port, with the stock server behind them."""

import argparse
import asyncio
import logging
import socket

import uvicorn

from .hall import Hall

PORT = 4173


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)
    asked = parser.parse_args()
    # Scripts that fail are meant to.
    logging.getLogger("chatkit").setLevel(logging.CRITICAL)
    hall = Hall()
    listening = socket.create_server((asked.host, asked.port))
    shown = "127.0.0.1" if asked.host == "0.0.0.0" else asked.host  # noqa: S104 - a comparison
    hall.port = listening.getsockname()[1]
    asyncio.run(hall.furnish())
    print(f"The chat element's gallery: http://{shown}:{hall.port}/", flush=True)
    config = uvicorn.Config(hall.app, log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
