"""What an attacker tries: every route, operation and tool, with the victim's ids in it."""

from typing import Any

Json = dict[str, Any]
WORDS = "canary"
"""Finds what the victim has."""

# Requests with the victim's ids, and the statuses that hide them. A list is one's own: 200.
HIDDEN, OWN = {404}, {200, 201, 202, 204}
OTHER = {400, 401, 404, 405, 409, 422, 501}
ROUTES: dict[str, tuple[Json, set[int]]] = {
    "POST /api/chatkit/session": ({"json": {}}, {401}),
    "POST /api/chatkit/refresh": ({"json": {"token": "{thread}"}}, {401}),
    "GET /api/chatkit/threads": ({"params": {"q": WORDS}}, OWN),
    "POST /api/chatkit/threads": ({"json": {"title": "mine"}}, OWN),
    "GET /api/chatkit/threads/{thread_id}": ({}, HIDDEN),
    "POST /api/chatkit/messages": ({"json": {"thread_id": "{thread}", "message": "hi"}}, HIDDEN),
    "POST /api/chatkit": ({"json": {"type": "threads.get_by_id"}}, {422}),
    "GET /api/tasks": ({"params": {"q": WORDS, "status": "all"}}, OWN),
    "POST /api/tasks": ({"json": {"title": "mine"}}, OWN),
    "GET /api/tasks/events": ({"headers": {"last-event-id": "{event}"}}, OWN),
    "GET /api/tasks/overview": ({}, OWN),
    "GET /api/tasks/trash": ({}, OWN),
    "DELETE /api/tasks/trash": ({}, OWN),
    "DELETE /api/tasks/trash/{task_id}": ({}, HIDDEN),
    "POST /api/tasks/quick-add": ({"json": {"text": "mine"}}, OWN),
    "POST /api/tasks/quick-add/preview": ({"json": {"text": f"{WORDS} tomorrow"}}, OWN),
    "POST /api/tasks/undo": ({"json": {"event_id": "{event}"}}, HIDDEN),
    "POST /api/tasks/reorder": ({"json": {"ids": ["{task}"], "position": "first"}}, HIDDEN),
    "POST /api/tasks/bulk": ({"json": {"delete": {"ids": ["{task}"]}}}, HIDDEN),
    "GET /api/tasks/{task_id}": ({}, HIDDEN),
    "GET /api/tasks/{task_id}/details": ({}, HIDDEN),
    "POST /api/tasks/{task_id}/restore": ({}, HIDDEN),
    "PATCH /api/tasks/{task_id}": ({"json": {"set": {"title": "mine"}}}, HIDDEN),
    "DELETE /api/tasks/{task_id}": ({}, HIDDEN),
    "POST /api/tasks/{task_id}/complete": ({}, HIDDEN),
    "POST /api/tasks/{task_id}/reopen": ({}, HIDDEN),
    "GET /api/projects": ({"params": {"archived": True}}, OWN),
    "POST /api/projects": ({"json": {"name": "mine"}}, OWN),
    "PATCH /api/projects/{project_id}": ({"json": {"name": "mine"}}, HIDDEN),
    "DELETE /api/projects/{project_id}": ({"params": {"of_tasks": "trash"}}, HIDDEN),
    "POST /api/projects/{project_id}/sections": ({"json": {"name": "mine"}}, HIDDEN),
    "PATCH /api/sections/{section_id}": ({"json": {"name": "mine"}}, HIDDEN),
    "DELETE /api/sections/{section_id}": ({}, HIDDEN),
    "GET /api/labels": ({"params": {"archived": True}}, OWN),
    "POST /api/labels": ({"json": {"name": "mine"}}, OWN),
    "PATCH /api/labels/{label_id}": ({"json": {"archived": True}}, HIDDEN),
    "DELETE /api/labels/{label_id}": ({}, HIDDEN),
    "GET /api/reminders": ({}, OWN),
    "POST /api/reminders/acknowledge": ({"json": {"ids": ["{reminder}"]}}, OWN),
    "GET /api/reminders/stream": ({}, OWN),
    "GET /api/reminders/settings": ({}, OWN),
    "PATCH /api/reminders/settings": ({"json": {"email": False}}, OWN),
    "POST /api/reminders/settings/test": ({}, OTHER),
    "GET /api/export.json": ({}, OWN),
    "GET /api/export.ics": ({}, OWN),
    "GET /api/export.csv": ({}, OWN),
    "POST /api/import": (
        {
            "headers": {"content-type": "text/csv"},
            "content": 'id,title,project,parent\n"{task}",mine,"{project}","{task}"\n',
        },
        OWN,
    ),
    "GET /api/me": ({}, OWN),
    "PATCH /api/me": ({"json": {"time_zone": "Asia/Tokyo"}}, OWN),
    "GET /api/me/models": ({}, OWN),
    "GET /api/operator": ({}, {403, 404}),
    "GET /api/operator/me": ({}, OWN),
    "GET /api/operator/audit": ({}, {403, 404}),
    "GET /api/tokens": ({}, OWN),
    "POST /api/tokens": ({"json": {"name": "mine"}}, OWN),
    "DELETE /api/tokens/{token_id}": ({}, HIDDEN),
    "GET /api/health": ({}, {200, 503}),
    "GET /api/health/live": ({}, OWN),
}
ENDLESS = {"GET /api/reminders/stream", "GET /api/tasks/events"}
PATH_IDS = {
    f"{{{name}_id}}": name for name in ("thread", "task", "token", "project", "section", "label")
}

