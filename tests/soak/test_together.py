"""A short run of two windows and four scripts on one file; `python -m tests.soak.together` is the long one."""

from __future__ import annotations

from tests.soak.together import run


def test_two_windows_and_scripts_lose_nothing_and_see_each_others_edits_soon() -> None:
    tally = run(160, seed=4, pause=0.03)
    assert tally.acknowledged["of two scripts"] == 160
    assert tally.acknowledged["typed into a window"] >= 4
    assert tally.acknowledged["by okrtui record"] >= 1
    assert tally.conflicts >= 1
    assert tally.while_typing >= 1
    assert tally.at(0.5) < 1.0, str(tally)
    assert tally.at(1.0) < 3.0, f"on a busy machine too: {tally}"
