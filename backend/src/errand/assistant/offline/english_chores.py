"""English: more verbs with which titles begin, and words that are none before an article."""

#: Of those that are nouns as well, only an article behind them tells.
MORE_DEEDS = (
    "weigh | net | chop | peel | grate | slice | marinate | roast | grill | fry | boil | "
    "knead | freeze | thaw | whisk | decant | pickle | ferment | preserve | whittle | carve | "
    "engrave | stain | varnish | lacquer | wax | buff | hem | darn | stitch | crochet | "
    "embroider | steam | bleach | starch | disinfect | sanitise | sanitize | wipe down | "
    "scour | unclog | unblock | plunge | rewire | regrout | caulk | insulate | mount | "
    "hammer | patch up | touch up | repaint | rehang | refit | refill | recharge | rewind | "
    "replant | transplant | thin | mulch | aerate | scarify | hoe | compost | sow | deadhead | "
    "fertilise | pollinate | milk the | shear | muck out | saddle | trim | clip | shave | "
    "wax the | pluck | moisturise | moisturize | declutter | reorganise | reorganize | "
    "alphabetise | alphabetize | laminate | photocopy | staple | hole-punch | "
    "shred | digitise | digitize | transcribe | annotate | summarise the | summarize the | "
    "doodle | animate | compose | restring | master | typeset | bind | emboss | collate | "
    "tally | budget for | evaluate | assess | recruit | onboard | appraise | negotiate | "
    "haggle | invest | refinance | remortgage | claim back | reclaim | object to | "
    "complain about | enrol | enroll | matriculate | subscribe | unsubscribe | opt out | "
    "deregister | pre-order | preorder | collect | retrieve | drop round | pop to | pop by | "
    "swing by | stop by | stop at | call in at | call at | nip to | head to | drive to | "
    "walk to | cycle to | travel to | fly to | commute | hike | climb | skate | sail | "
    "paddle | hunt | pitch | unpitch | stargaze | meditate | pray | journal | reflect | "
    "brainstorm | scheme | storyboard | prototype | mock up | wireframe | refactor | debug | "
    "profile | benchmark | roll out | provision | configure | install | uninstall | defrag | "
    "encrypt | decrypt | migrate | renew | revalidate | recertify | requalify | sit the | "
    "resit | retake | cram | swot | reread | re-read | bookmark | babysit | dogsit | catsit | "
    "housesit | chaperone | escort | cater | serenade | surprise | spoil | pamper | console | "
    "comfort | forgive | winterise | winterize | deice | de-ice | grit | shovel | plough | "
    "plow | bleed | top up | jump-start | jumpstart | tow | valet | hose down | "
    "pressure-wash | power-wash | jet-wash | degrease | lubricate | align | rotate the | dig | "
    "dig up | dig out | lay | fit | hang up | sieve | sift | strain | stack | stow | "
    "haul | roll up | fold up | iron | air out | dry | dry-clean | soak | rinse | wring | "
    "peg out | fetch | dye | bathe | nurse | medicate | "
    "deflea | flea-treat | clip the | debrief | pitch to | showcase | hand-deliver | "
    "courier | scan in | countersign | notarise | notarize | witness | frank | parcel up | "
    "wrap up | gift-wrap | label up | price up | stocktake | restock | replenish | ration | "
    "portion | plate | serve | decorate | string up | blow up | inflate | deflate | assemble | "
    "disassemble | dismantle | tear down | knock down | demolish | "
    "scrape | prime | undercoat | wallpaper | render | repoint | tarmac | pave | "
    "reseed | strim | coppice | lop | fell | burn | visit | explore | photograph | pay in | "
    "pay off | pay back | top off | spin | weave | quilt | upholster | reupholster | "
    "catalogue | catalog | inventory | itemise | itemize | tip off | congratulate | welcome | "
    "thank"
)
#: Before an article, and no verb of a chore: "with the dog", and what orders a machine about.
NO_DEED_WORDS = frozenset(
    {
        "with", "without", "into", "onto", "over", "under", "above", "below", "near", "behind",
        "beside", "beyond", "across", "along", "around", "against", "toward", "towards", "upon",
        "inside", "outside", "within", "regarding", "concerning", "despite", "except", "unlike",
        "like", "than", "but", "because", "although", "though", "while", "since", "until", "till",
        "about", "both", "such", "quite", "rather", "even", "only", "not", "just", "almost",
        "maybe", "perhaps", "all", "half", "every", "each", "any", "many", "most", "much", "few",
        "was", "were", "been", "being", "has", "had", "have", "does", "did", "got", "gets",
        "wants", "needs", "makes", "takes", "gives", "goes", "play", "tell", "translate", "show",
        "explain", "define", "google", "sing", "recite", "convert", "calculate", "generate",
        "recommend", "suggest", "predict", "imagine", "pretend", "describe", "spell", "roll",
        "flip", "pick", "choose", "guess", "mute", "unmute", "unlock", "launch", "execute",
        "display", "enable", "disable", "activate", "deactivate", "restore", "undo", "redo",
        "revert", "export", "import", "sync", "share", "filter", "group", "rank", "reorder",
        "rearrange", "reset", "archive", "hide", "pin", "unpin", "star", "unstar", "merge",
        "split", "duplicate", "copy", "clone", "assign", "unassign", "tag", "untag", "label",
        "relabel", "finish", "finished", "complete", "completed", "close", "reopen", "skip",
        "ignore", "forget", "keep", "leave", "let", "stop", "start", "begin", "pause", "resume",
        "continue", "advance", "extend", "shorten", "prolong", "bump", "nudge", "swap", "switch",
        "exchange", "replace", "substitute", "correct", "amend", "modify", "alter", "adjust",
        "tweak", "rewrite", "reword", "rephrase", "raise", "lower", "increase", "decrease",
        "confirm", "accept", "approve", "reject", "decline", "mean", "meant", "said", "say",
        "think", "know", "knew", "want", "wanted", "need", "needed", "love",
        "hate", "wish", "hope", "believe", "remember", "recall", "mention", "note", "consider",
        "good", "bad", "great", "nice", "happy", "sad", "sorry", "late", "early", "first", "last",
        "next", "once", "twice", "again", "still", "already", "also", "too", "very", "really",
        "forgot", "forgotten", "wrote", "saw", "came", "went", "gave", "took", "made", "drove",
        "broke", "lost", "won", "kept", "thats", "whats", "its", "theres", "lets", "heres", "dont",
        "summarise", "summarize", "reprioritise", "reprioritize", "retire", "kick", "slide", "drag",
        "pull", "shuffle", "bring", "push", "slip", "hold", "freeze", "lock", "unfreeze",
    }
)  # fmt: skip
#: Where things are put that are no tasks.
PUT_PLACES = frozenset(
    {
        "oven", "fridge", "freezer", "dishwasher", "dryer", "drier", "washer", "washing", "machine",
        "wash", "car", "boot", "trunk", "attic", "loft", "cellar", "basement", "shed", "cupboard",
        "cabinet", "wardrobe", "closet", "drawer", "bin", "bins", "recycling", "compost", "post",
        "mail", "letterbox", "mailbox", "bag", "bags", "suitcase", "backpack", "rucksack", "box",
        "boxes", "storage", "microwave", "slow-cooker", "cooker", "pot", "pan", "pantry", "larder",
        "ground", "window", "wall", "safe", "envelope", "kennel", "cage", "tank", "van", "skip",
    }
)  # fmt: skip
