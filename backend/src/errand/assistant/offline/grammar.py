"""An utterance to a command: politeness off, then the first production that reads all the rest."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.add_phrases import read_add, read_bare
from errand.assistant.offline.amid import read_amid, read_only, read_retold
from errand.assistant.offline.appointments import read_appointment
from errand.assistant.offline.arranging import read_arrange
from errand.assistant.offline.asking import read_details, read_more, read_overview
from errand.assistant.offline.changes import CHANGES
from errand.assistant.offline.chores import or_chore, read_chore, read_chore_first, read_deed
from errand.assistant.offline.commands import (
    Add,
    Command,
    Correct,
    Move,
    Show,
    Unknown,
    Whether,
)
from errand.assistant.offline.contrasts import names_one, without_contrast, without_other
from errand.assistant.offline.correcting import own_words, read_correction
from errand.assistant.offline.courtesies import (
    read_second_thoughts,
    read_talk,
    without_politeness,
)
from errand.assistant.offline.edit_orders import read_order, read_out_of_project, read_place
from errand.assistant.offline.edit_phrases import read_edit
from errand.assistant.offline.finishing import (
    past_alone,
    put_back,
    read_to_reopen,
    suffixed,
    ticked_off,
)
from errand.assistant.offline.going_on import read_again, read_later, read_thereafter
from errand.assistant.offline.grounds import begins_again, points_back, read_grounded, read_kept
from errand.assistant.offline.how_to import read_how_to
from errand.assistant.offline.intents import unannounced
from errand.assistant.offline.keeping import read_back, read_left
from errand.assistant.offline.likewise import appointed, carried_on, joined_on, read_likewise
from errand.assistant.offline.lists import read_list
from errand.assistant.offline.mending import read_mended
from errand.assistant.offline.nesting import read_to_a_task
from errand.assistant.offline.overlooking import (
    read_ability,
    read_calendar,
    read_name_alone,
    read_whole_list,
)
from errand.assistant.offline.pasts import read_did, read_past_told
from errand.assistant.offline.placed_adds import read_placed_add
from errand.assistant.offline.putting import new_or_moved, read_onto_my_list
from errand.assistant.offline.reasons import read_reasoned
from errand.assistant.offline.refs import Named
from errand.assistant.offline.regrets import read_regretted, read_undone
from errand.assistant.offline.remarks import (
    instead_of,
    note_of_it,
    noted,
    off_my_list,
    searched_elsewhere,
)
from errand.assistant.offline.remind_phrases import read_of_all, read_remark, read_reminder
from errand.assistant.offline.rhythmic import read_rhythmic
from errand.assistant.offline.same_day import read_same_day
from errand.assistant.offline.sentences import read_sentence
from errand.assistant.offline.several import is_order, read_several
from errand.assistant.offline.shifts import shift_of
from errand.assistant.offline.showing import read_finished, read_show
from errand.assistant.offline.sparing import read_excepting, read_negated, read_spared
from errand.assistant.offline.spelling import spelled
from errand.assistant.offline.statements import read_statement
from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.told import read_told
from errand.assistant.offline.undo_phrases import read_undo
from errand.assistant.offline.vocabulary import Verb, Vocabulary

#: Longer messages are not commands; the bound keeps the grammar within its time.
LONGEST = 2_000
MOST_TOKENS = 120
TOO_LONG = "That is too long for me offline. Please say it in a few sentences."


def parse(text: str, words: Vocabulary) -> Command:
    """Return what an utterance asks for; Unknown when no production reads it whole."""
    if len(text) > LONGEST:
        return Unknown(TOO_LONG)
    tokens = Tokens(text, words)
    if len(tokens) > MOST_TOKENS:
        return Unknown(TOO_LONG)
    plainly = spelled(tokens)
    return _whole(unannounced(without_politeness(plainly)), plainly.trimmed())


def _whole(tokens: Tokens, whole: Tokens, *, mends: bool = True) -> Command:
    """Read all that was said; `whole` is the same with what politeness surrounds it."""
    talked = read_second_thoughts(tokens) or read_talk(tokens) or read_kept(tokens)
    talked = talked or read_undo(tokens) or read_regretted(tokens, _ordered)
    talked = talked or read_grounded(tokens, _ordered) or read_ability(whole)
    if talked:
        return talked
    if tokens.words.commands.taken_back.ending(tokens, len(tokens), start=2):
        return Unknown("You took that back in the same sentence, so I did nothing.")
    # Once: to mend what was mended takes twice as long for each "but".
    mended = (read_mended(tokens, _ordered) or _contrasted(tokens)) if mends else None
    if mended:
        return mended
    reasoned = read_reasoned(tokens, _bare) or read_only(tokens, _bare)
    several = reasoned or read_retold(tokens, _bare) or read_several(tokens, _politely)
    several = several or read_amid(tokens, _bare)
    if several:
        return several
    fix = read_correction(tokens)
    command = _one(tokens)
    if fix:
        return fix if fix.spelled else _correction(fix, command, tokens)
    command = carried_on(command, whole) or joined_on(
        None if _cut_short(command) else command, whole
    )
    found = read_remark(tokens, command) or command or appointed(read_appointment(tokens), whole)
    found = found or read_chore(tokens)
    return found if found and found != Unknown() else _in_passing(tokens, whole, found)


def _in_passing(tokens: Tokens, whole: Tokens, asked: Command | None) -> Command:
    """Read no more than the name of something: "and the report too", "and the office label?"."""
    named = read_name_alone(tokens)
    same = None if asked else read_likewise(whole, politely=tokens)
    if same and named and not same.otherwise:
        return replace(same, otherwise=named)
    return same or named or Unknown()


def _cut_short(command: Command | None) -> bool:
    """Tell whether it would be a title that ends in the middle: "and call mum to Monday"."""
    body = command.body if isinstance(command, Add) else None
    return bool(body and body.one and body.one.title.casefold().endswith((" to", " until")))


def _ordered(tokens: Tokens) -> Command:
    """Read what was said before or after a change of mind."""
    plainly = spelled(tokens)
    return _whole(without_politeness(plainly), plainly.trimmed(), mends=False)


def _contrasted(tokens: Tokens) -> Command | None:
    """Read "the dentist is not on Thursday but on Friday"."""
    plain = without_contrast(tokens)
    command = _ordered(plain) if plain else None
    if command and is_order(command):
        return command
    left = without_other(tokens)
    command = _ordered(left) if left else None
    return command if command and names_one(command) else None


def _correction(fix: Correct, command: Command | None, tokens: Tokens) -> Command:
    """Return the correction with what it is as an order of its own; or the order alone."""
    rest = Tokens(fix.said, tokens.words).trimmed()
    own = _one(without_politeness(own_words(tokens)))
    fix = replace(fix, own=own) if points_back(own) else fix
    fresh = read_left(rest, corrects=True) or _one(without_politeness(rest))
    sure = fresh is not None and is_order(fresh) and not isinstance(fresh, Show)
    plain = command if command is not None and is_order(command) else None
    back = points_back(fresh) or (points_back(own) and isinstance(plain, Add))
    plain = None if back or begins_again(plain, tokens) else plain
    moved = _one(Tokens(f"move {fix.said}", tokens.words)) if fix.said and not plain else None
    moved = None if points_back(fresh) else moved
    named = isinstance(moved, Move) and moved.when and isinstance(moved.ref, Named)
    plain = moved if named else plain
    plain = _instead(fix, fresh, tokens) or plain
    if isinstance(plain, Whether):
        return plain
    if sure:
        return replace(fix, fresh=fresh, plain=plain)
    if named and plain is moved:
        # "No, bread on Saturday" after adding is another title: the tasks there decide.
        return replace(fix, plain=plain)
    return replace(fix, plain=plain) if plain is None or shift_of(rest) else plain


def _instead(fix: Correct, fresh: Command | None, tokens: Tokens) -> Command | None:
    """Read "call mum at 7pm instead": of the task that is there, if there is one."""
    if not tokens.words.talk.instead.ending(tokens, len(tokens), start=1):
        return None
    moved = _one(Tokens(f"move {fix.said}", tokens.words))
    if not (isinstance(moved, Move) and isinstance(moved.ref, Named) and moved.when):
        return None
    bare = read_bare(Tokens(fix.said, tokens.words))
    return Whether(moved, fresh) if isinstance(fresh, Add) and isinstance(bare, Add) else None


def _politely(tokens: Tokens) -> Command | None:
    """Read one of several orders, each of which may be put politely."""
    undone = read_undo(tokens) if tokens.word(0) in ("undo", "revert") else None
    return undone or _one(tokens) or _one(without_politeness(tokens))


def _bare(tokens: Tokens) -> Command | None:
    return _one(without_politeness(tokens))


def _one(tokens: Tokens) -> Command | None:
    """Read one order or question."""
    found = next((c for read in _PRODUCTIONS if (c := read(tokens)) is not None), None)
    return or_chore(found, tokens)


def _negated(tokens: Tokens) -> Command | None:
    return read_negated(tokens, _one)


def _spared(tokens: Tokens) -> Command | None:
    """Read what is to be done of "all but one", or of "this, but not that"."""
    return read_excepting(tokens, _one) or read_spared(tokens, _one)


def _change(tokens: Tokens) -> Command | None:
    verbs: Found[tuple[Verb, ...]] | None = tokens.words.commands.verbs.read(tokens, 0)
    for verb in verbs.value if verbs else ():
        read = CHANGES.get(verb)
        command = read(tokens.window(verbs.end, len(tokens))) if read and verbs else None
        if command:
            return new_or_moved(command, tokens, verbs.end if verbs else 0)
    return None


def _unsure(tokens: Tokens) -> Command | None:
    return Unknown() if tokens.words.commands.unsure_start.read(tokens, 0) else None


def _back_on_list(tokens: Tokens) -> Command | None:
    """Read "put X back on the list" before "put X on ..." is taken for a place."""
    back = tokens.words.commands.back_on_list.ending(tokens, len(tokens), start=2)
    return _change(tokens) if back else None


def _reminder(tokens: Tokens) -> Command | None:
    return read_reminder(tokens, read_add(tokens))


_PRODUCTIONS: tuple[Callable[[Tokens], Command | None], ...] = (
    read_how_to,
    read_same_day,
    read_told,
    read_list,
    read_placed_add,
    read_chore_first,
    read_rhythmic,
    read_again,
    read_thereafter,
    read_back,
    read_left,
    read_sentence,
    read_to_reopen,
    _reminder,
    _negated,
    _spared,
    read_calendar,
    read_whole_list,
    read_overview,
    read_more,
    put_back,
    ticked_off,
    read_undone,
    read_past_told,
    read_did,
    off_my_list,
    searched_elsewhere,
    noted,
    note_of_it,
    instead_of,
    read_onto_my_list,
    read_out_of_project,
    read_arrange,
    read_order,
    read_edit,
    read_details,
    read_finished,
    read_show,
    read_to_a_task,
    _back_on_list,
    read_place,
    _change,
    read_add,
    _unsure,
    suffixed,
    read_statement,
    read_of_all,
    past_alone,
    read_later,
    read_bare,
    read_deed,
)
