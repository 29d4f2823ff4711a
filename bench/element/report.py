"""The tables of the element, and what is promised of it."""

from collections.abc import Sequence

from ..figures import Verdict
from .browser import Frames
from .scrolling import Scrolled
from .sizes import KILOBYTE, Size
from .start import MOMENTS, Start
from .streaming import ELEMENT, PEERS, Streamed

CORE_KILOBYTES = 150
MOST_RATIO = 1.5
MOST_ELEMENTS = 4000


def sizes(found: Sequence[Size]) -> str:
    """Return one line for the core and the heaviest parts, and one for each kind of the others."""
    core, *parts = found
    alone = [part for part in parts if not part.name.startswith(("locale-", "icons-"))]
    rows = [core, *alone]
    for kind in ("icons", "locale"):
        rows += _summed(kind, [part for part in parts if part.name.startswith(f"{kind}-")])
    head = f"{'':34}{'plain KB':>10}{'gzip KB':>10}{'brotli KB':>11}"
    return "\n".join([head, *(_size_line(row) for row in rows)])


def _summed(kind: str, parts: Sequence[Size]) -> list[Size]:
    if not parts:
        return []
    largest = max(parts, key=lambda part: part.gzip)
    name = f"{len(parts)} of {kind}, the largest"
    return [Size(name, largest.plain, largest.gzip, largest.brotli)]


def _size_line(size: Size) -> str:
    plain, gzip, brotli = (n / KILOBYTE for n in (size.plain, size.gzip, size.brotli))
    return f"{size.name:34}{plain:>10.1f}{gzip:>10.1f}{brotli:>11.1f}"


def starts(found: Sequence[Start]) -> str:
    """Return the median and the 95th percentile of each moment."""
    head = f"{'':24}" + "".join(f"{f'{m} p50':>15}{'p95 ms':>8}" for m in MOMENTS)
    lines = [
        f"{one.name:24}"
        + "".join(
            f"{one.moments[m].p50:>15.1f}{one.moments[m].percentile(95):>8.1f}" for m in MOMENTS
        )
        for one in found
    ]
    return "\n".join([head, *lines])


def scrolled(found: Scrolled, empty: Frames) -> str:
    """Return what opening and scrolling has cost."""
    frames, tasks = found.frames, found.tasks
    lines = (
        f"opened at its end in {found.opened * 1000:.0f} ms",
        f"up to the first item in {found.seconds:.0f} s",
        f"  frames:        {_frames(frames)}",
        f"  an empty page: {_frames(empty)} (the floor)",
        f"tasks over 50 ms of the processor: {tasks.long}, longest {tasks.longest:.0f} ms",
        f"at most {found.nodes} DOM nodes, {found.elements} of them elements",
        f"heap {found.megabytes:.1f} MB with all items, {found.grown:.1f} MB of it theirs",
    )
    return "\n".join(lines)


def _frames(found: Frames) -> str:
    share = 1000 / max(1, found.count)
    return (
        f"{found.count}, of 1000 {found.dropped * share:.1f} dropped and {found.late * share:.1f}"
        f" over 50 ms, longest {found.longest:.0f} ms"
    )


def streamed(found: Sequence[Streamed]) -> str:
    """Return one line for each that drew the answer, and its cost tenth by tenth."""
    head = (
        f"{'ms of the main thread':24}{'first 10%':>10}{'last 10%':>10}{'ratio':>7}{'worst':>7}"
        f"{'dropped':>9}{'>50 ms':>8}{'longest':>9}{'lag s':>7}{'heap MB':>9}"
        f"{'nodes':>7}"
    )
    tenths = [f"{one.name:24}" + "".join(f"{tenth:>7.2f}" for tenth in one.tenths) for one in found]
    title = "milliseconds a token, tenth by tenth"
    return "\n".join([head, *(_stream_line(one) for one in found), title, *tenths])


def _stream_line(one: Streamed) -> str:
    frames = one.frames
    return (
        f"{one.name:24}{one.tenths[0]:>10.2f}{one.tenths[-1]:>10.2f}{one.ratio:>7.2f}"
        f"{max(one.tenths):>7.2f}{frames.dropped:>9}{frames.late:>8}{frames.longest:>9.0f}"
        f"{one.lag:>7.2f}{one.grown:>9.1f}{one.nodes:>7}"
    )


def verdicts(
    weights: Sequence[Size], scroll: Scrolled, streams: Sequence[Streamed]
) -> list[Verdict]:
    """Return what is promised of the element."""
    by_name = {one.name: one for one in streams}
    ours = by_name[ELEMENT]
    core = weights[0].gzip / KILOBYTE
    found = [
        Verdict("gzip size of the element's core", core, CORE_KILOBYTES, " KB"),
        Verdict("a token's cost at the end in times of the start", ours.ratio, MOST_RATIO, " x"),
        Verdict("elements held of a long thread", scroll.elements, MOST_ELEMENTS, ""),
        Verdict("tasks over 50 ms on the way up a long thread", scroll.tasks.long, 0, ""),
    ]
    for peer in (by_name[name] for name in PEERS):
        found += [
            Verdict(
                f"a token's cost at the end beside {peer.name}'s",
                ours.tenths[-1],
                round(peer.tenths[-1], 2),
                " ms",
            ),
            Verdict(
                f"frames dropped beside {peer.name}'s",
                ours.frames.dropped,
                peer.frames.dropped,
                "",
            ),
        ]
    return found
