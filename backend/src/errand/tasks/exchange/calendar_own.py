"""Values of properties in a calendar file, those of our own, X-ERRAND-…, among them."""

import re
from typing import Any, cast

from icalendar import Component
from icalendar.prop import vBroken

OWN = "X-ERRAND-"
_MOST = 400
_ESCAPED = re.compile(r"\\([\\;,nN])")


def own_texts(part: Component, name: str) -> list[str]:
    """Return the values of a property, without what keeps their commas and lines apart."""
    found: Any = cast("Any", part).get(f"{OWN}{name}", [])
    values = cast("list[Any]", found) if isinstance(found, list) else [found]
    return [_plain(str(each)).strip() for each in values[:_MOST]]


def dated(value: Any) -> Any:
    """Return the date, time or length of a property; None where it has none that can be read."""
    # The library raises more than AttributeError for what it could not read.
    return None if value is None or isinstance(value, vBroken) else getattr(value, "dt", None)


def own_text(part: Component, name: str) -> str:
    """Return the first value, or an empty text."""
    return next(iter(own_texts(part, name)), "")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
