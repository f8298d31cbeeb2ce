"""One plan written down in many shapes: each gives the same objectives and key results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from okrtui.exchange.markdown_in import read

Plan = list[tuple[str, list[str]]]

PLAN: Plan = [
    ("Answer before people call twice", ["Calls per order from 0.4 to 0.15", "Half of the mails answered in an hour"]),
    (
        "Nobody waits outside.",
        ["Waiting rooms: heated", "9 of 10 are seen within 12 minutes", "Forms revamp (phase 1)"],
    ),
    ("Staff who stay", ["Two leave instead of six", "Launch the mentoring circle"]),
]


def blocks(head: str, line: str, *, between: str = "\n", after: str = "\n") -> Callable[[Plan], str]:
    """A shape of a head for each objective and a line for each of its key results."""

    def write(plan: Plan) -> str:
        text = ""
        for number, (objective, results) in enumerate(plan, 1):
            text += head.format(n=number, o=objective) + between
            text += "".join(line.format(n=number, m=place, k=result) for place, result in enumerate(results, 1)) + after
        return text

    return write


def rows(header: str, first: str, more: str) -> Callable[[Plan], str]:
    """A table with a row for each key result."""

    def write(plan: Plan) -> str:
        text = f"{header}\n|" + "---|" * header.strip("|").count("|") + "---|\n"
        for number, (objective, results) in enumerate(plan, 1):
            for place, result in enumerate(results, 1):
                row = first if place == 1 else more
                text += row.format(n=number, m=place, o=objective, k=result) + "\n"
        return text

    return write


SHAPES: dict[str, Callable[[Plan], str]] = {
    "headings": blocks("## {o}\n", "- {k}\n"),
    "labelled headings": blocks("### Objective {n}: {o}\n", "{m}. {k}\n"),
    "bold codes": blocks("**O{n}: {o}**\n", "- KR{m}: {k}\n"),
    "bold lines": blocks("**{o}**\n", "* {k}\n"),
    "nested lists": blocks("- {o}", "  - {k}\n", after=""),
    "label lines": blocks("Objective: {o}\nKey Results:", "- {k}\n"),
    "plain lines": blocks("Objective {n}: {o}", "KR {n}.{m}: {k}\n"),
    "indented lines": blocks("O{n} - {o}", "    KR{n}.{m} - {k}\n"),
    "dotted numbers": blocks("{n}. {o}\n", "{n}.{m} {k}\n"),
    "lines with breaks": blocks("### {o}\n", "{k}  \n"),
    "letters": blocks("A. {o}", "   a) {k}\n"),
    "definitions": blocks("{o}", ": {k}\n"),
    "details": blocks(
        "<details><summary>Objective {n}: {o}</summary>\n", "- **KR{m}** {k} ✅\n", after="\n</details>\n"
    ),
    "scores and owners": blocks("## O{n}: {o} (owner: Ann)\n", "- KR{m}: {k} @bo => {m}0 %\n"),
    "scores before": blocks("## [0.{n}] {o}\n", "- [0.{m}] {k}\n"),
    "headings for all": blocks("## Objective: {o}\n", "### KR{m}: {k}\n\nOwner: Ann\n\n"),
    "notes below": blocks("## O{n}: {o}\n\nWe want this, since people told us so.\n", "- {k}\n  - We learned a lot.\n"),
    "label on its own line": blocks("**Objective {n}**\n{o}\n\n**Key Results**", "{m}. {k}\n"),
    "links": blocks("## [{o}](https://x.example)\n", "- [{k}](https://x.example/{m})\n"),
    "a quarter each": blocks("# 2026 Q{n}\n\n## {o}\n", "- [ ] {k}\n"),
    "table": rows("| Objective | Key result | Owner |", "| {o} | {k} | Ann |", "| | {k} | Bo |"),
    "table of codes": rows("| # | Objective | KR |", "| O{n} | {o} | KR{m}: {k} |", "| | 〃 | KR{m}: {k} |"),
    "table of rows": rows("| What | Owner | End |", "| **{o}** | | |\n| {k} | ann | 0.4 |", "| {k} | bo | 0.2 |"),
    "word processor": blocks("• Objective {n} – {o}", "   o KR {n}.{m} – {k}\n"),
    "windows": lambda plan: blocks("## Objective: {o}\n", "* {k}\n")(plan).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_plan(shape: str) -> None:
    document = read(SHAPES[shape](PLAN), today=date(2026, 11, 25))
    found = [(item["kind"], item["text"], item["parent"]) for item in document.as_json()]
    expected: list[tuple[str, str, str | None]] = []
    for objective, results in PLAN:
        expected.append(("objective", objective, None))
        expected += [("key_result", result, objective) for result in results]
    assert found == expected
