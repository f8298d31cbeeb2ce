"""OKR documents of many shapes: the lines that should come out do, with their kind and their objective."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from okrtui.exchange.markdown_in import read

TODAY = date(2026, 11, 25)
DOCUMENTS = sorted(
    path for path in (Path(__file__).parent / "markdown_docs").iterdir() if path.suffix in (".md", ".txt")
)
KINDS = {"O": "objective", "K": "key_result", "M": "kpi", "I": "initiative", "P": "priority", "S": "strategy"}

Found = tuple[str, str, str | None]


def expected(path: Path) -> list[Found]:
    """What should come of a document: ``K text`` is a key result of the objective before it, and so on."""
    found: list[Found] = []
    objective: str | None = None
    for line in path.with_suffix(".expected").read_text(encoding="utf-8").splitlines():
        kind, text = KINDS[line[0]], line[2:]
        if kind == "objective":
            objective = text
        found.append((kind, text, objective if kind in ("key_result", "initiative") else None))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_gives_the_lines_that_its_reader_sees(path: Path) -> None:
    document = read(path.read_bytes().decode(), today=TODAY)
    items = document.as_json()
    assert [(item["kind"], item["text"], item["parent"]) for item in items] == expected(path)
    source = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
    for line in document.items:
        begin = re.match(r"\w*", line.text)
        assert begin is not None
        assert source[line.line - 1][line.column - 1 :].startswith(begin[0]), "its place is that of its text"
        assert 0 < line.certainty <= 1


def test_there_are_documents_enough_to_tell() -> None:
    assert len(DOCUMENTS) >= 25
