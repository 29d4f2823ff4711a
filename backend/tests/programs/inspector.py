"""The MCP Inspector's command line, as somebody would use it."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from typing import Any

from programs_node import node

from e2e.documented import ROOT

_PROGRAM = ROOT / "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"
_LONGEST_SECONDS = 60


@dataclass(frozen=True)
class Said:
    """What the Inspector printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read."""
        return json.loads(self.out)


def inspect(url: str, token: str, *asked: str) -> Said:
    """Ask a server something with a personal token."""
    with tempfile.TemporaryDirectory() as home:
        # It keeps a catalogue of servers in the person's home.
        env = {"PATH": os.environ["PATH"], "HOME": home, "NO_PROXY": "127.0.0.1,localhost"}
        header = ["--header", f"Authorization: Bearer {token}"] if token else []
        done = subprocess.run(
            [node(), str(_PROGRAM), "--cli", url, "--transport", "http", *header, *asked],
            env=env,
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    return Said(done.returncode, done.stdout, done.stderr)
