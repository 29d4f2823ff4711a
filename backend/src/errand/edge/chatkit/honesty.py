"""A model that says it has done something, where nothing was done, is not left uncontradicted."""

import re

_DEEDS = (
    "added|created|deleted|removed|trashed|completed|finished|marked|updated|changed|renamed|moved"
    "|rescheduled|postponed|scheduled|reopened|undone|undid|restored|cancelled|canceled"
)
_CLAIM = re.compile(
    rf"(?:^|[.!?:\n>*✅✔☑\-]\s*)(?:all |okay,? |ok,? |sure[,!]? )?(?:done\b|{_DEEDS}\b)"
    rf"|\bI(?:['\u2019]ve| have)?(?: (?:just|now|also|already|successfully))? (?:{_DEEDS})\b"
    rf"|\b(?:has|have|was|were) (?:been )?(?:(?:now|successfully|all) )?(?:{_DEEDS})\b"
    r"|[✅✔☑]"
    r"|\b(?:erledigt|gelöscht|hinzugefügt|verschoben|umbenannt|geändert|abgehakt)\b"
    r"|\b(?:supprimée?s?|ajoutée?s?|terminée?s?|déplacée?s?|modifiée?s?)\b"
    r"|\b(?:eliminad[oa]s?|añadid[oa]s?|completad[oa]s?|movid[oa]s?|cambiad[oa]s?)\b",
    re.IGNORECASE,
)
NOTHING_CHANGED = "Nothing was changed in this answer"


def claims_deed(said: str) -> bool:
    """Tell whether these words may be taken to say that something was done."""
    return _CLAIM.search(said) is not None
