"""English: what people say around a row of tasks."""

from errand.assistant.offline.tables import phrases

SECOND_THOUGHTS = phrases(
    "never mind | nevermind | forget it | forget that | cancel | stop | drop it | cancel it | "
    "never mind that | forget about it | no never mind | actually never mind | oh forget it | "
    "actually forget it | oh never mind | leave it | nevermind that | actually no | no wait"
)
TELLING = phrases(
    "is | are | was | were | needs | need | takes | take | has | have | should | must | will | "
    "can | hour | hours | minutes | half | becomes | goes | starts | ends | moved | says | not | "
    "no | block | reserve"
)
ROW_OF_ALL = phrases(
    "all | both | all of them | both of them | each | all three | all four | each of them | "
    "every one | everything | they're all | all three of them | them all"
)
ROW_LEAD = (
    "these", "the", "following", "to", "my", "list", "tasks", "things", "items", "todos", "for",
    "me", "few", "task", "all", "of", "this", "on", "new", "one", "more", "another", "thing",
    "item", "to-dos", "to-do", "todo", "some", "do", "two", "three", "four", "five", "stuff",
    "with", "as", "due", "reminders",
)  # fmt: skip
ROW_TAIL = phrases(
    "as separate tasks | as two tasks | as three tasks | as two separate tasks | separately | "
    "as individual tasks | as different tasks | as separate items | as tasks | "
    "each as a task | each as its own task | as three separate tasks | as single tasks"
)
ROW_STEP = phrases(
    "then | also | after that | lastly | finally | next | and then | and also | afterwards | "
    "as well as | plus"
)
ROW_OTHER = phrases(
    "another | another one | another task | a second | a second one | a second task | "
    "a third | a third one | a third task | one more | one | one task | a task | also a task | "
    "another reminder | a reminder"
)
