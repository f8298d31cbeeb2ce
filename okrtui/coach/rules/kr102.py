"""KR102: done or not done, with nothing to see in between."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import CERTIFICATES
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, deadline_words, hit, quote, thing_words
from okrtui.coach.shares import share_of_all, share_of_people
from okrtui.coach.things import ROLES, phrase_at

SURE = 0.8


def check(reading: Reading) -> Hit | None:
    """Speak when the line has an end and no scale."""
    if reading.progress != "binary":
        return None
    span = action_span(reading)
    fix = _of_people(reading) or _of_points(reading)
    message = (
        f"{quote(reading.slice(span))} is either done or not done. "
        f"Until the last day, nobody can see how far there is to go."
    )
    return hit(span, message, sure=reading.progress_sure >= SURE, fix=fix)


def _of_people(reading: Reading) -> Fix | None:
    """For what people do or are: the share of them."""
    all_of_them, some = share_of_all(reading), share_of_people(reading)
    text = f"{all_of_them} from __ % to 100 %" if all_of_them else f"{some} from __ % to __ %"
    title = "Count those for whom it is true"
    return Fix(title=title, text=text + deadline_words(reading)) if all_of_them or some else None


def _of_points(reading: Reading) -> Fix | None:
    """For what is made or done: the points that are still open."""
    text = "" if reading.nature == "steady" else _still_open(reading)  # what is kept has no points to tick off
    return Fix(title="Count what is still open", text=text + deadline_words(reading)) if text else None


_EVEN = word_set("break-even breakeven profitability profitable")
_DECIDED_ELSEWHERE = frozenset({"reach", "gain", "rise", "fall", "others", "be"})
"""Classes of verbs for ends without points to tick off: a place reached, somebody won."""


_NAME = 4
"""Words of a thing that are repeated in the better line."""


def _still_open(reading: Reading) -> str:
    """What could be counted down to the end of the line; empty where nothing can."""
    words = reading.said
    if reading.verb_class in {"reach", "be"} and (_EVEN & words or {"break", "even"} <= words):
        return "Monthly loss from __ to 0"
    if reading.verb_class == "staff" or (reading.voice == "imperative" and _names_role(reading)):
        return "Number of open roles from __ to 0"
    if reading.voice == "imperative" and reading.verb_class in _DECIDED_ELSEWHERE and not CERTIFICATES & words:
        return ""
    made = reading.verb_class == "make" and reading.verb != "make" and reading.voice == "imperative"
    thing = thing_words(reading).removeprefix("one ") if made else ""
    if len(thing.split()) > _NAME or not thing.replace(" ", "").replace("-", "").isalnum():
        thing = ""
    return f"Number of open points in the {thing} from __ to 0" if thing else "Number of open points from __ to 0"


def _names_role(reading: Reading) -> bool:
    """Whether somebody is added to the team: "Add one full-time developer"."""
    return phrase_at(reading, reading.head_end).head in ROLES


RULE = TextRule(
    code="KR102",
    name="binary-key-result",
    title="Done or not done",
    kind="key_result",
    severity="warning",
    when="absence",
    summary="Done or not done: no progress can be seen.",
    reason=(
        "Until the last day, nobody can see how far there is to go. A team that cannot see its distance "
        "cannot change course in time."
    ),
    question="What could you count each week that shows it coming closer?",
    worked=("Get certified", "Open audit findings from 14 to 0"),
    bad=(
        "Get certified",
        "Launch the loyalty app",
        "Migrate to the new billing provider by 1 May",
        "Write the security handbook",
        "Hire a head of support",
        "New pricing page is live",
        "Obtain the food safety certificate",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Publish 12 help articles",
        "Migrate 100 % of services to the new cluster",
        "Sign 10 new customers",
        "Improve onboarding",
        "Reduce the churn rate by 15 %",
        "Hire three support engineers",
    ),
    near=(
        "Make clinics calm",
        "Make every booked hour count",
        "Foster exchange between wards",
        "Halve the waiting time",
        "Double repeat orders",
        "Increase tenant satisfaction",
        "95 % of builds are green",
        "Reach as many schools as possible",
        "Rentals of cargo bikes",
        "Users of the ferry app",
        "Move all 12 services to the new cluster",
    ),
    check=check,
)
