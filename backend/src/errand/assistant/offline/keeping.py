"""Orders to leave or put back a task where it was: "keep it on Wednesday", "back to Friday"."""

from errand.assistant.offline.commands import Command, Move
from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import whole_when
from errand.assistant.offline.refs import It, Named, Numbers
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import InDays, When

_TO = ("to", "on", "at", "for", "until", "till")
_MOVES = ("move", "put", "set", "change", "push", "switch", "shift", "reschedule", "reset")
#: A day and a time have no more tokens.
LONGEST = 12


def read_back(tokens: Tokens) -> Command | None:
    """Read "put it back to Friday", "move the dentist back to 3pm"."""
    verb = tokens.words.follow_ups.minds.back.read(tokens, 0)
    end = _end(tokens)
    for at in range(verb.end + 1 if verb else end, end - 2):
        if tokens.word(at) != "back" or tokens.word(at + 1) not in _TO:
            continue
        when = _time(tokens.window(at + 1, end))
        ref = ref_of(tokens.window(verb.end if verb else 0, at))
        # "Take the books back on Friday" is to be done, and not to be moved.
        named = isinstance(ref, Named) and tokens.word(0) in _MOVES and tokens.word(at + 1) == "to"
        return Move(ref, when) if when and (named or isinstance(ref, It | Numbers)) else None
    return None


def read_left(tokens: Tokens, *, corrects: bool = False) -> Command | None:
    """Read "keep it on Wednesday, but at 4pm", "leave the boat on Tuesday though".

    Args:
        tokens: The words.
        corrects: They are said against what was done, so "leave the house at 8" is no new task.
    """
    minds = tokens.words.follow_ups.minds
    if tokens.word(0) == "but":
        return read_left(tokens.window(1, len(tokens)), corrects=True)
    lead = minds.keeping.read(tokens, 0)
    end = _end(tokens)
    though = end < len(tokens) or corrects
    for at in range(lead.end + 1 if lead else end, end):
        plain = tokens.word(0) == "keep" and at == 2
        if not lead or not (plain or tokens.word(at) in _TO) or end - at > LONGEST:
            continue
        when = _time(tokens.window(at, end))
        ref = ref_of(tokens.window(lead.end, at))
        sure = isinstance(ref, It | Numbers) or (though and isinstance(ref, Named))
        if when and sure and not _for_now(tokens.word(at), when):
            return Move(ref, when)
    return None


def _end(tokens: Tokens) -> int:
    """Return the end of what is said before "though" and "instead"."""
    end = len(tokens)
    for table in (tokens.words.follow_ups.minds.though, tokens.words.talk.instead):
        last = table.ending(tokens, end, start=2)
        end = last.start if last else end
    return end


def _time(tokens: Tokens) -> When | None:
    """Read "on Wednesday but at 4pm"."""
    when = whole_when(tokens)
    if when is None:
        kept = (tokens.raw_word(at) for at in range(len(tokens)))
        plain = " ".join(word for word in kept if word.casefold() not in ("but", ",", "just"))
        when = whole_when(Tokens(plain, tokens.words))
    return when if when and (when.days or when.clocks or when.part) else None


def _for_now(word: str, when: When) -> bool:
    """Tell "leave it for today", which may mean to stop."""
    return word == "for" and InDays(0) in when.days
