"""English: words for intervals and for how long something takes."""

from errand.assistant.offline.tables import phrases
from errand.assistant.offline.vocabulary_time import RangeWords

RANGES = RangeWords(
    lead=phrases("in | during | over | on | for | throughout | sometime | some time | any time"),
    month_lead=phrases("in | during | throughout | for the month of | the month of"),
    from_=phrases("from"),
    between=phrases("between"),
    to=phrases("to | until | till | til | through | thru | - | \u2013 | \u2014"),
    and_=phrases("and | & | -"),
    length_lead=phrases(
        "for | takes | take | taking | lasts | lasting | about | roughly | approximately | "
        "around | "
        "for about | takes about | it takes | will take | for around | for roughly | for exactly | "
        "will take about | needs | approx | ~ | should take | estimated at | estimate | duration"
    ),
    not_length=phrases("ago | before | after | earlier | late | early | old | from | per | later"),
    not_after=phrases(
        "every | each | last | next | past | per | of | the | this | previous | first | under | "
        "twice | once | times"
    ),
)
