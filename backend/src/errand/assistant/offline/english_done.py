"""English: deeds that are told in the past, what surrounds them, and looking tasks over."""

from itertools import product

from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_done import DoneWords

#: Forms that no rule gives, a verb a cell: the base, then its past and participle.
_IRREGULAR = """
    mow mown | sew sewn | sow sown | hang hung | lend lent | lay laid | dig dug | draw drew drawn
    drive drove driven | eat ate eaten | choose chose chosen | freeze froze frozen | get gotten
    grind ground | grow grew grown | hide hid hidden | keep kept | light lit | saw sawn | deal dealt
    shake shook shaken | speak spoken | spin spun | stick stuck | string strung | swim swam swum
    teach taught | throw threw thrown | tie tied | withdraw withdrew withdrawn | wear wore worn
    bend bent | break broke broken | fly flew flown | learn learnt | burn burnt | ride rode ridden
    sing sang sung | spend spent | tear tore torn | bind bound | rebuild rebuilt | bleed bled
    redo redid redone | rewrite rewrote rewritten | resend resent | repay repaid | set set
    shut shut | reset reset | split split | spread spread | tidy tidied | dry dried | copy copied
    empty emptied | apply applied | reply replied | study studied | carry carried | fry fried
    bury buried | supply supplied | verify verified | notify notified | clarify clarified
    untie untied | dye dyed | hoover hoovered | lead led | shine shone | sling slung | weave woven
    rehang rehung | rethink rethought | unwind unwound | wind wound | fight fought | hold held
"""
PASTS = {
    past: base
    for base, *pasts in (cell.split() for cell in _IRREGULAR.strip().replace("\n", "|").split("|"))
    for past in pasts
}

_SAME = (
    "call ring phone telephone", "buy get purchase grab", "collect fetch pick", "vacuum hoover",
    "post mail send", "mow cut", "repair fix mend", "clean wash scrub wipe", "pay settle",
    "book reserve", "email e-mail mail", "message text", "write draft", "trim cut clip",
    "submit file hand send", "take bring", "make bake cook", "tidy clean", "see visit",
)  # fmt: skip
_SAME_DEEDS = tuple(frozenset(row.split()) for row in _SAME)

_WHO = ("", "i ", "i've ", "i have ", "we ", "we've ")
_CAN = (
    "can you", "could you", "are you able to", "can i", "do you", "can u", "will you be able to",
    "is it possible to", "am i able to", "can we", "does this", "can this", "can this thing",
    "do you know how to", "are you capable of", "do you support", "can errand", "does errand",
    "are you good at", "do you let me", "do you have",
    "do you do", "will you", "could i", "can one", "is there a way to",
)  # fmt: skip
_LISTS = ("my list", "the list", "my to-do list", "my todo list", "my task list", "my plate",
          "my to do list", "our list", "there", "my lists", "my plate right now")  # fmt: skip
_LEFT = ("what's left", "what is left", "what remains", "what do i have left", "what have i left",
         "what have i got left", "what's still open", "what is still open", "what's remaining",
         "what's still to do", "what is still to do", "what's left to do", "what is left to do",
         "what else is left", "what do i still have to do", "what still needs doing",
         "what's left on my list", "what's left on the list", "what's still left",
         "what's outstanding", "what is outstanding", "anything left", "is anything left",
         "what have i still got to do", "what's not done", "what isn't done yet",
         "what's not done yet", "what's undone")  # fmt: skip

