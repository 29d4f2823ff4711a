"""How much one turn may use: model steps, tool calls, tokens."""

import json
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from openai.types.responses import Response, ResponseFunctionToolCall

from errand.assistant.faults import BUDGET, LATE, ModelFault
from errand.assistant.offline.events import MODEL_NAME
from errand.turns.limits import Spent

MODEL_STEPS = 12
"""So many model steps may one turn take."""
TOOL_CALLS = 40
CALLS_AT_ONCE = 16
"""So many calls may one step ask for; of a step with more, none is made."""
TOKENS = 1_000_000
SECONDS = 600.0
"""So long may a worker be at one turn, however steadily the model goes on."""
BYTES_A_TOKEN = 3
"""A careful guess: English has four, most other languages fewer."""


@dataclass
class Budget:
    """What is left to one turn; also what a journalled step used counts."""

    tool_calls: int = TOOL_CALLS
    tokens: int = TOKENS
    until: float = field(default_factory=lambda: monotonic() + SECONDS)

    def refuse_late(self) -> None:
        """Return while there is time.

        Raises:
            ModelFault: The turn has taken too long.
        """
        if monotonic() > self.until:
            raise ModelFault(LATE)

    def refuse_spent(self) -> None:
        """Return where another step may be asked for.

        Raises:
            ModelFault: The turn has had its share.
        """
        if self.tool_calls < 0 or self.tokens < 0:
            raise ModelFault(BUDGET)

    def take(self, response: Response, *asked: Any) -> None:
        """Take a step off.

        Args:
            response: What the step gave.
            asked: What it was asked, for servers that do not tell their tokens.

        Raises:
            ModelFault: Its tool calls are more than may be made; none of them has been.
        """
        calls = sum(isinstance(item, ResponseFunctionToolCall) for item in response.output)
        self.tool_calls -= calls
        usage = response.usage
        self.tokens -= usage.total_tokens if usage else estimated_tokens([asked, response.output])
        if calls > CALLS_AT_ONCE or (calls and self.tool_calls < 0):
            raise ModelFault(BUDGET)


def spent_on(response: Response, *asked: Any) -> Spent | None:
    """Return what a step of a hosted model took, or about what; the offline model takes nothing."""
    if response.model == MODEL_NAME:
        return None
    if response.usage is not None:
        usage = response.usage
        return Spent(response.model, usage.input_tokens, usage.output_tokens)
    return Spent(response.model, estimated_tokens(asked), estimated_tokens(response.output))


def estimated_tokens(said: object) -> int:
    """Return about how many tokens this is."""
    return len(json.dumps(said, ensure_ascii=False, default=str).encode()) // BYTES_A_TOKEN
