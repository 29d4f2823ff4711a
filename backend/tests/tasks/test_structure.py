"""Projects, sections, labels, subtasks and order: where tasks are, and what that means for them."""

import asyncio
from typing import Any

import pytest

from errand.errors import AppError, InvalidInput
from errand.identity import Actor, uuid7
from errand.tasks.acts import GetTasks, Overview
from errand.tasks.errors import NameTaken, StructureConflict, StructureNotFound, TaskNotFound
from errand.tasks.inputs import AddTasks, FindTasks, NewTask, TaskFilter, TaskRef, UpdateTasks
from errand.tasks.placing import DEEPEST
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import StructureFilter
from tasks.structure import change, delete, made, manage, move, one, status


async def order(tasks: TaskService, actor: Actor, **filters: Any) -> list[str]:
    found = await tasks.list(actor, TaskFilter.model_validate({"sort": "position", **filters}))
    return [task.title for task in found.tasks]


async def test_a_task_has_the_project_section_and_labels_that_were_named(
    tasks: TaskService, owner: Actor
) -> None:
    project = await made(tasks, owner, "project", "Work")
    section = await made(tasks, owner, "section", "Now", project="work")

    task = await one(tasks, owner, project="WÓRK", section="now", labels=["Home", "home", "büro"])

    assert task.project is not None
    assert task.section is not None
    assert (task.project.id, task.section.id) == (project.id, section.id)
    assert task.labels == ["Home", "büro"]
    found = await tasks.find(owner, FindTasks.model_validate({"labels": {"all": ["HOME", "Büro"]}}))
    assert found.tasks == [task]
    assert [label.open for label in (await tasks.labels(owner, StructureFilter())).labels] == [1, 1]


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ({"project": "Wrok"}, r"^project: there is none called that; there are: Work, Home$"),
        ({"project": str(uuid7())}, "^project: there is none"),
        ({"project": "Work", "section": "Never"}, "^section: there is none called that"),
        ({"section": "Now"}, "^section: name the project too"),
        ({"project": "inbox", "section": "Now"}, "^section: the inbox has no sections"),
        ({"labels": [" "]}, "^labels: must not be blank"),
        ({"labels": [str(uuid7())]}, "^labels: must not look like an id"),
        ({"parent_ref": "#0"}, "^parent_ref: #0 names no task"),
        ({"parent_ref": "12"}, "^parent_ref: must be the id"),
    ],
)
async def test_what_does_not_exist_is_said_and_not_made(
    tasks: TaskService, owner: Actor, new: dict[str, Any], reason: str
) -> None:
    for name in ("Work", "Home"):
        await made(tasks, owner, "project", name)
    await made(tasks, owner, "section", "Now", project="Work")

    with pytest.raises(InvalidInput, match=reason):
        await one(tasks, owner, **new)

    assert len((await tasks.projects(owner, StructureFilter())).projects) == 2
    assert (await tasks.labels(owner, StructureFilter())).labels == []


async def test_an_archived_project_takes_no_tasks_and_is_listed_on_request(
    tasks: TaskService, owner: Actor
) -> None:
    await made(tasks, owner, "project", "Old")
    await manage(tasks, owner, "archive", "project", target="old")

    with pytest.raises(InvalidInput, match="archived"):
        await one(tasks, owner, project="Old")

    assert (await tasks.projects(owner, StructureFilter())).projects == []
    [shown] = (await tasks.projects(owner, StructureFilter(archived=True))).projects
    assert shown.archived_at is not None


async def test_names_are_one_of_a_kind_in_any_spelling(tasks: TaskService, owner: Actor) -> None:
    project = await made(tasks, owner, "project", "Café")
    await made(tasks, owner, "project", "Other")

    for op, more in [
        ("create", {"name": "CAFE"}),
        ("create", {"name": "inbox"}),
        ("rename", {"target": "Other", "name": "café"}),
    ]:
        with pytest.raises(NameTaken):
            await manage(tasks, owner, op, "project", **more)
    await manage(tasks, owner, "rename", "project", target="café", name="CAFÉ")
    with pytest.raises(StructureConflict):
        await manage(
            tasks, owner, "rename", "project", target=str(project.id), name="x", if_version=1
        )


