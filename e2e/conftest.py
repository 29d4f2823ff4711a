"""What must be set before anything is imported."""

import os

# Traces would be sent to the provider's own service.
os.environ["OPENAI_AGENTS_DISABLE_TRACING"] = "1"
