"""English: words for intervals and for how long something takes."""

from errand.assistant.offline.tables import merged, phrases
from errand.assistant.offline.vocabulary_time import RangeWords

RANGES = RangeWords(
    lead=phrases("in | during | over | on | for | throughout | sometime | some time | any time"),
    month_lead=phrases("in | during | throughout | for the month of | the month of"),
    from_=phrases("from"),
    between=phrases("between"),
    to=phrases(
        "through to | up to | to | until | till | til | through | thru | - | \u2013 | \u2014"
    ),
    and_=phrases("and | & | -"),
    length_lead=phrases(
        "for | takes | take | taking | lasts | lasting | about | roughly | approximately | "
        "around | "
        "for about | takes about | it takes | will take | for around | for roughly | "
        "for exactly | "
        "will take about | needs | approx | ~ | should take | estimated at | estimate | duration"
    ),
    not_length=phrases("ago | before | after | earlier | late | early | old | from | per | later"),
    loose_before=phrases(
        "until | till | til | since | past | half | quarter | twice | thrice | except | "
        "excluding | "
        "unless | or | not | never | not on | after | from before | a quarter | but not | "
        "instead of | "
        "rather than | any day but | other than | apart from | earlier than | later than | "
        "beyond | less than | more than | up to | at most | over | under | nearly | almost | "
        "this day | this time | same time | the same time | same day | the same day | "
        "second to | third to | next to | penultimate | second-to | for the | from | of | "
        "most | some | a few | many | few | certain | several | sometimes | occasionally | times | "
        "maybe | perhaps | possibly | probably | towards | toward | around | about | roughly | "
        "approximately | circa | like | following | previous | preceding | prior | another | any | "
        "which | whichever | subsequent | shortly | just | right | a bit | a little | long | "
        "soon | well | "
        "thru | through | last | final | last one | the last one | odd | consecutive | "
        "successive | thereabouts | ideally | preferably | hopefully | 2x | 3x | 4x | 5x | 6x | "
        "not before | not until | no earlier than | not after | alternate"
    ),
    harmless=phrases(
        "please | thanks | due | on | by | for | at | the | it's | its | it | is | and | ok | "
        "okay | so | then | deadline | a | an | that's | to | me | my | us | let's | due by | "
        "sharp | promptly | prompt | exactly | precisely | latest | with | about | near"
    ),
    proposing=phrases("how about | what about"),
    loose_after=phrases(
        "or | until | till | til | except | excluding | unless | but not | ish | -ish | - ish | "
        "at the same time | same time | at the usual time | hundred | "
        "noonish | sometimes | occasionally | maybe | perhaps | possibly | probably | ideally | "
        "at the earliest | earliest | at earliest | but one | but two | plus | minus | "
        "or thereabouts | am | pm | a . m | p . m | apart from | "
        "other than | if | half | onwards | onward | at the latest or | plus or minus | "
        "give or take | & a half | & a quarter | and a bit | & a bit"
    ),
    bound_before=phrases("by | before | after | since | due | due by | no later than"),
    vague_before=phrases(
        "early | late | mid | middle of | the middle of | the beginning of | beginning of | "
        "the start of | start of | later | earlier | mid- | first half of | second half of | "
        "the first half of | the second half of | the first week of | the rest of | rest of | "
        "most of"
    ),
    week_of=merged(
        (False, "the week of | week of | the week containing | the week with"),
        (
            True,
            (
                "the week commencing | week commencing | the week beginning | week beginning | "
                "the week starting | week starting | the week starting on | week starting on | "
                "w / c | week comm"
            ),
        ),
    ),
    determiners=phrases("the | my | our | his | her | their | your | a | an | this"),
    measures=phrases(
        "cup | cups | tsp | tbsp | teaspoon | teaspoons | tablespoon | tablespoons | spoon | "
        "spoons | pound | pounds | lb | lbs | oz | ounce | ounces | pint | pints | quart | "
        "quarts | litre | litres | liter | liters | l | ml | gallon | gallons | kilo | kilos | "
        "kg | g | gram | grams | inch | inches | foot | feet | ft | yard | yards | mile | "
        "miles | km | metre | metres | meter | meters | m | cm | mm | bottle | pack | packet | "
        "dozen | loaf | bag | box | tank | jar | tin | can | slice | onion | lemon | stick | "
        "sheet | page | acre | price | off | size | scale | share | hour | hours | hr | hrs | h | "
        "of the | of a | an hour | marathon | full | way | done | empty"
    ),
    not_after=phrases(
        "every | each | last | next | past | per | of | the | this | previous | first | under | "
        "twice | once | times"
    ),
)
