"""What can be asked, as typed values; the grammar makes them and the plans carry them out."""

from dataclasses import dataclass, field
from typing import Literal

from errand.assistant.offline import edits
from errand.assistant.offline.bodies import Body
from errand.assistant.offline.refs import Ref
from errand.assistant.offline.values import Length, When
from errand.assistant.offline.vocabulary_talk import Part
from errand.assistant.offline.wanted import Show

Status = Literal["open", "in_progress", "waiting", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class Add:
    """Add what the body says; `lead` is a time said before it, `certain` that it is an order."""

    body: Body | None
    lead: When = field(default_factory=When)
    priority: str | None = None
    certain: bool = True
    project: str = ""
    """Of all that have none of their own."""
    below: Body | None = None
    """Its subtasks."""
    bare: bool = False
    """Said without a word that orders anything: "call mum tomorrow"."""
    joined: bool = False
    """Said after "and": perhaps what was done last, for another task."""
    guess: str = ""
    """Words that, if they name a task that is there, rather order something of that."""
    many: bool = False
    """Without a body: several are announced."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave out this occurrence of a task that comes back."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Complete, reopen and the states between."""

    ref: Ref
    status: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Rename; "rename a to b to c" has two readings, and the tasks decide between them."""

    readings: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Give a task another day or time; with neither it has to be asked for."""

    ref: Ref
    when: When | None = None
    shift: Length | None = None
    either: bool = False
    """Earlier or later by so much: "forward" is both."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Change another part of tasks; without a change it is asked for.

    Attributes:
        part: What is asked for.
        anew: The answer takes the place of what was there.
    """

    ref: Ref
    change: "edits.Change | None"
    part: Part | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Under:
    """Make a task a subtask of another; None: of none any more."""

    ref: Ref
    parent: Ref | None


@dataclass(frozen=True, slots=True)
class Delete:
    """Put into the trash."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Cancel:
    """ "Cancel": delete, or mark as cancelled; it has to be asked."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk, help, and what needs no deed."""

    kind: Literal["help", "hello", "thanks", "bye", "dropped", "left", "yes", "no", "well", "self"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that the grammar reads; `reason` when it knows why."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class AddUnder:
    """Add subtasks to a task that is there."""

    body: Body | None
    parent: Ref


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what was done.

    Attributes:
        last: So many of the last calls; 0: all that the last answer did.
        deed: Only if that was this: "undo the delete".
        ref: Only if it was done to this task.
    """

    last: int = 0
    deed: str = ""
    ref: Ref | None = None
    again: bool = False
    """Do again what was taken back."""
    unsure: bool = False
    """Said in words that may as well mean nothing: "never mind"."""
    kept: bool = False
    """Only said against a deletion: "keep it"."""
    but: "SetStatus | None" = None
    """What stays done all the same."""
    vague: bool = False
    """Said as "the report one", which may have been more than one."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Not what was done or asked for last, but this; `wrong` is what it was not."""

    said: str
    wrong: str = ""
    meant: bool = False
    """Said as "I meant": rather another task than another value."""
    named: bool = False
    """Said as "call it": another title, whatever it says."""
    spelled: bool = False
    """A word of the title, as it is spelled."""
    fresh: "Command | None" = None
    """What it is as an order of its own, where it is one."""
    earlier: bool = False
    """What was said before it: "the 15th was right"."""
    onward: bool = False
    """A rhythm that begins with what was just dated: "every Friday after that"."""
    own: "Command | None" = None
    """What it is as an order on what was done last: "make it low", "move it to Friday"."""
    narrow: bool = False
    """Only some of what was listed."""
    plain: "Command | None" = None
    """What all of it is as an order, where there is nothing to correct."""


@dataclass(frozen=True, slots=True)
class Likewise:
    """What was done last, for the task that is named; perhaps with a value of its own."""

    said: str
    otherwise: "Command | None" = None
    """What it is where nothing was done that can be meant."""
    added: Add | None = None
    """What it is right after something was added."""
    again: bool = False
    """The same new task once more, at the time that is said."""


@dataclass(frozen=True, slots=True)
class Several:
    """One order after the other."""

    commands: tuple["Command", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One thing right after a deed to one task, another without."""

    after_deed: "Command"
    otherwise: "Command"


@dataclass(frozen=True, slots=True)
class Whether:
    """A change of a task if there is one that fits, else a new task; both: asked."""

    change: "Change"
    add: Add


@dataclass(frozen=True, slots=True)
class SameDay:
    """An order whose day is that of another task; `timed`: its time of day, too."""

    order: "Move | Add | Whether"
    like: Ref
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The plan of a day or a week; with the minutes that there are."""

    of: Literal["day", "week", "next", "review"]
    when: When | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Details:
    """Tell about one task: all of it, or one part."""

    ref: Ref
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Go on with the list before."""


@dataclass(frozen=True, slots=True)
class Arrange:
    """Make, rename, archive or delete a project, section or label."""

    op: Literal["create", "rename", "archive", "unarchive", "delete", "list"]
    kind: str
    name: str = ""
    new_name: str = ""
    project: str = ""


Change = SetStatus | Rename | Move | Skip | Edit | Under | Delete | Cancel
Command = (
    Add
    | Show
    | Talk
    | Unknown
    | Change
    | AddUnder
    | Undo
    | Correct
    | Likewise
    | Several
    | Either
    | Whether
    | SameDay
    | Overview
    | Details
    | More
    | Arrange
)
