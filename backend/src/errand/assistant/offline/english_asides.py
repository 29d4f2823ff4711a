"""English: asides around an order, exceptions from it, and "the same for"."""

from errand.assistant.offline.english_amid import AMID
from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_asides import AsideWords

_WHO = ("can you", "could you", "would you", "will you", "can u", "could u", "would u")
ASIDES = AsideWords(
    amid=AMID,
    detours=phrases(
        *(f"{who} possibly | {who} maybe | {who} perhaps | {who} quickly" for who in _WHO),
        "any chance you could | any chance you can | any chance you would | any chance of | "
        "is it possible to | would it be possible to | would it be possible for you to | "
        "is there any way to | is there a way to | is it ok to | is it okay to | "
        "i was hoping you could | i was hoping you would | i was hoping to | "
        "i wonder if you could | i was wondering if you could | i am wondering if you could | "
        "i'm wondering if you could | wondering if you could | i wonder whether you could | "
        "i'd appreciate it if you could | i would appreciate it if you could | "
        "i'd be grateful if you could | i would be grateful if you could | "
        "it would be great if you could | it'd be great if you could | "
        "it would be nice if you could | do you think you could | do you think you can | "
        "would you be able to | are you able to | could you help me | might you | "
        "would you mind | do you mind | mind | how about | what about | would you care to | "
        "may i ask you to | might i ask you to | i must ask you to | i have to ask you to | "
        "be so kind and | be kind enough to | if you could | if you would | if you can"
    ),
    wondering=phrases(
        "i want to know | i should like to know | i should like to ask | "
        "i'd like to know | i would like to know | i need to know | "
        "i wanna know | i wanted to know | i was wondering | i wonder | i'm wondering | "
        "i am wondering | just wondering | wondering | mind if i ask | do you mind if i ask | "
        "would you mind if i ask | would you mind if i asked | may i ask | can i ask | "
        "could i ask | might i ask | let me ask | i wanted to ask | i want to ask | "
        "i'd like to ask | i would like to ask | do you know | d'you know | tell me | "
        "would you mind telling me | do you mind telling me | mind telling me | "
        "would you tell me | will you tell me | do you happen to know | any idea | "
        "do you have any idea | have you any idea | i forgot | i forget | i've forgotten | "
        "i have forgotten | i can't remember | i don't remember | i do not remember | "
        "i'm not sure | i don't know | can i know | may i know | could i know | "
        "i'm trying to find out | i'm curious | quick question | question | "
        "i have a question | just tell me | please tell me | remind me"
    ),
    asking=phrases(
        "when | when's | what | what's | whats | which | how many | how much | how long"
    ),
    excepting=phrases(
        "except | except for | apart from | other than | excluding | but not | but | besides | "
        "save for | with the exception of | aside from | minus | bar | not including | just not | "
        "excepting | leaving out | only not | and not | not"
    ),
    sparing=phrases(
        "but don't | but do not | and don't | and do not | but leave | and leave | but keep | "
        "and keep | but not | and not | but never | but please don't | but please leave | don't | "
        "do not | leave | keep | not"
    ),
    only=phrases("only | just | only the | just the"),
    too=phrases("too | as well | also | too please | as well please | likewise"),
    same_for=phrases(
        "same for | the same for | same with | the same with | do the same for | ditto for | "
        "do the same with | do the same to | same goes for | the same goes for | and same for | "
        "likewise for | so is | so was | and so is | and the same for | and do the same for | "
        "same thing for | and same with | also do | same again | the same again | same thing | "
        "the same thing | and the same again | same thing with | the same thing for | ditto | "
        "and ditto for | the same | same | and the same | and same"
    ),
    rather_than=phrases("instead of | rather than | in place of | and not | not"),
    my_list=phrases(
        "off my list | off the list | from my list | from the list | off my to-do list | "
        "from my to-do list | from the to-do list | off the to-do list | from my tasks | "
        "from the tasks | off my tasks | from my todo list | off my todo list | "
        "from my task list | off my task list | from my to do list | from my todos | "
        "from my to-dos | off my plate | from our list | off our list"
    ),
    taking=phrases("remove | take | delete | drop | get | clear | pull | erase | kick | cut"),
    web=phrases(
        "the web | the internet | the net | google | online | wikipedia | youtube | bing | "
        "on google | on the web | on the internet | on youtube | the news | on wikipedia | "
        "for news | my email | my emails | my inbox for | amazon | on amazon | my calendar"
    ),
    note_that=phrases(
        "note that | also note that | note also that | and note that | add that | "
        "add the note that | make a note that | leave a note that | mention that | "
        "also mention that | put down that | write down that | also write that | jot down that | "
        "also add that | note : | also note : | take note that | note down that | also note"
    ),
    noted=phrases(
        *(
            f"{verb} {on}"
            for verb in (
                "what did i note", "what did i write", "what have i noted", "what have i written",
                "what did i write down", "what did i jot down", "what did i put down",
                "what have i written down", "what notes do i have", "what notes did i make",
                "what notes are there", "any notes", "are there any notes", "do i have notes",
                "do i have any notes", "did i note anything", "did i write anything",
                "did i write anything down", "have i noted anything", "what do my notes say",
                "what does my note say", "what do the notes say", "what does the note say",
                "what was my note", "what were my notes", "what's my note", "what are my notes",
                "what's noted", "what is noted", "what was noted", "what did i say",
                "what info do i have", "what did i add",
            )
            for on in ("about", "on", "for", "to", "under", "in")
        )
    ),
)  # fmt: skip
