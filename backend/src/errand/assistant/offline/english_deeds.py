"""English: verbs with which a title begins, beside the most usual ones, and those of booking."""

from errand.assistant.offline.english_chores import MORE_DEEDS
from errand.assistant.offline.tables import phrases

#: "Chase Boral": to be done when a day is said with it, and no order to this assistant.
PLAIN_DEEDS = phrases(
    MORE_DEEDS,
    "read | watch | write | draft | finish | make | chase | contact | telephone | message | "
    "whatsapp | sms | follow up | remind | talk to | speak to | speak with | "
    "inspect | service | oil | calibrate | test | backup | back up | upload | download | scan | "
    "deliver | ship | bake | fold | change | put | turn | switch | bleed | defrost | "
    "descale | treat | spray | fertilise | fertilize | prune | weed | harvest | pot | repot | "
    "groom | brush | bath | bathe | worm | deworm | vaccinate | pay for | settle | transfer | "
    "invoice | bill | quote | reconcile | audit | "
    "rehearse | teach | revise | memorise | memorize | translate | "
    "proofread | publish | deploy | merge | patch | upgrade | restart | reboot | reset | "
    "inform | notify | thank | congratulate | invite | reply | respond | answer | apologise | "
    "apologize | pick up | drop off | hand in | hand over | hand out | turn in | fill in | "
    "fill out | fill up | sign up | put out | put up | put away | take out | "
    "take back | write up | clear up | clear out | clean out | clean up | tidy up | "
    "lock | unlock | check in | check on | check up | bring in | "
    "give | lend | swap | try | taste | order | stock | restock | top up | load | "
    "unload | carry | lift | saw | drill | sand | weld | wire | tile | plaster | cement | pour",
)

#: "Book a table for Friday": the day may be that of what is booked as well.
BOOKINGS = phrases(
    "book | reserve | rebook | prebook | pre-book | hire | rent | plan | prepare | prep | "
    "arrange | organise | organize | schedule | get ready | make | request | write | draft"
)

#: "Tickets for Friday": what has a day of its own.
BOOKED = phrases(
    "ticket | tickets | seat | seats | table | room | rooms | flight | flights | pass | passes | "
    "slot | slides | agenda | plan | plans | minutes | menu | forecast | homework | outfit | speech"
)

#: Behind what is to be kept: no part of it, only that it is to be.
ORDER_BEHIND = phrases(
    *(
        f"{lead}{order}"
        for lead in (", ", "- ", ". ", "; ", "and ", "so ", ", so ", ", and ", "")
        for order in (
            "can you remind me",
            "could you remind me",
            "please remind me",
            "can you put that in",
            "can you add that",
            "could you add that",
            "could you put that in",
            "please add that",
            "please add it",
            "can you add it",
            "can you note that",
            "can you note that down",
            "can you put it in",
            "can you put it on my list",
            "can you put that on my list",
            "put that on my list please",
            "can you add that to my list",
            "create task",
            "create a task",
            "create a task for it",
            "can you pop that in",
            "make a task of it",
            "can you add it to my list",
            "please put it on my list",
            "make a task",
            "add task",
            "pls remind me",
            "please note",
            "could you note that",
            "remind me about it",
            "remind me of it",
            "remind me of that",
            "remind me about that",
        )
    ),
    *(
        f"{lead}{order}"
        for lead in (", ", "- ", ". ", "; ", ", so ", ", and ")
        for order in ("remind me", "add that", "add it", "put that in", "put it in", "note that")
    ),
)

#: "Put the bins out": a chore, unlike "put the report on Friday".
PARTICLES = frozenset({"out", "away", "up", "through", "together"})
#: Words of orders and pointers, of which no chore is made.
NO_CHORES = frozenset(
    {
        "it", "that", "this", "them", "these", "those", "me", "list", "instead", "again", "now",
        "too", "off", "back", "all", "everything", "task", "tasks", "what", "which", "please",
        "today's", "tomorrow's", "reminder", "reminders", "project", "label", "priority", "only",
        "forward", "later", "earlier", "i", "you", "stop", "skip", "quit", "pause", "repeat",
    }
)  # fmt: skip
