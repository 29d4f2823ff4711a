"""What `errand eval` does."""

# ruff: noqa: T201

import json
import sys
from pathlib import Path

import structlog

from errand.assistant.models import HostedModels
from errand.configured import hosted_by
from errand.edge.http.logs import configure_logs
from errand.evaluation.cases import read_cases
from errand.evaluation.report import as_json, as_text
from errand.evaluation.running import evaluate
from errand.evaluation.verdict import Verdict
from errand.local.problems import Problem
from errand.settings import Settings

UNREADABLE = 2
"""Exit status when a line of the file is no case; the others are judged all the same."""
OFFLINE = "offline"


def run_eval(
    settings: Settings,
    file: Path,
    *,
    model: str | None,
    in_json: bool,
    summary: bool,
    server_url: str | None,
) -> int:
    """Judge the cases of a file, print the report and return the exit status.

    Raises:
        Problem: The file, the model or a database is not to be had.
    """
    configure_logs("text")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    try:
        cases, bad = read_cases(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{file} cannot be read: {error}") from error
    if not cases and not bad:
        raise Problem(f"{file} has no cases: one JSON object a line.")
    hosted = _hosted(settings, model)
    shown = _Progress(len(cases))
    verdicts = evaluate(cases, hosted=hosted, server_url=server_url, done=shown)
    shown.clear()
    if in_json:
        print(json.dumps(as_json(file.name, verdicts, bad), ensure_ascii=False, indent=1))
    else:
        for line in as_text(verdicts, bad, failures=not summary):
            print(line)
    return UNREADABLE if bad else 0


def _hosted(settings: Settings, model: str | None) -> HostedModels | None:
    if model is None or model == OFFLINE:
        return None
    hosted = hosted_by(settings.model_copy(update={"errand_model": (model,)}))
    if hosted is None:
        raise Problem("--model needs a model server: set OPENAI_API_KEY or OPENAI_BASE_URL.")
    return hosted


class _Progress:
    """Counts on standard error while somebody watches."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._shown = total, 0, sys.stderr.isatty()

    def __call__(self, _verdict: Verdict) -> None:
        self._done += 1
        if self._shown:
            print(f"\r{self._done} of {self._total}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the count off the screen."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
