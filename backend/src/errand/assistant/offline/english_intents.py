"""English: what people say when something has to be done, and what they say before that."""

from itertools import product

from errand.assistant.offline.english_chores import NO_DEED_WORDS, PUT_PLACES
from errand.assistant.offline.english_deeds import (
    BOOKED,
    BOOKINGS,
    NO_CHORES,
    ORDER_BEHIND,
    PARTICLES,
    PLAIN_DEEDS,
)
from errand.assistant.offline.english_going_on import (
    COUNTERS,
    ENTERING,
    ONWARD,
    POINTERS,
    THINGS,
)
from errand.assistant.offline.english_reminded import FEELINGS
from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_adding import AddWords

_WHO = ("", "i ", "we ")
_HOW = ("", "really ", "still ", "also ", "just ", "definitely ", "urgently ")
_NEED = ("need to", "have to", "gotta", "got to", "have got to", "need to remember to", "must")
_WHO_ONLY = (
    "must to", "should", "should really", "should probably", "ought to", "had better",
    "will have to", "will need to", "am supposed to", "have yet to", "need still to",
    "mustn't forget to", "must not forget to", "must remember to", "should remember to",
    "can't forget to", "shouldn't forget to", "have to remember to", "gotta remember to",
)  # fmt: skip
_SHORT = (
    "i've to", "i've got to", "we've got to", "we've to", "i'll need to", "i'll have to",
    "we'll need to", "we'll have to", "i'd better", "we'd better", "i'm supposed to",
    "we're supposed to", "i am to", "needa", "hafta", "i hafta", "i needa", "must remember to",
    "mustn't forget to", "must not forget to", "can't forget to", "i really should",
    "we are supposed to", "i do need to", "i do have to", "got to remember to", "note to self to",
    "i've also got to", "we've also got to", "i'll also need to", "i'll also have to",
    "i should also", "we should also", "i must also", "i also should", "i also must",
    "i'd also better", "i also ought to", "i've still got to", "we must also",
    "make sure i", "make sure to", "make sure that i", "make sure we", "be sure to", "i plan to",
    "i'm planning to", "i intend to", "we plan to", "remember me to",
)  # fmt: skip

#: "I need to", "gotta", "we still have to": what follows is to be done.
INTENTS = " | ".join(
    (
        *(f"{who}{how}{need}" for who, how, need in product(_WHO, _HOW, _NEED)),
        *(f"{who}{need}" for who, need in product(("i ", "we "), _WHO_ONLY)),
        *_SHORT,
    )
)

_DOWN = ("note down", "jot down", "write down", "put down", "take down", "note", "write", "record")
_TELLING = (
    *_DOWN, "make a note", "take a note", "make note", "remember", "keep in mind", "remind me",
    "don't forget", "do not forget", "don't let me forget", "add", "add a task", "add a note",
    "add to my list", "put on my list", "it on my list", "a reminder", "set a reminder",
    "create a task", "make a task", "add a reminder", "i just remembered", "it occurs to me",
    "i almost forgot", "i forgot", "you should know", "note to self",
)  # fmt: skip

#: "Note down that" before "I must ...": said of what has to be done, and no part of it.
_ANNOUNCERS = phrases(*(f"{lead}{that}" for lead in _TELLING for that in (" that", "", " :")))

#: After "I need to" no deed: "know when the dentist is", "not forget", "see what is left".
_NO_DEEDS = phrases(
    FEELINGS,
    "not | know | do what | have been | have had | be able | be reminded | never | no longer | "
    "see what | see which | see my | see all | see the list | find out what | check what | "
    "check my list | delete | remove | tell you | ask you | i | we",
)

_INTO_PROJECT = phrases(
    *(
        f"{lead}{article}"
        for lead in ("to", "in", "into", "under", "for", "on", "onto", "inside")
        for article in ("", " the", " my")
    )
)
_TOWARDS = phrases(
    "go | drive | walk | cycle | bike | commute | fly | travel | run | ride | take | bring | "
    "return | come | write | send | talk | speak | listen | reply | respond | present | report | "
    "move | get | give | carry | head | say | email | mail | post | ship | deliver | apply | "
    "connect | subscribe | link | add | invite | welcome | introduce | back | trip | way | visit"
)

#: Said in answer to whether it is the project or part of the title.
PLACING = merged(
    (0, "project | the project | its project | in the project | that's the project | that project"),
    (1, "title | the title | part of the title | part of its title | name | no project"),
)
ADDING = AddWords(
    announcers=_ANNOUNCERS,
    no_deeds=_NO_DEEDS,
    into_project=_INTO_PROJECT,
    filing=frozenset({"to", "into", "under", "onto"}),
    towards=_TOWARDS,
    going=frozenset(
        {"go", "come", "drive", "walk", "cycle", "head", "run", "take", "get", "visit"}
    ),
    counted=phrases(
        "few | couple | lot | bit | little | dozen | hundred | thousand | million | half | third | "
        "quarter | day | week | month | year | hour | minute | night | levels | level"
    ),
    plain_deeds=PLAIN_DEEDS,
    bookings=BOOKINGS,
    booked=BOOKED,
    order_behind=ORDER_BEHIND,
    particles=PARTICLES,
    no_chores=NO_CHORES,
    pointers=POINTERS,
    counters=COUNTERS,
    things=THINGS,
    onward=ONWARD,
    no_deed_words=NO_DEED_WORDS,
    entering=ENTERING,
    put_places=PUT_PLACES,
)
