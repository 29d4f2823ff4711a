"""What the tests of the fault tour share: answers that are none, their words, and pictures."""

import os
from pathlib import Path

from .element_fault_page import Visitor
from .element_faults import Answers

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots" / "element" / "faults"
KEPT = os.environ.get("TAKE_PICTURES") is not None
"""Whether the pictures are taken anew."""

HTML = Answers(200, b"<html><h1>Sign in to the Wi-Fi</h1>", {"content-type": "text/html"})
REFUSED, LOST = "Your message did not arrive.", "Something went wrong"
SERVER = "The server has a problem. Please try again in a moment."
STRANGE = "The server’s answer could not be understood."  # noqa: RUF001 - as it is written
UPLOADS = {"type": "direct", "uploadUrl": "/files"}
OPTIONS = {
    "api": {"url": "/chatkit", "domainKey": "local", "uploadStrategy": UPLOADS},
    "composer": {"attachments": {"enabled": True}},
    "history": {"enabled": True},
}


async def picture(visitor: Visitor, name: str) -> None:
    """Keep what the person sees, where pictures are asked for."""
    if KEPT:
        PICTURES.mkdir(parents=True, exist_ok=True)
        await visitor.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
