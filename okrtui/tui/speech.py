"""What the coach's side shows: findings first, then the lesson for the thing at hand, then the five steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from okrtui.coach.lesson import Lesson
from okrtui.coach.model import Finding, Fix
from okrtui.coach.steps import ENOUGH, Step
from okrtui.tui.commands import command_of, key_of
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.text import clip, width, wrap

STEP_MARKS = {"done": "✓", "now": "●", "open": "○"}
TURNED_GOOD = "Now it can be seen moving."
GOOD = "Reads well"
MEANT = "Fine as it is, as you said"
"""What is said of a line that is silent since it was called good as it is."""


def praise(text: str, words: str = GOOD) -> str:
    """What is said of a line without findings: nothing of an empty one, nor of one with blanks."""
    return words if text.strip() and "__" not in text else ""


def blanks(text: str, typing: bool) -> str:
    """What is said of the blanks of a line without findings, while it is typed or else; empty without one."""
    many = text.count("__")
    if not many:
        return ""
    if not typing:
        word = "1 blank" if many == 1 else f"{many} blanks"
        return f"{word} to fill in: {key_of('edit')} begins"
    key = key_of("next_field")
    return (
        f"1 blank: type over it, {key} goes to it"
        if many == 1
        else (f"{many} blanks: type over the first, {key} goes to the next")
    )


def open_blanks(text: str) -> str:
    """What is asked before a line with blanks is kept; empty without one."""
    many = text.count("__")
    word = "1 blank is" if many == 1 else f"{many} blanks are"
    keys = f"{key_of('next_field')} goes to the next; {key_of('keep')} again keeps the line as it is."
    return f"{word} still to fill in: {keys}" if many else ""


START_OFFER = "Start the quarter?"
"""What follows `ENOUGH` while the cycle is a draft, before the key that starts it."""
_OFFER_LINES = 6
"""Lines of one offered line on the coach's side: who takes it has read it, so it is cut only where it is no line."""


@dataclass(slots=True)
class Said:
    """What has been said today: each rule in full for one item, in a line for a second, then once for the plan."""

    today: date
    items: dict[str, list[str]] = field(default_factory=dict)

    def turn(self, code: str, item: str) -> int:
        """The how-manieth item this is for the rule (0: say it in full)."""
        known = self.items.setdefault(code, [])
        if item not in known:
            known.append(item)
        return known.index(item)

    def rename(self, old: str, new: str) -> None:
        """A line that was new is a row now: it does not count twice."""
        for items in self.items.values():
            if old in items:
                items[items.index(old)] = new


@dataclass(frozen=True, slots=True)
class Keys:
    """How the keys of the coach's offers are written: they differ between moving and editing."""

    fix: str
    good: str
    why: str = ""
    whole: str = ""
    """Shows all that the coach says, where a small terminal has room for some of it."""


def moving_keys() -> Keys:
    """The keys in force on the rows; empty for what has none."""
    return Keys(*(command_of(name).key for name in ("fix", "good", "why", "coach")))


def editing_keys() -> Keys:
    """The keys in force while a line is typed: there letters are text."""
    return Keys(command_of("fix_text").key, command_of("good_text").key)


def fix_of(findings: Sequence[Finding]) -> Fix | None:
    """What is offered for a line: by the finding that leads, else by the first that has an answer."""
    return next((finding.fix for finding in findings if finding.fix), None)


def finding_lines(findings: Sequence[Finding], item: str, said: Said, cells: int, keys: Keys) -> list[Line]:
    """The finding that leads, and the names of those that follow."""
    lines: list[Line] = []
    if not findings:
        return lines
    lead, *others = findings
    turn = said.turn(lead.code, item)
    mark, style = ("◆ ", "warn") if lead.severity == "warning" else ("◇ ", "hint")
    lines.extend(
        [(mark if i == 0 else "  ", style), (text, "strong")] for i, text in enumerate(wrap(lead.title, cells - 2))
    )
    if turn == 0:
        lines.extend(_said(lead.message, cells))
        if lead.question and lead.question not in lead.message:
            lines.extend(_said(lead.question, cells))
    elif turn >= 2:
        many = len(said.items[lead.code])
        lines.extend(_said(f"The same in {many} lines. {lead.question or lead.message}", cells))
    elif lead.question:
        lines.extend(_said(lead.question, cells))
    if fix := fix_of(findings):
        text, title = (fix.title, "") if fix.action == "measure" else (fix.text, fix.title)  # its text stays as it is
        for part in text.split("\n"):
            lines.extend(
                [("→ " if i == 0 else "  ", "accent"), (text, "quote")]
                for i, text in enumerate(wrap(part, cells - 2, _OFFER_LINES))
            )
        if title:
            lines.extend([("  ", ""), (text, "dim")] for text in wrap(title, cells - 2, 2))
    lines.append(both_ends(_offers(fix, keys), [(lead.code, "dim")], cells))
    for other in others:
        mark, style = ("◆ ", "warn") if other.severity == "warning" else ("◇ ", "hint")
        first, *more = wrap(other.title, cells - width(other.code) - 3)
        lines.append(both_ends([(mark, style), (first, "")], [(other.code, "dim")], cells))
        lines += [[("  ", ""), (text, "")] for text in more]
    return lines


