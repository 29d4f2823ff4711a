"""Conversations with the offline model: the real agent, the real tools, the real database."""

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from agents.items import ToolCallOutputItem, TResponseInputItem

from errand.approvals.service import ApprovalService
from errand.assistant.agent import Circumstances, Guarded, answer
from errand.assistant.consent import consent
from errand.assistant.offline import OfflineModel
from errand.assistant.offline.questions import find_question
from errand.db import Database
from errand.identity import Actor, uuid7
from errand.tasks.inputs import AddTasks, FindTasks, SetStatus
from errand.tasks.model import STATUSES
from errand.tasks.service import TaskService
from errand.tasks.views import TaskView
from errand.tools.gate import Gate, Origin, Turn
from errand.tools.provenance import Provenance
from errand.tools.tasks import task_tools
from task_world import Watch, live_in

CASES = Path(__file__).with_name("cases")
_SHOWN = {"add_tasks": "tasks", "find_tasks": "tasks", "set_status": "changed"}


@dataclass(frozen=True)
class Case:
    """One conversation and what has to hold after it."""

    id: str
    category: str
    now: datetime
    timezone: str
    tasks: list[dict[str, Any]]
    turns: list[str]
    expect: dict[str, Any]
    file: str


def load_cases(name: str) -> list[Case]:
    """Return the cases of one file."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line), name) for line in lines]


def _case(row: dict[str, Any], name: str) -> Case:
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=ZoneInfo(row["timezone"]))
    return Case(**{**row, "now": now, "file": name})  # pyright: ignore[reportArgumentType]


@dataclass
class KeptSteps:
    """The journal of one turn, in memory: nothing is killed here."""

    steps: dict[Any, Any] = field(default_factory=dict[Any, Any])

    def stored_step(self, key: Any) -> Any | None:
        return self.steps.get(key)

    def asks(self) -> None:
        pass

    async def store_step(self, key: Any, kind: str, output: object, spent: object = None) -> None:
        self.steps[key] = output

    def tool_step(self, key: Any) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass
class Talk:
    """A conversation that one person has."""

    service: TaskService
    actor: Actor
    now: datetime
    zone: ZoneInfo
    database: Database
    history: list[TResponseInputItem] = field(default_factory=list[TResponseInputItem])
    waiting: dict[str, Any] | None = None
    results: list[tuple[str, dict[str, Any]]] = field(
        default_factory=list[tuple[str, dict[str, Any]]]
    )

    async def say(self, text: str) -> str:
        """Say something and return the answer; what was shown goes into the history as the chat
        does it, and a plain yes confirms what waits."""
        approvals = ApprovalService(self.database, now=lambda: self.now)
        gate = Gate(approvals, self.service, task_tools(self.service))
        waiting, self.waiting = self.waiting, None
        if waiting and consent(text):
            approval = await approvals.get(self.actor, UUID(waiting["id"]), conversation_id=None)
            result = await gate.confirmed(self.actor, approval)
            self.results.append((approval.tool, result))
            return "\n".join(["Confirmed:", *approval.summary])
        self.history.append({"role": "user", "content": text})
        run = answer(
            self.actor,
            list(self.history),
            tools=list(gate.tools.values()),
            guarded=Guarded(gate, Turn(Origin(None, uuid7(), self.now), Provenance(said=text))),
            model=OfflineModel(self.now, self.zone),
            journal=KeptSteps(),
            at=Circumstances(self.now, self.zone),
        )
        names: dict[str, str] = {}
        async for _ in run.stream_events():
            pass
        for item in run.new_items:
            if item.type == "tool_call_item":
                names[str(getattr(item.raw_item, "call_id", ""))] = str(
                    getattr(item.raw_item, "name", "")
                )
            elif isinstance(item, ToolCallOutputItem):
                raw: Any = item.raw_item
                self._shown(names[raw["call_id"]], json.loads(str(item.output)))
        self.history.append({"role": "assistant", "content": str(run.final_output)})
        return str(run.final_output)

    def _shown(self, name: str, result: dict[str, Any]) -> None:
        self.results.append((name, result))
        self.waiting = result.get("approval") or self.waiting
        tasks = result.get(_SHOWN.get(name, ""), [])
        rows = "; ".join(f'{n}. {t["id"]} "{t["title"]}"' for n, t in enumerate(tasks, 1))
        if rows:
            self.history.append({"role": "assistant", "content": f"[tasks shown] {rows}"})


async def seeded(case: Case, database: Database, actor: Actor) -> TaskService:
    """Give the person the tasks of a case, numbered from 1 in their order."""
    await live_in(database, actor, case.timezone)
    service = TaskService(database, now=Watch(case.now))
    for row in case.tasks:
        fields = {key: value for key, value in row.items() if key != "status"}
        asked = AddTasks.model_validate({"tasks": [fields]})
        task = (await service.add(actor, asked)).tasks[0]
        if "status" in row:
            change = SetStatus.model_validate({"ids": [task.id], "status": row["status"]})
            await service.set_status(actor, change)
    return service


async def state(service: TaskService, actor: Actor) -> dict[int, dict[str, Any]]:
    """Return the fields of all tasks that cases speak of, by number."""
    wanted = FindTasks(statuses=list(STATUSES), limit=100)
    found = await service.find(actor, wanted)
    return {task.number: _fields(task) for task in found.tasks}


def _fields(task: TaskView) -> dict[str, Any]:
    view = task.model_dump(mode="json", exclude_none=True)
    return {name: view.get(name) for name in ("title", "status", "priority", "due")}


def difference(
    case: Case, before: dict[int, dict[str, Any]], after: dict[int, dict[str, Any]]
) -> str:
    """Return how the state is not what the case expects, empty when it is."""
    expected = {number: dict(fields) for number, fields in before.items()}
    new: list[dict[str, Any]] = []
    for wish in case.expect["tasks"]:
        fields = {key: value for key, value in wish.items() if key not in ("number", "deleted")}
        if "number" not in wish:
            new.append(fields)
        elif wish.get("deleted"):
            del expected[wish["number"]]
        else:
            expected[wish["number"]] |= fields
    kept = {number: fields for number, fields in after.items() if number in before}
    added = [after[number] for number in sorted(after) if number not in before]
    if kept != expected:
        return f"expected {expected}, found {kept}"
    if len(added) != len(new):
        return f"expected {len(new)} new tasks, found {added}"
    for wish, task in zip(new, added, strict=True):
        if any(task[key] != value for key, value in wish.items()):
            return f"expected {wish}, found {task}"
    return ""


@dataclass(frozen=True)
class Verdict:
    """How a case went: right, asked (in vain), or wrong without a question."""

    word: str
    why: str


async def judged(case: Case, database: Database, actor: Actor) -> Verdict:
    """Hold the conversation of a case and judge what became of it."""
    service = await seeded(case, database, actor)
    before = await state(service, actor)
    talk = Talk(service, actor, case.now, ZoneInfo(case.timezone), database)
    replies = [await talk.say(turn) for turn in case.turns]
    after = await state(service, actor)
    said = replies[-1]
    asks = find_question(said) is not None or talk.waiting is not None
    wrong = difference(case, before, after)
    if any(result.get("code") == "invalid_arguments" for _, result in talk.results):
        return Verdict("wrong", f"an invalid tool call: {talk.results}")
    if asks != case.expect["asks"] or wrong:
        word = "asked" if asks and before == after else "wrong"
        return Verdict(word, f"{wrong or 'asks: ' + str(asks)}\n{said}")
    missing = [phrase for phrase in case.expect["says"] if phrase.lower() not in said.lower()]
    if missing:
        return Verdict("wrong", f"did not say {missing} but: {said}")
    return Verdict("right", "")
