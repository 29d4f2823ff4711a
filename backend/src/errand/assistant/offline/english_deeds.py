"""English: verbs with which a title begins, beside the most usual ones, and those of booking."""

from errand.assistant.offline.tables import phrases

#: "Chase Boral": to be done when a day is said with it, and no order to this assistant.
PLAIN_DEEDS = phrases(
    "read | watch | write | draft | finish | do | make | chase | contact | telephone | message | "
    "whatsapp | sms | follow up | remind | tell | talk to | speak to | speak with | see | look | "
    "inspect | service | oil | calibrate | test | backup | back up | upload | download | scan | "
    "copy | deliver | ship | bake | fold | change | put | turn | switch | bleed | defrost | "
    "descale | treat | spray | fertilise | fertilize | prune | weed | harvest | pot | repot | "
    "groom | brush | bath | bathe | worm | deworm | vaccinate | pay for | settle | transfer | "
    "invoice | bill | quote | reconcile | audit | log | record | enter | type | present | "
    "rehearse | teach | mark | grade | revise | memorise | memorize | translate | edit | "
    "proofread | publish | deploy | merge | patch | upgrade | restart | reboot | reset | "
    "inform | notify | thank | congratulate | invite | reply | respond | answer | apologise | "
    "apologize | pick up | drop off | hand in | hand over | hand out | turn in | fill in | "
    "fill out | fill up | sign up | set up | put out | put up | put away | take out | take down | "
    "take back | write up | write down | clear up | clear out | clean out | clean up | tidy up | "
    "lock | unlock | open | close | shut | check in | check on | check up | move | bring in | "
    "give | lend | swap | try | taste | cancel | order | stock | restock | top up | load | "
    "unload | carry | lift | saw | drill | sand | weld | wire | tile | plaster | cement | pour"
)

#: "Book a table for Friday": the day may be that of what is booked as well.
BOOKINGS = phrases(
    "book | reserve | rebook | prebook | pre-book | hire | rent | plan | prepare | prep | "
    "arrange | organise | organize | schedule | get ready | make | request | write | draft"
)

#: "Tickets for Friday": what has a day of its own.
BOOKED = phrases(
    "ticket | tickets | seat | seats | table | room | rooms | flight | flights | pass | passes | "
    "slot | slides | agenda | plan | plans | minutes | menu | forecast | homework | outfit | speech"
)
