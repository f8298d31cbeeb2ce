"""The lines that come of reading, as they are found: each with its parent, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okrtui.coach.check import check_text
from okrtui.coach.model import Context, TextKind
from okrtui.exchange.markdown_in.model import Kind, Line, Period
from okrtui.exchange.markdown_in.numerals import numerals_of
from okrtui.exchange.markdown_in.tongues import is_abroad, read_abroad, writes_commas
from okrtui.exchange.markdown_in.trim import Habits, Trimmed, trim, without_role
from okrtui.plan.fields import Value

_JUDGED: dict[Kind, TextKind] = {
    "objective": "objective",
    "key_result": "key_result",
    "kpi": "kpi",
    "strategy": "strategy",
}


_OPEN = re.compile(r"(?i)[\W_]*(?:tbd|tba|tbc|to be (?:defined|decided|done|added|confirmed)|n/?a|todo|x{2,})[\W_]*")
"""What people write where something is still to come."""

_LONGEST = 1000
"""Characters beyond which a text is no line of a plan that has an owner or a score at its end."""

_MORE_THAN_A_LINE = 200
"""Characters beyond which nobody takes a text in at one look: an objective and its reasons, or the reasons alone."""


@dataclass(eq=False, slots=True)
class Draft:
    """A line that is being read."""

    kind: Kind
    text: str
    line: int
    parent: Draft | None
    certainty: float
    reason: str
    fields: dict[str, Value] = field(default_factory=dict)
    period: Period | None = None


@dataclass(slots=True)
class Writer:
    """Takes texts in order, trims them, and knows the last objective and key result."""

    today: date
    fiscal_year_start: int
    habits: Habits
    dotted: bool = False
    drafts: list[Draft] = field(default_factory=list)
    objective: Draft | None = None
    result: Draft | None = None
    priority: Draft | None = None
    period: Period | None = None
    valued: list[int] = field(default_factory=list)
    """Lines beside which a value of today stands, which is no part of a plan."""
    aimed: list[int] = field(default_factory=list)
    """Lines of KPIs beside which a target stands, which a KPI does not have."""
    _known: dict[tuple[Kind, str, int], Draft] = field(default_factory=dict)

    def take(
        self,
        kind: Kind,
        text: str,
        line: int,
        certainty: float,
        reason: str,
        *,
        reference: int = -1,
        once: bool = False,
    ) -> Draft | None:
        """Write a line down; None when nothing is left of it. `once`: a text that is there already is that line."""
        if _OPEN.fullmatch(text.strip()):
            kind, certainty, reason = "skip", 0.9, "nothing is written there yet"
        trimmed = self.trimmed(kind, text, reference)
        if not any(character.isalnum() for character in trimmed.text):
            return None
        parent = {"key_result": self.objective, "initiative": self.result or self.objective, "objective": self.priority}
        above = parent.get(kind)
        key = (kind, trimmed.text.casefold(), id(above))
        if (once or kind == "objective") and (known := self._known.get(key)) is not None and once:
            self._stand_on(known)
            return known
        draft = Draft(kind, trimmed.text, line, above, certainty, reason, trimmed.fields, self.period)
        draft.certainty = self._weighed(draft)
        if kind in _JUDGED and kind != "strategy" and len(draft.text) > _MORE_THAN_A_LINE:
            draft.certainty = min(draft.certainty, 0.5)
            draft.reason = "it is more than a line: is it the why?"
        self._known[key] = draft
        self.drafts.append(draft)
        self._stand_on(draft)
        return draft

    def trimmed(self, kind: Kind, text: str, reference: int = -1) -> Trimmed:
        """A text without what surrounds it; prose and a strategy stay as they are."""
        if kind in ("skip", "strategy") or len(text) > _LONGEST:
            return Trimmed(" ".join(text.split()))
        trimmed = trim(text, self.habits, dotted=self.dotted, reference=reference, scored=kind != "kpi")
        return without_role(trimmed) if kind == "objective" else trimmed

    def _stand_on(self, draft: Draft) -> None:
        if draft.kind == "objective":
            self.objective, self.result = draft, None
        elif draft.kind == "key_result":
            self.result = draft
        elif draft.kind == "priority":
            self.priority = None

    def reads_like(self, text: str, kind: TextKind) -> tuple[str, float]:
        """What the coach takes a text for, and how sure it is."""
        verdict = check_text(text, kind, today=self.today, context=Context(fiscal_year_start=self.fiscal_year_start))
        return verdict.reads_like, verdict.certainty

    def has_change(self, text: str) -> bool:
        """Whether a text says where something starts and where it is to be."""
        if is_abroad(text):
            plain, _ = numerals_of([text], comma=writes_commas(text)).plain(text)
            return read_abroad(plain, lambda _: None).baseline is not None
        context = Context(fiscal_year_start=self.fiscal_year_start)
        facts = check_text(text, "key_result", today=self.today, context=context).facts
        return facts.baseline is not None and facts.target is not None

    def measures_abroad(self, text: str) -> bool:
        """Whether a text in a language that the coach does not read names a goal, or a change with a number."""
        if not is_abroad(text):
            return False
        plain, _ = numerals_of([text], comma=writes_commas(text)).plain(text)
        found = read_abroad(plain, lambda _: None)
        return found.target is not None or (found.direction is not None and bool(re.search("[0-9]", text)))

    def _weighed(self, draft: Draft) -> float:
        """The certainty of a kind that the shape suggests, with what the coach makes of the words.

        What a label says stands. Where only the shape speaks, a text that reads like the kind is surer, one that reads
        like another is less sure; an output among key results is what people write, and no sign of another kind.
        """
        if draft.certainty >= 0.95 or draft.kind not in _JUDGED or draft.kind == "strategy":
            return draft.certainty
        like, sure = self.reads_like(draft.text, _JUDGED[draft.kind])
        if like == draft.kind:
            return min(0.95, draft.certainty + 0.06 * sure)
        if draft.kind == "key_result" and like == "initiative":
            return draft.certainty
        return max(0.3, draft.certainty - 0.12 * sure)

    def note(self, fields: Mapping[str, Value]) -> None:
        """Give fields to the last line that was taken; what it has already stays."""
        last = next((draft for draft in reversed(self.drafts) if draft.kind != "skip"), None)
        if last is not None:
            for name, value in fields.items():
                last.fields.setdefault(name, value)

    def lines(self, source: Sequence[str]) -> tuple[Line, ...]:
        """All lines as they are handed out, with their columns."""
        places = {id(draft): place for place, draft in enumerate(self.drafts)}
        reached: dict[int, int] = {}
        found = []
        for draft in self.drafts:
            column, end = _column(
                source[draft.line - 1] if draft.line <= len(source) else "", draft.text, reached.get(draft.line, 0)
            )
            reached[draft.line] = end
            parent = places[id(draft.parent)] if draft.parent is not None else None
            found.append(
                Line(
                    draft.kind, draft.text, draft.line, column + 1, parent, draft.certainty, draft.reason,
                    draft.fields, draft.period,
                )
            )  # fmt: skip
        return tuple(found)


def _column(source: str, text: str, start: int) -> tuple[int, int]:
    """Where a text begins in its line, and where it ends: its marks may stand between, so the first words decide."""
    words = text.split()
    bare = re.match(r"\w*", words[0])
    for part in (text, " ".join(words[:4]), " ".join(words[:2]), words[0], bare[0] if bare else ""):
        at = source.find(part, start)
        if part and at >= 0:
            return at, at + len(part)
    return max(len(source) - len(source.lstrip()), 0), start
