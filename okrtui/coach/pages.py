"""The coach's pages: one for each rule, made from its declaration, one lesson, and the table of all rules.

Plain text of at most 80 columns, or as wide as it is asked for, for `okrtui explain`, `okrtui rules` and the `y` key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import zip_longest
from textwrap import wrap

from okrtui.coach.model import TextRule
from okrtui.coach.planrules import ALL, Rule
from okrtui.coach.registry import TEXT_RULES
from okrtui.coach.steps import STEP_NAMES
from okrtui.plan.errors import PlanError

WIDTH = 80
LESSON = "okr-vs-kpi"
"""What `okrtui explain` calls the lesson."""
FORMATS = ("text", "json", "markdown")

_LABEL = 12
_OUTLINE = 6
"""Lines of an example that a page shows in full."""
_ORDER = ("OB", "KR", "KP", "ST", "RV")
_KINDS = {
    "objective": "an objective",
    "key_result": "a key result",
    "kpi": "a KPI",
    "strategy": "a strategy",
    "plan": "the whole plan",
}

_OVER_TIME = {"KP207", *(rule.code for rule in ALL if rule.code.startswith("RV"))}
"""Rules about what has happened, and what has not."""
_AS_OF = "Examples stand on 4 May 2026, in a quarter from 1 April on; ♥ is confidence."
_EXAMPLES = ("It speaks about", "It is silent about", "Looks alike, and is fine")

AnyRule = TextRule | Rule


def all_rules() -> tuple[AnyRule, ...]:
    """Every rule: those about one line by kind, then those about the whole plan, each in the order of its code."""
    lines = sorted(TEXT_RULES.values(), key=lambda rule: (_ORDER.index(rule.code[:2]), rule.code))
    return (*lines, *ALL)


def page(code: str, width: int = WIDTH) -> str:
    """The page of a rule, by its code or its name in any case; `okr-vs-kpi` is the lesson. `width`: in columns.

    Raises `PlanError`, which names the rules nearest to an unknown code.
    """
    wanted = code.strip()
    if wanted.lower() == LESSON:
        return lesson_page(width)
    rules = all_rules()
    found = [rule for rule in rules if wanted.upper() == rule.code or wanted.lower() == rule.name]
    if len(found) == 1:
        return "\n".join(_page(found[0], width)) + "\n"
    raise PlanError(_unknown(wanted, found or _near(wanted, rules), several=bool(found)))


def lesson_page(width: int = WIDTH) -> str:
    """The lesson: OKR or KPI, side by side, and the five steps that join them."""
    rows = [
        ("", "OKR", "KPI"),
        ("what", "measurable goals for the future", "set measures of past and present"),
        ("what for", "an ambitious aim, and a direction", "to see whether all is healthy"),
        ("when", "for a time: a quarter", "all the time"),
        ("changes", "often: every quarter", "hardly, for years"),
    ]
    lines = ["OKR or KPI?", ""]
    for row in rows:
        lines += _side_by_side(row, width)
    for paragraph in _LESSON:
        lines += ["", *wrap(paragraph, width)]
    lines += ["", "Five steps join the two"]
    for number, step in enumerate(_STEPS, start=1):
        lines += wrap(step, width, initial_indent=f"  {number}  ", subsequent_indent="     ")
    lines += ["", *wrap(_BEGIN, width)]
    return "\n".join(lines) + "\n"


def _side_by_side(row: tuple[str, str, str], width: int) -> Iterator[str]:
    """A row of the lesson's table; what does not fit into a column goes on below."""
    room = max((width - 12) // 2, 8)
    name, *cells = (wrap(text, columns - 1) for text, columns in zip(row, (10, room, room), strict=True))
    for left, okr, kpi in zip_longest(name, *cells, fillvalue=""):
        yield f"  {left:<10}{okr:<{room}}{kpi}".rstrip()


def rules_table(format: str = "text") -> str:  # noqa: A002 - the word of the command's option
    """All rules as "text" (at most 80 columns), "json" (an array of objects) or "markdown" (a table).

    Raises `PlanError` for any other format.
    """
    match format:
        case "text":
            return "\n".join(_table()) + "\n"
        case "json":
            return json.dumps([_object(rule) for rule in all_rules()], indent=2, ensure_ascii=False) + "\n"
        case "markdown":
            return "\n".join(_markdown()) + "\n"
        case _:
            raise PlanError(f"Rules can be listed as {', '.join(FORMATS)}, not as “{format}”.")


_LESSON = (
    "An OKR redesigns the present: what is to be different by the quarter's end, and how you will know. The "
    "objective says where to go and why it matters; it inspires, and is not measured itself. Its key results "
    "measure the arrival: each with a number and a day, written by the team, independent of the others, and silent "
    "about how to get there. What you make on the way is an initiative: a bet that may change while the result "
    "stays.",
    "A KPI watches past and present: is it still healthy? A lagging one, such as revenue growth, is known only "
    "afterwards. A leading one can be acted on, and you find it by asking what causes the lagging one: basket size, "
    "repeat orders, availability and new customers cause revenue. A KPI that only pleases or annoys is noise; a great "
    "one triggers action.",
    "OKRs change every quarter; KPIs stay for years. Goals without measures show no progress; measures without "
    "goals go nowhere. Let KPIs tell you early whether a key result is moving.",
    "So “Keep uptime at 99.9 %” is a KPI: a level to watch. “Cut churn from 6.1 % to 5.2 % by the end of Q2” is a key "
    "result: a change, with a number and a day. “Launch the loyalty app” is neither: it is an initiative, and the "
    "question is what buyers will do differently once it is there.",
)
_STEPS = (
    "Craft a valuable strategy. Without one, everything looks like a priority.",
    "Decide what matters most now. Leadership sets one to three priorities, and the objectives that they call for.",
    "Define success. The team writes the key results, and agrees on the final ones with leadership.",
    "Set leading indicators: KPIs that let the team act early.",
    "Inspect and adapt. Actions change, week by week, on what the KPIs show.",
)
_BEGIN = (
    "Start small: one objective, three key results and two KPIs are a full first quarter. Try to focus on everything "
    "and you focus on nothing."
)


def _page(rule: AnyRule, width: int) -> Iterator[str]:
    kind = rule.kind if isinstance(rule, TextRule) else "plan"
    yield rule.title
    yield from wrap(f"a {rule.severity} about {_KINDS[kind]} · {rule.code}, {rule.name}", width)
    yield ""
    yield from _entry("It sees", rule.summary, width)
    yield from _entry("Why", rule.reason, width)
    yield from _entry("It asks", rule.question, width)
    if isinstance(rule, Rule) and rule.mended:
        yield from _entry("In the app", rule.mended, width)
    yield from ("", "Said better", *_example(rule.worked[0], width), *_example(f"→ {rule.worked[1]}", width))
    if rule.code in _OVER_TIME:
        yield ""
        yield from wrap(_AS_OF, width)
    for title, texts in zip(_EXAMPLES, (rule.bad, rule.good, rule.near), strict=True):
        # Outlines name fields as the file does; a person reads "agreed team", not "agreed_team".
        yield from _section(title, texts if kind != "plan" else [text.replace("_", " ") for text in texts], width)
    yield ""
    yield "When it speaks"
    for sentence in _timing(rule):
        yield from wrap(sentence, width, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield "Good as it is?"
    for sentence in _silencing(rule):
        yield from wrap(sentence, width, initial_indent="  ", subsequent_indent="  ")


def _timing(rule: AnyRule) -> Iterator[str]:
    if isinstance(rule, TextRule):
        yield (
            "At the end of the word that shows it."
            if rule.when == "presence"
            else "After a pause, on leaving the field, or on Enter: never while a word is being typed."
        )
    elif rule.code in _OVER_TIME:
        yield "When days go by, or values come in: in checks, in reviews, and in the last of the five steps."
    elif rule.missing:
        where = f"step {rule.step}, {STEP_NAMES[rule.step - 1]}" if rule.step else "the five steps"
        yield f"While you draft it is only a count in {where}. It speaks in checks, in reviews and at the start."
    else:
        yield "When a change to the plan brings it about."
    yield (
        "A hint is a question to consider; it never keeps you from going on."
        if rule.severity == "hint"
        else ("It weighs more than a hint: `okrtui check` ends with 1. It never keeps you from going on.")
    )


def _silencing(rule: AnyRule) -> Iterator[str]:
    yield "Press g on the line and say why; it is then silent until the words change. Y takes that back."
    yield "Said three times with “our words, we mean it”, it only hints in this plan, until Y sets it back."
    yield f"For a whole check: okrtui check --ignore {rule.code}"


def _entry(label: str, text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=" " * _LABEL)


def _section(title: str, examples: Iterable[str], width: int) -> Iterator[str]:
    """Examples below a heading; those of several lines stand apart."""
    shown = [_example(text, width) for text in examples]
    if not shown:
        return
    yield ""
    yield title
    for index, lines in enumerate(shown):
        if index and len(lines) + len(shown[index - 1]) > 2:
            yield ""
        yield from lines


def _example(text: str, width: int) -> list[str]:
    """A line, or the outline of a plan; of a long outline its beginning, and how much follows."""
    given = (text or "(an empty plan)").splitlines()
    lines: list[str] = []
    for line in given if len(given) <= _OUTLINE else given[: _OUTLINE - 2]:
        indent = "  " + " " * (len(line) - len(line.lstrip()))
        lines += wrap(line.strip(), width, initial_indent=indent, subsequent_indent=indent + "    ")
    return lines if len(given) <= _OUTLINE else [*lines, f"  … and {len(given) - _OUTLINE + 2} more like these"]


def _near(wanted: str, rules: Sequence[AnyRule]) -> list[AnyRule]:
    """Rules whose code or name is close to what was typed, at most four, the closest first."""
    by_word: dict[str, AnyRule] = {}
    for rule in rules:
        by_word.setdefault(rule.code.lower(), rule)
        by_word.setdefault(rule.name, rule)
    close = get_close_matches(wanted.lower()[:80], by_word, n=4, cutoff=0.5)
    return list({by_word[word].code: by_word[word] for word in close}.values())


def _unknown(wanted: str, near: Sequence[AnyRule], *, several: bool) -> str:
    shown = wanted if len(wanted) <= 40 else wanted[:39] + "…"
    names = ", ".join(f"{rule.code} ({rule.name})" for rule in near)
    if several:
        return f"Several rules are called “{shown}”: {names}. Ask for one by its code."
    if names:
        return f"There is no rule “{shown}”. Near it: {names}."
    return f"There is no rule “{shown}”. `okrtui rules` lists them all, and `okrtui explain {LESSON}` is the lesson."


def _table() -> Iterator[str]:
    left = 47
    yield f"{'code':<7}{'name':<31}{'':<9}what it sees"
    for rule in all_rules():
        summary = wrap(rule.summary, WIDTH - left) or [""]
        yield f"{rule.code:<7}{rule.name:<31}{rule.severity:<9}{summary[0]}".rstrip()
        yield from (" " * left + line for line in summary[1:])


def _markdown() -> Iterator[str]:
    yield "| code | name | about | severity | what it sees |"
    yield "|---|---|---|---|---|"
    for rule in all_rules():
        kind = _KINDS[rule.kind if isinstance(rule, TextRule) else "plan"]
        cells = (rule.code, rule.name, kind, rule.severity, rule.summary)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _object(rule: AnyRule) -> dict[str, object]:
    about = {"kind": rule.kind, "when": rule.when} if isinstance(rule, TextRule) else {"kind": "plan"}
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        **about,
        "severity": rule.severity,
        "missing": isinstance(rule, Rule) and rule.missing,
        "summary": rule.summary,
        "reason": rule.reason,
        "question": rule.question,
    }
