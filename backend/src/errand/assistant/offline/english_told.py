"""English: what is told of a task, and means that something of it is to be changed."""

from itertools import product

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_told import ToldWords

_HAVE_BEEN = (
    "is", "are", "was", "were", "has been", "have been", "got", "gets", "has got", "is being",
    "is now", "has now been", "just got", "will be", "is going to be", "had to be", "has to be",
    "needs to be", "must be", "should be",
)  # fmt: skip
_LATER = (
    "delayed", "delayed by", "postponed by", "pushed back", "pushed back by", "put back",
    "put back by", "put off by", "set back by", "late by", "behind by", "held up by",
    "moved back by", "moved back", "running late by",
)  # fmt: skip
_EARLIER = (
    "brought forward by", "brought forward", "moved up by", "moved up", "pulled forward by",
    "pulled forward", "bumped up by",
)  # fmt: skip


def _delays(deeds: tuple[str, ...]) -> str:
    return " | ".join(f"{been} {deed}" for been, deed in product(_HAVE_BEEN, deeds))


_NOT = ("isn't", "is not", "aren't", "are not", "is no longer", "are no longer", "isn't really",
        "wasn't", "is not really", "isn't actually", "doesn't seem", "isn't exactly",
        "no longer", "is less", "are less", "is a bit less", "is hardly", "ain't")  # fmt: skip
_DEGREE = ("", "that", "so", "very", "really", "all that", "too", "as", "terribly", "super",
           "particularly", "even", "quite so", "quite as", "quite that")  # fmt: skip
_RANKED = (
    "it is | it's | set it to | set it as | set it at | make it | make that | change it to | "
    "put it at | put it on | put it to | mark it as | mark it | lower it to | drop it to | "
    "reduce it to | downgrade it to | raise it to | bump it to | bump it up to | "
    "bump it down to | turn it down to | move it to | call it | let's say | let's make it | "
    "flag it as | upgrade it to | bring it down to | give it | rank it | set priority to | "
    "set the priority to | change the priority to | so | just | only | rather | more like | "
    "so make it | so set it to | so please make it | please make it | please set it to | "
    "please mark it as | can you make it | can you set it to | it can be | it should be | "
    "and should be | treat it as | consider it | put it down to | put it down as | "
    "make it a | downgrade to | set to | it can go to | and set it to | and make it"
)

