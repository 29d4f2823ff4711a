"""English: that one wants to be reminded, said of oneself: "I should like to be reminded to"."""

from itertools import product

_WANT = (
    "i need to", "i want to", "i wish to", "i must", "i should", "i have to", "i'd like to",
    "i would like to", "i should like to", "i'd love to", "i ought to", "i'd better", "can i",
    "could i", "may i", "it would be good to", "it'd be good to", "i hope to", "i prefer to",
    "make sure i", "let me",
)  # fmt: skip
_SURE = ("make sure", "ensure", "please ensure", "see that", "see to it that", "make sure that")
_LIKE = (
    "i should like", "i would like", "i'd appreciate", "i would appreciate", "i could use",
    "could i have", "can i have", "may i have", "could i get", "can i get", "i'd love", "i'll need",
)  # fmt: skip

#: What follows is what one wants to be reminded of.
REMINDED = " | ".join(
    (
        "be reminded",
        "remind myself",
        *(f"{want} be reminded" for want in _WANT),
        *(f"{sure} i{am} reminded" for sure, am in product(_SURE, ("'m", " am", " get"))),
        *(f"{like} a reminder" for like in _LIKE),
        "i need reminding | i'd like reminding | i want reminding | i'll need reminding",
        "i need you to remind me | i should like you to remind me | i'd like you to remind me",
        "i would like you to remind me | i want you to remind me",
    )
)

#: "I should like to": polite, and no deed; greetings before a question.
SHOULD_LIKE = (
    "i should like to | i should like you to | i should love to | i should be glad to | "
    "please to | yo | hiya | heya | oi | ok so | yo errand | hi errand | hello errand"
)
#: After "I should" and "I must": feelings, which are not to be done.
FEELINGS = "like | love | be glad | be grateful | be happy | appreciate | prefer | wish"
