"""What must be set before anything else is imported, and the browser that the tests share."""

import os
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser

from .browser import launch

# Traces would be sent to the provider's own service.
os.environ["OPENAI_AGENTS_DISABLE_TRACING"] = "1"

pytest.register_assert_rewrite("e2e.stream", "e2e.visit")


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    async with launch() as opened:
        yield opened
