"""The Helm chart, rendered by Helm itself."""

import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import yaml

from errand.settings import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
CHART = DEPLOY / "helm" / "errand"
BIN = Path(sys.executable).parent
Json = dict[str, Any]


def call(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=60, check=False
    )


def template(*values: str) -> subprocess.CompletedProcess[str]:
    """Render the chart with `name=value` settings."""
    settings = [f"--set={value}" for value in values]
    return call(BIN / "helm", "template", "ours", CHART, *settings)


def rendered(*values: str) -> list[Json]:
    """Return the chart's objects."""
    done = template(*values)
    assert done.returncode == 0, done.stderr
    return [cast("Json", part) for part in yaml.safe_load_all(done.stdout) if part]


def of_kind(objects: list[Json], kind: str) -> dict[str, Json]:
    """Return those of one kind by their names."""
    return {one["metadata"]["name"]: one for one in objects if one["kind"] == kind}