TOLD = ToldWords(
    delayed=merged(
        (1, _delays(_LATER)),
        (-1, _delays(_EARLIER)),
    ),
    behind=merged(
        (1, "late | later | behind | behind schedule | delayed"),
        (-1, "early | earlier | ahead | ahead of schedule | sooner"),
    ),
    waits=phrases(
        *(
            f"{can} {until}"
            for can, until in product(
                (
                    "can wait", "could wait", "has to wait", "have to wait", "will have to wait",
                    "needs to wait", "must wait", "should wait", "will wait", "can easily wait",
                    "can stay", "can be left", "can be done", "can sit", "gets pushed", "can hold",
                    "has time", "had better wait", "may wait", "might as well wait", "can rest",
                    "won't happen", "won't be happening", "isn't happening", "can hang on",
                    "won't be done", "isn't needed", "is not needed", "doesn't have to be done",
                    "doesn't need to be done", "is off", "will keep", "can keep", "won't get done",
                ),
                ("until", "till", "til", "'til", "untill"),
            )
        ),
        "can wait for | can go to | can move to | can be moved to | can be pushed to | "
        "can slide to | can slip to | gets moved to | can be postponed to | can happen on | "
        "could move to | could go to | can be done on | "
        "needs to move to | needs to be moved to | has to move to | "
        "should be moved to | should move to | must move to | must be moved to | "
        "has to be moved to | can shift to | needs to go to"
    ),
    waits_for=phrases(
        "can wait | can wait for | can wait another | can wait for another | could wait | "
        "could wait another | has to wait | will have to wait | can be left for | "
        "can easily wait | can be left for another | has to wait another | can wait at least"
    ),
    unable=phrases(
        *(
            f"{who}{how}"
            for who, how in product(
                ("", "i ", "we ", "sorry , i ", "i just ", "i really "),
                (
                    "can't do", "cannot do", "can't make", "cannot make", "can't make it to",
                    "cannot make it to", "won't get to", "won't get round to", "won't make it to",
                    "won't get around to", "won't manage", "can't manage", "can't get to",
                    "won't be able to do", "will not get to", "can't go to", "can't get round to",
                    "have no time for", "don't have time for", "won't have time for", "won't do",
                    "couldn't do", "didn't get to", "can't fit in", "won't make", "can't attend",
                    "won't be able to make", "won't be able to make it to", "am not able to do",
                    "don't feel like", "can't face", "can't be bothered with",
                ),
            )
        ),
        "no time for | not able to do | i'm not able to do | i'm not going to manage | "
        "i'm not going to get to | i'm not getting to | there's no time for | not up for | "
        "i'm not up for | i've no time for | not doing | i'm not doing | i am not doing"
    ),
    unlikely=phrases(
        "won't happen | will not happen | isn't happening | is not happening | won't work | "
        "isn't going to happen | is not going to happen | isn't gonna happen | won't work out | "
        "doesn't work | doesn't fit | can't happen | cannot happen | is impossible | won't fit | "
        "isn't possible | is not possible | won't get done | isn't going to work | is too much | "
        "won't be possible | isn't getting done | is not going to work | is off | is not on | "
        "isn't on | not happening | not gonna happen | not going to happen | doesn't suit me | "
        "doesn't work for me | is no good"
    ),
    doing=phrases(
        "i'll do | i will do | will do | we'll do | we will do | i'm going to do | "
        "i am going to do | "
        "i'm gonna do | i'm doing | i am doing | i'd rather do | i would rather do | we're doing"
    ),
    not_=phrases(*(f"{is_} {how}".strip() for is_, how in product(_NOT, _DEGREE))),
    no_more=phrases(
        "any more | anymore | any longer | now | at all | after all | today | right now | "
        "these days | actually | really | to me | for me | at the moment | for now | though | "
        "any more now | as before | as i thought | then"
    ),
    rank=merged(
        (
            "urgent",
            "urgent | critical | a matter of urgency | top priority | a top priority",
        ),
        ("high", "important | high priority | a high priority | crucial | essential | a big deal"),
        (
            "",
            ("pressing | a priority | high | time critical | time-critical | a rush | necessary | "
            "such a priority | that much of a priority | much of a priority | vital"),
        ),
    ),
    is_=phrases(
        *(
            f"{is_} {how}".strip()
            for is_, how in product(
                (
                    "is", "are", "has become", "became", "just became", "is getting", "got", "gets",
                    "is becoming", "has got", "is now", "has turned", "turned out to be",
                    "turns out to be",
                    "just got", "suddenly is", "suddenly became", "is suddenly", "has gotten",
                    "should be", "needs to be", "must be", "can be", "may be",
                    "could be", "can go to",
                ),
                ("", "really", "very", "super", "quite", "pretty", "rather", "so", "now",
                 "actually",                  "extremely", "only", "just", "of", "marked"),
            )
        )
    ),
    rank_lead=phrases(_RANKED),
    noted=phrases(
        *(
            f"{needs} {part}"
            for needs, part in product(
                (
                    "needs", "should have", "should get", "gets", "must have", "could use", "wants",
                    "needs to have", "ought to have", "has to have", "deserves", "requires",
                    "should carry", "needs to get", "is missing", "lacks",
                ),
                (
                    "the note", "a note", "the note :", "a note :", "this note :", "this note",
                    "a note saying", "the note saying", "a note that says", "a note that",
                    "the note that", "the comment", "a comment", "the remark", "a note with",
                    "the comment :", "a comment :", "a note to say", "a note to say that",
                    "a note saying that", "the description", "the description :", "the notes",
                    "a comment saying", "a description saying", "the words", "an extra note :",
                ),
            )
        )
    ),
    placing=phrases(
        *(
            f"{verb} {what} {there}"
            for verb, what, there in product(
                ("move", "put", "file", "place", "shift", "stick", "add", "transfer", "get"),
                ("it", "them", "that", "those", "these", "both", "both of them", "this"),
                ("there", "in there", "over there", "into it", "in it", "over", "there instead"),
            )
        )
    ),
    marking=phrases(
        *(
            f"{verb} {what} {so}"
            for verb, what, so in product(
                ("mark", "set", "flag", "make", "tag", "treat", "rank", "change"),
                ("it", "them", "that", "this", "the priority"),
                ("so", "as such", "accordingly", "like that", "that way", "like this"),
            )
        ),
        "change it | update it | update the priority | change the priority | note it | note that | "
        "adjust it | adjust the priority"
    ),
    forward=phrases("forward | forwards | forward by | forwards by"),
    same_day=merged(
        (
            "day",
            ("the same day | same day | the same date | same date | that same day | "
            "that very day | the very same day | that same date | this same day | "
            "the exact same day | "
            "the same due date | the same weekday"),
        ),
        (
            "both",
            ("the same time | same time | the same day and time | the same date and time | "
            "that same time | the exact same time | the same slot | same day and time"),
        ),
    ),
    as_of=phrases("as | like | with"),
)  # fmt: skip
