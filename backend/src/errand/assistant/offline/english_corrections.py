"""English: words before what is meant instead of what was said or done."""

from errand.assistant.offline.tables import phrases

CORRECTION = phrases(
    "i'm sorry | i am sorry | i'm so sorry | so sorry | pardon | pardon me | my apologies | "
    "forgive me | i beg your pardon | ah wait | ah sorry | oh sorry | hm no | hmm wait | "
    "hmm actually | actually wait | no hang on | no hold on | no don't , | damn | "
    "argh no | don't , | don't ; | don't . | do not , | no | no wait | wait | wait no | "
    "oops | sorry | sorry no | actually | correction | rather | on second thought | "
    "on second thoughts | hang on | hold on | oh no | nope | my mistake | my bad | "
    "no sorry | hmm | hm | er | um | uh | no no | oh | ah | no actually | actually no | "
    "nah | oh wait | oops no | whoops | wrong | wrong one | wrong day | wrong time | "
    "wrong date | wrong task | that's the wrong day | that's the wrong time | "
    "that's the wrong one | that's the wrong task | the wrong one | that's the wrong date | "
    "sorry wrong one | not that one | not that | that's wrong | that's not right | "
    "scratch that | strike that | let me correct that | i misspoke | typo | to be precise | "
    "well | no not that one | no not that | i was wrong | let me rephrase | or | or rather | "
    "better | even better | no make that | no make it | hmm no | ah no | argh | no i said | "
    "come to think of it | i said | no that's wrong | apologies | excuse me | just kidding"
)
MEANT = phrases(
    "i should have said | i should've said | i ought to have said | i meant to write | "
    "what i meant was | what i meant is | what i meant to say was | i meant to put | "
    "i was going to say | i wanted to write | it's supposed to be | it was supposed to be | "
    "that was supposed to be | that's supposed to be | i should have written | "
    "it was meant to be | i should have put | what i wanted was | i had meant | "
    "it ought to be | that ought to be | i need it to be | it's meant to be | "
    "it needs to be | i meant | i mean | i meant to say | i mean to say | it's | "
    "it should be | i wanted | that should be | should be | it was | i meant the one | "
    "that should have been | it should have been | it is | that's | i was thinking of | "
    "let's say | let's make it | let's make that | let's do | let it be | say | only | "
    "just | simply | i wanted to say | try | it has to be | i actually meant | "
    "i was talking about | do | use | i want | i'd prefer | i'd rather | of course"
)
MAKE_IT = phrases(
    "make it due | make it due on | make that due | set it to be due | have it due | "
    "change it back to | set it back to | better make it | please make it | let's call it | "
    "make it | make that | make this | change it to | change that to | set it to | "
    "set that to | change to | switch it to | move it to | change them to | make them | "
    "let's move it to | call it | put it on | set it for | move that to | name it | "
    "push it to | make it for | do it"
)

#: What was there before is praised, so that it is wanted back.
UNDOING = (
    "keep it where it was | it was better where it was | "
    "it was better before | it was fine before | that was better before | "
    "it was right before | it was right the first time | the first one was right | "
    "the first one was better | the old one was right | the old one was better | "
    "the old title was better | the old name was better | the old date was right | "
    "the old date was better | the old time was right | the old time was better | "
    "the original date was right | the original time was right | it was fine as it was | "
    "it was good as it was | it was right as it was | it was fine the way it was | "
    "leave it the way it was | put it back the way it was | keep it the way it was | "
    "put it back how it was | put it back like it was | put it back as it was | "
    "leave it how it was | change it back to what it was | change it back to how it was | "
    "set it back to what it was | put it back to what it was | put it back to how it was | "
    "make it what it was | make it like it was before | go back to how it was"
)
