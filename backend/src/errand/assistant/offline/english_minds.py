"""English: corrections of a deed, and changes of mind after it."""

from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_minds import MindWords

_IT = ("it's", "that's", "it is", "that is", "this is", "that was", "it was", "it isn't",
       "that isn't", "it's not", "that's not", "it is not", "that is not", "it wasn't")  # fmt: skip
_SO = ("that ", "so ", "really ", "very ", "all that ", "actually ", "quite ", "really that ",
       "actually that ", "as ", "")  # fmt: skip
_HOW = ("important", "urgent", "pressing", "critical", "big a deal", "big of a deal", "serious")
_TOO = ("early", "late", "soon", "far", "far off", "far away", "tight", "long", "short", "high",
        "low", "much", "busy", "late for me", "early for me", "soon for me")  # fmt: skip

MINDS = MindWords(
    grounds=phrases(
        *(f"{it} {so}{how}" for it in _IT for so in _SO for how in _HOW),
        *(f"{it} {much}too {how}" for it in (*_IT[:7], "") for much in ("", "a bit ", "way ",
          "far ", "much ", "a little ") for how in _TOO),
        *(f"{it} {how}" for it in _IT[:7] for how in ("more urgent than that", "more urgent",
          "more important", "more important than that", "a holiday", "a bank holiday", "wrong",
          "a sunday", "a saturday", "not right", "no good", "a bad time", "a bad day",
          "a public holiday", "my day off", "her birthday", "his birthday", "not possible",
          "less urgent", "less important", "not enough", "not enough time", "longer than that",
          "impossible", "already taken", "when i'm away", "a mistake")),
        "it can wait | that can wait | it can wait a bit | it's less urgent than that | "
        "that doesn't work | that won't work | it doesn't work | that doesn't work for me | "
        "that doesn't suit | that doesn't suit me | that's no use | that's bad | "
        "i can't then | i can't that day | i can't make it then | i can't make that | "
        "i can't do that | i can't make it | i'm busy then | i'm away then | i'm out then | "
        "i'm busy that day | i'm away that day | i'm working then | i'm working that day | "
        "i'm not free then | i'm not in then | i'm off then | i'm off that day | "
        "they're closed then | they're closed that day | it's closed then | "
        "they're shut then | they close then | i need more time | i need longer | "
        "i need more time than that | i need it sooner | it really was done | it was done | "
        "it really is done | it is done | it was really done | it's really done | "
        "it was done after all | it's done after all | it is done after all | i did do it | "
        "i really did it | i did it after all | i had done it | i did finish it | "
        "i was lying | i lied | i was joking | i was kidding | i'm lying | i fibbed | "
        "that's not true | i haven't | i didn't | i haven't actually | "
        "they moved it | they've moved it | they changed it | it got moved | it's been moved | "
        "they postponed it | it got postponed | it's been postponed"
    ),
    unfit=phrases(
        "doesn't work | won't work | does not work | will not work | doesn't suit | "
        "doesn't suit me | doesn't work for me | won't do | is no good | isn't good | "
        "is bad | is out | is full | is taken | is too soon | is too early | is too late | "
        "is a holiday | is a bank holiday | is too tight | isn't possible | is impossible | "
        "is not possible | is busy | is no use | clashes | is wrong | was wrong | isn't right | "
        "is not right | is too busy | is packed | isn't enough | is too much"
    ),
    keeping=phrases("keep | leave | let's keep | let's leave | just keep | just leave"),
    though=phrases("though | tho | as it was | as before | as planned | after all"),
    kept=phrases(
        *(f"{keep} {it}" for keep in ("keep", "just keep", "please keep", "let's keep",
          "better keep", "i'll keep", "i want to keep", "i'd rather keep", "do keep",
          "i still need", "i still want", "i do need", "i do still need", "i'll still need",
          "i need to keep", "we still need", "i might still need", "don't delete",
          "do not delete", "don't remove", "i didn't want to delete", "i may still need")
          for it in ("it", "that", "this", "that one", "this one", "it after all", "them",
          "that after all", "that one after all", "it then", "both", "both of them",
          "it though", "that task", "it please")),
        "i need it after all | i need that after all | i need that one after all | "
        "it's still needed | that's still needed | it is still needed | still need it | "
        "still need that | still need that one | that one stays | it stays | it can stay | "
        "let it stay | leave it there | leave it alone | leave that one alone | keep"
    ),
    back=phrases(
        "put | move | set | change | bring | push | switch | shift | revert | reset | get | "
        "return | take | make | reschedule | pull | have | turn"
    ),
    spelled=phrases(
        *(f"{it} {how}" for it in ("it's", "that's", "it is", "that is", "he's", "she's",
          "the name is", "the name's", "his name is", "her name is", "which is", "they're",
          "is", "")
          for how in ("spelled", "spelt", "written", "actually spelled", "actually spelt")),
        "spell it | the spelling is | the right spelling is | the correct spelling is | "
        "spelling :"
    ),
    named_so=phrases(
        "it's | that's | it is | he's | she's | the name is | the name's | his name is | "
        "her name is | his name's | her name's | their name is | they're | i meant | i said"
    ),
    lettered=phrases("with | without | no | as | all"),
    lettering=frozenset((
        "a", "an", "one", "two", "no", "double", "single", "silent", "capital", "small", "big",
        "at", "the", "end", "in", "beginning", "start", "middle", "instead", "of", "not", "and",
        "front", "it", "letter", "letters", "word", "words", "lower", "upper", "case",
        "lowercase", "uppercase", "hyphen", "dash", "space", "accent", "umlaut", "apostrophe",
        "s's", "ss", "ls", "ts", "es",
    )),
    again=phrases("again | once more | one more time | another time | and again"),
    thereafter=phrases(
        "after that | from then on | thereafter | from there on | from then onwards | "
        "afterwards | after | from then | from that day on | after this | onwards | "
        "from now on | going forward | then on"
    ),
    faulty=phrases(
        "wrong | not right | incorrect | misspelled | misspelt | off | not correct | a typo | "
        "spelled wrong | spelt wrong | false | mistaken | all wrong | wrong again | a mistake"
    ),
    this_time=phrases(
        "this time | this week only | for once | just this once | this once | this time around"
    ),
    spared=phrases(
        "but leave | but keep | and leave | and keep | , leave | , keep | , but leave | "
        ", but keep | but let | except leave | only leave"
    ),
)  # fmt: skip