async def test_deleting_a_project_keeps_its_tasks_in_the_inbox_or_trashes_them(
    tasks: TaskService, owner: Actor
) -> None:
    for name in ("Keep", "Trash"):
        await made(tasks, owner, "project", name)
        await made(tasks, owner, "section", "Part", project=name)
        parent = await one(tasks, owner, f"in {name}", project=name, section="Part")
        await one(tasks, owner, f"below {name}", parent_ref=str(parent.id))

    kept = await manage(tasks, owner, "delete", "project", target="Keep")
    trashed = await manage(tasks, owner, "delete", "project", target="Trash", tasks="trash")

    assert (kept.tasks_moved, trashed.tasks_moved) == (2, 2)
    found = (await tasks.find(owner, FindTasks(sort="created"))).tasks
    assert {(task.title, task.project) for task in found} == {
        ("in Keep", None),
        ("below Keep", None),
    }
    assert (await tasks.projects(owner, StructureFilter())).projects == []
    with pytest.raises(StructureNotFound):
        await manage(tasks, owner, "delete", "project", target="Keep")


async def test_deleting_a_label_takes_it_from_its_tasks(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner, labels=["a", "b"])

    await manage(tasks, owner, "delete", "label", target="A")

    assert (await tasks.get(owner, TaskRef(id=task.id))).labels == ["b"]
    with pytest.raises(InvalidInput, match="no label"):
        await tasks.find(owner, FindTasks.model_validate({"labels": {"any": ["a"]}}))


async def test_labels_are_added_removed_and_replaced(tasks: TaskService, owner: Actor) -> None:
    task = await one(tasks, owner, labels=["a", "b"])

    for labels, expected in [
        ({"add": ["c", "A"]}, ["a", "b", "c"]),
        ({"remove": ["b", "never"]}, ["a", "c"]),
        ({"replace": ["d"], "add": ["e"]}, ["d", "e"]),
    ]:
        after = await tasks.change(owner, change(task, labels=labels))
        assert after.labels == expected
    assert (await tasks.change(owner, change(task, clear=["labels"]))).labels == []
    twenty_one = [f"l{n}" for n in range(11)]
    await tasks.change(owner, change(task, labels={"add": twenty_one[:11]}))
    with pytest.raises(InvalidInput, match="at most 20"):
        await tasks.change(owner, change(task, labels={"add": [f"m{n}" for n in range(10)]}))


async def test_subtasks_of_one_call_hang_below_its_first_task(
    tasks: TaskService, owner: Actor
) -> None:
    await made(tasks, owner, "project", "Work")
    new = [
        NewTask(title="top", project="Work"),
        NewTask(title="one", parent_ref="#0"),
        NewTask(title="two", parent_ref="#0", position="first"),
    ]

    top, one_, two = (await tasks.add(owner, AddTasks(tasks=new))).tasks
    await tasks.set_status(owner, status("done", two))

    assert {one_.parent_id, two.parent_id} == {top.id}
    assert one_.project == top.project
    [got] = (await tasks.get_many(owner, GetTasks(ids=[top.id], include=["subtasks"]))).tasks
    assert got.task.subtasks.model_dump() == {"open": 1, "done": 1}
    assert [task.title for task in got.subtasks or []] == ["two", "one"]


async def test_a_task_is_never_below_itself_nor_too_deep(tasks: TaskService, owner: Actor) -> None:
    chain = [await one(tasks, owner, "0")]
    for depth in range(1, DEEPEST):
        chain.append(await one(tasks, owner, str(depth), parent_ref=str(chain[-1].id)))

    for child, parent in [(chain[0], chain[0]), (chain[0], chain[-1]), (chain[1], chain[2])]:
        with pytest.raises(InvalidInput, match="subtask of itself"):
            await tasks.change(owner, change(child, set={"parent": parent.id}))
    with pytest.raises(InvalidInput, match=f"{DEEPEST} levels"):
        await one(tasks, owner, parent_ref=str(chain[-1].id))
    other = await one(tasks, owner, "other")
    with pytest.raises(InvalidInput, match=f"{DEEPEST} levels"):
        await tasks.move(owner, move(chain[0], parent=other.id))


