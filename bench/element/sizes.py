"""What a browser has to fetch: the core, and each part that comes when it is needed."""

import re
from dataclasses import dataclass
from pathlib import Path

KILOBYTE = 1024
HASH = re.compile(r"-[0-9a-f]{10}\.js$")


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of one script: as it is, and packed."""

    name: str
    plain: int
    gzip: int
    brotli: int


def measure(dist: Path) -> list[Size]:
    """Return the core, then the parts, the largest first.

    Raises:
        FileNotFoundError: The element has not been built.
    """
    parts = sorted(
        (_size(path) for path in (dist / "chatkit-parts").glob("*.js")),
        key=lambda size: size.gzip,
        reverse=True,
    )
    return [_size(dist / "chatkit.js"), *parts]


def _size(path: Path) -> Size:
    packed = [path.with_name(path.name + end).stat().st_size for end in (".gz", ".br")]
    return Size(HASH.sub("", path.name), path.stat().st_size, packed[0], packed[1])
