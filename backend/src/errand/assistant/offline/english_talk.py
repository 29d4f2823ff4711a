"""English: words for changing, undoing, correcting and planning."""

from errand.assistant.offline.english_corrections import CORRECTION, MAKE_IT, MEANT, UNDOING
from errand.assistant.offline.english_finishing import FINISHED
from errand.assistant.offline.english_plans import NEXT_UP, PLAN_DAY, PLAN_WEEK, REVIEW
from errand.assistant.offline.english_reminded import REMINDED
from errand.assistant.offline.english_rows import (
    ROW_LEAD,
    ROW_OF_ALL,
    ROW_OTHER,
    ROW_STEP,
    ROW_TAIL,
    SECOND_THOUGHTS,
    TELLING,
)
from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_talk import Part, TalkWords

TALK = TalkWords(
    parts=merged(
        (Part.NOTES, "note | notes | comment | comments | description | remark | details"),
        (Part.LABELS, "label | labels | tag | tags"),
        (Part.PROJECT, "project"),
        (Part.SECTION, "section"),
        (Part.DEADLINE, "deadline | hard deadline | final date | last date"),
        (Part.DEFER, "start date | start | defer date | start day"),
        (Part.ESTIMATE, ("estimate | duration | time estimate | estimated time | length | "
         "estimated duration | effort")),
        (Part.REMINDER, "reminder | reminders | alert | alerts | notification | notifications"),
        (Part.RHYTHM, ("recurrence | repetition | repeat | schedule | rhythm | repeat rule | "
         "recurrence rule | frequency")),
        (Part.PRIORITY, "priority | importance | priority level"),
        (Part.DUE, "due date | date | due day | day | due"),
        (Part.TIME, "time | time of day | due time"),
        (Part.TITLE, "title | name | wording | spelling | text"),
        (Part.LINK, "link | url | links | web address"),
        (Part.STATUS, "status | state"),
    ),
    attach=phrases(
        "add | put | attach | set | give | make | write | leave | append | stick | assign | "
        "change | update | edit | replace | increase | raise | lower | bump | bump up | "
        "correct | use | include | create | "
        "insert | jot | adjust | fix | switch | get me | get | set up | i'd like | i want | "
        "apply | i need"
    ),
    replace=phrases("set | correct | change | update | edit | replace | adjust | switch | fix"),
    detach=phrases(
        "remove | clear | delete | drop | erase | unset | take off | take away | get rid of | "
        "cancel | turn off | strip | lose | wipe | empty | switch off | disable"
    ),
    of_task=phrases("of | to | for | on | from | off | in | about | onto | at | under | off of"),
    becomes=phrases("to | as | with | : | = | is | should be | should say | , | be | at | into"),
    says=phrases(
        ": | saying | that says | to say | with | , | reading | which says | - | says | that | "
        "saying that | saying :"
    ),
    determiners=phrases("a | an | the | another | one more | any | all | all the | all of the | "
                        "some | every | new | my | more | some more | its own | this | that"),
    own=phrases("its | their | his | her | the task's | that task's"),
    tag=phrases("tag | label"),
    untag=phrases("untag | unlabel"),
    describe=phrases("describe"),
    into=phrases("to | into | in | under | onto | on | inside | within"),
    put=phrases("put | file | place | move | drop | shift | transfer | bring | throw | stick | "
                "add | sort | switch | relocate | slot | reassign"),
    take=phrases("take | remove | pull | move | get"),
    out_of=phrases("out of | from | off"),
    inbox=phrases("inbox | the inbox | my inbox | no project | the project | any project | "
                  "its project | that project | projects | project"),
    takes=phrases(
        "takes | will take | should take | takes about | is going to take | needs | will need | "
        "lasts | would take | will take about | takes around | should take about | needs about | "
        "will take around | will take me | takes me"
    ),
    due_is=phrases("is due | is due on | is due by | is now due | should be due | is due at | "
                   "is due in | has to be done by | needs to be done by | must be done by | "
                   "moved to | has moved to | has been moved to | was moved to | got moved to | "
                   "is moved to | is postponed to | has been postponed to | was postponed to | "
                   "has been rescheduled to | was rescheduled to | shifted to | has shifted to | "
                   "is now at | goes on | has to be on | must be on | is now for | should be at | "
                   "is for | should be on | is on | needs to be on | should happen on | is now"),
    deadline_is=phrases("must be finished by | has to be finished by | has a deadline of | "
                        "needs to be finished by | has to be finished before | "
                        "must be finished before | needs to be finished before | "
                        "has its deadline on | has the deadline | deadline is | "
                        "can't be later than | must not be later than | deadline"),
    called=phrases("should be called | is called | should read | should say | is now called | "
                   "needs to be called | should be named | should be titled | should be"),
    call_it=phrases("call | name | title"),
    repeat_it=phrases("repeat | make"),
    repeats=phrases("repeats | should repeat | recurs | should recur | happens | should happen | "
                    "repeating | repeat | recurring | recur | comes back | is | to | "
                    "should come back "
                    "| occurs"),
    stop_repeat=phrases("stop repeating | don't repeat | do not repeat | stop recurring | "
                        "no longer repeat | end the series of | cancel the repetition of"),
    no_repeat=phrases("no longer repeats | doesn't repeat | should not repeat | shouldn't repeat | "
                      "does not repeat | should stop repeating | not repeat | one-off | "
                      "a one-off | not repeating | non-recurring | not recurring | "
                      "doesn't repeat anymore | should no longer repeat | is no longer recurring | "
                      "is no longer repeating | isn't recurring | is not recurring any more | "
                      "isn't recurring anymore | doesn't repeat any more | is a one-off | "
                      "shouldn't come back | should not come back | no longer comes back | "
                      "only happens once | just once | only once"),
    hide=phrases("hide | don't show | don't show me | do not show | keep hidden | defer"),
    until=phrases("until | till | before | til"),
    remind=phrases(REMINDED, "remind me | alert me | notify me | ping me | nudge me | warn me | "
                   "send me a reminder | set a reminder | set me a reminder | give me a reminder | "
                   "add a reminder | schedule a reminder | give me a nudge | let me know | "
                   "put in a reminder | schedule me a reminder"),
    no_remind=phrases("don't remind me | stop reminding me | no need to remind me | "
                      "do not remind me | no reminder | no reminders | never remind me | "
                      "don't alert me | don't notify me"),
    no_more=phrases("anymore | any more | any longer | again"),
    before=phrases("before | ahead of | prior to | in advance of | earlier than"),
    nothing_of=merged(
        (Part.DUE, ("no date | no due date | without a date | without date | undated | no day | "
         "without a due date | date-free | no date at all | no deadline date | no due | "
         "with no date | leave it without a date | someday")),
        (Part.TIME, "no time | without a time | all day | no particular time | any time"),
        (Part.PRIORITY, "no priority | normal | not urgent | not important | without priority"),
        (Part.DEADLINE, "no deadline | without a deadline"),
        (Part.PROJECT, "no project | without a project"),
        (Part.LABELS, "no label | no labels | no tags | no tag"),
        (Part.REMINDER, "no reminder | no reminders | without a reminder"),
        (Part.NOTES, "no note | no notes"),
        (Part.RHYTHM, "only once | just once | just this once | no repetition"),
    ),
    prioritise=merged(("high", "prioritise | prioritize"), ("low", "deprioritise | deprioritize")),
    undo=phrases(
        UNDOING,
        "undo | revert | take back | take that back | take it back | reverse | roll back | "
        "undo that | scratch | scratch that | put it back | put that back | bring it back | "
        "bring that back | change it back | change that back | restore it | take this back | "
        "bring them back | put them back | unsay that | that was a mistake | that was wrong | "
        "i didn't mean that | i didn't mean to do that | i take that back | rewind | "
        "that was an accident | get it back | restore them | i didn't mean to | undelete it | "
        "put everything back | change them back | bring back | undelete | step back | go back | "
        "that wasn't right | undo it | undelete that | i did not mean that | not what i wanted | "
        "that's not what i wanted | that is not what i wanted | that's not what i meant | "
        "leave it where it was | leave it as it was | "
        "put it back where it was | keep it as it was | "
        "cancel what you just did | cancel that | unwind | make that undone | my mistake"
    ),
    redo=phrases("redo | redo that | redo it | do it again | undo the undo | undo the last undo | "
                 "i want it back | put it back again | redo the last change | do that again"),
    undo_tail=phrases(
        "it | that | this | please | again | the last change | my last change | last change | "
        "the last one | the last thing | what you just did | what you did | the change | "
        "the last action | your last action | the last | last | that change | that one | "
        "the last step | the last thing you did | the previous change | that last change | "
        "your last change | that last one | that last thing | my last action | that action | "
        "the last command | the last operation | what i just did | the last edit | the edit | "
        "that edit | then | one step | them | these | those | both | that again | last action"
    ),
    undo_all=phrases(
        "everything you just did | all of that | everything | all that | all of it | "
        "all of those | all of these | all those changes | all those | all these changes | "
        "everything you did | all your changes | all changes | all the changes | the lot | "
        "all you just did | the whole thing | all of them | both changes | both of those | both"
    ),
    restore=phrases("restore | undelete | bring back | recover | put back | get back"),
    deeds=merged(
        ("deleted", "delete | deletion | deleting | removal | trashing | remove"),
        ("done", "completion | completing | tick | check | done | finishing | complete"),
        ("moved", ("move | moving | postponement | postponing | rescheduling | reschedule | "
         "date change | shift | delay | snooze | postpone | new date | time change | day change | "
         "new time")),
        ("renamed", "rename | renaming | title change | new title | new name | name change"),
        ("added", "add | addition | adding | new task | creation | last task"),
        ("changed", ("priority | label | tag | note | reminder | edit | change | deadline | "
         "priority change | project change | estimate | labels | notes | tags")),
        ("open again", "reopening | reopen"),
    ),
    correction=CORRECTION,
    meant=MEANT,
    make_it=MAKE_IT,
    instead=phrases("instead | i mean | i meant | rather | please | sorry | actually | then | "
                    "instead please | after all"),
    not_=phrases("not | it's not | not the | don't mean | i don't mean | i didn't mean | "
                 "it isn't | not at | not on | not for | that's not | i did not mean"),
    day_after=merged(
        (1, ("the day after | the next day | the following day | one day later | "
         "the day after that | a day later")),
        (-1, ("the day before | the previous day | one day earlier | a day earlier | "
         "the day before that")),
    ),
    quantifiers=merged(
        (0, ("all | every | each | all the | all my | all of the | all of my | everything | "
            "every single | any | all those | all these | each of the | all of | every one of | "
            "each of my | anything | whatever | everything that is | everything that's | "
            "everything which is | all of the tasks | all of those | whatever is | "
            "anything that is | anything that's | all that is | all that's | every one of my")),
        (2, ("both | both of the | the two | both the | both of my | my two | both my | two | "
            "these two | those two")),
        (3, "the three | all three | my three | all three of the | three"),
        (4, "the four | all four"),
    ),
    ones=phrases("ones | one | stuff | things | bits | thing"),
    except_=phrases("except | but | except for | apart from | other than | but not | besides | "
                    "excluding | without | bar | save for | save"),
    others=phrases("the other one | the other | the other task | other one | another one"),
    rest=phrases("the rest | the others | the other ones | the remaining ones | the other two | "
                 "the rest of them | all the others | the other tasks | the remaining tasks | "
                 "all the rest | everything else | all others"),
    view_groups=phrases(
        "all of them | them all | all of these | all of those | these tasks | those tasks | "
        "all these | all those | all three | all four | all two | all of the above | "
        "all three of them | all four of them | all these tasks | all those tasks | "
        "the whole list | the list | everything on the list | everything on that list | "
        "everything in the list | all on the list | all listed | the two of them | "
        "these two | those two | the two | all five | every one of them | each of them | "
        "this list | that list | all tasks on the list | these ones | those ones | all of the list"
    ),
    then=phrases("and then | then | and also | also | and | and afterwards | after that | "
                 "and after that | plus | and please | and can you | and could you | but"),
    plan_day=PLAN_DAY,
    plan_week=PLAN_WEEK,
    plan_of=phrases("how does | what does | how is | how's | what about | how will | "
                    "what will | plan | plan for | give me an overview of | overview of | "
                    "what's | what is"),
    next_up=NEXT_UP,
    review=REVIEW,
    time_given=phrases(
        "i have | i've got | i only have | i have only | i've only got | i got | i have about | "
        "i have just | with | in | what can i do in | what can i get done in | what fits in | "
        "what can i do with | what can i finish in | i have around | what fits into | "
        "if i have | i've got about | given | there's | there is"
    ),
    more=phrases(
        "more | show more | show me more | next page | the next page | show the rest | "
        "show the others | and the rest | more please | continue | go on | show me the rest | "
        "the rest | keep going | the others | next ones | what else | what else is there | "
        "anything else | list the rest | next | list more | show next | what are the others | "
        "see more | load more | show me the others | show the next ones"
    ),
    details=phrases(
        "tell me about | details of | details on | details for | details about | "
        "tell me more about | show details of | show details for | show me details of | "
        "show the details of | more about | what do you know about | show me the details of | "
        "show me the details for | show the details for | give me details on | describe | "
        "give me the details of | what's in | what does it say about | open | info on | "
        "information on | show information about | what about the task | give me details of | "
        "more details on | more details about | more on | everything about the task"
    ),
    follow_up=phrases("what about | how about | and | and what about | and how about | same for | "
                      "and for | only | just | only the | just the | now | and on | and the"),
    how_many=phrases("how many | how much | how much is | how much do i have | count | "
                     "number of | count the | count my"),
    new=phrases("create | add | make | new | start | set up | make me | create me | open | "
                "i need | i want"),
    structure=merged(("project", "project | list"), ("section", "section | heading"),
                     ("label", "label | tag")),
    named=phrases("called | named | for | : | titled | with the name | , | by the name of"),
    finished=FINISHED,
    labelled=phrases(
        "tagged | labelled | labeled | with the label | with label | with the tag | with tag | "
        "tagged with | labelled with | labeled with | tagged as | labelled as | labeled as | "
        "under the label | that have the label | with the labels | with labels | "
        "having the label | under the tag | that has the label | that are tagged | that are "
        "labelled | with tags | which are tagged | that have the tag | have the label | has the "
        "label"
    ),
    without=phrases(
        "without | with no | that have no | that has no | no | lacking | missing | which have no | "
        "that don't have a | that don't have any | without any | without a | that lack | "
        "having no | not having | that lack a | missing a | don't have a | do not have a | "
        "have no | that don't have"
    ),
    top=phrases("most important | most urgent | highest priority | top priority | top"),
    second_thoughts=SECOND_THOUGHTS,
    telling=TELLING,
    row_of_all=ROW_OF_ALL,
    row_lead=frozenset(ROW_LEAD),
    row_tail=ROW_TAIL,
    row_step=ROW_STEP,
    row_other=ROW_OTHER,
    recurring=phrases("recurring | repeating | that repeat | that recur | repeated | regular"),
)  # fmt: skip
