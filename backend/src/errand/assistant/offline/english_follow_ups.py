"""English: words around an order that goes back to what was said or done before."""

from errand.assistant.offline.english_answers import ANSWERS
from errand.assistant.offline.english_done import DONE
from errand.assistant.offline.english_minds import MINDS
from errand.assistant.offline.english_told import TOLD
from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_follow_ups import FollowUpWords

_MUCH = ("", "a bit ", "a little ", "too ", "way too ", "rather ")

FOLLOW_UPS = FollowUpWords(
    answers=ANSWERS,
    told=TOLD,
    for_good=phrases(
        "from now on | from now on please | going forward | from here on | henceforth | "
        "from today on | in future | in the future | for the future | as of now | as of today | "
        "from this point on | from here on out | from now onwards | from now"
    ),
    regrets=phrases(
        *(
            f"that was {much}premature | that was {much}soon | that was {much}early"
            for much in _MUCH
        ),
        "oh dear | dear | oh no | oh my | oh well | dear me | damn | darn | oops | ups | whoops | "
        "that was a mistake | that was my mistake | my mistake | that was wrong | my bad | "
        "that was an accident | that was by accident | that was a slip | that was an error | "
        "i made a mistake | i made an error | i clicked wrong | i spoke too soon | "
        "that was not right | that wasn't right | that's not right | that's wrong | "
        "that is wrong | wrong one | wrong task | i was too quick | i was too fast | "
        "i got that wrong | i was wrong | i was mistaken | i'm not done yet | not yet | "
        "i haven't done it yet | i'm not there yet | it was a mistake | "
        "it was an accident | that was hasty | that was too hasty | sorry about that | "
        "i was lying | i lied | that was a lie | that's a lie | i was kidding | just kidding | "
        "only joking | i was joking | just joking | kidding | false alarm | that's not true | "
        "not true | that isn't true | that was not true | that wasn't true | i mixed it up | "
        "i mixed them up | i got them mixed up | i got it mixed up | i mixed that up | i was "
        "confused | i got confused | i'm confused | wrong button | i misclicked | misclick | "
        "i pressed the wrong button | i hit the wrong button | i got ahead of myself | "
        "i jumped the gun | i was getting ahead of myself | i wasn't thinking | my brain | "
        "that was the wrong one | that was the wrong task | it was the wrong one | that one was "
        "wrong | i confused it with another one | i confused them | i confused two of them | "
        "i changed my mind | changed my mind | i've changed my mind | i didn't mean it | "
        "i didn't mean that | that was too early | not really | i got it wrong | silly me | "
        "bad idea | that was a bad idea | i take that back | i take it back | "
        "unfortunately | sadly | alas | regrettably | i'm afraid | turns out | it turns out",
    ),
    did_before=phrases(
        "what i did before | what i did earlier | what i did | what i did last | "
        "what you did before | what you did earlier | what you did last | what we did | "
        "what i did just now | what you did just now | what i said before | what i ordered | "
        "what i told you to do | what i asked you to do | my last order | my last command | "
        "my previous change | my previous order | the change before | the thing before | "
        "what i did before that | what i changed | what you changed | what i just changed | "
        "what you just changed | the change i made | the change you made | the one before | "
        "what was done before | what was done last | the last thing i did"
    ),
    not_yet=phrases(
        "is still | it's still | its still | are still | isn't | it isn't | it's not | is not | "
        "not yet | hasn't | hasn't been | haven't | i haven't | it hasn't | wasn't | it wasn't | "
        "i didn't | didn't | i've not | aren't | they aren't | they're not | they're still | "
        "i'm still | i still | i'm not | not done | not finished | i forgot"
    ),
    done=DONE,
    minds=MINDS,
)
