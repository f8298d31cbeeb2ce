"""Markdown in: what an OKR document of any shape holds, line by line, with a kind and a certainty for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from okrtui.exchange.errors import BadInput
from okrtui.exchange.markdown_in.marks import number_of
from okrtui.exchange.markdown_in.model import DOUBTFUL, KINDS, Document, Kind, Line, Period
from okrtui.exchange.markdown_in.nesting import nested
from okrtui.exchange.markdown_in.numerals import Numerals, numerals_of
from okrtui.exchange.markdown_in.outline import Node, TooDeep, outline
from okrtui.exchange.markdown_in.periods import Calendar
from okrtui.exchange.markdown_in.reader import read_outline
from okrtui.exchange.markdown_in.sheet import as_table
from okrtui.exchange.markdown_in.source import without_fences
from okrtui.exchange.markdown_in.tongues import writes_commas
from okrtui.exchange.markdown_in.trim import Habits, late_score, name_in_brackets
from okrtui.exchange.markdown_in.writer import Writer

__all__ = ["DOUBTFUL", "KINDS", "Document", "Kind", "Line", "Period", "read"]

_FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.*?)^(?:---|\.\.\.|\+\+\+)[ \t]*$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^[0-9.]+(?=\s)")
"""The number of a heading, such as 2.1."""


def read(
    text: str,
    *,
    today: date,
    fiscal_year_start: int = 1,
    source: str = "the text",
    progress: Callable[[float], None] | None = None,
) -> Document:
    """Read a Markdown or plain text as OKRs and KPIs.

    Lines and columns of what is found are those of `text`, from 1. `today` tells which year a quarter without one is
    of. `progress` is told the share that is done, 0..1, and may raise to end the reading. Raises `BadInput` for a
    text without any words and for nesting that nobody writes.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise BadInput(source, "", "is empty; expected OKRs in Markdown or plain text.")
    if "\0" in plain:
        raise BadInput(source, f"line {plain[: plain.index(chr(0))].count(chr(10)) + 1}", "holds a NUL character.")
    matter = _FRONT_MATTER.match(plain)
    body = plain
    if matter and re.match(r"\s*(?:#[^\n]*\n\s*)*[\w-]+\s*[:=]", matter[1]):
        body = re.sub(r"[^\n]", "", matter[0]) + plain[matter.end() :]
    reading = _Reading(today, fiscal_year_start, source, matter[1] if matter and body != plain else "", progress)
    if (table := as_table(body)) is not None and (found := reading.read(body, table)).items:
        return found
    document = reading.read(body)
    if not document.items and (opened := without_fences(body)) != body:
        document = reading.read(opened)
    return document


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading a text needs besides the text."""

    today: date
    fiscal_year_start: int
    source: str
    front_matter: str
    progress: Callable[[float], None] | None

    def read(self, body: str, table: str = "") -> Document:
        """Read a text without its front matter; `table` is the table that its lines make up, one line longer."""
        notes: list[str] = []
        try:
            blocks = outline(table or body, notes.append)
        except TooDeep as error:
            where = f"line {error.line}"
            raise BadInput(self.source, where, "lists or quotations are nested too deep to be read.") from None
        if self.progress:
            self.progress(0.4)
        numbered = _numbered(blocks)
        tree = nested(blocks, numbered=numbered)
        writer = Writer(self.today, self.fiscal_year_start, _habits(tree), numbered)
        total = sum(1 for top in tree for _ in top.walk()) or 1
        calendar = Calendar(self.today, self.fiscal_year_start)
        read_outline(tree, self.front_matter, writer, calendar, _steps(total, self.progress))
        if table:
            notes.clear()  # its lines are others
            for draft in writer.drafts:
                draft.line -= draft.line > 1
        lines = writer.lines(body.split("\n"))
        return Document(lines, (*notes, *_twice(writer), *_valued(writer), *_aimed(writer)), _numerals(lines))


def _numerals(lines: tuple[Line, ...]) -> Numerals:
    """How the document writes its numbers: by those in its texts, and in the cells beside them."""
    texts = [_SECTION.sub("", line.text) for line in lines]
    texts += [
        str(line.fields[name]) for line in lines for name in ("baseline", "target", "healthy") if name in line.fields
    ]
    return numerals_of(texts, comma=writes_commas(" ".join(texts)))


def _steps(total: int, progress: Callable[[float], None] | None) -> Callable[[], None]:
    """What the reader calls for each line: every fifty of them, progress is told."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress and done % 50 == 0:
            progress(min(0.4 + 0.6 * done / total, 1.0))

    return step


def _numbered(blocks: list[Node]) -> bool:
    """Whether lines bear dotted numbers in a row: 1.1, 1.2."""
    numbers = {number for block in blocks for node in block.walk() if "." in (number := number_of(node.text))}
    follow = 0
    for number in numbers:
        head, _, last = number.rpartition(".")
        follow += f"{head}.{int(last) + 1}" in numbers
    return follow > 0


def _habits(tree: list[Node]) -> Habits:
    """What the lines of a document end in, again and again."""
    texts = [
        node.text[-400:] for top in tree for node in top.walk() if node.sort != "heading" and " " in node.text[:400]
    ]
    scores = sum(late_score(text) for text in texts)
    named = [text for text in texts if name_in_brackets(text)]
    # "Sales from 3 to 5 (Spain)" and "Sales from 2 to 4 (Italy)" differ in nothing else: these are no people
    apart = 2 * len({re.sub(r"[\W\d_]+", " ", text[: text.rindex("(")]).casefold() for text in named}) > len(named)
    return Habits(
        late_scores=scores >= 3 and scores * 2 >= len(texts),
        names=apart and len(named) >= 3 and len(named) * 3 >= len(texts),
    )


def _valued(writer: Writer) -> list[str]:
    """A note on values of today, which have no day, and so are no part of what is read."""
    if not writer.valued:
        return []
    count = len(writer.valued)
    rows = "one row" if count == 1 else f"{count} rows"
    return [f"The present values of {rows} are not taken: note them in the plan, each with its day."]


def _aimed(writer: Writer) -> list[str]:
    """A note on targets beside KPIs, which have a healthy range instead."""
    if not writer.aimed:
        return []
    count = len(writer.aimed)
    what = "The target of one KPI is" if count == 1 else f"The targets of {count} KPIs are"
    return [f"{what} not taken: a KPI has a healthy range (“under 2 %”), and a target belongs to a key result."]


def _twice(writer: Writer) -> list[str]:
    """Notes on objectives that the document names more than once."""
    lines: dict[str, list[int]] = {}
    for draft in writer.drafts:
        if draft.kind == "objective":
            lines.setdefault(draft.text.casefold(), []).append(draft.line)
    return [
        f"Lines {', '.join(map(str, found))} name the same objective." for found in lines.values() if len(found) > 1
    ]
