"""English: words for what can be asked, and for answers to our own questions."""

from errand.assistant.offline.english_finishing import (
    BEGINNING,
    COMPLETING,
    DONE_SUFFIX,
    REOPENING,
    REPORTING,
    TAKEN_BACK,
)
from errand.assistant.offline.english_intents import INTENTS, PLACING
from errand.assistant.offline.english_ranks import PRIORITIES
from errand.assistant.offline.english_reminded import REMINDED, SHOULD_LIKE
from errand.assistant.offline.tables import Table, merged, phrases
from errand.assistant.offline.vocabulary import CommandWords, Field, Verb

_ADD, _MAKE = (Verb.ADD,), (Verb.MAKE,)
_MOVE, _DELETE = (Verb.MOVE,), (Verb.DELETE,)

#: One phrase may open several commands ("set", "remove"): all that it may, in the order to try.
_VERBS: Table[tuple[Verb, ...]] = merged(
    (_ADD, ("add | create | adding | creating | note down | jot down | note down that | "
     "reminder to | a reminder to | task to | a task to | jot down that | note down to | "
     "jot down to | task : | todo : | to-do : | reminder : | note to self | note to self : | "
     "note : | calendar a | calendar an | diarise | diarize | schedule a | schedule an | "
     "new task : | tasks : | todos : | new tasks :")),
    (_MAKE, ("stick | pop | chuck | bung | get | make me | set up | i want | i'd like | i need | "
     "give me | new | note | todo")),
    ((Verb.REMIND,), ("remind me | get a reminder | i get a reminder | have a reminder | "
     "get me a reminder | i'd like a reminder | i want a reminder | i need a reminder | "
     "nudge me | ping me | give me a reminder | need a reminder | schedule a reminder | "
     "put in a reminder | set a reminder | set me a reminder | create a reminder | "
     "add a reminder | send me a reminder")),
    ((Verb.REMIND,), REMINDED),
    ((Verb.INTEND,), INTENTS),
    ((Verb.INTEND,), ("don't forget | do not forget | don't let me forget | "
     "don't forget to | do not forget to | don't let me forget to | remember to | "
     "help me remember to | i'd like to remember to")),
    ((Verb.COMPLETE,), COMPLETING),
    ((Verb.REPORT,), REPORTING),
    ((Verb.REOPEN,), REOPENING),
    ((Verb.START,), ("start | begin | start working on | begin working on | start with | "
     "i'm working on | i am working on | i started | i've started | i have started | "
     "working on | i'm starting | i began | started | i'm doing | kick off")),
    ((Verb.START,), BEGINNING),
    ((Verb.WAIT,), "i'm waiting for | i am waiting for | waiting for | park | i'm blocked on"),
    ((Verb.RENAME,), "rename | retitle | re-title"),
    (_MOVE, ("move | reschedule | postpone | push | push back | delay | shift | defer | put off | "
     "snooze | schedule")),
    ((Verb.CHANGE_FIELD, Verb.SET), "set | change | edit | update"),
    ((Verb.SET, Verb.MAKE), "make | put | mark | flag | give | consider | count"),
    ((Verb.CLEAR, Verb.DELETE), "remove | clear | drop"),
    ((Verb.SET,), "downgrade | upgrade | demote | promote"),
    ((Verb.CLEAR,), "unset | take away"),
    (_DELETE, ("delete | trash | get rid of | erase | bin | throw away | throw out | toss | "
     "scrap | dump | discard | forget about | i don't need | i no longer need | "
     "we don't need | axe | dispose of | i don't have to do | i don't want | "
     "we no longer need | kill | "
     "wipe | clear out | empty | take off my list | i don't need to do | deleting | removing")),
    ((Verb.CANCEL,), "cancel | call off"),
)  # fmt: skip

