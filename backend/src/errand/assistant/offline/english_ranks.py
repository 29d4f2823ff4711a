"""English: what is said of a task's priority."""

from errand.assistant.offline.tables import merged

PRIORITIES = merged(
    (
        "urgent",
        (
            "urgent | top priority | urgent priority | critical | p1 | highest priority | "
            "priority urgent | top prio | urgent prio | highest prio | prio 1 | priority 1 | "
            "super urgent | very urgent | prio urgent"
        ),
    ),
    (
        "high",
        (
            "high priority | high | priority high | important | p2 | high-priority | "
            "very important | high prio | prio high | prio 2 | priority 2 | higher priority"
        ),
    ),
    (
        "medium",
        (
            "medium priority | medium | priority medium | p3 | normal priority | "
            "medium-priority | medium prio | prio medium | normal prio | prio 3 | priority 3"
        ),
    ),
    (
        "low",
        (
            "low priority | low | priority low | p4 | unimportant | low-priority | low prio | "
            "prio low | prio 4 | priority 4 | lowest priority | lower priority | lowest prio"
        ),
    ),
    ("none", "no priority | priority none | without priority | no prio"),
)
