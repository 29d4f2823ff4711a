"""From the agent's events to the protocol's: messages, tool steps, lists of tasks.

Ids are derived from the turn and the place of an item in it, so that a turn that another worker
goes on with speaks of the same items.
"""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, cast

from agents import RunItemStreamEvent, RunResultStreaming
from agents.items import ToolCallItem, ToolCallOutputItem, TResponseStreamEvent
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    CustomSummary,
    CustomTask,
    ThoughtTask,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    URLSource,
    WidgetItem,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)
from openai.types.responses import (
    ResponseOutputMessage,
    ResponseOutputRefusal,
    ResponseOutputText,
)

from errand.edge.chatkit.cards import plain_card, waiting_card
from errand.edge.chatkit.honesty import claims_deed
from errand.edge.chatkit.items import settle
from errand.edge.chatkit.outcomes import Deed, changed_tasks, outcome_card, remarks_of
from errand.edge.chatkit.steps import READING, STEPS, finished, nothing_changed, result_of
from errand.edge.chatkit.widgets import plain_list, task_list
from errand.identity import derived_uuid7
from errand.turns.running import RunningTurn

Events = list[ThreadStreamEvent]


class Answer:
    """Converts the run of one turn; reads each event once and in order."""

    def __init__(self, turn: RunningTurn, *, doubted: bool = False) -> None:
        """`doubted`: the model's word for what it did is not enough."""
        self._turn, self._thread_id = turn, str(turn.thread_id)
        self._step, self._workflows, self._deltas = 1, 0, 0
        self._ids: dict[str, str] = {}
        self._workflow: WorkflowItem | None = None
        self._found: WidgetItem | None = None
        self._calls: dict[str, tuple[str, int]] = {}
        self._running: set[str] = set()
        self._lists: Events = []
        self._asked: set[str] = set()
        self._claims = doubted
        """Nothing was done yet, so that the words of the answer are looked at."""
        self._claimed = False

    async def events(self, run: RunResultStreaming) -> AsyncGenerator[ThreadStreamEvent]:
        """Give the protocol's events; closing this stops the model and the tools."""
        try:
            async for event in run.stream_events():
                if event.type == "raw_response_event":
                    given = self._said(event.data)
                elif isinstance(event, RunItemStreamEvent):
                    given = self._did(event)
                else:
                    continue
                for one in given:
                    yield one
            for one in [*self._end_workflow(), *self._found_list(), *self._contradiction()]:
                yield one
        finally:
            run.cancel()

    def broken_off(self) -> Events:
        """Take back what is half-said, and let no step look busy: no more will come of this run."""
        return [*self._withdrawn(), *self._end_workflow()]

    def _id(self, *place: object) -> str:
        return str(derived_uuid7(self._turn.created_at, self._turn.turn_id, *place))

    # -- what the model says --------------------------------------------------------------

    def _said(self, event: TResponseStreamEvent) -> Events:  # noqa: C901, PLR0911  one kind a line
        match event.type:
            case "response.created":
                # A second beginning in one step: the first broke off and is asked for anew.
                return self._withdrawn()
            case "response.output_item.added" if event.item.type == "message":
                opening = [*self._end_workflow(), *self._found_list()]
                begun = self._message(event.item, event.output_index)
                return [*opening, ThreadItemAddedEvent(item=begun)]
            case "response.content_part.added" if event.part.type != "reasoning_text":
                part = AssistantMessageContentPartAdded(
                    content_index=event.content_index, content=_content(event.part)
                )
                return self._updated(event.item_id, part)
            case "response.output_text.delta" | "response.refusal.delta":
                self._deltas += 1
                self._turn.faults.reach(f"model.delta.{self._deltas}")
                delta = AssistantMessageContentPartTextDelta(
                    content_index=event.content_index, delta=event.delta
                )
                return self._updated(event.item_id, delta)
            case "response.output_text.annotation.added":
                return self._annotated(event)
            case "response.output_text.done":
                whole = AssistantMessageContent(text=event.text, annotations=[])
                done = AssistantMessageContentPartDone(
                    content_index=event.content_index, content=whole
                )
                return self._updated(event.item_id, done)
            case "response.output_item.done" if event.item.type == "message":
                said = self._message(event.item, event.output_index)
                self._claimed |= any(claims_deed(part.text) for part in said.content)
                return [*self._end_workflow(), ThreadItemDoneEvent(item=said)]
            case "response.reasoning_summary_text.done":
                return self._add_task(ThoughtTask(content=event.text))
            case "response.completed":
                self._step += 1
                self._ids.clear()
                return []
            case _:
                return []

    def _withdrawn(self) -> Events:
        given: Events = [ThreadItemRemovedEvent(item_id=item_id) for item_id in self._ids.values()]
        self._ids.clear()
        return given

    def _message(self, said: ResponseOutputMessage, place: int) -> AssistantMessageItem:
        return AssistantMessageItem(
            id=self._ids.setdefault(said.id, self._id("message", self._step, place)),
            thread_id=self._thread_id,
            created_at=datetime.now(UTC),
            content=[_content(part) for part in said.content],
        )

    def _updated(self, provider_id: str, update: Any) -> Events:
        item_id = self._ids.get(provider_id)
        if item_id is None:
            return []
        return [ThreadItemUpdatedEvent(item_id=item_id, update=update)]

    def _annotated(self, event: Any) -> Events:
        found = _annotation(event.annotation)
        if found is None:
            return []
        update = AssistantMessageContentPartAnnotationAdded(
            content_index=event.content_index,
            annotation_index=event.annotation_index,
            annotation=found,
        )
        return self._updated(event.item_id, update)

    # -- what it does ---------------------------------------------------------------------

    def _did(self, event: RunItemStreamEvent) -> Events:
        item = event.item
        if isinstance(item, ToolCallItem):
            return self._called(_field(item.raw_item, "name"), _field(item.raw_item, "call_id"))
        if isinstance(item, ToolCallOutputItem):
            return self._returned(_field(item.raw_item, "call_id"), str(item.output))
        return []

    def _called(self, name: str, call_id: str) -> Events:
        if call_id in self._calls:
            return []
        # What was looked up only to act on it is not worth a list of its own.
        self._found = None
        doing, _, icon = STEPS.get(name, (name, name, "bolt"))
        task = CustomTask(title=doing, icon=cast("Any", icon), status_indicator="loading")
        place = len(self._workflow.workflow.tasks) if self._workflow else 0
        self._calls[call_id] = (name, place)
        self._running.add(call_id)
        return self._add_task(task)

    def _returned(self, call_id: str, output: str) -> Events:
        self._turn.faults.reach("tool.committed")
        name, index = self._calls.get(call_id, ("", -1))
        result = result_of(output)
        given: Events = []
        if self._workflow is not None and 0 <= index < len(self._workflow.workflow.tasks):
            task = finished(name, result)
            self._workflow.workflow.tasks[index] = task
            update = WorkflowTaskUpdated(task_index=index, task=task)
            given.append(ThreadItemUpdatedEvent(item_id=self._workflow.id, update=update))
        self._running.discard(call_id)
        # Also what waits for the person is shown, and speaks for itself.
        done = result.get("ok") and name not in READING
        self._claims = self._claims and not done and not result.get("approval")
        self._lists += self._shown(name, call_id, result)
        # A list goes below the finished steps, so it waits for those that run beside it.
        return given + self._end_workflow() if self._lists and not self._running else given

    def _contradiction(self) -> Events:
        if not (self._claims and self._claimed):
            return []
        return [*self._add_task(nothing_changed()), *self._end_workflow()]

    def _add_task(self, task: CustomTask | ThoughtTask) -> Events:
        if self._workflow is None:
            self._workflows += 1
            self._workflow = WorkflowItem(
                id=self._id("workflow", self._workflows),
                thread_id=self._thread_id,
                created_at=datetime.now(UTC),
                workflow=Workflow(type="custom", tasks=[task], expanded=False),
            )
            return [ThreadItemAddedEvent(item=self._workflow.model_copy(deep=True))]
        tasks = self._workflow.workflow.tasks
        tasks.append(task)
        update = WorkflowTaskAdded(task_index=len(tasks) - 1, task=task)
        return [ThreadItemUpdatedEvent(item_id=self._workflow.id, update=update)]

    def _end_workflow(self) -> Events:
        ended, self._workflow = self._workflow, None
        lists, self._lists = self._lists, []
        if ended is None:
            return lists
        settle(ended)
        count = len(ended.workflow.tasks)
        words = (ended.workflow.tasks[0].title or "1 step") if count == 1 else f"{count} steps"
        ended.workflow.summary = CustomSummary(title=words)
        return [ThreadItemDoneEvent(item=ended), *lists]

    def _shown(self, name: str, call_id: str, result: dict[str, Any]) -> Events:
        approval = result.get("approval")
        if approval:
            return self._card(approval)
        if changed := changed_tasks(name, result):
            deed = Deed(name, ()).then(result.get("call_id"))
            card = outcome_card(deed, changed, remarks_of(name, result))
            item = self._widget(("widget", call_id), card, plain_list(changed))
            return [ThreadItemDoneEvent(item=item)]
        if name == "find_tasks" and result.get("ok") and result["tasks"]:
            tasks = result["tasks"]
            self._found = self._widget(("widget", call_id), task_list(tasks), plain_list(tasks))
        return []

    def _card(self, approval: dict[str, Any]) -> Events:
        """Ask the person; once, however often a model tries the same call."""
        if approval["id"] in self._asked:
            return []
        self._asked.add(approval["id"])
        plain = plain_card(approval["headline"], approval["summary"])
        item = self._widget(("approval", approval["id"]), waiting_card(approval), plain)
        return [ThreadItemDoneEvent(item=item)]

    def _widget(self, place: tuple[str, str], widget: dict[str, Any], plain: str) -> WidgetItem:
        return WidgetItem(
            id=self._id(*place),
            thread_id=self._thread_id,
            created_at=datetime.now(UTC),
            widget=cast("Any", widget),
            copy_text=plain,
        )

    def _found_list(self) -> Events:
        found, self._found = self._found, None
        return [] if found is None else [ThreadItemDoneEvent(item=found)]


def _content(part: Any) -> AssistantMessageContent:
    if isinstance(part, ResponseOutputText):
        found = [_annotation(annotation) for annotation in part.annotations]
        return AssistantMessageContent(text=part.text, annotations=[a for a in found if a])
    refusal = part.refusal if isinstance(part, ResponseOutputRefusal) else ""
    return AssistantMessageContent(text=refusal, annotations=[])


def _annotation(given: Any) -> Annotation | None:
    if _field(given, "type") != "url_citation":
        return None
    source = URLSource(url=_field(given, "url"), title=_field(given, "title"))
    return Annotation(source=source, index=int(_field(given, "end_index") or 0))


def _field(given: Any, name: str) -> str:
    fields = cast("dict[str, Any]", given if isinstance(given, dict) else vars(given))
    value = fields.get(name)
    return "" if value is None else str(value)
