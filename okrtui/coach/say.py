"""Sentences and better lines out of the writer's own words."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import DONE_STATES
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.verbs import BASES, CHANGING, VERBS
from okrtui.coach.lexicon.words import APPROXIMATE, ARTICLES, FUNCTION
from okrtui.coach.model import Fix, Hit, Severity, Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at, singular

HEDGE = "Perhaps"
"""How a hint begins."""
_QUOTED = 6
_LETTERS = 60


def quote(words: str, limit: int = _QUOTED) -> str:
    """The words in quotation marks, cut with an ellipsis after `limit` words or 60 letters."""
    parts = words.split()
    short = " ".join(parts[:limit]).rstrip(" .,;:")
    if len(short) > _LETTERS:
        return f"“{short[: _LETTERS - 1].rstrip()}…”"
    return f"“{short}…”" if len(parts) > limit else f"“{short}”"


def hit(span: Span, message: str, *, sure: bool = False, fix: Fix | None = None, question: str = "") -> Hit:
    """A hit whose sentence opens with "Perhaps" unless the rule is sure."""
    severity: Severity = "warning" if sure else "hint"
    return Hit(span[0], span[1], message if sure else f"{HEDGE}: {message}", question, fix, severity)


def first_up(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def tidy(text: str) -> str:
    """Single spaces, no loose commas or joining words at the ends."""
    parts = " ".join(text.split()).strip(" ,;.:-–—").split(" ")
    while len(parts) > 1 and parts[-1].strip(",;").lower() in _LOOSE:
        parts.pop()
    words = " ".join(parts).rstrip(" ,;")
    return words.replace(" ,", ",").replace(" .", ".")


_LOOSE = word_set("and or by with to of the a an as for from than if so via into per our")
"""Words that no line ends with."""


def whole_span(reading: Reading) -> Span:
    """The span of the line without labels and openings."""
    tokens = reading.tokens
    if not tokens:
        return 0, len(reading.text)
    first = reading.first if reading.first < len(tokens) else 0
    return tokens[first].start, tokens[-1].end


def action_span(reading: Reading) -> Span:
    """The span from the head of the line to the end of what it acts on, without date."""
    tokens = reading.tokens
    if not tokens:
        return 0, len(reading.text)
    first = reading.first if reading.first < len(tokens) else 0
    stop = first
    for index in range(first, len(tokens)):
        closing = tokens[index].kind == "sign" and tokens[index].norm in {",", ";", ".", "(", ":"} and index > first
        if closing or (index in reading.dated and index > first):
            break
        stop = index
    return tokens[first].start, tokens[stop].end


_BEFORE_THINGS = ARTICLES | APPROXIMATE


def only_verb(reading: Reading) -> bool:
    """Whether no more than the verb is there yet ("Launch the"): what it acts on is still to be typed."""
    rest = reading.tokens[max(reading.head_end, 0) :]
    small = _BEFORE_THINGS
    return reading.voice == "imperative" and all(token.norm in small or token.kind != "word" for token in rest)


def only_object(reading: Reading) -> bool:
    """Whether "make" stands with no more than its object yet: "Make checkout" may go on with "effortless"."""
    start = reading.head_end
    if reading.voice != "imperative" or reading.verb != "make" or reading.norm(start) in {"a", "an", "new", "sure"}:
        return False
    bare = all(i in reading.dated or t.kind == "word" for i, t in enumerate(reading.tokens[start:], start))
    told = [i for i in range(start, len(reading.tokens)) if reading.norm(i) not in ARTICLES]
    done = DONE_STATES & {reading.norm(i) for i in told}
    return bare and not done and not reading.amounts and len(told) <= _BEGUN


def only_begun(reading: Reading) -> bool:
    """Whether a line without a verb has no more than one word yet: it may still become a sentence."""
    told = [word for word in reading.words if word not in FUNCTION]
    return reading.voice in {"nominal", "empty"} and len(told) < _BEGUN


_BEGUN = 2


def cut(reading: Reading, *spans: Span | None) -> str:
    """The line without labels, openings and the given spans."""
    begin = whole_span(reading)[0]
    text = reading.text
    for start, end in sorted((span for span in spans if span and span[1] > begin), reverse=True):
        text = text[: max(start, begin)] + " " + text[end:]
    return first_up(tidy(text[begin:]))


def without_deadline(reading: Reading) -> str:
    """The line without labels and without its date."""
    return cut(reading, reading.deadline_span)


def deadline_words(reading: Reading) -> str:
    """The words of the deadline with a space before them, empty without one."""
    return f" {reading.slice(reading.deadline_span).strip()}" if reading.deadline_span else ""


def thing_words(reading: Reading) -> str:
    """The words for what the line makes or does, without number: "loyalty app"."""
    tokens = reading.tokens
    start = reading.head_end if reading.voice == "imperative" else reading.first
    phrase = phrase_at(reading, max(start, 0))
    pointing = phrase.head in {"it", "them", "this", "that", "these", "those", "one", "everything", "all", "thing"}
    if pointing:
        return ""
    described = reading.verb in {"get", "become", "be"} and not phrase.is_a and not phrase.definite
    if not phrase.head or described or phrase.start >= len(tokens):
        return ""
    return reading.text[tokens[phrase.start].start : tokens[max(phrase.start, phrase.stop - 1)].end].strip(" ,.;\"“”'")


def purpose(reading: Reading) -> str:
    """What the line itself says it is for: "raise repeat orders" in "Launch the app to raise repeat orders"."""
    for index in range(reading.head_end + 1, len(reading.tokens) - 2):
        if reading.norm(index) == "to" and VERBS.get(reading.norm(index + 1)) in _AIMS:
            following = reading.norm(index + 1)
            if BASES[following] == following and following not in _NO_CHANGE and index not in reading.dated:
                start = reading.tokens[index + 1].start
                stop = (
                    reading.deadline_span[0]
                    if reading.deadline_span and reading.deadline_span[0] > start
                    else len(reading.text)
                )
                return tidy(reading.text[start:stop])
    return ""


def joined_result(reading: Reading) -> tuple[str, str] | None:
    """A result with its number behind something made, and what is made: "Launch the app and cut churn to 3 %"."""
    tokens = reading.tokens
    for index in range(reading.head_end + 1, len(tokens) - 2):
        norm = reading.norm(index + 1)
        changes = VERBS.get(norm) in CHANGING and BASES[norm] == norm
        joined = reading.norm(index) in {"and", ",", ";"} and reading.norm(index + 2) not in {"and", ",", "to"}
        if changes and joined and any(a.at > index and a.role in {"to", "by", "from"} for a in reading.amounts):
            work = tidy(reading.text[tokens[reading.first].start : tokens[index].start])
            return first_up(tidy(reading.text[tokens[index + 1].start :])), first_up(work)
    return None


_AIMS = CHANGING | {"reach", "gain"}
_NO_CHANGE = word_set("get become receive obtain turn total rank approach")
"""Verbs after "to" that say what comes, not what moves: "to get feedback"."""


def result_for(reading: Reading) -> str:
    """A result, with blanks, that the line could be a bet on."""
    due = deadline_words(reading)
    aim = purpose(reading)
    if aim:
        return f"{first_up(aim)} from __ to __{due}"
    share = f"from __ % to __ %{due}"
    measure = use_of(reading)
    if measure:
        return f"{measure} {share}"
    return OPEN_RESULT + due


OPEN_RESULT = "__ of __ from __ to __"
"""The better line for work of which nothing more is known: what gets better, of whom, from where to where."""


def use_of(reading: Reading) -> str:
    """What people may do with the thing that the line makes: "Share of __ who use the app each week"; or empty."""
    thing = thing_words(reading)
    last = singular(thing.rsplit(" ", 1)[-1].lower()) if thing else ""
    if last in _VISITED and reading.verb_class in {"make", "act", "staff", "study"}:
        return "Share of participants who __ a month later"
    if reading.verb in _BRINGS and last in _READ:
        return f"Share of readers who find what they look for in the {thing}"
    if reading.verb in _BRINGS and last in _USED:
        return f"Share of __ who use the {thing} each week"
    return ""


_BRINGS = word_set(
    """
    launch ship build create deliver release implement develop deploy introduce design redesign publish roll-out rollout
    set-up setup open write rebuild rewrite relaunch rework replace finish complete provide offer extend upgrade
    """
)
_USED = word_set(
    """
    app application portal platform site website tool toolkit dashboard feature checkout shop store marketplace bot
    chatbot intranet helpdesk planner calendar api cli sdk library plugin extension integration product service
    system wizard template form board channel forum wallet search filter editor configurator calculator crm
    """
)
_READ = word_set(
    """
    handbook guide manual documentation docs wiki faq tutorial playbook article handout readme
    """
)
_VISITED = word_set("workshop webinar training course bootcamp seminar masterclass meetup conference event retreat")


def aim_words(reading: Reading) -> str:
    """The result that something made is for, as a command: "Raise sign-ups by 20 %"; empty without one."""
    if reading.aim < 0:
        return ""
    token = reading.tokens[reading.aim]
    verb = BASES[token.norm].replace("-", " ") if token.norm in BASES else token.text
    return first_up(tidy(verb + reading.text[token.end :]))


def followed(seen: str) -> str:
    """What comes after attention: "Share of followers who __", "Share of page views that lead to __"."""
    words = seen if seen[1:2].isupper() else seen[:1].lower() + seen[1:]
    words = words.removeprefix("total number of ").removeprefix("number of ")
    last = words.rsplit(" ", 1)[-1].lower()
    if last in OUTSIDE or last in {"users", "fans"}:
        return f"Share of {words} who __ in their first week"
    return f"Share of {words} that {'lead' if last.endswith('s') else 'leads'} to __"


def means_as_task(reading: Reading) -> str:
    """The means as a task: "by redesigning onboarding" becomes "Redesign onboarding"."""
    words = reading.slice(reading.means).split()
    if len(words) > 1 and words[0].lower() in {"by", "through", "via", "using", "with", "thanks"}:
        words = words[1:]
    if words and words[0].lower() in BASES:
        words[0] = BASES[words[0].lower()].replace("-", " ")
    return first_up(tidy(" ".join(words)))
