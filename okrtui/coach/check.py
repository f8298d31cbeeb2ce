"""The coach's verdict on one line: rules asked, weaker findings folded below stronger ones, three of them shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import cast

from okrtui.coach.frame import read
from okrtui.coach.model import Context, Facts, Finding, Fix, Hit, TextKind, TextRule, Verdict
from okrtui.coach.recent import Recent
from okrtui.coach.registry import rules_for
from okrtui.coach.say import HEDGE, OPEN_RESULT
from okrtui.coach.scan import LIMIT

SHOWN = 3
"""Findings on a screen: one leads, two more at most."""

FOLDS: dict[str, frozenset[str]] = {
    "KR101": frozenset({"KR102", "KR103", "KR109", "KR110"}),
    "KR103": frozenset({"KR102", "KR109", "KR111"}),
    "KR104": frozenset({"KR109"}),
    "KR111": frozenset({"KR109"}),
    "OB102": frozenset({"OB104"}),
    "OB107": frozenset({"OB102", "OB106"}),
    "KP101": frozenset({"KP102"}),
}
"""A finding that is there folds these on the screen; a hint hides no warning."""

CONTRADICTIONS: dict[str, frozenset[str]] = {
    "KR101": frozenset({"KR104", "KR105", "KR108"}),
    "KR103": frozenset({"KR102"}),
    "OB102": frozenset({"OB103"}),
}
"""A finding that is there silences these: both together would send the writer in a circle."""

SAID_BY_FIELDS = frozenset({"KR102", "KR103", "KR109", "KR110", "KR111"})
_MEASURED_BY = frozenset({"baseline", "target"})

_verdicts: Recent[Verdict] = Recent(1024)
_sound_lines: Recent[bool] = Recent(1024)
"""Many fixes are the same line with other blanks, or the same line altogether."""


def check_text(text: str, kind: TextKind, *, today: date, context: Context | None = None) -> Verdict:
    """Judge one line.

    `text` is kept as given, and spans are code points of it; only the first 400 are analysed. `kind` is what the line
    stands for. Pure and fast (well below two milliseconds), linear in the text, and without exceptions for any text.
    """
    context = context or Context()
    asked = _question(text, kind, today, context)
    return _verdicts.get(asked) or _verdicts.keep(asked, _judge(text, kind, today, context))


def _question(text: str, kind: str, today: date, context: Context) -> tuple[object, ...]:
    """All that an answer about a line hangs on."""
    return (
        text,
        kind,
        today,
        context.cycle,
        context.fiscal_year_start,
        context.in_plan,
        context.filled,
        context.unset,
        context.softened,
        tuple(sorted(context.lexicon.items())) if context.lexicon else (),
    )


def _judge(text: str, kind: TextKind, today: date, context: Context) -> Verdict:
    if not text.strip():
        return Verdict(text, kind, kind, 0.0, (), Facts())
    reading = read(text, kind, today, context)
    if reading.foreign:
        return Verdict(text, kind, kind, 0.0, (), Facts())
    hits: list[tuple[TextRule, Hit]] = []
    for rule in rules_for(kind):
        hit = None if _silenced(rule.code, context) else rule.check(reading)
        if hit:
            hits.append((rule, hit))
    codes = frozenset(rule.code for rule, _ in hits)
    faulty = not codes <= FREE_IN_FIXES
    found = []
    for rule, hit in hits:
        adds_to_fault = faulty and rule.code in FREE_IN_FIXES
        fix = None if adds_to_fault else hit.fix
        asked = fix and (rule.code not in _ADDS_A_DAY or len(fix.text) > LIMIT)
        apart = rule.code in _TAKE_APART and (reading.voice == "imperative" or not codes.isdisjoint(_KEPT_BY_HALVES))
        known = _KEPT_BY_HALVES if fix and apart else frozenset[str]()
        sound = Soundness(fix, kind, today, context, known) if fix and asked else None
        found.append(_finding(rule, hit, fix, sound, context))
    return Verdict(text, kind, reading.reads_like, reading.sure, gate(found, context.softened), reading.facts)


class Soundness:
    """Whether a fix is sound, found out when it is asked for the first time."""

    __slots__ = ("_asked", "_known")

    def __init__(self, fix: Fix, kind: TextKind, today: date, context: Context, known: frozenset[str]) -> None:
        self._asked = (fix, kind, today, context, known)
        self._known: bool | None = None

    def __call__(self) -> bool:
        """The answer, the same each time."""
        if self._known is None:
            self._known = is_sound(*self._asked)
        return self._known


_KEPT_BY_HALVES = frozenset({"OB101", "OB102", "KR101", "KR102"})
"""What may be amiss with the parts of a line that is taken apart: work, or a number. Each is told so on its own row."""
_TAKE_APART = frozenset({"KR106", "OB105"})

_ADDS_A_DAY = frozenset({"KR110"})
"""Their fix is the line itself with an open day: offered only where no other rule speaks, it needs no second look."""

FREE_IN_FIXES = frozenset({"KR109", "KR110"})
"""What a fix may leave open: a start and a date are facts that only the writer knows."""


def is_sound(fix: Fix, kind: TextKind, today: date, context: Context, known: frozenset[str] = frozenset()) -> bool:
    """Whether no rule has anything to say about the lines of a fix, but for a start or a date to be filled in.

    The rules of `known` may speak: what is amiss with both halves of a line stays so when they are taken apart.
    """
    if len(fix.text) > LIMIT:
        return False
    standing = cast("TextKind", fix.kind if fix.action == "kind" and fix.kind in KINDS else kind)
    return all(_line_is_sound(line, standing, today, context, known) for line in fix.text.split("\n"))


def _line_is_sound(line: str, kind: TextKind, today: date, context: Context, known: frozenset[str]) -> bool:
    if line in _PLAIN:
        return True
    asked = (*_question(line, kind, today, context), known)
    sound = _sound_lines.get(asked)
    if sound is None:
        reading = read(line, kind, today, context, facts=False)
        sound = _sound_lines.keep(asked, not any(rule.check(reading) for rule in _strict(kind, known)))
    return sound


@cache
def _strict(kind: TextKind, known: frozenset[str]) -> tuple[TextRule, ...]:
    """The rules of a kind that a fix is to satisfy."""
    return tuple(rule for rule in rules_for(kind) if rule.code not in FREE_IN_FIXES | known)


_PLAIN = frozenset(
    {OPEN_RESULT, "__ from __ to __", "Make __ easier for __", "Help __ to __ without __", "Number of times that __"}
)
"""Better lines made of blanks alone: known to be sound, and asked for often."""

KINDS: frozenset[str] = frozenset({"objective", "key_result", "kpi", "strategy"})


def _silenced(code: str, context: Context) -> bool:
    """A filled field counts as said."""
    if code not in SAID_BY_FIELDS:
        return False
    filled = context.filled
    if code == "KR109":
        return "baseline" in filled
    if code == "KR110":
        return context.in_plan or "due" in filled
    if code == "KR111":
        return "baseline" in filled or "unit" in filled
    if code == "KR103" and "target" in context.unset:
        return False  # a start alone does not say how far
    return bool(filled & _MEASURED_BY)


def _finding(rule: TextRule, hit: Hit, fix: Fix | None, sound: Soundness | None, context: Context) -> Finding:
    severity = "hint" if rule.code in context.softened else hit.severity or rule.severity
    return Finding(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=severity,
        message=hit.message if severity == "warning" else _hedged(hit.message),
        question=hit.question or rule.question,
        start=hit.start,
        end=hit.end,
        when=rule.when,
        offered=fix,
        is_sound=sound,
    )


def _hedged(message: str) -> str:
    return message if message.startswith(HEDGE) else f"{HEDGE}: {message}"


def gate(found: list[Finding], softened: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Take out contradictions, order by weight, and mark what a screen shows.

    A rule that was `softened` still stands before what it folds, which then only hints too: who meant "something made"
    three times is not warned of "done or not done" instead.
    """
    if not found:
        return ()
    meant = {finding.code for finding in found} & softened
    below = {other for code in meant for other in FOLDS.get(code, ())}
    found = [replace(f, severity="hint", message=_hedged(f.message)) if f.code in below else f for f in found]
    codes = {finding.code for finding in found}
    silent = {other for code in codes for other in CONTRADICTIONS.get(code, ())}
    kept = sorted((f for f in found if f.code not in silent), key=lambda f: (f.severity != "warning", f.code))
    loud = meant | {finding.code for finding in kept if finding.severity == "warning"}
    folded = {
        other for finding in kept for other in FOLDS.get(finding.code, ()) if finding.code in loud or other not in loud
    }
    kept.sort(key=lambda f: (f.severity != "warning", f.code in folded))  # what is shown leads; codes keep their order
    shown = 0
    result = []
    for finding in kept:
        visible = finding.code not in folded and shown < SHOWN
        shown += visible
        result.append(finding if finding.shown == visible else replace(finding, shown=visible))
    return tuple(result)
