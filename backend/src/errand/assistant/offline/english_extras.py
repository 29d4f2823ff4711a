"""English: words for labels, projects, notes, lengths and reminders of a task."""

from errand.assistant.offline.day_parts import AFTERNOON, EVENING, MORNING, NIGHT
from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_time import ExtraWords

EXTRAS = ExtraWords(
    note_lead=phrases(
        "note | notes | with note | with notes | with a note | with the note | with the notes | "
        "and note | with a note saying | with the note saying | with a note that says | "
        "with description | with the description | description | and a note"
    ),
    label_lead=phrases(
        "label | labels | tag | tags | tagged | labelled | labeled | with label | with the label | "
        "with labels | with the labels | with tag | with the tag | with tags | with the tags | "
        "tagged as | tagged with | labelled as | labelled with | labeled as | labeled with | "
        "under the label | under label | and label it | and tag it | and tag it as"
    ),
    plural_labels=phrases("labels | tags | tagged | labelled | labeled | with"),
    project_lead=phrases(
        "to | in | into | under | for | to the | in the | into the | under the | for the | "
        "to my | in my | into my | under my | for my"
    ),
    project_noun=phrases("project"),
    estimate_lead=phrases(
        "for | takes | taking | lasting | for about | takes about | it takes | will take | "
        "it will take | needs | should take | which takes | that takes | it takes about | "
        "estimate | estimated at | duration"
    ),
    deadline_lead=phrases(
        "deadline | deadline : | with deadline | with a deadline of | with a deadline on | "
        "with the deadline | with deadline on | deadline is | deadline on | the deadline is | "
        "and the deadline is | hard deadline | with a deadline | deadline of | with deadline of"
    ),
    defer_lead=phrases(
        "defer until | deferred until | hide until | hidden until | defer to | not before | "
        "don't show before | don't show until | do not show before | do not show until | "
        "show from | hide it until | defer it until | and hide it until | but not before"
    ),
    reminder_lead=phrases(
        *(
            f"{link}{verb} me"
            for link in ("", "and ", "and also ", "also ", "please ", "and please ")
            for verb in ("remind", "alert", "notify", "ping", "nudge", "warn", "buzz", "prompt")
        ),
        *(
            f"{link}{article}{noun}"
            for link in ("with ", "and ")
            for article in ("", "a ", "an ", "one ", "two ")
            for noun in ("reminder", "reminders", "alert", "alerts", "alarm", "notification")
        ),
        "reminder | reminders | alert | alerts | notification | with a reminder set for | "
        "with a reminder on | and set a reminder | and set a reminder for | "
        "and give me a reminder | "
        "give me a heads up | give me a heads-up | and give me a heads up | with a heads up | "
        "with a nudge | and a nudge | and let me know | no reminder | no reminders | "
        "without a reminder | without reminder | without reminders | with no reminder | "
        "don't remind me | and don't remind me | with a reminder for | with reminders for | "
        "with a reminder at | with reminders at"
    ),
    no_reminder=phrases(
        "no reminder | no reminders | without a reminder | without reminder | without reminders | "
        "with no reminder | don't remind me | and don't remind me"
    ),
    before=phrases(
        "before | early | earlier | ahead | in advance | before it | before that | "
        "before it's due | before it is due | beforehand | prior | before then | prior to it | "
        "before the time | before the due time | before the start | before it starts | "
        "before it begins | ahead of it | ahead of time | in advance of it | ahead of that | "
        "before due | before the task | before the event | before this"
    ),
    when_due=phrases(
        "when it's due | when it is due | when due | at the time | at that time | on time | "
        "when it starts | when it's time | when it is time | at the due time | at due time | "
        "when it begins | at the time of the task | at start | at the start | right then"
    ),
    days_before=merged(
        (1, ("the day before | a day before | one day before | the previous day | "
             "on the day before | the day prior | the day before it | the day before that")),
        (7, "the week before | a week before | one week before | the week before it"),
        (2, "two days before | 2 days before"),
    ),
    part_before=merged(
        (EVENING, ("the evening before | on the evening before | the previous evening | "
                   "evening before")),
        (NIGHT, "the night before | on the night before | the previous night | night before"),
        (MORNING, "the morning before | the previous morning"),
        (AFTERNOON, "the afternoon before | the previous afternoon"),
    ),
    on_the_day=phrases(
        "on the day | that day | on that day | the same day | on the same day | on the morning | "
        "the morning of | on the morning of | the day of | on the day of | "
        "that morning | the same morning | in the morning of that day | on the day itself"
    ),
    again=phrases(
        "and | , | , and | & | and again | again | then | and then | , then | and also | also | "
        "plus | and another | , and again | and once more | and one"
    ),
)  # fmt: skip
