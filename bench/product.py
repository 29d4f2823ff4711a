"""A product of its own, measured as a person and a browser would use it."""

import gc

from e2e.model_server import serve_apart
from e2e.product import running

from . import first_token, mcp_call, offline, sessions
from .figures import Measured, Verdict, table


def _show(title: str, rows: list[Measured]) -> None:
    print(f"\n{title}\n{table(rows, rows[0])}", flush=True)


async def measure() -> list[Verdict]:
    """Show the tables of the server and return its verdicts."""
    with serve_apart() as model:
        async with running(
            OPENAI_API_KEY=first_token.KEY,
            OPENAI_BASE_URL=model.base_url,
            ERRAND_MODEL=first_token.MODEL,
        ) as product:
            gc.disable()  # our own pauses are not the server's
            rows, verdicts = await first_token.measure(product, model)
            _show(f"Time to the first token, {first_token.MODEL}, one turn at a time", rows)
            gc.collect()
            more_rows, more_verdicts = await sessions.measure(product)
            _show(f"{sessions.PER_SECOND} requests a second of each, in turns", more_rows)
            called_rows, called_verdicts = await mcp_call.measure(product)
            _show("One find_tasks of 20 tasks, one after another", called_rows)
            own_rows, own_verdicts = offline.measure()
            _show("The offline model, an utterance", own_rows)
            for row in own_rows:
                print(f"  {row.name}: {offline.per_second(row):,.0f} a second on one core")
            gc.enable()
            return verdicts + more_verdicts + called_verdicts + own_verdicts
