"""What must be set before anything is imported."""

import os

import pytest

# Traces would be sent to the provider's own service.
os.environ["OPENAI_AGENTS_DISABLE_TRACING"] = "1"

pytest.register_assert_rewrite("e2e.stream", "e2e.visit")
