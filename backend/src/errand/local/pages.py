"""The page server as a program of its own, for installations of several processes."""

import os
from pathlib import Path
from typing import NoReturn

from errand.local.environment import for_frontend, node_program
from errand.local.problems import Problem
from errand.settings import REPOSITORY, Settings

STANDALONE = REPOSITORY / "frontend" / ".next" / "standalone" / "frontend"


def serve_pages(settings: Settings, host: str) -> NoReturn:
    """Become the page server, listening on PORT.

    Raises:
        Problem: The pages are not built, or there is no Node.js or no database.
    """
    if settings.direct_url is None:
        raise Problem("There is no DATABASE_URL: the sign-in needs one.")
    node = node_program(settings)
    server = built_pages()
    os.chdir(server.parent)
    env = for_frontend(settings, settings.port, host)
    os.execve(node, [str(node), server.name], env)  # noqa: S606


def built_pages() -> Path:
    """The page server's program.

    Raises:
        Problem: It is not built.
    """
    server = STANDALONE / "server.js"
    if not server.exists():
        raise Problem("The pages are not built yet: run `make up`, which builds them.")
    return server
