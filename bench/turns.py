"""Crowds, long lists and memory, over a product of their own."""

import gc

from e2e.model_server import serve_apart
from e2e.product import running

from . import bursts, lists, memory
from .figures import Measured, Verdict, table


async def measure() -> list[Verdict]:
    """Show the tables and return the verdicts."""
    with serve_apart() as model:
        async with running(
            OPENAI_API_KEY=bursts.KEY, OPENAI_BASE_URL=model.base_url, ERRAND_MODEL=bursts.MODEL
        ) as product:
            gc.disable()  # our own pauses are not the server's
            memory.show(product, "idle")
            rows, verdicts = await bursts.measure(product, model)
            _show(f"At the same instant, {bursts.MODEL}", rows)
            memory.show(product, "after the crowds")
            gc.collect()
            more_rows, more_verdicts = await lists.measure(product)
            _show("Lists of somebody who has much", more_rows)
            gc.enable()
            return verdicts + more_verdicts


def _show(title: str, rows: list[Measured]) -> None:
    print(f"\n{title}\n{table(rows, rows[0])}", flush=True)
