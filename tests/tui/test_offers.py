"""What the coach offers: its fix, another kind, good as it is, the rule's page; each one key, each one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.coach.around import OUR_WORDS, reasons_for
from okrtui.plan import edits
from okrtui.plan.entities import Dismissal, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan
from okrtui.tui.screens.picker import Picker
from tests.tui.driving import SMALL, WIDE, Window, session_on, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
LAUNCH = "Launch the loyalty app to raise repeat orders"


@pytest.fixture
def launch(sample: Path) -> str:
    """The sample with a key result that is something to make; its id."""
    session = session_on(sample)
    edit = edits.add(session.plan, KeyResult, parent="o-balance", after="kr-cac", title=LAUNCH)
    session.apply(edit)
    session.wait(10)
    session.close()
    return edit.item


def same(one: Plan, other: Plan, *, but: frozenset[str] = frozenset()) -> bool:
    """Whether two plans hold the same rows."""
    rows = [{row.id: row for row in plan.rows() if row.id not in but} for plan in (one, other)]
    return rows[0] == rows[1]


async def leaves(win: Window, row: str) -> None:
    """Go to a row on which the coach has something to say."""
    await win.go(row)
    assert win.codes, "the coach has nothing to say"


# -- the coach speaks


@SIZES
async def test_a_line_is_coached_in_the_frame_of_the_key_that_ends_the_word(
    sample: Path, size: tuple[int, int]
) -> None:
    async with window(sample, size=size) as win:
        await win.press("n")
        await win.put("Launch the loyalty app")
        await win.press("space")
        assert "KR101" in win.codes
        assert "Something you make" in win.screen()
        assert "KR101" in win.screen()
        assert "reads like an initiative" in win.said
        spans = [(a, b) for a, b, _ in win.main.editor.area._underlines]
        assert spans
        assert spans[0][0] == 0, "the words that show it are underlined"


async def test_a_half_word_is_not_judged(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("100 % of the tea")
        before = win.codes
        await win.press("m")
        assert win.codes == before
        await win.put("100 % of the team are trained ")
        assert win.codes


async def test_what_is_missing_is_said_after_a_pause(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrtui.tui.widgets.editor.PAUSE", 0.2)
    async with window(sample) as win:
        await win.press("n")
        await win.put("Improve customer satisfaction ")
        assert win.codes == []
        await win.until(lambda: win.codes)
        assert "KR103" in win.codes


async def test_a_line_that_turns_good_is_told_once(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrtui.tui.widgets.editor.PAUSE", 0.1)
    async with window(sample) as win:
        await win.press("n")
        await win.put("Improve customer satisfaction ")
        await win.until(lambda: win.codes)
        await win.put("Improve customer satisfaction from 3.9 to 4.4 by the end of Q2")
        await win.until(lambda: "Now it can be seen moving." in win.coach)
        await win.put("Improve customer satisfaction from 3.9 to 4.5 by the end of Q2")
        await win.pilot.pause(0.3)
        assert "Now it can be seen moving." not in win.coach


@pytest.mark.parametrize(
    "text",
    ["Anteil der Angebote am selben Tag von 12,5 % auf 45,5 % bis Juni", "Raise repeat orders from 1.6 to 1.8 " * 6],
)
async def test_a_line_that_is_not_read_or_too_long_is_not_praised(
    sample: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("okrtui.tui.widgets.editor.PAUSE", 0.1)
    async with window(sample) as win:
        await win.press("n")
        await win.put("Improve customer satisfaction ")
        await win.until(lambda: win.codes)
        await win.put(text)
        await win.until(lambda: not win.codes)
        await win.pilot.pause(0.3)
        assert "Now it can be seen moving." not in win.coach
        assert "Reads well" not in win.coach


async def test_the_numbers_of_a_line_in_another_language_fill_its_fields(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Anteil der Angebote am selben Tag von 12,5 % auf 45,5 % bis Ende Juni")
        editing = win.main.editor.editing
        assert editing is not None
        read = {name: editing.value(name) for name in ("baseline", "target", "unit", "direction")}
        assert read == {"baseline": 12.5, "target": 45.5, "unit": "%", "direction": "up"}
        await win.press("enter")
        row = next(row for row in win.plan.table(KeyResult).values() if row.title.startswith("Anteil"))
        assert (row.baseline, row.target, row.unit) == (12.5, 45.5, "%")


async def test_where_nothing_is_offered_the_question_leads_on(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrtui.tui.widgets.editor.PAUSE", 0.1)
    async with window(sample) as win:
        await win.press("n")
        await win.put("Make the booking form as simple as possible ")
        await win.until(lambda: win.codes)
        await win.press("ctrl+f")
        assert "no ready answer" in win.said
        assert "how far is enough?" in win.said


async def test_the_sign_of_a_row_follows_what_is_written(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        signs = {row.key: row.signs()[0][0] for row in win.main.lists["results"].rows}
        assert (signs[launch], signs["kr-cac"]) == ("◆", " ")
        await win.go(launch)
        await win.press("e")
        await win.line("Raise repeat orders from 1.6 to 1.8 by the end of Q2")
        assert {row.key: row.signs()[0][0] for row in win.main.lists["results"].rows}[launch] == " "
        assert "Reads well" in win.coach


# -- the fix


@SIZES
async def test_f_does_what_the_coach_offers_with_the_blank_selected_and_one_undo(
    sample: Path, launch: str, size: tuple[int, int]
) -> None:
    before = stored(sample)
    async with window(sample, size=size) as win:
        await leaves(win, launch)
        offer = win.main.side.findings[0].fix
        assert offer is not None
        await win.press("f")
        assert win.typing()
        assert win.editing.text == offer.text.split("\n")[0]
        assert win.area.selected_text == "__", "the blank can be typed over"
        assert [i.title for i in win.plan.initiatives(launch)] == [offer.extra]
        await win.type("1.6")
        assert "from 1.6 to __" in win.editing.text
        await win.press("escape")
        await win.press("u")
        assert win.typing(), "u brings the typing back first"
        await win.line(offer.text.split("\n")[0])
        await win.undone()
        assert "coach" in win.notice
    assert same(stored(sample), before)


@pytest.mark.parametrize("key", ["ctrl+f", "f2"])
async def test_the_fix_while_typing_is_kept_with_its_initiative_as_one_action(sample: Path, key: str) -> None:
    before = stored(sample)
    async with window(sample) as win:
        await win.press("n")
        await win.put(LAUNCH + " ")
        await win.press(key)
        assert win.area.selected_text == "__"
        assert "initiative" in win.said
        text = win.editing.text
        await win.press("enter", "enter", "enter")  # the first asks about the blanks, the last is on the next empty row
        made = next(k for k in win.plan.key_results("o-balance") if k.title == text)
        assert len(win.plan.initiatives(made.id)) == 1
        await win.undone()
    assert same(stored(sample), before), "one undo takes back both"


async def test_where_there_is_no_ready_answer_the_keys_say_so(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("f")
        assert "no remark" in win.notice
        await win.press("g")
        assert "no remark" in win.notice
        await win.press("n")
        await win.put("Lower refunds from 4 to 2")
        await win.press("ctrl+f")
        assert win.typing()
        assert "no ready answer" in win.said
        await win.press("ctrl+g")
        assert win.typing()
        assert win.editing.text == "Lower refunds from 4 to 2"


# -- another kind

KINDS: dict[str, type] = {"o": Objective, "k": KeyResult, "p": Kpi, "i": Initiative}
ROWS = {"o": "o-checkout", "k": "kr-churn", "p": "kpi-support", "i": "in-reminder"}


@pytest.mark.parametrize(
    ("origin", "to"), [(a, b) for a in KINDS for b in KINDS if a != b], ids=lambda value: str(value)
)
async def test_t_makes_a_row_another_kind_with_its_history_and_one_undo_back(
    sample: Path, origin: str, to: str
) -> None:
    before = stored(sample)
    async with window(sample) as win:
        row = ROWS[origin]
        await win.go(row)
        await win.press("t")
        await win.asked()
        await win.press(to)
        if isinstance(win.app.screen, Picker):  # it may belong to several: the nearest is proposed
            await win.press("enter")
        await win.back()
        turned = [item for item in win.plan.rows() if item.id.partition("-")[2] == row.partition("-")[2]]
        if win.plan.item(row) is not None:
            assert win.notice, "when it cannot be, it says why"
            assert same(win.plan, before)
            return
        assert [type(item) for item in turned] == [KINDS[to]]
        assert win.here == turned[0].id, "the cursor goes along"
        assert "u takes it back" in win.notice
        if {origin, to} == {"k", "p"}:
            values = [c.value for c in win.plan.check_ins(win.here)] + [
                m.value for m in win.plan.measurements(win.here)
            ]
            assert len([value for value in values if value is not None]) >= 5, "its history came along"
        await win.undone()
        assert win.here == row
    assert same(stored(sample), before)


async def test_what_a_line_reads_like_is_proposed(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await win.go(launch)
        await win.press("t")
        await win.asked()
        await win.press("enter")
        await win.asked()
        await win.press("enter")
        await win.back()
        assert [i.title for i in win.plan.initiatives("kr-cac")] == [LAUNCH]
        assert win.plan.item(launch) is None


async def test_whose_bet_a_key_result_becomes_is_asked(sample: Path) -> None:
    before = stored(sample)
    async with window(sample) as win:
        await win.go("kr-churn")
        await win.press("t", "i")
        await win.until(lambda: isinstance(win.app.screen, Picker) and "Whose bet is it?" in win.screen())
        await win.press("escape")
        await win.back()
        assert win.here == "kr-churn"
        assert same(win.plan, before)
        await win.press("t", "i")
        await win.until(lambda: "Whose bet is it?" in win.screen())
        picker = win.question
        shown = [choice.label for choice in picker._choices]
        assert shown[0] == "Increase the order frequency by 10 % by end of Q2", "the one before it is proposed"
        at = next(n for n, label in enumerate(shown, 1) if label.startswith("Cut the median"))
        await win.press(str(at))
        await win.back()
        (bet,) = [row for row in win.plan.table(Initiative).values() if row.title.startswith("Reduce the churn")]
        assert bet.key_result == "kr-time"
        await win.undone()
    assert same(stored(sample), before)


async def test_escape_from_the_blanks_of_an_offer_says_how_ones_own_line_comes_back(sample: Path, launch: str) -> None:
    before = stored(sample)
    async with window(sample) as win:
        await win.go(launch)
        await win.press("f")
        await win.until(win.typing)
        await win.press("escape")
        assert win.notice == "The coach's line stays, with its blanks. u brings yours back."
        await win.undone()
        assert same(win.plan, before)


async def test_escape_from_the_kinds_changes_nothing(sample: Path) -> None:
    before = stored(sample)
    async with window(sample) as win:
        await win.press("t")
        await win.asked()
        await win.press("escape")
        await win.back()
        assert win.here == "kr-cac"
    assert same(stored(sample), before)


@pytest.mark.parametrize(
    ("key", "to", "cls"), [("ctrl+t", "i", Initiative), ("f3", "p", Kpi), ("ctrl+t", "o", Objective)]
)
async def test_a_line_that_is_typed_goes_on_as_another_kind(sample: Path, key: str, to: str, cls: type) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Basket size of new buyers")
        await win.press(key)
        await win.asked()
        await win.press(to)
        await win.back()
        await win.until(win.typing)
        assert win.editing.place.entity is cls
        assert win.editing.text == "Basket size of new buyers"
        await win.press("enter")
        titles = [getattr(row, "title", "") or getattr(row, "name", "") for row in win.plan.table(cls).values()]
        assert "Basket size of new buyers" in titles
        assert len(win.plan.key_results("o-balance")) == 3


async def test_a_row_that_is_edited_turns_with_what_was_typed(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await win.go(launch)
        await win.press("e")
        await win.put("Launch the loyalty app in two shops")
        await win.press("ctrl+t")
        await win.asked()
        await win.press("i")
        await win.back()
        assert not win.typing()
        assert [i.title for i in win.plan.initiatives("kr-cac")] == ["Launch the loyalty app in two shops"]


# -- good as it is


@pytest.mark.parametrize(("digit", "reason"), reasons_for("KR101"))
async def test_g_takes_a_reason_by_digit_until_the_text_changes(
    sample: Path, launch: str, digit: str, reason: str
) -> None:
    async with window(sample) as win:
        await leaves(win, launch)
        await win.press("g")
        await win.asked()
        await win.press(digit)
        await win.back()
        assert "KR101" not in win.codes
        kept = [d for d in win.plan.table(Dismissal).values() if d.item == launch]
        assert [(d.code, d.reason, d.text) for d in kept] == [("KR101", reason, LAUNCH)]
        if reason == OUR_WORDS:
            assert "your words" in win.notice
        await win.press("e")
        await win.line(LAUNCH + " again")
        assert "KR101" in win.codes, "it holds until the text changes"
        await win.press("e")
        await win.line(LAUNCH)
        assert "KR101" not in win.codes


async def test_g_offers_to_look_for_a_baseline_only_where_a_start_is_asked_for(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await leaves(win, launch)
        await win.press("g")
        await win.asked()
        assert OUR_WORDS in win.screen()
        assert "baseline first" not in win.screen()


async def test_g_twice_out_of_habit_goes_to_the_top_and_calls_nothing_good(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await leaves(win, launch)
        await win.press("g", "g")
        await win.back()
        assert win.main.lists["results"].cursor == 0
        assert "g alone calls a line good as it is" in win.notice
        assert not [d for d in win.plan.table(Dismissal).values() if d.item == launch]


async def test_a_reason_may_begin_with_g(sample: Path, launch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("okrtui.tui.screens.picker._HABIT", 0.0)
    async with window(sample) as win:
        await leaves(win, launch)
        await win.press("g")
        await win.asked()
        await win.type("given by law")
        await win.press("enter")
        await win.back()
        assert [d.reason for d in win.plan.table(Dismissal).values() if d.item == launch] == ["given by law"]


async def test_g_takes_a_reason_of_the_users_own(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await leaves(win, launch)
        await win.press("g")
        await win.asked()
        await win.type("the 3rd pilot")
        await win.press("enter")
        await win.back()
        assert [d.reason for d in win.plan.table(Dismissal).values() if d.item == launch] == ["the 3rd pilot"]
        await win.undone()
        assert "KR101" in win.codes


async def test_g_while_typing_keeps_the_line_first(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put(LAUNCH + " ")
        await win.press("ctrl+g")
        await win.asked()
        await win.press("1")
        await win.back()
        assert not win.typing()
        made = next(k for k in win.plan.key_results("o-balance") if k.title == LAUNCH)
        assert [d.item for d in win.plan.table(Dismissal).values()] == [made.id]


async def test_the_third_time_our_words_only_a_hint_is_left(sample: Path) -> None:
    lines = ["Launch the loyalty app", "Launch the gift card", "Launch the size guide", "Launch the new site"]
    async with window(sample) as win:
        await win.press("n")
        for line in lines:
            await win.line(line)
        await win.press("enter")
        made = [k for k in win.plan.key_results("o-balance") if k.title in lines]
        for row in made[:3]:
            await win.go(row.id)
            assert win.main.side.findings[0].severity == "warning"
            await win.press("g")
            await win.asked()
            await win.press("3")
            await win.back()
        verdict = win.main.side.verdict(made[3].id)
        assert verdict is not None
        assert [f.severity for f in verdict.findings if f.code == "KR101"] == ["hint"]


# -- why


@SIZES
@pytest.mark.parametrize("leave", ["escape", "q", "enter", "y"])
async def test_y_opens_the_rules_page_and_keys_lead_back(
    sample: Path, launch: str, size: tuple[int, int], leave: str
) -> None:
    async with window(sample, size=size) as win:
        await leaves(win, launch)
        await win.press("y")
        page = await win.opened_page()
        assert "KR101" in win.screen()
        assert len(page) > 200
        await win.press(leave)
        await win.back()
        assert win.here == launch


async def test_a_kpi_of_nearly_the_same_name_is_offered_as_the_metric_of_a_key_result(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("4", "n")
        await win.line("Churn rate")
        await win.press("escape")
        await win.go("kr-churn")
        assert "KR210" in win.codes
        assert "Linked, a value is typed once" in win.coach
        await win.press("f")
        made = next(kpi for kpi in win.plan.kpis if kpi.name == "Churn rate")
        row = win.plan.find("kr-churn", KeyResult)
        assert row is not None
        assert row.measured_by == made.id
        assert "Measured by “Churn rate” now" in win.notice
        assert win.plan.measurements(made.id), "what was checked in so far is there"
        assert "KR210" not in win.codes
        await win.undone()
        assert "KR210" in win.codes
