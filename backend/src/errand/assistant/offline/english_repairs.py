"""English: changes of mind within a sentence, and words around what is meant instead."""

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_repairs import RepairWords, Strength

REPAIRS = RepairWords(
    markers=merged(
        (
            Strength.SURE,
            (
                "no wait | wait no | oh wait | no hold on | hold on no | no hang on | hang on no | "
                "scratch that | strike that | or rather | "
                "actually no | actually wait | no actually | "
                "no make that | no make it | sorry i mean | "
                "sorry i meant | no i mean | no i meant | "
                "wait actually | no sorry | sorry no | or actually | no make that | "
                "no scratch that | no strike that | er no | "
                "uh no | um no | "
                "no not that | i take that back | let me correct that | "
                "on second thought | on second thoughts | let me rephrase | let me rephrase that"
            ),
        ),
        (
            Strength.MARKED,
            (
                "i mean | i meant | i meant to say | i should say | "
                "actually | oops | oh no | no no | "
                "whoops | uh | er | um | erm | nope | nah | my mistake | my bad | hmm | "
                "better yet | make that | or better | or better yet | "
                "that is to say | i wanted to say | argh | ugh | "
                "change that to | i misspoke"
            ),
        ),
        (
            Strength.WEAK,
            (
                "no | sorry | wait | rather | better | "
                "make it | well | oh | ah | apologies | yikes | "
                "hold on | hang on | correction | wait a minute | wait a sec | wait a second"
            ),
        ),
    ),
    fillers=merged(
        (
            False,
            (
                "don't , | don't ; | don't . | do not , | just | only | simply | rather | "
                "let me see | please | to be precise | instead"
            ),
        ),
        (
            True,
            (
                "make it | make that | it's | it is | it should be | that's | that should be | "
                "let's say | let's make it | let's make that | "
                "say | change that to | change it to | "
                "should be | let's do | set it to | better make it | rather make it | it has to be"
            ),
        ),
    ),
    additions=phrases("and | also | plus | but | & | then"),
    same=merged(
        (
            "clock",
            (
                "same time | at the same time | the same time | same hour | same time though | "
                "but same time | but at the same time | but the same time | keep the time | "
                "but keep the time | same time as before | at the same hour"
            ),
        ),
        (
            "day",
            (
                "same day | on the same day | the same day | same date | but same day | "
                "but on the same day | but the same day | keep the day | but keep the day | "
                "same day though | the same date | keep the date"
            ),
        ),
    ),
    idle=phrases(
        "ok | okay | great | good | perfect | nice | "
        "cool | right | alright | all right | hm | hmm | "
        "yes | yeah | yep | no | nope | thanks | thank you | "
        "oh | ah | well | and | but | so | sure | "
        "fine | got it | wait | sorry | not that one | not that | wrong one | that's wrong | "
        "that's not right | it's wrong | that was wrong | hi | hey | hello | ups | oops | please"
    ),
    suits=phrases(
        "is better | is enough | would be better | is fine | will do | works better | is best | "
        "suits me better | would be best | is plenty | is fine too | would do | does it | "
        "would be enough | would be fine | should be enough | suffices | would work better | "
        "works | is ok | is okay | is good enough | is right | is correct | will be enough | "
        "was right | was correct | was better | was fine | was the right one | "
        "was right after all | was the right day | was the right time | was the right date | "
        "was good | was it | was right actually | was better after all | was best"
    ),
    too=phrases("too | as well | also"),
    no_title=phrases(
        "you | i | i'm | that | that's | it | it's | "
        "this | they | we | he | she | hmm | hm | what | "
        "why | how | when | who | where | please | "
        "never | don't | stop | wrong | yes | yeah | er | "
        "not | sorry | forget | there | oh | ok | okay | both | the same | same | change | too | "
        "no | nothing | again | actually | uh | um | well | "
        "my | your | is | was | isn't | can | could"
    ),
    points=phrases("it | her | him | them | he | she | they | one"),
    contrast=merged(
        (False, "not"), (True, "isn't | is n't | aren't | isnt | wasn't | shouldn't be")
    ),
    contrasted=phrases(
        "but | but it's | it's | but rather | rather | it is | but it is | they're | but that it's"
    ),
)
