"""A second start of the product: how long until its first page, and until its first answer."""

import time

import httpx2

from e2e.people import People
from e2e.product import Product, running

ROUNDS = 3


async def measure() -> list[str]:
    """Return a line for each start after the first, which makes the database."""
    lines: list[str] = []
    async with running() as product:
        await _until_answered(product)
        for _ in range(ROUNDS):
            await product.stop()
            began = time.perf_counter()
            await product.start()
            well = time.perf_counter() - began
            async with httpx2.AsyncClient(base_url=product.url, timeout=20) as http:
                (await http.get("/sign-in")).raise_for_status()
            page = time.perf_counter() - began
            answered = page + await _until_answered(product)
            lines.append(
                f"well {well:.1f} s, first page {page:.1f} s, first answer {answered:.1f} s"
            )
    return lines


async def _until_answered(product: Product) -> float:
    began = time.perf_counter()
    async with People(product) as people:
        await (await people.add()).say("add buy oats tomorrow")
    return time.perf_counter() - began
