"""Writes `.env.example` from the settings, so that it cannot say anything else than they do."""

import sys
from pathlib import Path
from typing import cast

from pydantic_settings import BaseSettings

from errand.settings import GROUPS

_HEAD = """\
# Settings of Errand. Every one of them is optional; `make up` works without this file.
# Copy it to .env and take away the # where you want something else, or set the same names in the
# environment, which wins. Written by `make locks` from backend/src/errand/settings.py.
"""


def example() -> str:
    """The whole file."""
    return "\n".join([_HEAD, *(_group(group) for group in GROUPS)])


def _group(group: type[BaseSettings]) -> str:
    lines = [f"# --- {(group.__doc__ or '').strip()}"]
    for name, field in group.model_fields.items():
        lines += [f"# {field.description}", f"#{name.upper()}={shown(field.default)}"]
    return "\n".join(lines) + "\n"


def shown(default: object) -> str:
    """A default as people write it; "" where there is none, or it depends on something else."""
    if isinstance(default, bool):
        return "on" if default else "off"
    if isinstance(default, tuple):
        return ",".join(str(part) for part in cast("tuple[object, ...]", default))
    return str(default) if isinstance(default, str | int) else ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(example(), encoding="utf-8")