COMMANDS = CommandWords(
    polite_start=phrases(
        SHOULD_LIKE,
        "please | can you | could you | would you | will you | can you please | "
        "could you please | hey | hey errand | errand | ok | okay | so | well | and | kindly | "
        "i want you to | i'd like you to | i would like you to | just | now | then | also | "
        "i'd like to | i would like to | let's | can i | could i | may i | pls | plz | "
        "help me | help me to | would you mind | could you kindly | i'd love to | i want to | "
        "you can | you may | you could | can we | could we | let me | i'd like to please | "
        "would you please | will you please | can you just | could you just | go ahead and | "
        "be so kind as to | do me a favour and | do me a favor and | i need you to | alright | "
        "now please | finally | turns out | it turns out | turns out that | it turns out that | "
        "oh | yep | yes , | yeah | hooray | good news | "
        "could u | can u | would u | will u | would u mind | could u please | can u please | "
        "can u pls | could you pls | can you pls | in that case | by the way | btw | also please | "
        "and please | plus | and plus | one more thing | another thing | and another thing"
    ),
    polite_end=phrases(
        "please | thanks | thank you | for me | pls | plz | cheers | of course | thx | ta"
    ),
    verbs=_VERBS,
    list_openers=phrases(
        "show | list | display | view | see | show me | give me | list me | let me see | "
        "tell me | which | read me | show all | list all"
    ),
    search_openers=phrases(
        "find | search | search for | look for | look up | anything | is there anything | "
        "do i have anything | have i got anything | what about | any | is there something | "
        "is there a task | do i have a task | do i have something | have i got something | "
        "got anything | is there any task | are there any tasks | do i have any tasks | "
        "have i got a task | have i got any tasks | is there one | where is | where's | "
        "do i have any | are there any | have i got any | is there any | pull up | bring up | "
        "filter | filter by | filter for | have we got anything"
    ),
    weak_openers=phrases(
        "what's | what is | what are | what do i have | what have i got | what's on | "
        "what is on | what | whats | what's up | how many | do i have | have i got | "
        "what do i need to do | what should i do | what must i do | what have i | "
        "what did i | what's due | anything | are there | is there | am i free | am i busy | "
        "do i have time | what's happening | what is happening | what's left | what remains | "
        "what else | what's planned | what do we have | what's still | what's there | "
        "what am i supposed to do | what needs doing | what needs to be done | what's coming up | "
        "what tasks | what items | what things | what still | what's open | what all | "
        "what's outstanding | what must be done | what has to be done | what do i have left | "
        "what should i still do | what do i still need to do | what do i have to do | "
        "what must i still do | what am i meant to do | what's due still | "
        "what should i be doing | what do i still have | what i have | what have we got | "
        "what have we got on | what do we have on | what do we need to do | what have we"
    ),
    fillers=phrases(
        "what's | what is | whats | what | me | my | all | the | of | due | on | for | are | "
        "is | that | which | have | left | "
        "to do | do | i | in | at | any | with | there | plan | still | a | everything | "
        "scheduled | planned | planning | got | and | list | agenda | schedule | plate | to | "
        "that's | that are | which is | which are | things | stuff | right now | currently | "
        "at the moment | then | need | coming up | up | please | anything | been | has | and | from"
    ),
    task_noun=Table(
        {
            **dict.fromkeys(["task", "todo", "to-do", "reminder", "item", "to do"], False),
            **dict.fromkeys(["tasks", "todos", "to-dos", "reminders", "items", "to dos"], True),
            **dict.fromkeys(["todo list", "to-do list", "task list", "to do list"], True),
        }
    ),
    about=phrases(
        "about | containing | mentioning | matching | regarding | that mention | called | named"
    ),
    title_lead=phrases(
        "to | : | called | named | titled | about | of | for me to | saying | that says | that | "
        "- | , | called : | to : | title : | . title : | : title : | name : | - title :"
    ),
    to_my_list=phrases(
        "to my list | to my tasks | to my to-do list | to my todo list | to the list | "
        "to my task list | on my list | to my to-dos | to my todos | as a task | as tasks | "
        "as a reminder | to my to do list | on my to-do list"
    ),
    belongings=phrases(
        "note | notes | comment | comments | subtask | sub-task | subtasks | label | labels | "
        "tag | tags | description | attachment | file | checklist | project | section | link"
    ),
    statuses=merged(
        ("open", ("open again | back to open | as not done | not yet done | not done yet | "
         "to do again | "
         "unfinished again | back to to do | back to todo | back to to-do | back to active | "
         "as open | as active | "
         "todo | to-do | active | not done after all | active again | as open again | "
         "not done | open | undone | not finished | incomplete | not complete | unfinished"
         " | not completed | to do")),
        ("done", "done | complete | completed | finished"),
        ("in_progress", "in progress | started | in-progress | being worked on | under way"),
        ("waiting", "waiting | on hold | blocked | pending"),
        ("cancelled", "cancelled | canceled"),
    ),
    done_suffix=DONE_SUFFIX,
    also=phrases("too | as well | also | now | already | by the way | btw | finally | then | "
                 "at last | today | just now | earlier | all | earlier today | this morning | "
                 "yesterday | last night | this afternoon"),
    off_list=phrases("off | off the list | off my list | off my to-do list | from my list | "
                     "from the list | off the to-do list | from my to-do list"),
    after_all=phrases("after all | yet | again | though | actually"),
    back_on_list=phrases(
        "back on the list | back on my list | back on my to-do list | back to the list | "
        "back onto the list | back on the to-do list | back in my list | back in the list | "
        "back to my list | back onto my list | back among my tasks | back to open | back"
    ),
    priorities=PRIORITIES,
    fields=merged(
        (Field.TITLE, "the title | the name | title | name"),
        (Field.PRIORITY, "the priority | priority"),
        (Field.DUE, ("the date | the due date | due date | date | the deadline | deadline | "
         "the day")),
        (Field.TIME, "the time | time | the time of day"),
    ),
    overdue=phrases("overdue | late | past due | behind"),
    undated=phrases(
        "without a date | without date | undated | with no date | without a due date | "
        "without dates | with no due date | that have no date | without due dates | no date | "
        "no due date | not scheduled | unscheduled"
    ),
    open_words=phrases("open | unfinished | outstanding | pending | active | remaining"),
    done_words=phrases("done | completed | finished | complete | closed"),
    as_to=phrases("as | to"),
    of_from=phrases("of | from | for | on"),
    and_words=phrases("and | & | plus | and also | as well as"),
    deed_words=phrases(
        "call | phone | ring | buy | pay | pick | fetch | book | wash | clean | water | renew | "
        "return | visit | collect | order | cook | iron | mow | fix | repair | file | sign | "
        "print | post | mail | walk | feed | vacuum | tidy | bake | pack | charge | email | text | "
        "meet | prepare | send | get | take | go | bring | check | submit | review | "
        "polish | paint | plant | plan | build | assemble | install | hire | sell | "
        "donate | research | learn | apply | register | sort | unpack | trim | rake | shovel | "
        "water | dust | mop | scrub | hoover | rinse | sew | knit | hang | empty | refill | top | "
        "confirm | wrap | cut | sharpen | "
        "grease | inflate | exchange | borrow | lend | transfer | deposit | withdraw | "
        "claim | insure | vote | exercise | run | swim | train | stretch | jog | "
        "drop | rent | sweep | study | practise | practice | measure | replace | ask"
    ),
    pronouns=phrases(
        "it | that | this | that one | this one | the last task i added | what i just added | "
        "the task i just added | that task i just added | the one i just added | the new one | "
        "the new task | the task you just added | the last one i added | the last added task | "
        "that task | this task | the task"
    ),
    groups=phrases("both | both of them | them | these | those | them both"),
    everything=phrases(
        "all | everything | all tasks | all my tasks | all of them | every task | the lot | "
        "all the tasks | all of my tasks | all overdue tasks | all open tasks | my tasks | "
        "every one | all of it | the tasks | tasks"
    ),
    last_one=phrases("last | the last"),
    one_noun=phrases("one | task | item | of them | on the list | in the list | of those"),
    number_lead=phrases("task | number | no | nr | item | task number | # | task # | tasks | "
                        "numbers | items | task no | tasks number | nos"),
    negations=phrases("don't | do not | never | dont | you mustn't | please don't | no need to"),
    unsure_start=phrases(
        "if | when | why | how | who | should | did | does | do | is | are | was | where | would | "
        "whether | what | unless | whose | has | have | were | which | am | must | shall | will | "
        "suppose | assuming | once | after | before | whenever"
    ),
    binding=phrases("with | for | between | from | to | of | about | at | in | on"),
    dropped=phrases(
        "never mind | nevermind | forget it | cancel | stop | nothing | none | neither | "
        "no thanks | no thank you | cancel that | drop it | leave it | none of them | forget that"
    ),
    taken_back=TAKEN_BACK,
    help=phrases(
        "help | get help | help me | what can you do | what can i do | what can i say | "
        "how does this work | what do you do | what can you do for me | what can i ask | "
        "how can you help | how can you help me | what are you able to do | commands | ? | "
        "what can you help me with | how do i use this | i need help | show help | "
        "what can i ask you | what commands are there"
    ),
    create_prompt=phrases("create | add | new | make | set"),
    greetings=phrases(
        "hi | hello | hey | good morning | good afternoon | good evening | hi there | "
        "hello there | hey there | howdy | greetings"
    ),
    thanks=phrases(
        "thanks | thank you | thanks a lot | thank you very much | thx | cheers | great thanks | "
        "many thanks | thank you so much | you're the best | you are the best | thanks so much | "
        "that's great | that's perfect | brilliant | excellent | lovely | wonderful | fantastic | "
        "good job | good work | nice one | nice work | awesome thanks | perfect thanks | ta | "
        "thanks for your help | thank you for your help | much appreciated | appreciate it | "
        "you rock | thanks mate | that helps | that's helpful | super | amazing | well done you | "
        "love it | good bot | sweet | cheers mate | great job | thanks again | thanks a million | "
        "thank you kindly | thanks errand | thank you errand | great | perfect | nice | cool | "
        "awesome | well done"
    ),
    well_being=phrases("how are you | how are you doing | how's it going | how is it going | "
        "how are you today | what's up | how do you do | you ok | are you ok | how are things | "
        "how's life | how have you been | all good | how's your day | how was your day | sup"),
    identity=phrases("who are you | what are you | are you a bot | are you human | are you real | "
        "what's your name | what is your name | are you a robot | are you an ai | who made you | "
        "are you there | are you a person | are you a human | do you have a name | who is this | "
        "are you chatgpt | what's this | what is this | what kind of assistant are you | "
        "tell me about yourself | introduce yourself | are you an llm"),
    farewells=phrases("see you tomorrow | that's all | that is all | that's it | "
        "that's it for today | that's all for today | have a nice day | have a good day | "
        "good bye | ciao | later | talk to you later | that would be all | i'm done for today | "
        "catch you later | bye | goodbye | good night | see you | see you later | bye bye"),
    yes=phrases(
        "yes | y | yep | yeah | yes please | sure | ok | okay | do it | right | correct | "
        "go ahead | exactly | yes do | please do | of course | confirm"
    ),
    no=phrases("no | n | nope | nah | not that | don't | do not"),
    answers={
        "placing": PLACING,
        "split": merged(
            (0, "one | one task | a single task | just one | single | together | one please"),
            (1, ("several | two | two tasks | separate | separately | separate tasks | three | "
             "three tasks | many | all separate | four | four tasks | two separate tasks | "
             "different tasks | as separate tasks")),
        ),
        "scope": merged(
            (0, ("all | both | all of them | for all | for both | each | every one | "
             "for all of them | both of them | everything")),
            (1, ("only the last | last | the last | just the last | only the last one | "
             "the last one | just the last one | only that")),
        ),
        "dating": merged(
            (0, "date | the date | its date | due | due date | that's the date | it's the date"),
            (1, "title | the title | part of the title | name | part of its title"),
        ),
        "twin": merged(
            (0, "move | move it | move that | that task | the old one | existing | that one"),
            (1, "add | new | a new one | another | another one | add another | add it | new task"),
        ),
        "remind": merged(
            (0, "reminder | a reminder | the reminder | remind me | of that task | existing"),
            (1, "new | a new task | new task | a new one | task | the task | another task"),
        ),
        "deed": merged(
            (0, "delete | delete it | remove it | delete that | trash it | deleted"),
            (1, ("cancelled | mark as cancelled | as cancelled | mark cancelled | canceled | "
             "just mark it as cancelled | mark it | mark it as cancelled | mark | cancel it")),
        ),
    },
)  # fmt: skip
