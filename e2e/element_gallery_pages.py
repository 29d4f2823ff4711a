"""Every page of the gallery by its address, variants included, and what is normal on it."""

from dataclasses import dataclass
from urllib.parse import quote

from element.gallery.entries import GROUPS, Entry, entries

TOUR = {
    "api": {"url": "/chatkit", "domainKey": "local-dev"},
    "header": {"title": {"text": "Tour"}},
    "startScreen": {"prompts": [{"label": "Show me prose", "prompt": "Show me prose"}]},
    "composer": {"attachments": {"enabled": True}, "dictation": {"enabled": True}},
}
"""Options of the two pages that show nothing before somebody gives them some."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page.

    Attributes:
        path: Address, without switches.
        live: It plays a script as it opens.
        turns: It can be turned to other colours without being loaded again.
        bare: It has no options before somebody sets them.
    """

    path: str
    live: bool = False
    turns: bool = False
    bare: bool = False

    def switched(self, **switches: str) -> str:
        """The address with switches set."""
        asked = "&".join(f"{name}={quote(value)}" for name, value in switches.items())
        return f"{self.path}{'&' if '?' in self.path else '?'}{asked}" if asked else self.path


def groups() -> dict[str, list[Place]]:
    """Return every page in the order of the index, by its group."""
    own = [Place("/"), Place("/playground")]
    own += [Place("/tour-plain", bare=True), Place("/tour-react", bare=True)]
    shown = {
        group: [place for entry in entries() if entry.group == group for place in _of(entry)]
        for group, _ in GROUPS
    }
    return {"whole": own, **shown}


def _of(entry: Entry) -> list[Place]:
    path = f"/show/{entry.id}"
    labels = [f"{path}?variant={quote(label)}" for label in entry.variants]
    return [Place(one, live=entry.live, turns=True) for one in (path, *labels)]
