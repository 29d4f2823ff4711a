"""The commands of docs/api.md that need the pages: signing up, the user JWT, signing out."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .documented import ROOT, Command, commands
from .product import running

QUIETLY = """\
curl() { command curl -q -sS --noproxy '*' --max-time 30 -w '\\n%{http_code}' "$@"; }
"""
WITH_PAGES = [each for each in commands(ROOT / "docs" / "api.md") if each.needs_pages]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
async def test_signing_in_by_commands_works_as_documented(tmp_path: Path) -> None:
    sign_up, token, sign_out = WITH_PAGES
    async with running() as product:
        origin = product.url

        assert _run(sign_up, origin, tmp_path)[0] == sign_up.status
        status, printed = _run(token, origin, tmp_path)
        assert (status, list(json.loads(printed))) == (token.status, ["token"])
        assert _run(sign_out, origin, tmp_path)[0] == sign_out.status
        assert _run(token, origin, tmp_path)[0] == 401


def _run(command: Command, origin: str, folder: Path) -> tuple[int, str]:
    """Run one command; return status and body."""
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", QUIETLY + command.script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "ORIGIN": origin},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    body, _, status = done.stdout.rpartition("\n")
    return int(status), body
