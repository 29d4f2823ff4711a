"""docs/api.md tells the truth: its commands are run in order, their answers are as it shows."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import Any, cast, get_args
from urllib.parse import urlsplit

import pytest
from chatkit.types import ChatKitReq

from api import Api
from e2e.documented import ROOT, Command, commands, differences, events, missing_events
from forging import ORIGIN
from people import People

DOCUMENT = ROOT / "docs" / "api.md"
# Those that need the pages are run by e2e/test_documents.py.
COMMANDS = [each for each in commands(DOCUMENT) if not each.needs_pages]
# What readers type is `curl`; what is added here changes nothing that an answer depends on.
PRELUDE = """\
curl() {
  command curl -q -sS --noproxy '*' --max-time 60 --connect-to "$NAMED:$REAL" \\
    -w '\\n%{http_code}' "$@"
}
"""


@dataclass(frozen=True)
class Answer:
    """What one command printed."""

    status: int
    body: str


@dataclass
class Shell:
    """Runs commands one after another, with the variables that earlier answers gave."""

    variables: dict[str, str]
    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])

    def run(self, command: Command) -> None:
        """Run one command and keep what later ones need of it."""
        done = subprocess.run(
            ["/bin/sh", "-eu", "-c", PRELUDE + command.script],
            env={"PATH": os.environ["PATH"]} | self.variables,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        body, _, status = done.stdout.rpartition("\n")
        if done.returncode or not status.isdigit():
            self.answers[command.name] = Answer(0, done.stderr)
            return
        self.answers[command.name] = Answer(int(status), body)
        if "\ndata: " in body:
            self._remember_items(body)
        elif status.startswith("2") and body.startswith("{"):
            self._remember(command.heading, json.loads(body))

    def _remember(self, heading: str, answer: dict[str, Any]) -> None:
        kept: dict[str, Any] = {"CLIENT_SECRET": answer.get("client_secret")}
        match heading:
            case "POST /api/chatkit/threads":
                kept["THREAD_ID"] = answer["id"]
            case "POST /api/chatkit/messages":
                kept["MESSAGE_ID"] = answer["user_message"]["id"]
                kept["TASK_ID"] = answer["tool_calls"][0]["result"]["tasks"][0]["id"]
            case "POST /api/tasks":
                kept["TASK_ID"] = answer["id"]
            case "POST /api/projects":
                kept["PROJECT_ID"] = answer["id"]
            case "POST /api/projects/{project_id}/sections":
                kept["SECTION_ID"] = answer["id"]
            case "POST /api/labels":
                kept["LABEL_ID"] = answer["id"]
            case "POST /api/tokens":
                kept |= {"TOKEN_ID": answer["id"], "PERSONAL_TOKEN": answer["token"]}
            case _:
                pass
        self.variables |= {name: value for name, value in kept.items() if value}

    def _remember_items(self, stream: str) -> None:
        names = {"assistant_message": "ANSWER_ID", "widget": "WIDGET_ID"}
        for event in cast("list[Any]", events(stream)):
            if event == ": end" or event.get("type") != "thread.item.done":
                continue
            item = event["item"]
            if item["type"] in names and item["thread_id"] == self.variables["THREAD_ID"]:
                self.variables[names[item["type"]]] = item["id"]


@pytest.fixture(scope="module")
def answers(api: Api, people: People) -> dict[str, Answer]:
    """Every command's answer, by the command's name."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    ada = people.sign_up("Ada")
    real = urlsplit(api.origin).netloc
    shell = Shell(
        {
            "ORIGIN": ORIGIN,
            "NAMED": urlsplit(ORIGIN).netloc,
            "REAL": real,
            "USER_JWT": api.user_jwt(ada),
        }
    )
    for command in COMMANDS:
        shell.run(command)
    return shell.answers


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_documented_command_answers_as_documented(
    command: Command, answers: dict[str, Answer]
) -> None:
    answer = answers[command.name]

    assert answer.status == command.status, answer.body
    if command.form == "json":
        shown, given = json.loads(command.shown), json.loads(answer.body)
        assert differences(shown, given, whole=True) == []
    if command.form == "text":
        assert missing_events(command.shown, answer.body) == []


def operations(answers: dict[str, Answer]) -> list[str]:
    """Return `METHOD /path` of everything in the OpenAPI document."""
    printed = next(body for name, body in answers.items() if "openapi.json" in name)
    paths: dict[str, dict[str, object]] = json.loads(printed.body)["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


def test_every_operation_of_the_api_is_documented_with_a_command(
    answers: dict[str, Answer],
) -> None:
    with_command = {command.heading for command in COMMANDS}

    assert [each for each in operations(answers) if each not in with_command] == []


def test_no_documented_operation_is_one_that_the_api_does_not_have(
    answers: dict[str, Answer],
) -> None:
    known = {*operations(answers), "POST /mcp", "GET /api/openapi.json"}

    headings = {command.heading for command in COMMANDS if " /" in command.heading}
    assert headings - known == set()


def test_every_kind_of_chatkit_request_is_documented() -> None:
    requests = get_args(get_args(ChatKitReq)[0])
    kinds = [get_args(request.model_fields["type"].annotation)[0] for request in requests]
    text = DOCUMENT.read_text(encoding="utf-8")

    assert len(kinds) == 16
    assert [kind for kind in kinds if kind not in text] == []
