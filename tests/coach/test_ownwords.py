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
        ("Raise GMV from 2m to 3m", "GMV"),
        ("Bring our Pulse to 60", "Pulse"),
        ("Ship the blorpifier to all shops", "blorpifier"),
    ],
)
def test_a_name_that_the_coach_does_not_know_comes_first(line: str, first: str) -> None:
    found = candidates(line, check_text(line, "key_result", today=TODAY))
    assert found[0] == first
    assert not {"the", "to", "of", "our", "three", "Q3", "60"} & set(found)


@pytest.mark.parametrize("line", ["", "   ", "20 %", "!!!", "x" * 500, "Пульс вырос"])
def test_any_line_has_an_answer(line: str) -> None:
    assert len(candidates(line, None)) <= 8


def test_the_small_words_of_every_sentence_are_nobodys_own() -> None:
    for word in ("the", " By ", "with"):
        with pytest.raises(PlanError, match="every sentence"):
            refuse_small(word)
    refuse_small("Pulse")


def test_a_name_of_several_words_is_heard_in_either_number() -> None:
    line = "Update our blue sheets"
    plain = check_text(line, "key_result", today=TODAY)
    taught = check_text(line, "key_result", today=TODAY, context=Context(lexicon={"blue sheet": "metric"}))
    other = check_text(line, "key_result", today=TODAY, context=Context(lexicon={"red sheet": "metric"}))
    assert taught.certainty < plain.certainty, "what moves a measure of one's own is less surely something made"
    assert other == plain
