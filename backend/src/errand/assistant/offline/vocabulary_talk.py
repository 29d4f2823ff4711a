"""What a language has to supply for changing, undoing, correcting and planning: tables alone."""

from dataclasses import dataclass
from enum import StrEnum

from errand.assistant.offline.tables import Table


class Part(StrEnum):
    """A part of a task that can be given, changed and taken away."""

    NOTES = "notes"
    LABELS = "labels"
    PROJECT = "project"
    SECTION = "section"
    DEADLINE = "deadline"
    DEFER = "defer"
    ESTIMATE = "estimate"
    REMINDER = "reminder"
    RHYTHM = "rhythm"
    PRIORITY = "priority"
    DUE = "due"
    TIME = "time"
    TITLE = "title"
    LINK = "link"
    SUBTASK = "subtask"
    STATUS = "status"


@dataclass(frozen=True)
class TalkWords:
    """Words of a conversation about tasks that are there."""

    parts: Table[Part]
    attach: Table[bool]
    """Verbs before a part: add, set, change."""
    replace: Table[bool]
    """Those of them after which nothing of the old is left."""
    detach: Table[bool]
    of_task: Table[bool]
    """Between a part and its task: of, to, on, from."""
    becomes: Table[bool]
    """Between a task and the value: to, as, with, a colon."""
    says: Table[bool]
    """Before the text of a note."""
    determiners: Table[bool]
    own: Table[bool]
    """Its: the part of what was spoken of last."""
    tag: Table[bool]
    untag: Table[bool]
    describe: Table[bool]
    into: Table[bool]
    put: Table[bool]
    take: Table[bool]
    out_of: Table[bool]
    inbox: Table[bool]
    takes: Table[bool]
    due_is: Table[bool]
    deadline_is: Table[bool]
    called: Table[bool]
    call_it: Table[bool]
    repeat_it: Table[bool]
    repeats: Table[bool]
    stop_repeat: Table[bool]
    no_repeat: Table[bool]
    hide: Table[bool]
    until: Table[bool]
    remind: Table[bool]
    no_remind: Table[bool]
    no_more: Table[bool]
    before: Table[bool]
    nothing_of: Table[Part]
    """No date, no priority: a part that is not to be."""
    prioritise: Table[str]
    undo: Table[bool]
    redo: Table[bool]
    undo_tail: Table[bool]
    undo_all: Table[bool]
    restore: Table[bool]
    deeds: Table[str]
    """What an order did, by its noun or verb: the delete, the move."""
    correction: Table[bool]
    meant: Table[bool]
    make_it: Table[bool]
    instead: Table[bool]
    not_: Table[bool]
    day_after: Table[int]
    quantifiers: Table[int]
    """How many are named: all is 0."""
    ones: Table[bool]
    except_: Table[bool]
    others: Table[bool]
    rest: Table[bool]
    view_groups: Table[bool]
    then: Table[bool]
    plan_day: Table[bool]
    plan_week: Table[bool]
    plan_of: Table[bool]
    next_up: Table[bool]
    review: Table[bool]
    time_given: Table[bool]
    more: Table[bool]
    details: Table[bool]
    follow_up: Table[bool]
    how_many: Table[bool]
    new: Table[bool]
    structure: Table[str]
    named: Table[bool]
    finished: Table[bool]
    labelled: Table[bool]
    without: Table[bool]
    top: Table[bool]
    recurring: Table[bool]
    second_thoughts: Table[bool]
    """Right after a deed: they may mean that it is to be taken back."""
    telling: Table[bool]
    """Words that the name of an appointment does not have."""
    row_of_all: Table[bool]
    """Before what is said of every task of a row: "all for tomorrow"."""
    row_lead: frozenset[str]
    """Words before the colon that a row follows."""
    row_tail: Table[bool]
    row_step: Table[bool]
    """Before the next one of a row: then, also."""
    row_other: Table[bool]
    """Before "to" or "for" and the next one: another."""