DONE = DoneWords(
    when_done=phrases(
        "this evening | tonight | last evening | a minute ago | a moment ago | a while ago | "
        "an hour ago | a few minutes ago | ten minutes ago | half an hour ago | two hours ago | "
        "on my way home | on the way home | on the way | at lunch | over lunch | after lunch | "
        "before work | after work | this week | last week | the other day | this weekend | "
        "over the weekend | at the weekend | last weekend | today already | already today | "
        "at long last | once and for all | myself | by myself | in the end | after all | "
        "first thing | all by myself | phew | yay | hooray | woohoo | at noon | before lunch | "
        "thank god | thank goodness | thankfully | took ages | took me ages | took forever | "
        "what a pain | that was hard | that took ages | it took ages | it took forever | "
        "so that's that | and that's that | that's that | so that's done | so that's out of the "
        "way | believe it or not | you'll be happy to hear | for once | like a champ | "
        "all sorted | sorted | job done | done and dusted | completely | properly | now too | "
        "the day before yesterday | over breakfast | before breakfast | after breakfast | "
        "just this minute | just this second | a second ago | a sec ago | in the meantime | "
        "on monday | on tuesday | on wednesday | on thursday | on friday | on saturday | on sunday"
    ),
    deeds=phrases(
        "mow | sew | sow | hang | lay | dig | draw | choose | freeze | grind | tie | light | dry | "
        "copy | verify | varnish | grout | seal | stain | strip | steam | peel | chop | marinate | "
        "season | grill | roast | fry | boil | brew | bottle | shred | "
        "laminate | staple | frame | hem | patch | darn | soak | bleach | disinfect | sanitise | "
        "sanitize | wipe | sponge | degrease | declutter | recycle | compost | fold | stow | "
        "stack | rearrange | rotate | tighten | loosen | screw | unscrew | glue | tape | "
        "nail | hammer | mend | wax | tune | refuel | fuel | licence | license | "
        "enrol | enroll | apply | deposit | invest | donate | "
        "edit | format | proof | outline | summarise | summarize | practise | practice | "
        "rehearse | film | photograph | shoot | design | sketch | code | debug | commit | "
        "ship | release | configure | set | install | uninstall | sync | wipe | erase | "
        "shave | wax | floss | medicate | vaccinate | neuter | trim | clip | shear | milk | "
        "muck | drench | shut | reseed | seed | aerate | edge | strim | repot | "
        "deadhead | transplant | drain | fill | winterise | "
        "winterize | insulate | caulk | unblock | unclog | flush | tow | wean | shoe | saddle"
    ),
    reported=frozenset(["did", "done", "finished", "completed", "i", "i've", "dealt", "took",
                        "taken", "got", "managed", "knocked", "wrapped", "sorted", "ticked",
                        "crossed", "we've", "we"]),
    determiners=frozenset(["the", "my", "our", "that", "those", "these", "this", "his", "her",
                           "their", "both", "all", "a", "an", "some", "mum's", "dad's"]),
    calling=phrases(
        *(
            f"{who}{verb} {a}{phone}call"
            for who, verb, a, phone in product(
                _WHO, ("made", "placed", "had"), ("the ", "that ", "a ", "my "), ("", "phone ")
            )
        )
    ),
    ringing=phrases("a call | a ring | a bell | a shout | a buzz | a phone call | a quick call"),
    same_deeds=_SAME_DEEDS,
    vague=frozenset(["thing", "stuff", "business", "bit", "job", "things", "errand"]),
    acknowledged=phrases(
        "fine | all right | alright | fair enough | no problem | no worries | right | great | "
        "good | cool | nice | perfect | sure | got it | understood | i see | ok then | okay then | "
        "right then | oh well | too bad | pity | shame | whatever | ok | okay | sounds good | "
        "no matter | doesn't matter | very well | alright then | fine then | gotcha | noted | "
        "makes sense | ok fine | okay fine | ok no problem | that's fine | that's ok | bummer | "
        "i understand | ah ok | ah okay | oh ok | oh okay | ok thanks | okay thanks | "
        "ok cool | oh right | ah right | ok great | awesome | lovely | super | well then"
    ),
    possessives=frozenset(["his", "her", "its", "their", "your", "him", "them", "it", "he",
                           "she"]),
    subjects=frozenset(["i", "you", "we", "he", "she", "they", "anyone", "anybody", "someone",
                        "somebody", "everyone", "who", "what", "anything", "there", "not",
                        "never"]),
    whole_list=phrases(
        *(
            f"{asks} {on} {where}"
            for asks in ("what's", "what is", "what all is", "what do i have", "what have i got",
                         "what else is", "what's there")
            for on in ("on", "in")
            for where in _LISTS
            if where != "there"
        ),
        *(
            f"{show} {where}"
            for show in ("show", "show me", "read", "read me", "list", "see", "let me see", "open",
                         "view", "check", "display", "pull up", "bring up", "give me",
                         "read out", "go through", "tell me")
            for where in _LISTS
            if where != "there" and "list" in where
        ),
        *_LEFT,
        *(f"so {each}" for each in _LEFT),
        *(f"and {each}" for each in _LEFT),
        *(f"{each} now" for each in _LEFT),
        *(f"{each} then" for each in _LEFT),
        "list | list all | show all | list them all | show them all | ls | list it all | "
        "my list | my list please | the list | list please | my to-do list | my todo list | "
        "my tasks | my to-dos | my todos | todo list | to-do list | what do i have | "
        "what have i got | what's there to do | what is there to do | what's to do | "
        "what do i have to do | what's on the agenda for me | what all do i have | "
        "what am i supposed to do | what's my list | what's my list look like | "
        "what does my list look like | how does my list look | what's on it",
    ),
    name_openers=phrases(
        "list | show | show me | display | view | see | let me see | list me | open | go to | "
        "what's in | what is in | what's under | what is under | what do i have in | "
        "what have i got in | anything in | what do i have for | what have i got for | "
        "anything for | what do we have for | what's there in | look at | let's see | "
        "let's look at | what's left in | what's open in | show all | show all of | list all of | "
        "show me all of | what about | how about | and | bring up | pull up | what's left for | "
        "what's on for"
    ),
    place_nouns=frozenset(["label", "tag", "project", "list", "labels", "tags", "section", "area",
                           "ones", "one", "stuff", "things", "tasks", "folder"]),
    abilities=phrases(*_CAN),
    in_general=phrases(
        "tasks | things | to-dos | todos | items | reminders | projects | labels | tags | notes | "
        "deadlines | due dates | subtasks | recurring tasks | repeating tasks | priorities | "
        "sub-tasks | sections | dates | titles | names | estimates | changes | stuff | several "
        "tasks | multiple tasks | many tasks | my reminders | something | a task's name | "
        "recurring things | repeating things | existing tasks | old tasks | done tasks | "
        "finished tasks | completed tasks"
    ),
    told_of=frozenset(["i", "we", "i've", "we've", "that", "which"]),
    negated=phrases(
        "isn't | is not | hasn't been | has not been | wasn't | was not | aren't | are not | "
        "haven't been | weren't | isn't actually | isn't really | wasn't actually | is still not | "
        "still isn't | still hasn't been | isn't even | hasn't actually been | wasn't really"
    ),
    by_mistake=phrases(
        "by mistake | by accident | accidentally | mistakenly | in error | prematurely | "
        "erroneously | too early | too soon | wrongly | by error | unintentionally"
    ),
    ticked=phrases(*(f"{who}{verb}" for who in _WHO for verb in ("marked", "set", "flagged"))),
    yet=phrases("yet | after all | at all | yet after all | properly | actually | really | "
                "completely | fully | enough | any more | anymore | again | right"),
)  # fmt: skip
