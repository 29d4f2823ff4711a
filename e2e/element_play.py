"""Talk to the stock server without a browser."""

import json
from typing import Any

from chatkit.server import StreamingResult

from element.gallery.stock.context import Visit
from element.gallery.stock.server import StockServer


async def play(says: str, server: StockServer | None = None) -> list[dict[str, Any]]:
    """Say something in a new thread, at once, and return the events of the answer."""
    said = {
        "content": [{"type": "input_text", "text": says}],
        "attachments": [],
        "inference_options": {},
    }
    body = json.dumps({"type": "threads.create", "params": {"input": said}})
    result = await (server or StockServer()).process(body, Visit(pace=0))
    assert isinstance(result, StreamingResult)
    return [json.loads(frame.removeprefix(b"data: ")) async for frame in result]
