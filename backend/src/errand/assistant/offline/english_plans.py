"""English: what people say to have a day or a week planned, or looked back at."""

from errand.assistant.offline.tables import phrases

_SHORT = tuple(
    f"{lead}{how} {what}"
    for lead in (
        "give me a ",
        "give me the ",
        "can i have a ",
        "can i get a ",
        "i'd like a ",
        "a ",
        "",
    )
    for how in ("quick", "short", "brief")
    for what in ("overview", "summary", "rundown", "run-down", "recap")
)
PLAN_DAY = phrases(
    *(
        f"{short}{of}"
        for short in _SHORT
        for of in ("", " of today", " of my day", " of the day", " for today")
    ),
    "plan my day | plan the day | plan today | plan my day for me | organise my day | "
    "organize my day | plan out my day | structure my day | schedule my day | "
    "plan my today | daily briefing | morning briefing | daily plan | daily overview | "
    "brief me | give me a briefing | my day | what does my day look like | "
    "what does today look like | how does my day look | how does today look | "
    "how is my day looking | how's my day looking | what's my day like | what is my day like | "
    "what's today like | what's my day looking like | give me an overview of today | "
    "give me an overview of my day | give me an overview | overview | overview of today | "
    "today's plan | what's the plan | what's the plan for today | what is the plan for today | "
    "what's the plan today | prioritise my day | prioritize my day | get me started | "
    "summarise my day | summarize my day | walk me through my day | daily review | "
    "what's my schedule today | what's on my agenda | sort out my day | arrange my day | "
    "what should my day look like | how should i spend my day | make a plan for today | "
    "make a plan for the day | make me a plan for today | make a plan | give me a plan | "
    "what's my plan for today | what's my plan | give me a plan for today | "
    "what's in store for me today | what lies ahead today | what am i doing today | "
    "what have i got to do today | start my day | briefing | agenda | my agenda | "
    "today's agenda | agenda for today | how should i plan my day | status update | "
    "status report | summary | give me a summary | where do i stand | how am i doing | "
    "how do things stand | where are we | what do i need to know today | day plan | "
    "how busy am i today | am i busy today | how full is my day | what does the day look like",
)
PLAN_WEEK = phrases(
    *(f"{short} of {of}" for short in _SHORT for of in ("the week", "my week", "this week")),
    "plan my week | plan the week | plan this week | organise my week | organize my week | "
    "what does my week look like | how does my week look | how is my week looking | "
    "what does this week look like | how does this week look | week overview | "
    "overview of the week | overview of my week | overview of this week | weekly plan | "
    "weekly overview | what's my week like | what's my week looking like | "
    "give me an overview of the week | give me an overview of my week | plan out my week | "
    "give me an overview of this week | summarise my week | how's my week looking | "
    "what's coming up | what is coming up | what's ahead | what's coming | my week | "
    "upcoming | upcoming tasks | show upcoming | show upcoming tasks | what's upcoming | "
    "what does the week look like | how's my week | how busy am i this week | "
    "what's the plan for the week | what's the plan for this week | make a plan for the week",
)
NEXT_UP = phrases(
    "what's next | what is next | what next | what should i do first | what should i do next | "
    "what should i do now | what do i do first | what do i do next | what do i do now | "
    "what should i start with | where should i start | where do i start | "
    "what's the most important thing | what's most important | what's most urgent | "
    "what is most urgent | what is most important | what's the most important task | "
    "what's most urgent today | what's most important today | what's my top priority | "
    "what are my top priorities | what's the most urgent task | what should i work on | "
    "what should i work on first | what should i work on next | what should i work on now | "
    "what should i tackle first | what should i tackle next | what comes first | "
    "what's the first thing i should do | what's first | what is first | what now | "
    "what should i focus on | what should i focus on today | what should i focus on first | "
    "what's the next thing to do | what's up next | next task | my next task | "
    "what's my next task | which task should i do first | which task is most urgent | "
    "which task is most important | which task is the most urgent | what's the priority | "
    "what should i be doing | what should i be doing now | what can i do now | "
    "what's the most urgent thing | suggest something to do | suggest a task | "
    "what should i begin with | which one should i do first | which should i do first | "
    "what to do next | what to do first | what would you do first | what first | "
    "what's the next task | which one is most urgent | what do i start with | "
    "pick one for me | "
    "what's on top | what needs my attention | what needs doing first | "
    "what should i do first today | what should i do first thing | what matters most | "
    "what matters most today | top priorities | what are the most urgent tasks | "
    "what are the most important tasks | what's the most pressing thing | pick a task for me | "
    "what is the most urgent thing | what is the most important thing"
)
REVIEW = phrases(
    "weekly review | review my week | review the week | do a weekly review | review | "
    "start a weekly review | let's do a weekly review | let's do the weekly review | "
    "do the weekly review | review of the week | review my tasks | week in review | "
    "how did my week go | look back on my week | look back at the week | weekly report | "
    "start the weekly review | let's review the week | help me with my weekly review | "
    "run a weekly review | help me review my week | recap of the week | weekly recap"
)
