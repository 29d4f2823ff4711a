"""English: what people answer to our own questions, beside the readings themselves."""

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_answers import AnswerWords

ANSWERS = AnswerWords(
    given_up=phrases(
        "changed my mind | i changed my mind | i've changed my mind | leave it as it is | "
        "leave it as is | leave it alone | leave it be | leave it then | leave that | leave them | "
        "leave it for now | keep it | keep it as it is | keep it as is | keep it that way | "
        "keep the old one | keep the old title | keep the old name | keep the title | "
        "keep the name | as it is | it's fine | it is fine | it's fine as it is | its fine | "
        "it's ok as it is | it's good as it is | don't bother | no need | not needed | "
        "don't rename it | don't change it | don't change anything | no change | no changes | "
        "change nothing | skip | skip it | skip that | skip this | drop that | drop this | "
        "forget about it | forget this | let's not | let it be | let it go | not now | later | "
        "maybe later | another time | some other time | i don't know | i don't know yet | "
        "don't know | dunno | i dunno | not sure | not sure yet | i'm not sure | no idea | "
        "i have no idea | abort | quit | exit | cancel it | cancel this | cancel the rename | "
        "stop it | stop this | neither of them | neither one | neither of those | "
        "neither of these | not either | none of those | none of these | no one | not these | "
        "not those | never mind that | never mind it | never mind then | nvm | nm | "
        "doesn't matter | it doesn't matter | don't mind | ignore that | ignore it | ignore me | "
        "i'd rather not | rather not | better not | no rename | doesn't need one | it's nothing | "
        "it was nothing | that was a mistake | my mistake | wrong one | wrong task | "
        "no that's ok | that's ok | that's fine | all good | not any more | not anymore | "
        "scratch that | "
        "undo that | i take it back | take it back | back | go back"
    ),
    idle=phrases(
        "hm | hmm | hmmm | mmm | mm | oh | ah | aw | uh | um | er | erm | well | ok | okay | "
        "actually | sorry | oops | you know what | on second thought | on second thoughts | "
        "thinking about it | now that i think about it | come to think of it | please | pls | "
        "thanks | thank you | then | wait | hang on | hold on | so | argh | ugh | really | "
        "for now | after all | alright | right | and | but | i think | i guess | just | yes | "
        "yeah | yep | sure | let me think | let me see | good question | that's fine | though"
    ),
    title_lead=phrases(
        "call it | just call it | please call it | i'd like | i want | i would like | i'd prefer | "
        "i prefer | name it | title it | rename it to | rename it | rename it as | "
        "change it to | make it | let it be | it should be | it should be called | it should say | "
        "it should read | should be | should say | should read | should be called | "
        "the new title is | the new title should be | new title : | new title is | the title is | "
        "the title should be | title : | let's call it | let's make it | how about | what about | "
        "it's | it is | to | i want it to be | i'd like it to be | set it to | say | put | "
        "i meant | i'd say | maybe | perhaps | new name : | the new name is | the name should be | "
        "it's called | it is called | the new title : | into"
    ),
    value_lead=phrases(
        "make it | make that | set it to | set it | put it at | put it in | put it on | "
        "put it to | put it into | put it under | it's | it is | it should be | should be | "
        "let's say | "
        "let's make it | to | into | in | at | as | i'd say | say | move it to | move it into | "
        "change it to | the | a | go with | i'll go with | let's go with | maybe | probably | "
        "i think | rather | just | mark it as | give it | it has | of | with | about"
    ),
    later=merged(
        (
            0,
            (
                "earlier | sooner | the earlier | the earlier one | the sooner one | "
                "the earlier time | earlier one | i mean earlier | make it earlier | "
                "the first | ahead | before that"
            ),
        ),
        (
            -1,
            (
                "later | the later | the later one | the later time | later one | i mean later | "
                "make it later | after that | the last"
            ),
        ),
    ),
)
