"""English: questions of how something is done, and an example for each."""

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_amid import Topic

_REPEAT = Topic(
    1, "Say how often it comes back: “add water the plants every Monday”, “repeat #3 every week”."
)
_REMIND = Topic(
    1, "Say “remind me to call the bank tomorrow at 9”, or “remind me 30 minutes before #3”."
)
_UNDO = Topic(1, "Say “undo”, and I take my last change back.")
_LABEL = Topic(1, "Say “label the report work”, or “remove the label work from the report”.")
_PROJECT = Topic(
    1, "Say “create a project House”, then “add buy paint to House” or “move #3 to House”."
)
_PRIORITY = Topic(1, "Say “make the report urgent”, or “set the priority of #3 to low”.")
_NOTES = Topic(1, "Say “add a note to the report: ask Ben first”.")
_STEPS = Topic(1, "Say “add a subtask to the report: find the figures”.")
_LENGTH = Topic(1, "Say “the report takes 2 hours”.")
_DEADLINE = Topic(1, "Say “set the deadline of the report to Friday”.")
_REOPEN = Topic(2, "Say “reopen the report”, or “reopen #3”.")
_RENAME = Topic(2, "Say “rename buy milk to buy oat milk”.")
_DELETE = Topic(2, "Say “delete buy milk”, or “delete #3”. I ask before I do.")
_MOVE = Topic(2, "Say “move the report to Friday”, or “postpone #3 by two days”.")
_DONE = Topic(2, "Say “mark the report as done”, or “#3 is done”.")
_LIST = Topic(3, "Say “what's on today?”, “show overdue tasks”, or “show all my tasks”.")
_ADD = Topic(
    4, "Say “add call the bank tomorrow at 9”, or “create tasks: wash the car, pay the rent”."
)

HOW_TO = phrases(
    "how do i | how can i | how do you | how to | how would i | how could i | how should i | "
    "how does one | how do we | how can we | how can you | what do i say to | "
    "what should i say to | what do i have to say to | what do i type to | tell me how to | "
    "show me how to | explain how to | can you tell me how to | how might i"
)
TOPICS = merged(
    (
        _REPEAT,
        (
            "repeats | repeat | repeating | recurring | recur | recurs | comes back | repeated | "
            "recurrence | every day | every week | every month | weekly | daily | monthly | "
            "regularly"
        ),
    ),
    (_REMIND, "reminder | reminders | reminded | remind me | get reminded"),
    (_UNDO, "undo | take back | revert | take it back | take that back | go back"),
    (_LABEL, "label | labels | tag | tags | a label to | label a task"),
    (_PROJECT, "project | projects"),
    (_PRIORITY, "priority | priorities | prioritise | prioritize | urgent | important"),
    (_NOTES, "note | notes | a note | description"),
    (_STEPS, "subtask | subtasks | sub-task | sub-tasks"),
    (_LENGTH, "estimate | estimates | duration | how long it takes"),
    (_DEADLINE, "deadline | deadlines"),
    (_REOPEN, "reopen | uncomplete | untick | uncheck"),
    (_RENAME, "rename | retitle | change the title | change the name | change a title"),
    (_DELETE, "delete a task | delete tasks | delete | remove a task | get rid of a task"),
    (
        _MOVE,
        (
            "move a task | reschedule a task | postpone a task | postpone | reschedule | "
            "change the date | change a date | change the due date | snooze a task | move tasks | "
            "reschedule tasks | postpone tasks | snooze tasks | move things | postpone things"
        ),
    ),
    (
        _DONE,
        (
            "complete a task | mark a task | finish a task | tick off a task | check off a task | "
            "tick a task off | mark something as done | complete tasks | mark tasks | "
            "mark things | tick off tasks | tick things off | tick off things | "
            "check off tasks | finish tasks"
        ),
    ),
    (
        _LIST,
        "see my tasks | list my tasks | see all my tasks | show my tasks | see what | list tasks",
    ),
    (
        _ADD,
        (
            "add a task | create a task | make a task | add tasks | add a new task | "
            "create tasks | create a new task | add several tasks | add a to-do | add a todo | "
            "add something | add things | make a new task | add an item"
        ),
    ),
)
