"""The list of what the gallery shows: one small JSON object for each page, in `data/`."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
GROUPS = (
    ("api", "Connection"),
    ("look", "Look"),
    ("frame", "Header, history and start"),
    ("composer", "Composer"),
    ("items", "Conversation"),
    ("trouble", "When something goes wrong"),
    ("widgets", "Widgets"),
)
"""Names of the files, and what they are called on the index."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the gallery.

    Attributes:
        at: Place within its group.
        options: Laid over the gallery's own options; "@name" stands for the page's function `name`.
        says: Words whose script has been played in the thread that the page shows.
        input: More of that message: content, quote, names of files.
        live: The script is played when the page opens, as nothing of it is kept.
        opens: What the page does when it is ready: a method of the element, and its arguments.
        variants: Other options for the same page, by their labels.
        widget: What the script "Show the widget" shows under this name.
    """

    id: str
    group: str
    at: int
    title: str
    about: str
    options: Json = field(default_factory=dict[str, Any])
    says: str | None = None
    input: Json = field(default_factory=dict[str, Any])
    live: bool = False
    opens: list[Any] | None = None
    variants: dict[str, Json] = field(default_factory=dict[str, Json])
    widget: Json | None = None

    @property
    def thread_id(self) -> str | None:
        """The thread that the page shows; None for a new one."""
        return f"thr_{self.id}" if self.says and not self.live else None

    def shown(self) -> Json:
        """Return what the page needs to know."""
        return {
            "id": self.id,
            "group": self.group,
            "title": self.title,
            "about": self.about,
            "options": self.options,
            "says": self.says,
            "live": self.live,
            "opens": self.opens,
            "variants": self.variants,
            "thread": self.thread_id,
        }


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry in the order of the index."""
    paths = [(group, path) for group, _ in GROUPS for path in (DATA / group).glob("*.json")]
    places = [group for group, _ in GROUPS]
    found = [_read(group, path) for group, path in paths]
    return tuple(sorted(found, key=lambda entry: (places.index(entry.group), entry.at)))


def _read(group: str, path: Path) -> Entry:
    row: Json = json.loads(path.read_text(encoding="utf-8"))
    if "widget" in row:
        row.setdefault("says", f"Show the widget {path.stem}")
    return Entry(id=path.stem, group=group, **row)


def widget(name: str) -> Json | None:
    """Return the widget of that name."""
    return next((entry.widget for entry in entries() if entry.id == name), None)
