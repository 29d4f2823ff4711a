"""English: words for days, times and the small parts of speech."""

from errand.assistant.offline.day_parts import AFTERNOON, EVENING, MORNING, NIGHT
from errand.assistant.offline.english_asides import ASIDES
from errand.assistant.offline.english_commands import COMMANDS
from errand.assistant.offline.english_done import PASTS
from errand.assistant.offline.english_extras import EXTRAS
from errand.assistant.offline.english_follow_ups import FOLLOW_UPS
from errand.assistant.offline.english_intents import ADDING
from errand.assistant.offline.english_ranges import RANGES
from errand.assistant.offline.english_repairs import REPAIRS
from errand.assistant.offline.english_repeats import REPEATS
from errand.assistant.offline.english_talk import TALK
from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary import TimeWords, Unit, Vocabulary, Which

_UP_TO_NINETEEN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = {
    2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty",
    9: "ninety",
}  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip

TIME = TimeWords(
    numerals=merged(
        *enumerate(_UP_TO_NINETEEN),
        *((ten * 10, word) for ten, word in _TENS.items()),
        *(
            (ten * 10 + one, f"{word}-{_UP_TO_NINETEEN[one]}")
            for ten, word in _TENS.items()
            for one in range(1, 10)
        ),
        (1, "a | an"),
        (2, "a couple of | a couple"),
    ),
    ordinals=merged(
        *enumerate(_ORDINALS, start=1),
        (20, "twentieth"),
        (30, "thirtieth"),
        *((20 + n, f"twenty-{word}") for n, word in enumerate(_ORDINALS[:9], start=1)),
        (31, "thirty-first"),
    ),
    weekdays=merged(
        (0, "monday | mon | mondays | mondey | mnoday"),
        (1, "tuesday | tue | tues | tuseday | teusday | tusday | tueday | tuesdy | teusady"),
        (
            2,
            (
                "wednesday | wed | weds | wensday | wendsday | wenesday | wednsday | wendesday | "
                "wensdey | wenday | wedensday | wenzday | wednessday | wedneday"
            ),
        ),
        (3, "thursday | thu | thur | thurs | thirsday | thersday | thusday | thurday | thrusday"),
        (4, "friday | fri | firday | fryday | friady | fridy"),
        (5, "saturday | sat | saterday | satruday | saturady | satday | satuday | satarday"),
        (6, "sunday | sun | sunady | sundey"),
    ),
    months=merged(
        (1, "january | jan | janurary | janaury | janury"),
        (2, "february | feb | feburary | febuary | febrary | feburuary | febuarary"),
        (3, "march | mar"),
        (4, "april | apr | apirl | aprill | arpil"),
        (5, "may"),
        (6, "june | jun"),
        (7, "july | jul"),
        (8, "august | aug | agust | augest | augst"),
        (9, "september | sep | sept | setember | septmber | setpember"),
        (10, "october | oct | ocotber | octomber"),
        (11, "november | nov | novemeber | novmber"),
        (12, "december | dec | decemeber | decmber | dicember"),
    ),
    relative_days=merged(
        (0, "today | later today | tdy | 2day"),
        (
            1,
            (
                "tomorrow | tmrw | tmr | tmw | tmo | 2moro | 2morrow | tomoz | tomorow | "
                "tommorow | tommorrow | tomorrrow | tomorro | tomorrows"
            ),
        ),
        (2, "the day after tomorrow | day after tomorrow | overmorrow"),
        (-1, "yesterday"),
        (-2, "the day before yesterday | day before yesterday"),
    ),
    long_names=phrases(
        "monday | tuesday | wednesday | thursday | friday | saturday | sunday | tomorrow | "
        "yesterday | january | february | august | september | october | november | december"
    ),
    no_slips=phrases(
        "sundae | sundaes | sundry | sunda | sundays | mondays | tuesdays | wednesdays | "
        "thursdays | fridays | saturdays | augusta | augusts | octobers | septembers | mundane"
    ),
    units=merged(
        (Unit.FORTNIGHT, "fortnight | fortnights | fortnight's"),
        (Unit.MINUTE, "minute | minutes | min | mins | minute's"),
        (Unit.HOUR, "hour | hours | hr | hrs | h | hour's"),
        (Unit.DAY, "day | days | day's"),
        (Unit.WEEK, "week | weeks | wk | wks | week's"),
        (Unit.WEEKEND, "weekend"),
        (Unit.MONTH, "month | months | month's"),
        (Unit.YEAR, "year | years | yr | yrs | year's"),
    ),
    parts=merged(
        (MORNING, "morning | in the morning | morn | first thing | first thing in the morning"),
        (AFTERNOON, "afternoon | in the afternoon | arvo | aft"),
        (EVENING, "evening | in the evening | eve"),
        (NIGHT, "night | at night | in the night"),
    ),
    tonight=merged((NIGHT, "tonight | tonite | 2nite | 2night")),
    named_clocks=merged(
        (12, "noon | midday | 12 noon | twelve noon | 12 midday"),
        (24, "midnight | 12 midnight | twelve midnight"),
    ),
    day_lead=phrases("on | by | at | due | due on | due by | due in | no later than"),
    clock_lead=phrases("at | by | @ | around | before | at about | at around | at approximately"),
    or_words=phrases("or"),
    day_after=phrases("the day after | the next day | the day after that | the following day"),
    about=phrases("about | approx | approximately | roughly | circa | ca | ~"),
    spoken_minutes=merged(
        *((n, f"oh {_UP_TO_NINETEEN[n]} | o {_UP_TO_NINETEEN[n]}") for n in range(1, 10)),
        *((n, _UP_TO_NINETEEN[n]) for n in range(10, 20)),
        *((ten * 10, word) for ten, word in _TENS.items() if ten < 6),
        *(
            (ten * 10 + one, f"{word}-{_UP_TO_NINETEEN[one]}")
            for ten, word in _TENS.items()
            for one in range(1, 10)
            if ten < 6
        ),
    ),
    hundred_hours=phrases("hrs | hours | h"),
    article=phrases("the"),
    of_words=phrases("of"),
    this=phrases("this"),
    coming=phrases("this coming | the coming | coming | the upcoming | upcoming"),
    upcoming=phrases("next"),
    previous=phrases("last | past | this past"),
    end_of=phrases("the end of | end of | the end of the | end of the"),
    ahead=phrases("in | within"),
    from_now=phrases("from now | from today | hence"),
    ago=phrases("ago"),
    time_tail=phrases("time | ' time | s time | 's time"),
    month_ends=merged(
        (Unit.WEEK, "eow | week's end"),
        (Unit.MONTH, "eom | month end | month-end | monthend | month's end | the month's end"),
        (Unit.YEAR, "eoy | year end | year-end | year's end"),
    ),
    workdays=phrases(
        "workday | working day | business day | weekday | week day | work day | working-day"
    ),
    from_day=merged((1, "from | after | on"), (-1, "before")),
    after_next=phrases("after next | after that | after the next | next"),
    of_week=merged(
        (Which.THIS, "this week | of this week"), (Which.NEXT, "next week | of next week")
    ),
    end_of_day=phrases(
        "end of day | the end of the day | end of the day | eod | close of business | cob | "
        "end of business | end of the working day"
    ),
    and_fraction=merged(
        (30, "and a half | and one half"),
        (15, "and a quarter | and one quarter"),
        (45, "and three quarters | and three-quarters"),
    ),
    named_lengths=merged(
        (30, "half an hour | half hour | a half hour | a half-hour | half-hour"),
        (15, "a quarter of an hour | quarter of an hour | quarter hour | a quarter hour"),
        (45, "three quarters of an hour | three quarter hours | three-quarters of an hour"),
        (90, "one and a half hours | hour and a half"),
    ),
    half_past=phrases("half past | half"),
    quarter_past=phrases("quarter past | a quarter past"),
    quarter_to=phrases("quarter to | a quarter to"),
    o_clock=phrases("o'clock | oclock"),
    before_noon=phrases("am | a.m."),
    after_noon=phrases("pm | p.m."),
    unclear_lead=phrases(
        "for | about | of | before | after | since | from | until | till | than | between | "
        "during | black | good | over | last"
    ),
    after_hour=phrases(
        "tonight | in | on | by | or | and | this | next | please | to | about | with | for | "
        "from | near | at | am | pm | utc | gmt | cet | pst | est | sharp | until | because | "
        "thanks | after | morning | evening | afternoon | night"
    ),
    ordinal_nouns=phrases(
        "floor | edition | class | grade | hand | party | century | birthday | anniversary | "
        "place | time | attempt | draft | round | quarter | half | season | episode | chapter | "
        "street | avenue | ave | row | gear | degree | generation | gen | cousin | option | item | "
        "one | page | aid | person | act | part | step | line | version | term | year | month | "
        "week | lesson | book | volume | stage | phase | level | gate | door | house | date | "
        "hour | minute | day | interview | visit | session | appointment | dose | shot | notice | "
        "reminder | entry"
    ),
    adjectives=phrases(
        "black | good | cyber | ash | palm | easter | shrove | bloody | super | since"
    ),
    doubtful=phrases("sun | sat | wed | the sun | the sat | the wed"),
    repeating=phrases(
        "every | each | daily | weekly | monthly | yearly | annually | fortnightly | hourly | "
        "weekdays | weekends | mondays | tuesdays | wednesdays | thursdays | fridays | "
        "saturdays | sundays | repeat | recurring | nightly | biweekly | quarterly"
    ),
    vague=phrases(
        "next year | this year | next quarter | this quarter | next summer | next winter | "
        "next spring | next autumn | next fall | next time | later | soon | asap | sometime | "
        "someday | eventually | in a bit | in a while | in the future | ago | "
        "on christmas | by christmas | before christmas | at christmas | on christmas eve | "
        "on new year's eve | on new year's day | by new year | on easter | before easter | "
        "on halloween | by easter | at easter | "
        "last week | last month | last year | after next | o'clock | next month's | noonish"
    ),
    zones=phrases(
        "utc | gmt | cet | cest | bst | est | edt | pst | pdt | cst | cdt | mst | ist | jst | "
        "eastern time | pacific time | zulu"
    ),
    later=merged((1, "later | back | on"), (-1, "earlier | sooner")),
    by=phrases("by | for | back by | back | out by | off by | another"),
    until=phrases("to | until | till | for | on | onto | at | by | til"),
)

