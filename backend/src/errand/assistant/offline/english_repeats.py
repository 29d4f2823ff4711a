"""English: words for what comes back."""

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_time import RepeatWords

REPEATS = RepeatWords(
    plural_parts=merged(
        (9, "mornings"), (12, "afternoons"), (19, "evenings"), (22, "nights"),
    ),
    repeating=phrases("repeat | repeats | repeating | recurring | recurs"),
    loose_after=phrases(
        "on | from | until | till | starting | beginning | counted | counting | after | when | "
        "whenever | once | except | if | unless | but | ending | through | since | without | "
        "ignore | ignoring | skip | skipping | measured | based | bar | barring | while | "
        "whilst | during | of | max | maximum | x | \u00d7 | effective | plus | minus | too | "
        "also | only | past | provided | depending | throughout | at the end | at the start | "
        "at the beginning | in the middle"
    ),
    alternate=phrases("alternate | alternating | every alternate"),
    end_of=phrases(
        "end of | the end of | at the end of | on the end of | by the end of | at end of"
    ),
    period_ends=merged(
        ("MONTHLY", "month end | month-end | month's end | end of month | end of the month"),
        ("YEARLY", "year end | year-end | end of year"),
    ),
    onwards=phrases("on | onwards | onward | forward | and onwards | and on"),
    except_=phrases("except | except on | except for | but not | but not on | excluding | "
                    "apart from | other than | save | not on | except in | but not in | "
                    "apart from on | excluding on | minus | except during"),
    every=phrases(
        "every | evry | evrey | eevry | each | every single | each and every | "
        "recurring every | once every | once each | repeat every | repeats every | repeating every"
    ),
    other=phrases("other | second | alternate"),
    adverbs=merged(
        (("DAILY", 1), "daily | day by day | everyday | day in day out"),
        (("WEEKLY", 1), "weekly | once a week | once per week"),
        (("WEEKLY", 2), "fortnightly | every fortnight | once a fortnight"),
        (("MONTHLY", 1), "monthly | once a month | once per month"),
        (("MONTHLY", 3), "quarterly | once a quarter | once per quarter"),
        (("YEARLY", 1), "yearly | annually | once a year | once per year"),
        (("DAILY", 1), "once a day | once per day"),
        (("NIGHTLY", 1), "nightly"),
        (("", 1), "hourly | biweekly | bi-weekly | bimonthly | semiannually | minutely"),
    ),
    units=merged(
        (("DAILY", 1), "day | days | day of the week | day of the year | day of the month"),
        (("WEEKLY", 1), "week | weeks"),
        (("WEEKLY", 2), "fortnight | fortnights"),
        (("MONTHLY", 1), "month | months"),
        (("MONTHLY", 3), "quarter | quarters"),
        (("YEARLY", 1), "year | years"),
        (("", 1), "hour | hours | minute | minutes | second | seconds | hr | hrs | min | mins"),
    ),
    plural_days=merged(
        (0, "mondays"), (1, "tuesdays"), (2, "wednesdays"), (3, "thursdays"), (4, "fridays"),
        (5, "saturdays"), (6, "sundays"),
    ),
    workdays=phrases(
        "workday | workdays | weekday | weekdays | business day | business days | working day | "
        "working days | week day | work day"
    ),
    weekend=phrases("weekend | weekends"),
    parts=merged(
        (9, "morning"), (12, "afternoon"), (19, "evening"), (22, "night"),
    ),
    noons=merged((12, "noon | midday"), (0, "midnight")),
    last=phrases("last | final"),
    of_month=phrases(
        "of the month | of every month | of each month | of a month | in the month | "
        "each month | "
        "every month | in every month | in each month | monthly | a month"
    ),
    of_year=phrases("every year | each year | of every year | of each year | yearly | annually"),
    completion=phrases(
        "after completion | from completion | after completing it | after completing | "
        "after it is done | after it's done | when done | when completed | once done | "
        "once completed | after i last did it | after i did it | after i do it | "
        "after i finish | "
        "after i finish it | after i've done it | after the last time | after it was done | "
        "after last completion | after the last completion | after being done | "
        "from when i finish | from when it's done | since completion | after i complete it | "
        "after finishing | after finishing it | after doing it | from the day i do it | "
        "counted from when i finish | counting from when i finish | from when i finish it | "
        "counted from when it's done | from when i'm done | after that is done | "
        "once it's done | once it is done | once i've done it | once finished | once complete | "
        "when i finish | when i finish it | when finished | when it is done | when i'm done | "
        "when i complete it | each time i finish | after each completion | after i'm done | "
        "after it's finished | after it is finished | whenever it's done | "
        "after every completion | "
        "from the last time | when it's done | when i've done it | after i last did | "
        "after i have done it | counted from completion | counting from completion | after done | "
        "since last done | since it was last done | since i last did it | since the last time | "
        "since last time | since last completion | since the last completion | since it's done | "
        "after last done | from when i last did it | from when it was last done | "
        "from last completion | from the last completion | from the day it's done | "
        "after i've finished | after i have finished | after i've finished it | "
        "once i finish | once i finish it | once i'm done | after it's completed | "
        "when it's finished | when it's completed | after it gets done | following completion | "
        "past completion | after each time i do it | after every time i do it"
    ),
    catch_up=phrases(
        "skip missed | skipping missed | skip missed ones | skip the ones i missed | "
        "skip the missed ones | skipping missed ones | skip those i missed | "
        "skip the ones i miss | skip what i missed | skip any i missed | skip any i miss | "
        "skip missed days | skip missed dates | catch up | catching up | and catch up | "
        "skipping the ones i missed | skipping any i missed | without missed ones | "
        "leave out missed ones | leaving out missed ones | ignore missed ones | "
        "ignoring missed ones | skip overdue ones | skip past ones | skip missed occurrences | "
        "skipping missed occurrences | skip those missed | don't pile up | "
        "don't pile up missed ones | "
        "don't let them pile up | without piling up | without letting them pile up | "
        "no piling up | ignore missed | ignoring missed | ignore the ones i missed | "
        "skip any missed | skip any missed ones | skipping those i missed | "
        "skip whatever i missed | jump to the next one | and skip missed ones | "
        "and skip missed | and skip the ones i missed | and skip any i missed"
    ),
    starting=phrases(
        "starting | starting on | starting from | from | beginning | beginning on | begins | "
        "starts | starting at | beginning from | start | as of"
    ),
    until=phrases(
        "until | till | til | ending | ending on | ends | ends on | through | up to | "
        "ending at | to | "
        "up until | up till | up to and including | "
        "until and including | through to | and ends | and ending"
    ),
    during=phrases("for"),
    times=phrases("times | occurrences | repetitions | repeats"),
    unsayable=phrases(
        "except | but not | unless | excluding | apart from | other than | if | when | "
        "whenever | "
        "save | minus"
    ),
    frequencies=phrases("twice | thrice | two times | three times | four times"),
    through=phrases("\u2013 | through | to | till | until | thru | -"),
    joining=phrases("and | , | , and | & | or , | plus | / | + | and on | , on"),
    on_the=phrases("on the | on | the | in"),
)  # fmt: skip
