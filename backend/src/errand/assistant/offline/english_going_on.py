"""English: what names no task yet, and what goes on after one that was just added."""

from errand.assistant.offline.tables import phrases

#: "Add it to my list", "add three things": nothing is said of what there is to add.
POINTERS = phrases(
    "it | that | this | these | those | them | something | something new | something else | "
    "sth | smth | stuff | some stuff | more stuff | one | another | another one | one more | "
    "one more thing | anything | that one | this one | all of it | all of them | all of these | "
    "the following | some more | everything | them all | all | new one | it all | all that | "
    "both | both of them | those ones | these ones | my list | the list | list | that stuff"
)
COUNTERS = frozenset(
    {
        "some", "more", "other", "a", "few", "couple", "of", "several", "many", "lots", "bunch",
        "lot", "new", "these", "those", "the", "my", "another", "different", "further", "quick",
        "little", "small", "various", "multiple",
    }
)  # fmt: skip
THINGS = phrases(
    "thing | things | item | items | stuff | bits | errand | errands | chore | chores | entry | "
    "entries | bits and pieces | bits and bobs | points | jobs | ones | to-dos | todos"
)

_AH = ("", "oh ", "oh , ", "ah ", "ok ", "okay ", "ok , ", "yes ", "yes , ", "yeah ", "right ",
       "great ", "great , ", "thanks ", "thanks , ", "hm ", "hmm ", "well ", "oh yes ",
       "oh yeah ", "cool ", "perfect ", "perfect , ", "um ", "wait ")  # fmt: skip
_MORE = (
    "and", "&", "also", "plus", "and also", "and then", "then", "and plus", "also please",
    "and please", "please also", "one more", "one more thing", "another thing", "another one",
    "and another", "and another thing", "and another one", "and one more", "and one more thing",
    "as well as", "next", "next one", "on top of that", "in addition", "additionally",
    "and finally", "and lastly", "lastly", "also also", "and also please",
)  # fmt: skip
#: "Oh and also": what follows goes on with what was done last.
ONWARD = phrases(*(f"{ah}{more}" for ah in _AH for more in _MORE))
#: "File a new task under Work: …".
ENTERING = phrases(
    "file | log | enter | insert | register | put | place | record | save | write | drop | open | "
    "raise | stick | pop | slot | include | capture | store | start | post | keep | track | list"
)
