"""English: words around an order that goes back to what was said or done before."""

from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_follow_ups import FollowUpWords

_MUCH = ("", "a bit ", "a little ", "too ", "way too ", "rather ")

FOLLOW_UPS = FollowUpWords(
    for_good=phrases(
        "from now on | from now on please | going forward | from here on | henceforth | "
        "from today on | in future | in the future | for the future | as of now | as of today | "
        "from this point on | from here on out | from now onwards | from now"
    ),
    regrets=phrases(
        *(f"that was {much}premature | that was {much}soon | that was {much}early" for much in _MUCH),
        "oh dear | oh no | oh my | oh well | dear me | damn | darn | oops | ups | whoops | "
        "that was a mistake | that was my mistake | my mistake | that was wrong | my bad | "
        "that was an accident | that was by accident | that was a slip | that was an error | "
        "i made a mistake | i made an error | i clicked wrong | i spoke too soon | "
        "that was not right | that wasn't right | that's not right | that's wrong | "
        "that is wrong | wrong one | wrong task | i was too quick | i was too fast | "
        "i got that wrong | i was wrong | i was mistaken | i'm not done yet | not yet | "
        "i haven't done it yet | i'm not there yet | it was a mistake | "
        "it was an accident | that was hasty | that was too hasty | sorry about that"
    ),
    not_yet=phrases(
        "is still | it's still | its still | are still | isn't | it isn't | it's not | is not | "
        "not yet | hasn't | hasn't been | haven't | i haven't | it hasn't | wasn't | it wasn't | "
        "i didn't | didn't | i've not | aren't | they aren't | they're not | they're still | "
        "i'm still | i still | i'm not | not done | not finished | i forgot"
    ),
)