def _said(text: str, cells: int) -> list[Line]:
    return [[(line, "")] for line in wrap(text, cells)]


def _offers(fix: Fix | None, keys: Keys) -> list[Piece]:
    offers: list[Piece] = []
    if fix and keys.fix:
        offers += [(keys.fix, "key"), (" do that  ", "dim")]
    if keys.good:
        offers += [(keys.good, "key"), (" fine", "dim")]
    if keys.why:
        offers += [("  ", ""), (keys.why, "key"), (" why", "dim")]
    return offers


def lesson_lines(lesson: Lesson, cells: int) -> list[Line]:
    """The lesson's heading and paragraphs."""
    lines: list[Line] = [[(text, "strong")] for text in wrap(lesson.title, cells)]
    for paragraph in lesson.lines:
        lines.extend([(text, "")] for text in wrap(paragraph, cells))
    return lines


_LAST_STEP = 4


def step_lines(steps: Sequence[Step], cells: int, at: int | None, enough: bool, draft: bool) -> list[Line]:
    """The five steps, with the one thing that comes next, and how much there is beside it.

    `at` is the step under the cursor (0 to 4), if there is one: then it says what that one lacks first. Once the
    quarter runs, the last step says what is to be done now, whatever the others still lack.
    """
    lines: list[Line] = [both_ends([("Five steps", "strong")], [(key_of("steps"), "key")], cells)]
    now = next((index for index, step in enumerate(steps) if step.state == "now"), None)
    said = {now if at is None else at, None if draft else _LAST_STEP}
    for index, step in enumerate(steps):
        style = {"done": "good", "now": "accent", "open": "dim"}[step.state]
        here = "cursor" if index == at else ""
        for row, text in enumerate(wrap(step.brief() if index in said else step.name, cells - 3, 3)):
            mark = f" {STEP_MARKS[step.state]} " if row == 0 else "   "
            tone = here or ("dim" if step.state == "open" else "")
            lines.append([(mark, here or style), (text, tone)])
    rest = sum(len(step.lacks) - bool(step.lacks and index in said) for index, step in enumerate(steps))
    if rest > 0 and steps:
        lines.append([(f"   {rest} more: press ", "dim"), (key_of("steps"), "key")])
    if enough and draft:
        lines.extend([(text, "good")] for text in wrap(ENOUGH, cells))
        lines.append(_start_offer(cells))
    return lines


def strip_lines(
    findings: Sequence[Finding], lesson: Lesson, item: str, said: Said, cells: int, keys: Keys, height: int = 3
) -> list[Line]:
    """The coach in a few lines, three at least, for a small terminal: why comes before what else there is."""
    if not findings:
        title = lesson.title if lesson.title.endswith("?") else lesson.title + "."
        text = " ".join((title, *lesson.lines))
        return [[(line, "dim")] for line in wrap(text, cells, height)]
    lead, *others = findings
    said.turn(lead.code, item)
    fix = fix_of(findings)
    offer = " · ".join(fix.text.split("\n")) if fix else ""
    better = wrap(offer, cells - 2, 1 + (height > 4)) if fix else []
    lines = _marked(lead, wrap(f"{lead.title}. {lead.message}", cells - 2, max(height - 1 - len(better), 1)))
    lines += [[("→ " if i == 0 else "  ", "accent"), (text, "quote")] for i, text in enumerate(better)]
    shown = others[: max(height - 1 - len(lines), 0)]
    hidden = len(others) - len(shown)
    more = f"  +{hidden} more" if hidden else ""
    if keys.whole:
        more = f"{more}, {keys.whole}" if more else f"  {keys.whole} all of it"
    lines.append(both_ends([*_offers(fix, keys), (more, "dim")], [(lead.code, "dim")], cells))
    for other in shown:
        lines += _marked(other, wrap(other.title, cells - 2, 1))
    return lines


def _marked(finding: Finding, texts: Sequence[str]) -> list[Line]:
    mark, style = ("◆ ", "warn") if finding.severity == "warning" else ("◇ ", "hint")
    return [[(mark if i == 0 else "  ", style), (text, "")] for i, text in enumerate(texts)]


def _start_offer(cells: int) -> Line:
    key = key_of("cycle_step")
    return [(clip(START_OFFER, cells - width(key) - 1), "good"), (" ", ""), (key, "key")]


def next_line(steps: Sequence[Step], cells: int, enough: bool, draft: bool) -> list[Line]:
    """What comes next in one line, where the five steps have no room."""
    if enough and draft:
        return [_start_offer(cells)]
    now = next((step for step in steps if step.state == "now"), None)
    if not draft and steps and steps[_LAST_STEP].lacks:
        now = steps[_LAST_STEP]
    if now is None:
        return []
    left: Line = [("next: ", "accent"), (clip(now.brief() if now.lacks else now.question, cells - 20), "dim")]
    return [both_ends(left, [(key_of("steps"), "key"), (" five steps", "dim")], cells)]