_THREAD = {"thread_id": "{thread}"}
_SAID: Json = {
    "content": [{"type": "input_text", "text": "hello"}],
    "attachments": [],
    "inference_options": {},
}
_ACT = {"type": "tasks.set_done", "payload": {"task_id": "{task}", "done": True}}
CHATKIT: dict[str, tuple[Json, set[int]]] = {
    "threads.create": ({"input": _SAID}, OWN),
    "threads.add_user_message": (_THREAD | {"input": _SAID}, HIDDEN),
    "threads.add_client_tool_output": (_THREAD | {"result": 1}, HIDDEN),
    "threads.add_structured_input": (
        _THREAD | {"item_id": "{item}", "input": {"status": "skipped", "answers": {}}},
        HIDDEN,
    ),
    "threads.retry_after_item": (_THREAD | {"item_id": "{item}"}, HIDDEN),
    "threads.edit_user_message": (_THREAD | {"item_id": "{item}", "input": _SAID}, HIDDEN),
    "threads.custom_action": (_THREAD | {"item_id": "{widget}", "action": _ACT}, HIDDEN),
    "threads.sync_custom_action": (_THREAD | {"item_id": "{widget}", "action": _ACT}, HIDDEN),
    "threads.get_by_id": (_THREAD, HIDDEN),
    "threads.list": ({"query": WORDS}, OWN),
    "threads.update": (_THREAD | {"title": "mine"}, HIDDEN),
    "threads.delete": (_THREAD, HIDDEN),
    "threads.stop": (_THREAD | {"turn_id": "{turn}"}, HIDDEN),
    "threads.resume": (_THREAD | {"after": "{turn}:0"}, HIDDEN),
    "items.list": (_THREAD | {"after": "{item}"}, HIDDEN),
    "items.feedback": (_THREAD | {"item_ids": ["{item}"], "kind": "positive"}, HIDDEN),
    "attachments.create": ({"name": "a", "size": 1, "mime_type": "text/plain"}, OTHER),
    "attachments.delete": ({"attachment_id": "{item}"}, OTHER),
    "input.transcribe": ({"audio_base64": "", "mime_type": "audio/webm"}, OTHER),
}
TOOLS: dict[str, Json] = {
    "add_tasks": {"tasks": [{"title": "mine"}], "idempotency_key": "theirs"},
    "find_tasks": {"ids": ["{task}"], "statuses": ["open", "done"], "text": WORDS},
    "get_tasks": {"ids": ["{task}"], "include": ["history", "subtasks"]},
    "get_overview": {},
    "update_tasks": {"tasks": [{"id": "{task}", "set": {"title": "mine"}}]},
    "set_status": {"ids": ["{task}"], "status": "done"},
    "reschedule_tasks": {"items": [{"id": "{task}", "to": {"date": "2026-11-25"}}]},
    "move_tasks": {"ids": ["{task}"], "project": "{project}"},
    "delete_tasks": {"ids": ["{task}"]},
    "manage_structure": {"op": "rename", "kind": "project", "target": "{project}", "name": "mine"},
    "undo": {"event_id": "{event}"},
}
