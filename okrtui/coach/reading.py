"""What a line says, read once: head, object, numbers and their roles, date. Every rule asks this and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from okrtui.coach.lexicon.metrics import Metric
from okrtui.coach.model import Context, Direction, Facts, LikeKind, Span, TextKind
from okrtui.coach.scan import Token
from okrtui.coach.wordless import is_wordless

if TYPE_CHECKING:
    from okrtui.coach.things import Phrase

Role = Literal["from", "to", "by", "count", "level", "of", "limit"]
"""What a number is: a start, an end, an amount of change, a count of things, a level, the whole of a part, a limit."""
Voice = Literal["imperative", "passive", "clause", "state", "nominal", "empty"]
"""How a line is built: "Launch X", "X launched", "Users do X", "X is Y", "NPS of 40", nothing."""
Nature = Literal["outcome", "output", "steady"]
Progress = Literal["scale", "binary", "none"]


_OPENING = frozenset({"(", "["})


class Amount(NamedTuple):
    """A number that measures something, and its role. `value` is None for a blank to be filled."""

    role: Role
    value: float | None
    unit: str
    start: int
    end: int
    relative: bool = False
    at: int = 0
    """Index of its first token."""
    stop: int = 0
    """Index after its last token."""


class _Norms(dict[int, str]):
    """What stands at an index; nothing outside the line."""

    __slots__ = ()

    def __missing__(self, index: int) -> str:
        return ""


class Reading:
    """A line as the coach reads it; made by `frame.read` and not changed afterwards."""

    __slots__ = (
        "_aside",
        "_counted",
        "_phrases",
        "_said",
        "_words",
        "aim",
        "aims",
        "amounts",
        "context",
        "dated",
        "deadline",
        "deadline_span",
        "direction",
        "facts",
        "first",
        "foreign",
        "halves",
        "hangs_on",
        "head",
        "head_end",
        "kind",
        "means",
        "metric",
        "metric_span",
        "nature",
        "norm",
        "norms",
        "parts",
        "progress",
        "progress_sure",
        "reads_like",
        "roles",
        "sure",
        "text",
        "today",
        "tokens",
        "verb",
        "verb_class",
        "voice",
        "wordless",
    )

    def __init__(self, text: str, kind: TextKind, today: date, context: Context, tokens: tuple[Token, ...]) -> None:
        self.text, self.kind, self.today, self.context, self.tokens = text, kind, today, context, tokens
        self.wordless: bool = is_wordless(text)
        """The line names nothing: "?", "1", "TBD", "KR 1"."""
        self.first: int = 0
        self.voice: Voice = "empty"
        self.head: int = -1
        """Index of the head verb, -1 without one."""
        self.head_end: int = -1
        """Index after the verb and its particle."""
        self.verb: str = ""
        """Base form of the head verb."""
        self.verb_class: str = ""
        self.amounts: tuple[Amount, ...] = ()
        self.aim: int = -1
        self.aims: bool = kind in {"objective", "strategy"}
        """Whether the line stands for a direction (objective, strategy) rather than for a measure."""
        self.deadline: date | None = None
        self.deadline_span: Span | None = None
        self.dated: frozenset[int] = frozenset()
        """Indexes of the tokens of the deadline."""
        self.metric: Metric | None = None
        """The lexicon's entry for what is measured."""
        self.metric_span: Span | None = None
        self.direction: Direction | None = None
        self.nature: Nature = "outcome"
        self.sure: float = 0.5
        """How sure the nature is, 0..1."""
        self.progress: Progress = "none"
        self.progress_sure: float = 0.5
        self.means: Span | None = None
        """Where a way to the result is prescribed."""
        self.parts: tuple[Span, ...] = ()
        """The spans of two or more results or aims."""
        self.halves: dict[str, Reading] = {}
        """What was read of the parts alone, by their words: several rules ask for it; see `beside`."""
        self.hangs_on: Span | None = None
        """Where the line depends on somebody or something else."""
        self.foreign: bool = False
        """The line is in another language: nothing is judged."""
        self.reads_like: LikeKind = "key_result"
        self.facts: Facts = Facts()
        self.norms: dict[int, str] = _Norms(enumerate([token.norm for token in tokens]))
        """The tokens in lower case, by their index."""
        self.norm: Callable[[int], str] = self.norms.__getitem__
        """The token at an index in lower case, empty outside the line; asked a hundred times for each line."""
        self._phrases: tuple[tuple[Amount, ...], dict[int, Phrase]] = ((), {})
        self.roles: tuple[tuple[Amount, ...], int, tuple[Amount | None, Amount | None]] = ((), -1, (None, None))
        """The numbers and the aim for which start and end were told apart, and both; see `measure.roles`."""
        self._words: list[str] | None = None
        self._said: frozenset[str] | None = None
        self._aside: frozenset[int] | None = None
        self._counted: tuple[tuple[Amount, ...], frozenset[int]] = ((), frozenset())

    def slice(self, span: Span | None) -> str:
        """The words of the line in `span`."""
        return self.text[span[0] : span[1]] if span else ""

    def span(self, start: int, stop: int) -> Span:
        """The span in the text of the tokens from `start` to before `stop`."""
        return self.tokens[start].start, self.tokens[max(start, stop - 1)].end

    def end_of_clause(self, index: int) -> int:
        """Index after the last token of the clause that begins at `index`: before a comma, a date or the end."""
        for look in range(index + 1, len(self.tokens)):
            token = self.tokens[look]
            if look in self.dated or (token.kind == "sign" and token.norm in {",", ";", ".", "(", ")", ":", "—", "–"}):
                return look
        return len(self.tokens)

    def aside(self) -> frozenset[int]:
        """Indexes of the tokens in parentheses."""
        if self._aside is None:
            self._aside = self._find_aside()
        return self._aside

    def _find_aside(self) -> frozenset[int]:
        if _OPENING.isdisjoint(self.norms.values()):
            return frozenset()
        depth, inside = 0, set()
        for index, token in enumerate(self.tokens):
            depth += token.norm in {"(", "["}
            if depth:
                inside.add(index)
            depth = max(0, depth - (token.norm in {")", "]"}))
        return frozenset(inside)

    @property
    def counted(self) -> frozenset[int]:
        """Indexes of the tokens of all numbers that measure."""
        if self._counted[0] is not self.amounts:
            taken = frozenset(i for amount in self.amounts for i in range(amount.at, amount.stop))
            self._counted = self.amounts, taken
        return self._counted[1]

    @property
    def words(self) -> list[str]:
        """All words of the line in lower case, without labels and openings; asked for when those are known."""
        if self._words is None:
            self._words = [token.norm for token in self.tokens[self.first :] if token.kind == "word"]
        return self._words

    @property
    def said(self) -> frozenset[str]:
        """The same words, each once."""
        if self._said is None:
            self._said = frozenset(self.words)
        return self._said

    @property
    def phrases(self) -> dict[int, Phrase]:
        """The noun phrases that were asked for, by where they begin; numbers end them, so none is kept for others."""
        if self._phrases[0] is not self.amounts:
            self._phrases = self.amounts, {}
        return self._phrases[1]
