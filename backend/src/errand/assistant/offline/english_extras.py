"""English: words for labels, projects, notes, lengths and reminders of a task."""

from errand.assistant.offline.tables import phrases
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
    reminder_lead=phrases(
        "with a reminder | with reminder | and a reminder | reminder | with reminders | "
        "remind me | and remind me | with an alert | alert me | and alert me | notify me | "
        "and notify me"
    ),
    before=phrases(
        "before | early | earlier | ahead | in advance | before it | before that | "
        "before it's due | before it is due | beforehand"
    ),
)
