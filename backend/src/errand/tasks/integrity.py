"""Whether what was changed piece by piece fits together again."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from errand.tasks import named, placing
from errand.tasks.errors import UndoConflict
from errand.tasks.model import Subject
from errand.tasks.views import Reverted
from errand.tasks.working import Work

_IN_USE = {
    "project": text(
        "select x.id from unnest(cast(:ids as uuid[])) as x (id) where exists"
        " (select from app.tasks t where t.owner_id = :owner and t.project_id = x.id"
        " and t.deleted_at is null) or exists (select from app.sections s"
        " where s.owner_id = :owner and s.project_id = x.id and s.deleted_at is null)"
    ),
    "section": text(
        "select x.id from unnest(cast(:ids as uuid[])) as x (id) where exists"
        " (select from app.tasks t where t.owner_id = :owner and t.section_id = x.id"
        " and t.deleted_at is null)"
    ),
    "label": text(
        "select x.id from unnest(cast(:ids as uuid[])) as x (id) where exists"
        " (select from app.task_labels l join app.tasks t on t.owner_id = l.owner_id"
        " and t.id = l.task_id where l.owner_id = :owner and l.label_id = x.id"
        " and t.deleted_at is null)"
    ),
}
_AT_ONCE = 500
# The first of these tasks that does not fit, and why. Upwards and downwards it is looked a level
# further than tasks can hang: what hangs in a circle is too deep as well.
_GAP = text(
    "with recursive mine as (select t.* from app.tasks t"
    "  where t.owner_id = :owner and t.id = any(cast(:ids as uuid[]))),"
    " hanging as (select * from mine where deleted_at is null and parent_id is not null),"
    " up as (select id as root, parent_id as id, 1 as level from hanging union all"
    "  select up.root, t.parent_id, up.level + 1 from up join app.tasks t on t.id = up.id"
    "  where t.owner_id = :owner and t.parent_id is not null and up.level <= :deepest),"
    " down as (select id as root, id, 0 as level from hanging union all"
    "  select down.root, t.id, down.level + 1 from down join app.tasks t on t.parent_id = down.id"
    "  where t.owner_id = :owner and t.deleted_at is null and down.level <= :deepest),"
    " above as (select root, max(level) as levels from up group by root),"
    " below as (select root, max(level) as levels from down group by root),"
    " judged as (select m.number, case"
    "  when m.deleted_at is not null then case when exists (select from app.tasks c"
    "   where c.owner_id = :owner and c.parent_id = m.id and c.deleted_at is null) then 'left' end"
    "  when m.project_id is not null and not exists (select from app.projects p"
    "   where p.owner_id = :owner and p.id = m.project_id and p.deleted_at is null) then 'project'"
    "  when m.section_id is not null and not exists (select from app.sections s"
    "   where s.owner_id = :owner and s.id = m.section_id and s.deleted_at is null) then 'section'"
    "  when m.parent_id is not null and not exists (select from app.tasks a"
    "   where a.owner_id = :owner and a.id = m.parent_id and a.deleted_at is null) then 'parent'"
    "  when above.levels + 1 + below.levels > :deepest then 'tangled' end as gap"
    "  from mine m left join above on above.root = m.id left join below on below.root = m.id)"
    " select number, gap from judged where gap is not null order by number limit 1"
)
_GAPS = {
    "left": "Task #{number} has subtasks by now. Delete it to delete them too.",
    "project": "The project of task #{number} was deleted since. Bring that back first, or restore"
    " the task alone.",
    "section": "The section of task #{number} was deleted since. Bring that back first, or restore"
    " the task alone.",
    "parent": "The task of which #{number} was a subtask is in the trash. Restore that first.",
    "tangled": "Task #{number} cannot be a subtask again of what it was one of.",
}


async def in_use(work: Work, subject: Subject, ids: Sequence[UUID]) -> set[UUID]:
    """Return those to which tasks that are not deleted, or sections, belong."""
    values = {"owner": work.owner_id, "ids": [str(each) for each in ids]}
    return set((await work.session.execute(_IN_USE[subject], values)).scalars()) if ids else set()


async def refuse_gaps(work: Work, changed: Sequence[Reverted]) -> None:
    """Return if everything that was changed has what it belongs to, and nothing is left alone.

    Raises:
        UndoConflict: It does not fit; the sentence says why.
    """
    ids = list({each.subject_id for each in changed if each.subject == "task"})
    for begin in range(0, len(ids), _AT_ONCE):
        await _refuse_tasks(work, [str(each) for each in ids[begin : begin + _AT_ONCE]])
    for each_kind in named.KINDS:
        subject = named.subject_of(each_kind)
        of_kind = list({each.subject_id for each in changed if each.subject == subject})
        rows = (
            await named.load_all(work, named.KINDS[subject], of_kind, trashed=True)
            if of_kind
            else {}
        )
        gone = [row.id for row in rows.values() if row.deleted_at is not None]
        for each in await in_use(work, subject, gone):
            raise UndoConflict(f"The {subject} “{rows[each].name}” is in use by now.")


async def _refuse_tasks(work: Work, ids: Sequence[str]) -> None:
    values = {"owner": work.owner_id, "ids": ids, "deepest": placing.DEEPEST}
    found = (await work.session.execute(_GAP, values)).one_or_none()
    if found is not None:
        raise UndoConflict(_GAPS[found.gap].format(number=found.number))
