"""Words of a line that are offered as the team's own."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.model import Context
from okrtui.coach.ownwords import candidates, refuse_small
from okrtui.plan.errors import PlanError

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Launch Zorblax in three markets by the end of Q3", "Zorblax"),
        ("Raise ZMV from 2m to 3m", "ZMV"),
        ("Bring our Pulse to 60", "Pulse"),
        ("Ship the blorpifier to all shops", "blorpifier"),
    ],
)
def test_a_name_that_the_coach_does_not_know_comes_first(line: str, first: str) -> None:
    found = candidates(line, check_text(line, "key_result", today=TODAY))
    assert found[0] == first
    assert not {"the", "to", "of", "our", "three", "Q3", "60"} & set(found)


@pytest.mark.parametrize(
    "line",
    [
        "Cut the waiting list of weekly practices",
        "Share of users who open the list each day from 20 % to 40 %",
        "Launch the loyalty card and the opening-hours page",
        "Families planning their shopping spend less",
        "Improve onboarding",
    ],
)
def test_plain_words_are_nobodys_own(line: str) -> None:
    assert candidates(line, check_text(line, "key_result", today=TODAY)) == []


def test_names_and_abbreviations_are_offered_in_their_order() -> None:
    found = candidates("Roll out Zorblax and use the ZMV board", None)
    assert found == ["Zorblax", "ZMV"]


@pytest.mark.parametrize("line", ["", "   ", "20 %", "!!!", "x" * 500, "Пульс вырос"])
def test_any_line_has_an_answer(line: str) -> None:
    assert len(candidates(line, None)) <= 8


def test_the_small_words_of_every_sentence_are_nobodys_own() -> None:
    for word in ("the", " By ", "with"):
        with pytest.raises(PlanError, match="every sentence"):
            refuse_small(word)
    refuse_small("Pulse")


@pytest.mark.parametrize(
    ("line", "word", "meaning", "codes"),
    [
        ("Bring Zorblax to every shop", "zorblax", "artefact", ["KR101", "KR102"]),
        ("Bring our order board to every shop", "order board", "artefact", ["KR101", "KR102"]),
        ("Falcon agrees to our plan", "falcon", "team", ["KR102", "KR107"]),
        ("Team Blue Heron ships the interface", "blue heron", "team", ["KR102", "KR107"]),
        ("Anna approves the prices", "anna", "person", ["KR102", "KR107"]),
    ],
)
def test_what_a_word_means_decides_what_is_said(line: str, word: str, meaning: str, codes: list[str]) -> None:
    context = Context(lexicon={word: meaning}, in_plan=True)
    said = [f.code for f in check_text(line, "key_result", today=TODAY, context=context).findings]
    assert said == codes
    assert said != [f.code for f in check_text(line, "key_result", today=TODAY, context=Context(in_plan=True)).findings]


def test_what_one_makes_is_warned_of_as_surely_as_any_other_thing() -> None:
    for lexicon in ({}, {"order board": "artefact"}):
        found = check_text("Launch the order board", "key_result", today=TODAY, context=Context(lexicon=lexicon))
        assert found.findings[0].code == "KR101"
        assert found.findings[0].severity == "warning"


def test_a_measure_of_ones_own_is_offered_with_a_start_and_an_end() -> None:
    context = Context(lexicon={"care pulse": "metric"}, in_plan=True)
    verdict = check_text("Improve care pulse of nurses", "key_result", today=TODAY, context=context)
    assert verdict.facts.metric == "care pulse of nurses"
    assert [f.fix.text for f in verdict.findings if f.fix] == ["Care pulse of nurses from __ to __"]


def test_a_name_of_several_words_is_heard_in_either_number() -> None:
    line = "Update our blue sheets"
    plain = check_text(line, "key_result", today=TODAY)
    taught = check_text(line, "key_result", today=TODAY, context=Context(lexicon={"blue sheet": "metric"}))
    other = check_text(line, "key_result", today=TODAY, context=Context(lexicon={"red sheet": "metric"}))
    assert taught.certainty < plain.certainty, "what moves a measure of one's own is less surely something made"
    assert other == plain
