"""An order that was put right while it was said: as it was meant, or a question."""

from dataclasses import replace

from errand.assistant.offline.commands import (
    Add,
    Cancel,
    Command,
    Correct,
    Delete,
    Edit,
    Move,
    Rename,
    SetStatus,
    Several,
    Show,
    Unknown,
)
from errand.assistant.offline.drafts import Draft, read_draft
from errand.assistant.offline.edit_values import label_names, read_value, title_of, whole_when
from errand.assistant.offline.edits import Change, Estimate, Labels, Notes
from errand.assistant.offline.references import read_ref
from errand.assistant.offline.refs import It, Named, Nothing, Numbers, Positions, Ref
from errand.assistant.offline.renewing import renewed, timed_anew, values_in
from errand.assistant.offline.repairs import Repair, find_repair, starts_of
from errand.assistant.offline.retitling import recounted, retitled, unranked
from errand.assistant.offline.several import is_order
from errand.assistant.offline.shifts import shift_of, so_many
from errand.assistant.offline.splicing import MOST_NAME_PARTS, POINTING, Parse, joined, spliced
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import Length, When
from errand.assistant.offline.vocabulary_talk import Part

Mended = Command | None
MOST_NAME_WORDS = 6


def read_mended(tokens: Tokens, parse: Parse) -> Mended:
    """Read a sentence that puts itself right; None where none of its words mark that."""
    repair = find_repair(tokens)
    if repair is None:
        return None
    if tokens.words.repairs.additions.read(repair.right, 0):
        return parse(joined(repair.left, len(repair.left), repair.right))
    right = _without_tail(repair.right)
    prior = parse(repair.left)
    meant = _meant(replace(repair, right=right), prior, parse)
    return meant if meant is not None and not _holds_marker(meant) else _unclear(repair)


def _unclear(repair: Repair) -> Unknown:
    return Unknown(
        f"I heard “{repair.words}”, and I am not sure what it puts right. Which did you"
        " mean? Please say the whole order again. I changed nothing."
    )


def _holds_marker(command: Command) -> bool:
    """Tell whether nothing came of it all the same."""
    return isinstance(command, Unknown)


def _without_tail(tokens: Tokens) -> Tokens:
    """Return the tokens without "please" and "instead" behind them."""
    tail = tokens.words.talk.instead.ending(tokens, len(tokens), start=1)
    return tokens.window(0, tail.start).trimmed() if tail else tokens


def _meant(repair: Repair, prior: Command, parse: Parse) -> Mended:
    right = repair.right
    anew = None if repair.value else _anew(prior, right, parse)
    if anew is not None and not repair.sure and not _takes_place(anew, prior):
        return None
    if anew is not None:
        return anew
    if isinstance(prior, Several):
        last = _meant(repair, prior.commands[-1], parse)
        told = last is not None and not isinstance(last, Several)
        return Several((*prior.commands[:-1], last)) if last and told else None
    if isinstance(prior, Correct):
        return _corrected(prior, right)
    given = _given(prior, right, value=repair.value)
    if given is not None:
        return given
    return spliced(repair.left, right, prior, parse)


def _anew(prior: Command, right: Tokens, parse: Parse) -> Mended:
    """Read another order in place of the first: "no hold on, just mark it done"."""
    words = right.words
    opens = words.commands.verbs.read(right, 0) or words.talk.tag.read(right, 0)
    if not opens:
        return None
    fresh = parse(right)
    if not is_order(fresh) or isinstance(fresh, Show):
        return None
    if isinstance(fresh, Add):
        if not fresh.certain or not isinstance(prior, Add):
            return fresh if fresh.certain else None
        # Whether the time said before is meant for it, too, nobody knows.
        return fresh if _bare(prior) or not _bare(fresh) else Unknown()
    ref = getattr(fresh, "ref", None)
    if not isinstance(ref, It):
        return fresh if ref is not None else None
    known = getattr(prior, "ref", None)
    named = isinstance(known, Named | Numbers | Positions)
    return replace(fresh, ref=known) if named else Unknown()  # pyright: ignore


def _takes_place(anew: Command, prior: Command) -> bool:
    """Tell whether it stands instead of the first order: of its kind, or for the same task.

    "Complete the gym. Actually, move the dentist to Friday" may well mean both.
    """
    same = getattr(anew, "ref", None) == getattr(prior, "ref", Nothing())
    return same or type(anew) is type(prior) or not is_order(prior)


def _bare(command: Add) -> bool:
    """Tell whether a new task is no more than its title."""
    one = command.body.one if command.body and not command.body.several else None
    plain = Draft("", "")
    return (
        one is not None
        and command.lead.empty
        and ((one.when, one.priority, one.extras) == (plain.when, plain.priority, plain.extras))
    )


def _corrected(prior: Correct, right: Tokens) -> Mended:
    """Return a correction of what was done before with its value put right."""
    both = whole_when(Tokens(prior.said, right.words)), whole_when(right)
    if None in both:
        return None
    return Correct(right.raw(), prior.wrong, meant=prior.meant)


