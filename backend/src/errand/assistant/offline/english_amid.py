"""English: remarks before and after an order that are no part of it."""

from errand.assistant.offline.english_topics import HOW_TO, TOPICS
from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_amid import AmidWords

AMID = AmidWords(
    plain=phrases(
        "not today | ugh not today | ugh , not today | not now | not tonight | not this week | "
        "can't today | i can't today | i can't make it | can't make it | can't make it today | "
        "i can't make it today | no time | no time today | i have no time | i have no time today | "
        "i've no time today | i don't have time | i don't have time today | not enough time | "
        "didn't have time | i didn't have time | i ran out of time | ran out of time | no energy | "
        "not feeling well | i'm not feeling well | i am not feeling well | not feeling great | "
        "i'm not well | i don't feel well | don't feel well | not feeling it | not up to it | "
        "i'm not feeling great | too busy today | i'm too busy today | busy today | "
        "i'm busy today | today is too full | today is too busy | today's full | "
        "today is full | today is packed | today's packed | it won't work today | "
        "won't work today | that won't work | can't do it today | i can't do it today | "
        "i won't make it today | won't make it today | not gonna happen today | "
        "not going to happen today | not happening today | running late | i'm running late | "
        "i'm sick | i'm ill | i am ill | i am sick | i'm unwell | feeling sick | "
        "feeling ill | sick today | ill today | "
        "sick | ill | off sick | off sick today | "
        "i'm off sick | i'm sick today | i'm ill today | i am sick today | i am ill today | "
        "i've got the flu | i have the flu | i've got a cold | i have a cold | "
        "i have a migraine | i've got a migraine | i have a headache | i'm swamped | "
        "i'm behind | i'm running behind | i'm stuck in traffic | i overslept | long day | "
        "i'm tired | too tired | i'm too tired | i'm exhausted | "
        "change of plan | change of plans | plans changed | plans have changed | "
        "good news | bad news | small change | quick change | slight change of plan"
    ),
    reasons=phrases(
        *(
            f"{why} {who}"
            for why in ("because", "as", "since", "cos", "cuz", "coz", "'cause", "bc", "for")
            for who in (
                "i", "i'm", "i've", "i'll", "it", "it's", "it is", "we", "we're", "we've", "they",
                "they're", "he", "he's", "she", "she's", "there's", "there is", "that's",
            )
            if why != "for"
        ),
        "because of | due to the | due to a"
    ),
    needless=phrases(
        "is not needed more | is not needed any more | is not needed anymore | is not needed | "
        "not needed | not needed any more | not needed anymore | not needed more | "
        "no longer needed | it is not needed more | it's not needed | it's not needed any more | "
        "it's not needed anymore | it is not needed any more | it is not needed anymore | "
        "it's no longer needed | it is no longer needed | is no longer needed | "
        "i don't need it | i don't need it any more | i don't need it anymore | "
        "i don't need that any more | i don't need that anymore | i do not need it any more | "
        "i no longer need it | we don't need it any more | we don't need it anymore | "
        "don't need it | don't need it any more | don't need it anymore | not relevant any more | "
        "not relevant anymore | it's not relevant any more | it's not relevant anymore | "
        "no longer relevant | it's no longer relevant | it's cancelled | it's canceled | "
        "it was cancelled | it was canceled | it has been cancelled | it has been canceled | "
        "it's been cancelled | it's been canceled | it got cancelled | it got canceled | "
        "that's cancelled | it's off | it's obsolete | it is obsolete | obsolete | "
        "it's a duplicate | it is a duplicate | that's a duplicate | someone else did it | "
        "not necessary | not necessary any more | not necessary anymore | "
        "it's not necessary | is not necessary | it's not happening | not happening | "
        "it's pointless now | it's useless now"
    ),
    did_it=phrases(
        "i did it | i've done it | i have done it | did it | it's done | it is done | "
        "i just did it | just did it | i've just done it | i already did it | already did it | "
        "i did that | did that | done that | that's done | i did it this morning | "
        "i did it yesterday | did it this morning | did it yesterday | i finished it | "
        "i've finished it | finished it | i paid it | i've paid it | paid it | i sent it | "
        "i've sent it | sent it | i got it | i've got it | got it | it's finished | "
        "it's complete | it's sorted | it's taken care of | all done | i bought it | bought it | "
        "i've already done it | i've already paid it | i've already sent it | all sorted | "
        "sorted | that's sorted | that's all sorted | it's all sorted | job done | all good | "
        "done and dusted | that's done now | it's out of the way | out of the way | finally done | "
        "i did that this morning | i did that yesterday | it's behind me | did that today"
    ),
    once_only=phrases(
        "keep just this one | keep only this one | just keep this one | only keep this one | "
        "keep this one | keep the current one | keep just the next one | keep just this | "
        "just this one stays | just this once | keep only this | but keep this one | "
        "but keep just this one | and keep just this one | and keep this one | leave this one"
    ),
    changing=phrases(
        "change it | update it | adjust it | please change it | please update it | change that | "
        "update that | please adjust it | please change that | can you change it | "
        "can you update it | could you change it | could you update it | move it | "
        "please move it | can you change that | correct it | please correct it | "
        "reschedule it | please reschedule it | please update that | fix it | please fix it | "
        "please change it accordingly | please update it accordingly | note the change"
    ),
    excuses=phrases(
        *(
            f"{who} {how}"
            for who in ("i", "we")
            for how in (
                "won't get to", "won't get round to", "won't get around to", "can't get to",
                "didn't get to", "didn't get round to", "didn't get around to", "won't manage",
                "didn't manage", "can't do", "can't make", "won't make", "can't make it to",
                "won't make it to", "can't go to", "can't manage to do", "won't finish",
                "couldn't do", "couldn't get to", "couldn't make", "didn't finish",
                "haven't got to", "haven't got round to", "haven't got around to",
                "don't have time for", "won't have time for", "have no time for",
                "didn't have time for", "will not get to", "did not get to", "cannot make",
                "am not going to get to", "am starting on", "am starting", "am working on",
                "started", "started on", "just started", "just started on", "have started",
                "forgot about", "missed", "can't manage", "haven't had time for",
            )
        ),
        "i'm not going to get to | i'm not going to make | i'm not getting to | "
        "we're not going to get to | i'm starting on | i'm starting | i'm working on | "
        "i've started | i've started on | starting on | starting | starting with | working on | "
        "can't make it to | won't make it to | can't go to | "
        "started on | just started | just started on | i'm on | can't make | won't make | "
        "no time for | can't do | won't get to | didn't get to | didn't manage | "
        "i'm gonna start | i'm going to start | about to start | i'm about to start | "
        "i've no time for | never got to | i never got to | never got round to"
    ),
    spans=phrases(
        "today | now | right now | tonight | this week | in time | yet | either | any more | "
        "anymore | this morning | this afternoon | this evening | already | today either | just now"
    ),
    states=phrases(
        "is waiting | is blocked | is stuck | is on hold | is cancelled | is canceled | "
        "was cancelled | has been cancelled | got cancelled | has been delayed | got delayed | "
        "is delayed | is late | is running late | was delayed | is overdue | isn't done | "
        "isn't finished | isn't ready | is not ready | is not done | is not finished | "
        "isn't urgent | is not urgent | isn't important | is important | is urgent | "
        "isn't happening | is not happening | won't happen | will not happen | won't work | "
        "doesn't work | isn't going to happen | won't fit | doesn't fit | can wait | "
        "is pending | is paused | is under way | is underway | is taking | will take | "
        "has to wait | needs to wait | has started | is in progress | is being | depends on | "
        "is out of the way | is history | is really | is super | is very | is too | "
        "isn't that | is no longer | isn't needed | is not needed | is obsolete"
    ),
    signs=frozenset([
        "i", "i'm", "i've", "i'll", "i'd", "we", "we're", "we've", "it", "it's", "he", "he's",
        "she", "she's", "they", "they're", "there's", "that's", "my", "mum's", "ugh", "argh",
        "damn", "sorry", "ok", "okay", "yay", "great", "nice", "finally", "hooray", "phew",
        "wow", "well", "gosh", "whoops", "oops", "oh", "crap", "shoot", "hurray", "woohoo",
        "yes", "so", "is", "are", "was", "were", "has", "got", "had", "came", "went",
        "called", "spoke", "talked", "ran", "rain", "sick", "busy", "late", "tired",
    ]),
    doubts=frozenset([
        "if", "when", "whenever", "unless", "until", "till", "once", "after", "before",
        "while", "except", "but", "instead", "either", "or", "maybe", "perhaps", "might",
        "whether", "not", "no", "never", "nothing", "without", "none", "need", "needs",
        "must", "should", "want", "wants", "gotta", "please", "let's", "also", "could",
        "would", "cannot", "shall", "then", "everything", "all", "both", "ask", "tell",
        "remember", "remind", "forget", "don't", "every", "only", "depending", "supposing",
        "what", "which", "who", "why", "how", "where", "undo", "wait", "wanna", "meant",
        "mean", "rather",
    ]),
    starts=frozenset(["it", "it's", "that", "that's"]),
    noting=phrases(
        "note the estimate | note it | note that | note that down | note it down | note this | "
        "put that in | put it in | write it down | write that down | set the estimate | "
        "add the estimate | add that | save that | please note | save the estimate | "
        "put in the estimate | record the estimate | record that | add it as the estimate | "
        "set that as the estimate | please note it | please note that | enter that"
    ),
    altering=phrases("change | switch | swap | alter | bring | take | put"),
    shifting=phrases(
        "must be | should be | needs to be | has to be | must happen | should happen | "
        "must start | should start | will be | is now | has to happen | has to start | "
        "needs to start | needs to happen | must take place | should take place | shall be | "
        "ought to be | is going to be | starts | will start | must be done | should be done"
    ),
    proposing=phrases(
        "do | can we do | could we do | can i do | could i do | can you do | could you do | "
        "let's do | can we have | could we have | can we make | could we make | can we start | "
        "can we hold | shall we do | can you make | could you make"
    ),
    noting_in=phrases(
        *(
            f"{verb} {where} notes {of}"
            for verb in ("write", "put", "add", "note", "type", "enter")
            for where in ("in the", "into the", "to the", "in", "under the", "this in the")
            for of in ("of", "for", "on", "to")
        )
    ),
    how_to=HOW_TO,
    topics=TOPICS,
)  # fmt: skip
