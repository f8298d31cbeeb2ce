"""OB101: a number or a metric target in an objective."""

from __future__ import annotations

from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.say import cut, first_up, hit, quote, tidy, whole_span
from okrtui.coach.things import phrase_at
from okrtui.plan.spans import MONTHS


def check(reading: Reading) -> Hit | None:
    """Speak when a number measures in an objective; a bare number measures nothing."""
    if reading.wordless:
        return None
    each = bool({"all", "every", "each"} & reading.said)
    timing = {"within", "in", "under"} if each else {"within"}
    amounts = [a for a in reading.amounts if a.role != "limit" or a.unit == "%" or reading.norm(a.at - 1) in timing]
    amounts = [a for a in amounts if not _aside(reading, a.at) and not _names(reading, a)]
    if not amounts:
        return None
    one = amounts[0]
    span = (
        reading.tokens[one.at - 1].start if one.at and reading.norm(one.at - 1) in {"by", "to", "from"} else one.start,
        one.end,
    )
    fix = Fix(
        title="Take the number out; a key result holds it",
        text=f"{unmeasured(reading, amounts)} so that __",
        extra=cut(reading),
    )
    message = (
        f"{quote(reading.slice(span))} measures; an objective gives the direction. "
        f"A number says how far, not why anyone would care."
    )
    return hit(span, message, sure=_is_figure(reading, amounts), fix=fix)


def _is_figure(reading: Reading, amounts: list[Amount]) -> bool:
    """Whether the numbers are figures; "zero" as a word may as well be a promise: "Zero waste"."""
    return any(amount.value or reading.text[amount.start].isdigit() for amount in amounts)


_LEADING = frozenset({"by", "to", "from", "of", "at", "than", "least", "over", "about", "within", "above", "below"})


def unmeasured(reading: Reading, amounts: list[Amount]) -> str:
    """The line without its numbers and its date: "Grow the community to 5k members" keeps "Grow the community"."""
    tokens = reading.tokens
    if len(amounts) == 1 and (fewer := _fewer(reading, amounts[0])):
        return fewer
    spans, verb = [], ""
    for amount in amounts:
        at, stop = amount.at, amount.stop
        while at > reading.first and tokens[at - 1].norm in _LEADING:
            at -= 1
        if amount.role == "to" and at > reading.head_end + 1:
            stop = max(stop, phrase_at(reading, stop).stop) if stop < len(tokens) else stop
        if at == reading.head:
            verb = "Reduce" if amount.value is not None and amount.value < 1 else "Grow"
        spans.append(reading.span(at, stop))
    words = cut(reading, *spans, reading.deadline_span)
    if verb:
        return f"{verb} {words[:1].lower()}{words[1:]}"
    counted = amounts[0].role == "count" and reading.voice == "imperative" and amounts[0].at <= reading.head_end + 1
    first, _, rest = words.partition(" ")
    return f"{first} more {rest}" if counted and rest else words


def _fewer(reading: Reading, none: Amount) -> str:
    """The line with "fewer" for a "zero" that stands before what is counted; left out, it would say the opposite."""
    what, at = phrase_at(reading, none.stop), none.at
    if none.role == "to" and at == reading.head_end + 1:
        at -= 1
    elif none.role not in {"count", "level"}:
        return ""
    if none.value != 0 or not what.head:
        return ""
    begin, end = whole_span(reading)
    due = reading.slice(reading.deadline_span)
    before, after = reading.text[begin : reading.tokens[at].start], reading.text[none.end : end]
    return first_up(tidy(f"{before}{'fewer' if what.plural else 'less'}{after.replace(due, ' ') if due else after}"))


_DETERMINERS = frozenset({"the", "our", "these", "those", "their", "its", "both", "all"})


def _names(reading: Reading, amount: Amount) -> bool:
    """Whether a bare number belongs to what is there already: "our three depots", "all 12 wards", "the Fortune 500"."""
    if (reading.norm(amount.at), reading.norm(amount.at + 1)) in {("double", "down"), ("zero", "tolerance")}:
        return True
    if amount.unit or amount.relative or amount.role not in {"count", "level", "to"} or amount.at == 0:
        return False
    before = reading.tokens[amount.at - 1]
    named = before.text[:1].isupper() and before.norm not in VERBS and amount.at - 1 > reading.first
    return before.norm in _DETERMINERS or before.norm in MONTHS or (named and amount.stop == len(reading.tokens))


def _aside(reading: Reading, index: int) -> bool:
    """Whether the number stands in parentheses: it explains a word and sets no target."""
    opened = 0
    for token in reading.tokens[:index]:
        opened += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.norm, 0)
    return opened > 0


RULE = TextRule(
    code="OB101",
    name="measurable-objective",
    title="A number in the objective",
    kind="objective",
    severity="warning",
    when="presence",
    summary="A number or metric target in an objective; it belongs in a key result.",
    reason=(
        "An objective says where to go and why anyone would care. A number says how far, and moves no heart; "
        "with both in one line, the team works for the number."
    ),
    question="What gets better, and for whom?",
    worked=("Increase revenue by 20 %", "Become the shop that buyers come back to"),
    bad=(
        "Increase revenue by 20 %",
        "Become profitable with a margin of 8 %",
        "Reach 1,000 paying customers",
        "Cut churn from 6 % to 4 %",
        "Make checkout faster than 2 seconds",
        "Grow the community to 5k members",
        "Double our market share",
        "Raise punctual departures from 0 % to 90 %",
    ),
    good=(
        "Become the shop that home cooks come back to",
        "Make paying effortless",
        "Win the trust of small clinics in 2027",
        "Launch the loyalty app",
        "Reach a sustainable balance between customer acquisition cost and customer lifetime value",
        "Delight first-time buyers in Q2",
    ),
    near=(
        "First-class support around the clock, 24/7",
        "Be ready for ISO 27001 customers",
        "Make version 2.0 a joy to use",
        "Bring phase 2 of the store to life",
        "Become a top 3 choice for nurses",
        "Help the 9-to-5 worker cook at home",
        "Zero tolerance for unsafe ladders",
    ),
    check=check,
)