def _given(prior: Command, right: Tokens, *, value: bool) -> Mended:  # noqa: PLR0911  a kind a line
    match prior:
        case Add():
            return _added(prior, right, value=value)
        case Move():
            return _moved(prior, right) or (None if value else _pointed(prior, right))
        case Edit():
            return _edited(prior, right, value=value)
        case SetStatus():
            status = right.words.commands.statuses.read(right, int(right.word(0) == "as"))
            if status and status.end == len(right):
                return replace(prior, status=status.value)
            return None if value else _pointed(prior, right, bare=True)
        case Delete() | Cancel():
            return None if value else _pointed(prior, right, bare=True)
        case Rename():
            return _renamed(prior, right)
        case _:
            return None


def _moved(prior: Move, right: Tokens) -> Mended:
    when = whole_when(right)
    if when is not None and (prior.when or not prior.shift):
        return replace(prior, when=timed_anew(prior.when or When(), when), shift=None)
    length = shift_of(right) or so_many(prior.shift, right)
    if length is None or not prior.shift:
        return None
    old = prior.shift
    earlier = min(old.minutes, old.days, old.months) < 0
    return replace(prior, shift=length.times(-1) if earlier else length)


def _edited(prior: Edit, right: Tokens, *, value: bool) -> Mended:
    if prior.part is None or isinstance(prior.change, Notes):
        return None  # a note may well be about a change of mind
    if right.word(0) in POINTING or right.kind(0) is Kind.TASK_NUMBER:
        return None if value else _pointed(prior, right)
    start = int(right.word(0) in ("to", "with", "as"))
    right = right.window(start, len(right))
    change = read_value(prior.part, right) or _so_long(prior.change, right)
    if isinstance(change, Labels) and isinstance(prior.change, Labels):
        if prior.change.remove or len(label_names(right)) != len(prior.change.add):
            return None
        long = any(len(name.split()) > 1 for name in change.add)
        return None if long else replace(prior, change=change)
    open_valued = prior.part in (Part.PROJECT, Part.SECTION, Part.TITLE)
    long = open_valued and len(right) > MOST_NAME_PARTS
    return replace(prior, change=change) if change and not long else None


def _so_long(old: Change | None, right: Tokens) -> Estimate | None:
    """Read "3" after "2 hours"."""
    minutes = old.minutes if isinstance(old, Estimate) else 0
    length = so_many(Length(minutes=minutes), right) if minutes else None
    return Estimate(length.minutes) if length else None


def _pointed(prior: Command, right: Tokens, *, bare: bool = False) -> Mended:
    """Return the order for another task; without an article only where it can be nothing else."""
    shown = right.word(0) in POINTING or right.kind(0) in (Kind.TASK_NUMBER, Kind.QUOTED)
    speaks = not shown and right.words.repairs.no_title.read(right, 0)
    if not (shown or bare) or speaks or len(right) > MOST_NAME_WORDS or _is_value(right):
        return None
    first = right.words.talk.becomes.read(right, 0)
    marked = any(right.kind(at) is Kind.MARK for at in range(len(right)))
    tail = any(starts_of(right, kind) for kind in ("when", "length", "repeat"))
    status = right.words.commands.statuses.ending(right, len(right))
    ref: Ref = read_ref(right)
    if first or marked or tail or status or not isinstance(ref, Named | Numbers | Positions):
        return None
    return replace(prior, ref=ref)  # pyright: ignore


def _is_value(tokens: Tokens) -> bool:
    return values_in(tokens) is not None or shift_of(tokens) is not None


def _renamed(prior: Rename, right: Tokens) -> Mended:
    if len(prior.readings) != 1 or right.word(0) in POINTING or _is_value(right):
        return None
    return Rename(((prior.readings[0][0], title_of(right)),))


def _added(prior: Add, right: Tokens, *, value: bool) -> Mended:
    one = prior.body.one if prior.body and not prior.body.several else None
    if one is None or not one.title:
        return None
    counted = recounted(one.title, right)
    if counted:
        timed = whole_when(right) is not None and (one.when.clocks or prior.lead.clocks)
        return None if timed else renewed(prior, Draft("", ""), counted)
    values = _ahead(one.when.ahead or prior.lead.ahead, right) or values_in(right)
    if values is not None:
        return renewed(prior, values, unranked(one.title, right) if values.priority else "")
    if value:
        return None
    said = read_draft(right)
    fine = said.title and not (said.refusal or said.doubtful or said.extras.problem)
    title = retitled(one.title, said.title, right) if fine else ""
    return renewed(prior, said, title) if title else None


def _ahead(old: Length | None, right: Tokens) -> Draft | None:
    """Read "3 hours" or "3" after "in 2 hours"."""
    length = (shift_of(right) or so_many(old, right)) if old else None
    return Draft("", "", When(ahead=length)) if length else None
