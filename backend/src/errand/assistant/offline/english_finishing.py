"""English: what is said of tasks that are done, or not after all."""

from errand.assistant.offline.tables import merged, phrases

COMPLETING = (
    "complete | finish | tick off | tick | check off | cross off | close | "
    "i finished | i completed | i did | i have done | i've done | i'm done with | done with | "
    "i am done with | i've finished | i have finished | i've completed | done : | "
    "i've already done | i already did | i already finished | i've already finished | "
    "i have already done | i've just done | i just did | i just finished | i've just finished | "
    "finished with | all done with | i'm finished with | i'm all done with | finished | "
    "completed | i've now done | i have just done | i managed to do | i got done with | "
    "i've dealt with | i have dealt with | i dealt with | dealt with | i took care of | "
    "i've taken care of | i have taken care of | took care of | taken care of | "
    "i got round to | i got around to | i finally got round to | i finally got around to | "
    "got round to | got around to | i managed to | i've managed to | i managed to finish | "
    "i managed to complete | i've managed to finish | managed to | managed to finish | "
    "knocked out | i knocked out | wrapped up | i wrapped up | i've wrapped up | wrap up | "
    "i sorted | i've sorted | i sorted out | i've sorted out | sorted out | ticked off | "
    "i ticked off | crossed off | i've crossed off | i checked off | i can tick off | "
    "i can cross off | i can check off | we're done with | we are done with | we did | "
    "we've done | we finished | we've finished | i'm through with | close out | finish off | "
    "finish up | finished off | i finished off | i've finished off | i've finally done | "
    "i finally did | i finally finished | i've finally finished | i was able to finish | "
    "check off the list | strike | strike through | i've wrapped | i just completed | "
    "i've just completed | i got through | i've got through | we completed | "
    "i finished already | i've finished already | i have finished already | i did already | "
    "i have already finished | i've done already | i have done already | already finished | "
    "i completed already | i have already completed | already completed | finished already | "
    "all finished with | cross | i have completed | i am finished with | strike off | mark off"
)
REOPENING = (
    "reopen | re-open | uncomplete | untick | uncheck | open again | unfinish | "
    "i haven't finished | i have not finished | i didn't finish | i did not finish | "
    "i haven't done | i have not done | i didn't do | i haven't completed | i never finished | "
    "i didn't complete | unmark | uncross | reactivate | i never did | reopening | "
    "i haven't actually | i didn't actually | not done with | i'm not done with | "
    "i am not done with | i'm not finished with | i am not finished with | not finished with | "
    "revive | resurrect | un-complete | un-check | uncross | unclose | un-mark | un-finish | "
    "i didn't actually finish | i haven't actually finished | i didn't actually do | "
    "i haven't actually done | i never actually did | i never actually finished | "
    "i'm not actually done with | i'm not quite done with | i'm not yet done with | "
    "i'm still not done with | i still haven't done | i still haven't finished | "
    "i still haven't | "
    "i haven't | i have not | i didn't | i still have to do | i still need to do | "
    "i still have to finish"
)
REPORTING = (
    "i've | i have | i just | i've just | i already | i've already | i | i also | i've also | "
    "i finally | i've finally | i have already | i have just | i have finally | i've now | "
    "we've | we just | we've just | we already | we've already | already | i have now"
)
BEGINNING = (
    "i've started working on | i have started working on | i started working on | "
    "started working on | i've begun | i have begun | i've begun working on | "
    "i have begun working on | i began working on | begun | i'm starting to work on | "
    "i'm starting work on | i started work on | i've started work on | "
    "i have started work on | start work on | begin work on | started work on | "
    "i'm in the middle of | i am in the middle of | i'm busy with | i am busy with | "
    "busy with | i'm currently working on | i'm now working on | currently working on | "
    "now working on | i've just started | i just started | i've just begun | "
    "i'm getting started on | getting started on | get started on | i've got started on | "
    "i got started on | i've started on | i started on | i've made a start on | "
    "i made a start on | i've started with | i started with | i'm starting with"
)
DONE_SUFFIX = merged(
    (
        "done",
        (
            "is sorted | are sorted | is sorted out | is taken care of | are taken care of | "
            "has been taken care of | is dealt with | has been dealt with | is out of the way | "
            "is behind me | is over and done with | is all done | are all done | is wrapped up | "
            "is finally done | is finally finished | are finished | are complete | are completed | "
            "has been completed | has been finished | have been done | were done | is ticked off | "
            "can be ticked off | can be checked off | can be crossed off | can be closed | "
            "can be marked done | can be marked as done | is all finished | is off my plate | "
            "is already finished | is already complete | got done | is checked off | "
            "were finished | "
            "was finished | was completed | is closed | is history | is all set | is handled | "
            "should be marked done | should be marked as done | should be done now | "
            "is in the bag | is squared away | is done and dusted | is over | "
            "is done | is complete | is completed | is finished | has been done | are done | "
            "are both done | are all done | are both finished | are now done | is now done | "
            "was done | is now done | is already done"
        ),
    ),
    (
        "open",
        (
            "should still be open | should be open | should be open again | should be reopened | "
            "needs to be reopened | has to be reopened | needs reopening | must be reopened | "
            "shouldn't be marked done | shouldn't be marked as done | should not be marked done | "
            "should not be marked as done | shouldn't be done | should not be done | "
            "isn't actually done | is not actually done | isn't really done | is not really done | "
            "isn't actually finished | isn't really finished | wasn't done | was not done | "
            "wasn't finished | was not finished | wasn't actually done | "
            "wasn't actually finished | "
            "was never done | was never finished | hasn't been done | has not been done | "
            "hasn't been finished | hasn't been done yet | still isn't done | "
            "still isn't finished | "
            "isn't completed | is not completed | isn't completed yet | wasn't completed | "
            "aren't done | are not done | aren't finished | are not finished | still needs work | "
            "wasn't really done | wasn't really finished | is not over | isn't over | "
            "still needs to be done | still has to be done | wasn't complete | "
            "is unfinished | is not actually finished | is to do again | is active again | "
            "isn't done after all | wasn't done after all | wasn't finished after all | "
            "is not done | isn't done | is not finished | isn't finished | is open again | "
            "is still open | is not complete | isn't done yet | is not done yet | "
            "isn't finished yet | "
            "is not finished yet | isn't finished after all | isn't done after all | "
            "is still to do | "
            "is not done after all | is not finished after all | isn't complete | "
            "isn't complete yet | "
            "needs to be done again | has to be done again | still needs doing | needs doing again"
        ),
    ),
    ("in_progress", "is in progress | is under way"),
    ("waiting", "is waiting | is on hold | is blocked"),
)
TAKEN_BACK = phrases(
    "never mind | nevermind | forget it | forget that | scratch that | actually don't | "
    "no wait , don't | no , don't | actually no | but don't | but don't add it | "
    "but don't do it | wait , no | , don't | on second thought , no | on second thoughts , no | "
    "actually , don't | actually never mind | ignore that | but keep it | "
    "but don't delete it | but leave it | , not | , no | "
    ", no wait | , wait | , hold on | , hang on | "
    ". no wait | - no wait | \u2013 no wait | \u2014 no wait | \u2026 no wait | , nope | , nah | "
    "- no | \u2013 no | \u2014 no | . no | , wait no | . wait | - wait | , no hold on | . wait no"
)

FINISHED = phrases(
    "done | finished | completed | get done | got done | finish | complete | achieve | "
    "achieved | accomplish | accomplished | ticked off | tick off | gotten done | "
    "done so far | closed | crossed off | check off | checked off | cross off | do | "
    "get through | marked as done | marked done | mark as done | marked as complete | "
    "marked as finished | marked complete | marked as completed | mark done"
)
