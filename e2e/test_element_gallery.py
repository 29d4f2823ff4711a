"""The gallery's list is whole: whatever the published vocabularies name has a page."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from element.gallery.app import furnish
from element.gallery.entries import entries
from element.gallery.stock import scripts
from element.gallery.stock.http import Front, kinds_in
from element.gallery.stock.server import StockServer

from . import element_surface as surface
from .element_play import play

UNSHOWN_PROPERTIES = {
    # `key` tells siblings apart; nothing of it can be seen.
    "key",
    "id",
    "type",
}
BOXES = ("Box", "Row", "Col", "Form", "Basic")
"""They share their properties, which are shown on one of them."""


def ways(value: Any, before: str = "") -> Iterator[str]:
    """Every way down in the options of a page."""
    if isinstance(value, list):
        for one in value:
            yield from ways(one, before)
    if isinstance(value, dict):
        for key, one in value.items():
            way = f"{before}.{key}" if before else key
            yield way
            yield from ways(one, way)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every component in a widget."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    if isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        yield from nodes(value.get("children", []))


def shown_options() -> set[str]:
    found: set[str] = set()
    for entry in entries():
        for options in (entry.options, *entry.variants.values()):
            found.update(ways(options))
    return found | {"initialThread"}


def shown_components() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries():
        for node in nodes(entry.widget):
            found.setdefault(node["type"], set()).update(node)
    return found


def test_every_option_has_a_page() -> None:
    assert set(surface.published().options) - shown_options() == set()


def test_every_widget_has_a_page() -> None:
    assert set(surface.components()) - set(shown_components()) == set()


@pytest.mark.parametrize("name", sorted(surface.components()))
def test_every_property_of_a_widget_is_shown(name: str) -> None:
    shown = shown_components()
    here = set().union(*(shown[box] for box in BOXES)) if name in BOXES else shown[name]

    assert surface.components()[name] - here - UNSHOWN_PROPERTIES == set()


def own_scripts() -> list[str]:
    """Return what asks for the gallery's scripts: tests beside these add scripts of their own."""
    return [
        says
        for says, script in scripts.SCRIPTS.items()
        if script.play.__module__.startswith(f"{scripts.__name__}.")
    ]


async def test_the_scripts_send_every_item_event_and_update() -> None:
    sent: set[str] = set()
    for says in own_scripts():
        for event in await play(says):
            sent.update(kinds_in(event))
    wanted = (
        {f"event:{name}" for name in surface.events()}
        | {f"item:{name}" for name in surface.items() if "hidden" not in name}
        | {f"update:{name}" for name in surface.updates()}
    )

    assert wanted - sent == set()


def test_every_script_has_a_page_or_is_for_tests() -> None:
    shown = {entry.says for entry in entries() if entry.says}
    only_for_tests = {"Wait for me"}

    unseen = {
        says for says in own_scripts() if not any(one.startswith(says) for one in shown)
    } - only_for_tests

    assert unseen == set()


def test_the_pages_threads_are_filled_before_anybody_comes() -> None:
    server = StockServer()

    asyncio.run(furnish(Front(server)))

    wanted = {entry.thread_id for entry in entries() if entry.thread_id}
    assert wanted == set(server.memory.threads)
    assert all(len(items) > 1 for items in server.memory.items.values())
