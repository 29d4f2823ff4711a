"""What is said without a deed: help, small talk, and that something is beyond the offline model."""

from errand.assistant.offline.commands import Talk, Unknown

HELP = """I keep your tasks. Some things that you can say:

- Add: “remind me to call the bank tomorrow at 9”, “create tasks: wash the car, pay the rent”
- List: “what's on today?”, “show overdue tasks”, “anything about the bank?”
- Complete or reopen: “mark the report as done”, “reopen #3”
- Move: “move the report to Friday”, “postpone it by two days”
- Rename: “rename buy milk to buy oat milk”
- Priority: “make the report urgent”
- Delete: “delete buy milk”, “delete the second one”

I work offline, without a language model, so anything beyond this I can't do."""

_TALK = {
    "help": HELP,
    "hello": "Hello! Say “remind me to call the bank tomorrow at 9”, or “what's on today?”.",
    "thanks": "You're welcome.",
    "bye": "Goodbye!",
    "dropped": "OK, I changed nothing.",
    "left": "OK, I left everything as it is.",
    "yes": "I had asked nothing. Say “help” to see what I can do.",
    "no": "OK, I changed nothing. To take my last change back, say “undo”.",
    "well": "All well here, thank you. Shall we look at your tasks? Say “what's on today?”.",
    "self": (
        "I am Errand, your task assistant. I work offline, by rules instead of a language model. "
        "Say “help” to see what I can do."
    ),
}
CANNOT = (
    "I can't do that offline. I can add, list, complete, reopen, rename, move and delete tasks, "
    "and set their priority. Say “help” for examples. I changed nothing."
)


def talk(command: Talk) -> str:
    """Return small talk or help."""
    return _TALK[command.kind]


def unknown(command: Unknown) -> str:
    """Return the reason where there is one, else what can be done."""
    return command.reason or CANNOT