ENGLISH = Vocabulary(
    time=TIME,
    commands=COMMANDS,
    talk=TALK,
    repeats=REPEATS,
    ranges=RANGES,
    extras=EXTRAS,
    repairs=REPAIRS,
    asides=ASIDES,
    follow_ups=FOLLOW_UPS,
    adding=ADDING,
    stopwords=frozenset(
        (
            *("the", "a", "an", "my", "our", "task", "tasks", "todo", "to-do", "item", "reminder"),
            *("to", "about", "one", "of", "on", "at", "for", "with", "teh", "hte"),
        )
    ),
    lemmas={
        **PASTS,
        "paid": "pay", "bought": "buy", "sent": "send", "wrote": "write", "written": "write",
        "made": "make", "told": "tell", "met": "meet", "read": "read", "took": "take",
        "taken": "take", "gave": "give", "given": "give", "did": "do", "done": "do",
        "went": "go", "gone": "go", "rang": "ring", "rung": "ring", "brought": "bring",
        "got": "get", "fed": "feed", "cut": "cut", "put": "put", "left": "leave",
        "found": "find", "sold": "sell", "spoke": "speak", "swept": "sweep", "built": "build",
        "ran": "run", "cleaned": "clean", "called": "call", "booked": "book", "calls": "call",
        "bills": "bill", "watered": "water", "washed": "wash", "fixed": "fix", "fetched": "fetch",
    },
    suffixes=("ing", "ed", "s"),
    silent="e",
)  # fmt: skip
