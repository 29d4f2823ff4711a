"""Runs the protocol's conformance suite and reads its verdicts."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from programs_node import node

from e2e.documented import ROOT

_PROGRAM = ROOT / "node_modules/@modelcontextprotocol/conformance/dist/index.js"
_REQUIREMENTS = _PROGRAM.parents[1] / "requirements"
_LONGEST_SECONDS = 300


@dataclass(frozen=True)
class Verdict:
    """What came of a scenario."""

    scenario: str
    checks: int
    failed: dict[str, str] = field(default_factory=dict[str, str])
    """Why, by the check's id."""

    @property
    def passed(self) -> bool:
        """Whether it looked at something, and all was well."""
        return self.checks > 0 and not self.failed


def required(revision: str) -> list[str]:
    """Return the server scenarios that a revision of the protocol requires."""
    text = (_REQUIREMENTS / f"{revision}.yaml").read_text(encoding="utf-8")
    lines = text.partition("\nserver:\n")[2].partition("\n\n")[0].splitlines()
    return [line.strip().removeprefix("- ") for line in lines]


def run(revision: str, url: str) -> dict[str, Verdict]:
    """Run every scenario that a revision requires against a server, in its order."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ["--url", url, "--requirements", revision, "-o", folder]
        done = subprocess.run(
            [node(), str(_PROGRAM), "server", *asked],
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
        found = {_scenario(path): path.read_text(encoding="utf-8")
                 for path in Path(folder).rglob("checks.json")}  # fmt: skip
    if not found:
        raise RuntimeError((done.stderr or done.stdout)[-2000:])
    return {each: _verdict(each, found.get(each, "[]")) for each in required(revision)}


def _scenario(path: Path) -> str:
    """Return what the folder `server-ping-2026-11-23T…` is of."""
    return re.sub(r"^server-|-\d{4}-\d{2}-\d{2}T.*$", "", path.parent.name)


def _verdict(scenario: str, checks_json: str) -> Verdict:
    checks = json.loads(checks_json)
    bad = {
        each["id"]: str(each.get("errorMessage") or each["description"])
        for each in checks
        if each["status"] in {"FAILURE", "WARNING"}
    }
    return Verdict(scenario, sum(each["status"] == "SUCCESS" for each in checks), bad)


def _environment() -> Mapping[str, str]:
    # Nothing of ours, and no way around to anywhere.
    return {"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1,localhost"}