async def test_two_moves_at_once_never_make_a_circle(tasks: TaskService, owner: Actor) -> None:
    a, b = await one(tasks, owner, "a"), await one(tasks, owner, "b")

    results = await asyncio.gather(
        tasks.move(owner, move(a, parent=b.id)),
        tasks.move(owner, move(b, parent=a.id)),
        return_exceptions=True,
    )

    assert sum(isinstance(result, InvalidInput) for result in results) == 1


async def test_what_hangs_below_a_task_goes_where_it_goes(tasks: TaskService, owner: Actor) -> None:
    project = await made(tasks, owner, "project", "Work")
    top = await one(tasks, owner, "top")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))
    lowest = await one(tasks, owner, "lowest", parent_ref=str(low.id))

    await tasks.move(owner, move(top, project="Work"))

    for task in (top, low, lowest):
        shown = await tasks.get(owner, TaskRef(id=task.id))
        assert shown.project is not None
        assert shown.project.id == project.id
    await tasks.move(owner, move(low, detach=True))
    assert (await tasks.get(owner, TaskRef(id=low.id))).parent_id is None
    assert (await tasks.get(owner, TaskRef(id=lowest.id))).parent_id == low.id


async def test_a_finished_parent_tells_of_its_open_subtasks_and_leaves_them(
    tasks: TaskService, owner: Actor
) -> None:
    top = await one(tasks, owner, "top")
    low = await one(tasks, owner, "low", parent_ref=str(top.id))

    answer = await tasks.set_status(owner, status("done", top))

    assert answer.remarks == ["Task #1 is done, with 1 subtask still open: #2."]
    assert (await tasks.get(owner, TaskRef(id=low.id))).status == "open"


async def test_tasks_are_where_they_were_put_in_the_order(tasks: TaskService, owner: Actor) -> None:
    a, b, c, d = [await one(tasks, owner, title) for title in "abcd"]
    assert await order(tasks, owner) == ["a", "b", "c", "d"]

    for asked, expected in [
        (move(d, position="first"), "dabc"),
        (move(d, after=b.id), "abdc"),
        (move(c, before=a.id), "cabd"),
        (move(a, b, after=d.id), "cdab"),
        (move(a, b, position="first"), "abcd"),
        (move(c, d, before=a.id), "cdab"),
    ]:
        await tasks.move(owner, asked)
        assert "".join(await order(tasks, owner)) == expected
    await one(tasks, owner, "e", position="first")
    assert "".join(await order(tasks, owner)) == "ecdab"


async def test_a_gap_that_is_used_up_is_made_anew(tasks: TaskService, owner: Actor) -> None:
    low, high = await one(tasks, owner, "low"), await one(tasks, owner, "high")
    x, y = await one(tasks, owner, "x"), await one(tasks, owner, "y")

    for n in range(320):
        await tasks.move(owner, move(x if n % 2 else y, after=low.id))

    assert await order(tasks, owner) == ["low", "x", "y", "high"]
    longest = max(len(task.position) for task in (await tasks.list(owner, TaskFilter())).tasks)
    assert longest <= 100
    assert high.position


async def test_many_adds_and_moves_at_once_leave_one_order(
    tasks: TaskService, owner: Actor
) -> None:
    first = [await one(tasks, owner, f"t{n}") for n in range(6)]

    await asyncio.gather(
        *(one(tasks, owner, f"n{n}", position="first" if n % 2 else "last") for n in range(10)),
        *(tasks.move(owner, move(task, after=first[0].id)) for task in first[1:]),
        *(tasks.move(owner, move(task, position="first")) for task in first[1:]),
    )

    shown = (await tasks.list(owner, TaskFilter(sort="position", limit=100))).tasks
    positions = [task.position for task in shown]
    assert len(set(positions)) == 16
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"after": "{b}", "before": "{b}"},
        {"after": "{b}", "position": "first"},
        {"after": "{a}"},
        {"parent": "{b}", "detach": True},
        {"parent": "{b}", "project": "Work"},
        {"project": "Nowhere"},
        {"after": "{none}"},
        {"parent": "{none}"},
    ],
)
async def test_moves_that_mean_nothing_are_refused(
    tasks: TaskService, owner: Actor, asked: dict[str, Any]
) -> None:
    a, b = await one(tasks, owner, "a"), await one(tasks, owner, "b")
    ids = {"{a}": a.id, "{b}": b.id, "{none}": uuid7()}
    given = {name: ids.get(value, value) for name, value in asked.items()}

    with pytest.raises((InvalidInput, TaskNotFound)):
        await tasks.move(owner, move(a, **given))


