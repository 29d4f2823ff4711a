"""Answers that are always being written: first tokens, late words; tokens; a warm start."""

import gc

from e2e.model_server import serve_apart
from e2e.product import running

from . import start, steady, streams, tokens
from .figures import Measured, Verdict, table


async def measure() -> list[Verdict]:
    """Show the tables and return the verdicts."""
    verdicts: list[Verdict] = []
    gc.disable()  # our own pauses are not the server's
    with serve_apart() as model:
        base = model.base_url
        async with running(
            OPENAI_API_KEY=steady.KEY, OPENAI_BASE_URL=base, ERRAND_MODEL=steady.MODEL
        ) as product:
            rows, more = await steady.measure(product, model)
            _show(f"Time to the first token, {steady.RUNNING} answers running", rows)
            verdicts += more + await tokens.measure(product)
        gc.collect()
        async with running(
            OPENAI_API_KEY=steady.KEY,
            OPENAI_BASE_URL=base,
            ERRAND_MODEL=streams.MODEL,
            ERRAND_LIMIT_STREAMS="500",
            ERRAND_WORKER_TURNS="500",
        ) as product:
            verdicts += await streams.measure(product, model)
    gc.enable()
    for line in await start.measure():
        print(f"warm start: {line}", flush=True)
    return verdicts


def _show(title: str, rows: list[Measured]) -> None:
    print(f"\n{title}\n{table(rows, rows[0])}", flush=True)
