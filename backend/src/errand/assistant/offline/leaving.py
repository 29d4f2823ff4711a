"""Tasks that are moved out of a project: "#5 from Home", "order toner from the Home project"."""

from dataclasses import replace

from errand.assistant.offline.edit_order import ref_of
from errand.assistant.offline.edit_values import place_of
from errand.assistant.offline.refs import Named, Nothing, Ref
from errand.assistant.offline.tokens import Tokens

_OUT = (("out", "of"), ("over", "from"), ("away", "from"), ("from",))


def out_of_place(tokens: Tokens) -> Ref:
    """Read a task, perhaps with the project that it is in; a title may have such words, too."""
    whole = ref_of(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        out = next((row for row in _OUT if _stands(tokens, at, row)), ())
        place = place_of(tokens.window(at + len(out), len(tokens))) if out else None
        ref = ref_of(tokens.window(0, at)) if place and place.name else Nothing()
        if isinstance(ref, Nothing):
            continue
        if isinstance(ref, Named) and isinstance(whole, Named):
            return replace(whole, shorter=ref.words, within=place.name if place else "")
        return ref
    return whole


def _stands(tokens: Tokens, at: int, row: tuple[str, ...]) -> bool:
    return all(tokens.word(at + step) == word for step, word in enumerate(row))