async def test_everything_of_anothers_is_as_if_it_were_not_there(
    tasks: TaskService, owner: Actor, stranger: Actor
) -> None:
    theirs = await made(tasks, stranger, "project", "Theirs")
    label = await made(tasks, stranger, "label", "theirs")
    task = await one(tasks, stranger, project="Theirs")
    mine = await one(tasks, owner)

    attempts: list[Any] = [
        one(tasks, owner, project=str(theirs.id)),
        one(tasks, owner, parent_ref=str(task.id)),
        tasks.change(owner, change(mine, set={"project": "Theirs"})),
        tasks.move(owner, move(mine, parent=task.id)),
        tasks.move(owner, move(mine, after=task.id)),
        tasks.find(owner, FindTasks(project="Theirs")),
        manage(tasks, owner, "rename", "project", target=str(theirs.id), name="x"),
        manage(tasks, owner, "delete", "label", target=str(label.id)),
    ]
    for attempt in attempts:
        with pytest.raises(AppError):
            await attempt
    assert (await tasks.projects(owner, StructureFilter())).projects == []
    assert (await tasks.labels(owner, StructureFilter())).labels == []
    assert (await tasks.get(stranger, TaskRef(id=task.id))) == task


async def test_the_overview_counts_and_lists_what_matters(tasks: TaskService, owner: Actor) -> None:
    await made(tasks, owner, "project", "Work")
    await made(tasks, owner, "section", "Now", project="Work")
    await one(tasks, owner, "late", due={"date": "2026-11-23"}, labels=["x"])
    await one(tasks, owner, "now", due={"date": "2026-11-24"}, project="Work", section="Now")
    await one(tasks, owner, "hidden", due={"date": "2026-11-24"}, defer_until="2026-11-30")
    await one(tasks, owner, "soon", due={"local": "2026-11-26T09:00", "tz": "UTC"})
    await one(tasks, owner, "far", due={"date": "2026-12-24"})
    await tasks.set_status(owner, status("waiting", await one(tasks, owner, "undated")))
    await tasks.delete(owner, delete(await one(tasks, owner, "gone", due={"date": "2026-11-24"})))

    seen = await tasks.overview(owner, Overview())

    assert seen.counts.model_dump() == {
        "open": 6, "in_progress": 0, "waiting": 1, "overdue": 1, "today": 1, "upcoming": 1,
        "undated": 1, "deferred": 1,
    }  # fmt: skip
    lists = [[task.title for task in each] for each in (seen.overdue, seen.today, seen.upcoming)]
    assert lists == [["late"], ["now"], ["soon"]]
    [project] = seen.projects
    assert (project.name, project.open, project.sections[0].open) == ("Work", 1, 1)
    assert [(label.name, label.open) for label in seen.labels] == [("x", 1)]


async def test_a_batch_that_goes_on_takes_back_what_a_bad_item_had_begun(
    tasks: TaskService, owner: Actor
) -> None:
    a, b = await one(tasks, owner, "a"), await one(tasks, owner, "b")
    half = change(a, labels={"add": ["made for nothing"]}, set={"project": "Nowhere"})

    answer = await tasks.update(
        owner,
        UpdateTasks(tasks=[half, change(b, set={"title": "B"})], on_error="continue"),
    )

    assert [failure.index for failure in answer.failures] == [0]
    assert len(answer.event_ids) == 1
    assert (await tasks.labels(owner, StructureFilter())).labels == []
    assert (await tasks.get(owner, TaskRef(id=a.id))) == a
