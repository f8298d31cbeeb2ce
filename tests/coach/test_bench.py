"""The public figures about the coach are counted as they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.coach import Count, corpus, main, own_examples, share, split_of, wilson


def test_wilson_interval_is_that_of_the_textbook() -> None:
    low, high = wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 5)[1] == 1.0


def test_precision_recall_and_their_mean() -> None:
    count = Count(hits=6, alarms=2, misses=4)
    assert (count.precision, count.recall, round(count.f1, 3)) == (0.75, 0.6, 0.667)
    assert (Count().precision, Count().recall, Count().f1) == (0.0, 0.0, 0.0)
    assert share(0, 0) == "–"


def test_organisations_stay_together_on_one_side() -> None:
    assert split_of("acme/one:a.md") == split_of("Acme/two:b.md")
    sides = {split_of(f"organisation-{n}/plan:okr.md") for n in range(40)}
    assert sides == {"tune", "held out"}


def test_every_rule_is_right_on_its_own_examples() -> None:
    score = own_examples()
    assert score.macro == 1.0
    assert score.flagged == 0


def test_a_label_on_which_annotators_differ_is_not_counted() -> None:
    row = {"kind": "key_result", "text": "Launch the loyalty app", "labels": {"nature": "output"}}
    score = corpus([row], "one line")
    assert score.rules["KR101"].hits == 1
    assert "KR102" not in score.rules


def test_tables_are_printed_with_and_without_a_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    labels = {"nature": "output", "progress": "binary", "how": False, "compound": False}
    row = {"kind": "key_result", "text": "Launch the loyalty app", "source": "acme/a:b.md", "labels": labels}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert main([str(path), "--markdown"]) == 0
    printed = capsys.readouterr().out
    assert "| KR101 | output-key-result | 1 | 1.00 (0.21 to 1.00)" in printed
    assert main([str(tmp_path / "none.jsonl")]) == 0
    assert "held out" not in capsys.readouterr().out
