"""Markdown in: what is cut off a line, which quarter it belongs to, how sure a kind is, and what is refused."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.exchange.errors import BadInput
from okrtui.exchange.markdown_in import Document, Line, read
from okrtui.exchange.markdown_in.flipping import indented, moved, with_kind, with_text
from okrtui.exchange.markdown_in.trim import trim
from okrtui.exchange.markdown_plan import Lines, Where, import_lines
from okrtui.plan.entities import Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 11, 25)


def document(text: str) -> Document:
    """A text, read."""
    return read(text, today=TODAY, source="okrs.md")


def only(text: str) -> Line:
    """The one line that a text holds."""
    (line,) = document(text).items
    return line


# -- what is cut off


@pytest.mark.parametrize(
    ("given", "text", "said"),
    [
        ("Answer within a day @ann", "Answer within a day", {"owner": "ann"}),
        ("Answer within a day (@ann, @bob)", "Answer within a day", {"owner": "ann, bob"}),
        ("Answer within a day (Owner: Bob)", "Answer within a day", {"owner": "Bob"}),
        ("Answer within a day — Maria", "Answer within a day", {"owner": "Maria"}),
        ("Answer within a day (DRI @ann)", "Answer within a day", {"owner": "ann"}),
        ("Answer within a day (led by Ann)", "Answer within a day", {"owner": "Ann"}),
        ("Answer within a day [P1][OPS]", "Answer within a day", {"owner": "OPS"}),
        ("Answer within a day [EF]", "Answer within a day", {"owner": "EF"}),
        ("Answer within a day (0.7)", "Answer within a day", {"score": 0.7}),
        ("Answer within a day => 72 %", "Answer within a day", {"score": 0.72}),
        ("[0.4] Answer within a day", "Answer within a day", {"score": 0.4}),
        ("✅ Answer within a day", "Answer within a day", {"done": True}),
        ("Answer within a day (on track)", "Answer within a day", {}),
        ("Answer within a day (owner: team 3, at risk)", "Answer within a day", {"owner": "team 3"}),
        ("Answer within a day (why: they wait)", "Answer within a day", {"why": "they wait"}),
        ("Be quick (committed)", "Be quick", {"kind": "committed"}),
        ("Answer within a day score 0.3", "Answer within a day", {"score": 0.3}),
        ("Become the shop of choice!!!", "Become the shop of choice", {}),
    ],
)
def test_what_surrounds_a_text_is_cut_off_and_kept(given: str, text: str, said: dict[str, object]) -> None:
    trimmed = trim(given)
    assert (trimmed.text, trimmed.fields) == (text, said)


@pytest.mark.parametrize(
    "text",
    [
        "Mean time to recovery (MTTR)",
        "Grow subscribers from 6k to 10k (66% increase)",
        "Conversion 3 % -> 5 %",
        "5 people read it",
        "12 streams",
        "Uptime of 99.9 %",
        "Reach a net promoter score of 40",
        "60 %+ use it",
        "Forms per order: 3",
        "Halve the days until an offer (lead time)",
        "Win back lost carts (driver app)",
    ],
)
def test_what_belongs_to_a_text_stays(text: str) -> None:
    assert trim(text).text == text


def test_a_value_after_a_dash_is_a_score_only_where_all_lines_end_so() -> None:
    one = document("## Objective 1: Be seen\n- KR1: Share of voice - 30 %\n- KR2: Two articles a month\n- KR3: No ads")
    assert one.items[1].text == "Share of voice - 30 %"
    all_of_them = document(
        "## Objective 1: Be seen\n- KR1: Voice heard - 30 %\n- KR2: Articles - 10 %\n- KR3: Ads - 0 %"
    )
    assert [line.text for line in all_of_them.items[1:]] == ["Voice heard", "Articles", "Ads"]


# -- places


def test_lines_and_columns_are_those_of_the_source() -> None:
    text = "---\ntitle: x\n---\r\n\r\n# OKRs\r\n\r\n- **O1:** Be _quick_\r\n  - [ ] KR1: Answer within a day @ann\r\n"
    objective, result = document(text).items
    assert (objective.line, objective.column) == (7, 11)
    assert (result.line, result.column) == (8, 14)


def test_texts_of_one_table_row_have_columns_of_their_own() -> None:
    table = "| Objective | Key result |\n|---|---|\n| Be quick | Answer within a day |\n"
    objective, result = document(table).items
    assert (objective.line, objective.column, result.line, result.column) == (3, 3, 3, 14)


# -- quarters


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("OKRs Q3 2026", "2026-Q3"),
        ("OKRs 2024-Q3", "2024-Q3"),
        ("FY26 Q1 goals", "2026-Q1"),
        ("Q3'26", "2026-Q3"),
        ("Third quarter 2027", "2027-Q3"),
        ("H2 2026 OKRs", "2026-H2"),
    ],
)
def test_the_quarter_that_a_document_names_is_that_of_its_objectives(title: str, name: str) -> None:
    line = document(f"# {title}\n\n## Objective 1: Be quick\n").items[0]
    assert line.period is not None
    assert (line.period.name, line.period.guessed) == (name, False)


def test_several_quarters_in_one_document_keep_their_objectives_apart() -> None:
    lines = document("# Q1 2027\n## O1: Be quick\n- KR1: a day\n# Q2 2027\n## O1: Be kind\n- KR1: a smile\n").items
    assert [line.period.name for line in lines if line.kind == "objective" and line.period] == ["2027-Q1", "2027-Q2"]


def test_a_quarter_without_a_year_is_the_nearest_and_called_a_guess() -> None:
    line = document("# OKRs Q1\n\n## Objective 1: Be quick\n").items[0]
    assert line.period is not None
    assert (line.period.name, line.period.guessed) == ("2027-Q1", True)


def test_a_quarter_in_the_text_of_a_key_result_is_part_of_the_text() -> None:
    lines = document("## O1: Be quick\n- KR1: Customer reports for all (Q3 and Q4)\n- KR2: Answers by Q2 2027\n").items
    assert [line.period for line in lines] == [None, None, None]


# -- certainty


def test_labels_are_surer_than_shape_and_shape_than_words() -> None:
    label = document("## Objective 1: Be quick\n").items[0].certainty
    shape = document("## Be quick to answer\n- Answers within a day: 90 %\n- No call is lost\n").items[0].certainty
    words = document("- Become the place where people get quick answers\n").items[0].certainty
    assert 1 >= label > shape > words > 0


def test_lines_that_are_no_part_of_a_plan_are_left_out_and_kept_to_look_at() -> None:
    found = document(
        "# Team\n\nWe met in May, and it rained all day long, which nobody had planned for.\n\n## O1: Be dry\n"
    )
    assert [line.text for line in found.items] == ["Be dry"]
    assert [line.kind for line in found.lines] == ["skip", "objective"]


def test_links_to_tickets_and_pages_are_no_part_of_a_text_and_other_links_are() -> None:
    found = document(
        "## O1: Be quick\n- KR1: Answers in a day [Issue 11](https://t.example/11)\n"
        "- KR2: Questions ([board](https://t.example/b))\n- KR3: Halve the [churn](https://t.example/c)\n"
    )
    assert [line.text for line in found.items[1:]] == ["Answers in a day", "Questions", "Halve the churn"]


def test_rows_copied_from_a_sheet_are_a_table() -> None:
    sheet = "Objective\tKey result\tOwner\nBe quick\tAnswers in a day\tAnn\n\tNo lost call\tBob\n"
    found = document(sheet)
    assert [(line.kind, line.text, line.line, line.column) for line in found.items] == [
        ("objective", "Be quick", 2, 1),
        ("key_result", "Answers in a day", 2, 10),
        ("key_result", "No lost call", 3, 2),
    ]
    assert [line.fields.get("owner") for line in found.items] == [None, "Ann", "Bob"]


def test_rules_around_a_text_are_no_front_matter() -> None:
    assert [line.text for line in document("---\n\n## O1: Be quick\n\n---\n\n## O2: Be kind\n").items] == [
        "Be quick",
        "Be kind",
    ]


def test_script_in_a_title_is_text() -> None:
    line = document("## Objective 1: Win <script>alert(1)</script> <b>now</b>\n").items[0]
    assert line.text == "Win <script>alert(1)</script> now"


def test_comments_and_struck_lines_are_not_read() -> None:
    found = document("## O1: Be quick\n- KR1: ~~Old~~\n- KR2: New\n<!--\n- KR3: Hidden\n\n-->\n")
    assert [line.text for line in found.items] == ["Be quick", "New"]


def test_ragged_tables_and_doubled_objectives_are_read_and_said() -> None:
    found = document("| Objective | Key result |\n|---|---|\n| Be quick | A day | more |\n\n## Objective: Be quick\n")
    assert [line.text for line in found.items] == ["Be quick", "A day", "Be quick"]
    assert any("Line 3" in note and "3 cells" in note for note in found.notes)
    assert any("same objective" in note for note in found.notes)


# -- refusals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (" \n\t\n", "is empty"),
        ("# a\nb\0c", "line 2"),
        ("- " * 500 + "x", "nested too deep"),
        ("\n".join("  " * depth + "- a" for depth in range(500)), "nested too deep"),
        (">" * 500 + " x", "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_sentence(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refusal:
        document(text)
    assert str(refusal.value).startswith("okrs.md: ")


def test_reading_tells_how_far_it_is_and_ends_when_told() -> None:
    shares: list[float] = []
    long = "\n".join(f"- KR{number}: Answers in {number} hours" for number in range(400))
    read(f"# O1: Be quick\n{long}", today=TODAY, progress=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(f"# O1: Be quick\n{long}", today=TODAY, progress=stop)


PIECES = [
    "# ", "## ", "- ", "  - ", "1. ", "KR1: ", "O1. ", "Objective: ", "\n", "\n\n", "**", "| a | b |\n|---|---|\n",
    "words ", "Key Results:", "KPIs", "5 %", "=> 70 %", "@ann", "(Owner: B)", "<br>", "> ", "~~", "[x] ", "```\n",
    "---\n", "<!--", "<details>", "\t", ":", "—", "🎯", "[^1]", "Owner: ", "Q3 2026", "\x1b[31m",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(string.printable, max_size=8), max_size=40).map("".join))
def test_any_text_gives_lines_that_fit_together(text: str) -> None:
    if not text.strip() or "\0" in text:
        return
    found = document(text)
    for line in found.lines:
        assert line.text == " ".join(line.text.split())
        assert 1 <= line.line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert 0 < line.certainty <= 1
        if line.kind == "key_result" and line.parent is not None:
            assert found.lines[line.parent].kind == "objective"


def test_long_texts_are_read_in_linear_time() -> None:
    found = document("## O1: Be quick\n" + "\n".join(f"- KR{n % 999}: Answers in {n} hours" for n in range(4000)))
    assert len(found.items) == 4001
    document("- KR1: " + "a (b " * 20_000)
    document("* " + "@a " * 20_000)


# -- what a person changes


LINES = "## O1: Be quick\n- KR1: Answers in a day\n- KR2: No lost call\n## O2: Be kind\n- KR1: A smile\n"


def kinds(found: Document) -> list[tuple[str, str | None]]:
    """Kind and objective of each line."""
    return [(item["kind"], item["parent"]) for item in found.as_json()]


def test_an_objective_that_becomes_a_key_result_takes_its_own_to_the_one_before() -> None:
    assert kinds(with_kind(document(LINES), 3, "key_result")) == [
        ("objective", None),
        ("key_result", "Be quick"),
        ("key_result", "Be quick"),
        ("key_result", "Be quick"),
        ("key_result", "Be quick"),
    ]


def test_an_objective_that_is_left_out_leaves_its_key_results_to_the_one_before() -> None:
    assert kinds(with_kind(document(LINES), 3, "skip"))[-1] == ("key_result", "Be quick")


def test_deeper_and_higher_go_through_objective_key_result_initiative() -> None:
    deeper = indented(document(LINES), 2, 1)
    assert deeper.lines[2].kind == "initiative"
    assert deeper.lines[2].parent == 1
    assert indented(deeper, 2, -1).lines[2].kind == "key_result"
    assert indented(document(LINES), 0, -1) == document(LINES)


def test_a_key_result_moves_below_another_objective() -> None:
    there = moved(document(LINES), 2, 1)
    assert there.lines[2].parent == 3
    assert moved(there, 2, -1).lines[2].parent == 0
    assert moved(document(LINES), 1, -1) == document(LINES)


def test_what_a_person_says_is_certain() -> None:
    found = with_text(with_kind(document(LINES), 1, "kpi"), 1, "Time to answer")
    assert (found.lines[1].kind, found.lines[1].text, found.lines[1].certainty) == ("kpi", "Time to answer", 1.0)


# -- why, beside what it explains


def test_why_with_a_question_mark_explains_the_objective_above() -> None:
    found = document(
        "## O1: Be quick\nWhy? people wait on the line\n\n* KR1: Calls from 9 to 3 minutes\n* KR2: No lost call\n"
    )
    assert [line.kind for line in found.items] == ["objective", "key_result", "key_result"]
    assert found.items[0].fields["why"] == "people wait on the line"


@pytest.mark.parametrize("asked", ["How? we shall see", "Do people come back? Most do"])
def test_other_questions_are_no_labels(asked: str) -> None:
    found = document(f"## O1: Be quick\n{asked}\n\n* KR1: Calls from 9 to 3 minutes\n")
    assert [line.kind for line in found.items] == ["objective", "key_result"]
    assert "why" not in found.items[0].fields


def test_brackets_in_which_alone_lines_differ_name_no_people() -> None:
    sales = [f"Sales from {number} to 9 million ({place})" for number, place in enumerate(("Spain", "Italy", "France"))]
    found = document("## O1: Sell abroad\n" + "".join(f"- {line}\n" for line in sales))
    assert [line.text for line in found.items[1:]] == sales
    signed = "".join(f"- {line} ({who})\n" for line, who in (("Sales up", "Ann"), ("Costs down", "Bo"), ("NPS", "Cy")))
    assert [line.fields.get("owner") for line in document(f"## O1: Grow\n{signed}").items[1:]] == ["Ann", "Bo", "Cy"]


def test_a_share_beside_a_kpi_is_no_score_and_stays_in_its_text() -> None:
    assert only("## KPIs\n- Uptime (99.9 %)\n").text == "Uptime (99.9 %)"


def test_boxes_to_tick_beside_labelled_key_results_are_initiatives() -> None:
    found = document(
        "## O1: Be quick\n- KR1: Calls from 9 to 3 minutes\n- [ ] hire three\n- [x] move the desk\n- see the wiki\n"
    )
    assert [line.kind for line in found.items] == ["objective", "key_result", "initiative", "initiative"]
    assert [line.fields.get("done") for line in found.items[2:]] == [None, True]


def test_measures_without_the_label_of_those_beside_them_are_taken_with_a_doubt() -> None:
    found = document("## O1: Be quick\n- KR1: Calls from 9 to 3 minutes\n- Halls from 4 to 6\n- Train two callers\n")
    labelled, bare, deed = found.items[1:]
    assert (labelled.doubtful, bare.doubtful, deed.doubtful) == (False, True, True)
    assert (bare.kind, deed.kind) == ("key_result", "initiative")


def test_something_to_do_among_measures_is_a_key_result_with_a_doubt() -> None:
    measures = "- Calls from 9 to 3 minutes\n- Callers who call twice from 12 % to 4 %\n"
    found = document(f"## Be quick\n{measures}- Hire two callers\n\n## Be near\n- Hire two drivers\n- Open a shop\n")
    assert [line.text for line in found.items if line.doubtful] == ["Hire two callers"]


@pytest.mark.parametrize("open_", ["TBD", "tbd.", "(to be defined)", "XXX", "N/A"])
def test_a_place_that_waits_for_words_is_no_line(open_: str) -> None:
    found = document(f"## O1: Be quick\n- KR1: Calls from 9 to 3 minutes\n- KR2: {open_}\n")
    assert [line.kind for line in found.items] == ["objective", "key_result"]


# -- reasons, and what is more than a line

LONG = "Shops that come back need less help, and help is what we have least of. " * 4


def test_more_than_a_line_is_doubtful_and_may_be_the_why() -> None:
    objective, result = document(f"## Objective: {LONG}\n\n- KR: {LONG}\n").items
    assert objective.doubtful
    assert result.doubtful
    assert objective.reason == "it is more than a line: is it the why?"
    near = document(f"## Objective: {LONG[:199].rsplit(' ', 1)[0]}\n").items[0]
    assert not near.doubtful, "a long sentence is still a line"


def stored(found: Document, plan: Plan | None = None) -> tuple[list[tuple[str, str]], Lines]:
    """The objectives and their reasons once a document is imported, and what the import says."""
    held = plan or Plan()
    made = import_lines(held, found, Where(TODAY, MethodSettings()), source="okrs.md")
    held.apply(made.found.edit.changes)
    return [(row.title, row.why) for row in held.table(Objective).values()], made


PROSE = (
    "## Objective: Shops come back\n\nThey wait too long, and many of them leave before they have had an answer.\n\n"
    "And they tell us so. We have asked.\n\n- KR: Be quick\n"
)
FIRST, SECOND = (line for line in PROSE.splitlines() if line.endswith("."))


def test_prose_below_an_objective_can_be_made_its_why() -> None:
    found = document(PROSE)
    places = [place for place, line in enumerate(found.lines) if line.kind == "skip"]
    for place in places:
        found = with_kind(found, place, "why")
    assert [item["parent"] for item in found.as_json() if item["kind"] == "why"] == ["Shops come back"] * 2
    rows, _ = stored(found)
    assert rows == [("Shops come back", f"{FIRST} {SECOND}")]


def test_a_why_below_no_objective_is_not_taken_and_that_is_said() -> None:
    found = document("They wait too long.\n\n## Objective: Shops come back\n\n- KR: Be quick\n")
    rows, made = stored(with_kind(found, 0, "why"))
    assert rows == [("Shops come back", "")]
    assert made.left == {0}
    assert "cannot be taken" in " ".join(made.found.notes)


def test_a_why_that_the_plan_has_stays_and_importing_twice_changes_nothing() -> None:
    found = document(PROSE)
    place = next(place for place, line in enumerate(found.lines) if line.kind == "skip")
    plan = Plan()
    stored(with_kind(found, place, "why"), plan)
    rows, made = stored(with_kind(found, place, "why"), plan)
    assert rows == [("Shops come back", FIRST)]
    assert not made.found.edit
    other = with_text(with_kind(found, place, "why"), place, "It is fun.")
    rows, made = stored(other, plan)
    assert rows == [("Shops come back", FIRST)]
    assert made.left == {place}
    assert "has a why already" in " ".join(made.found.notes)


def test_an_objective_that_is_made_the_why_of_the_one_before_leaves_it_its_key_results() -> None:
    found = document(f"## Objective: Shops come back\n\n## Objective: {LONG}\n\n- KR: Be quick\n")
    place = next(place for place, line in enumerate(found.lines) if line.text.startswith("Shops that"))
    found = with_kind(found, place, "why")
    assert [(item["kind"], item["parent"]) for item in found.as_json()][1:] == [
        ("why", "Shops come back"),
        ("key_result", "Shops come back"),
    ]


def test_the_head_of_a_table_in_other_markup_is_no_objective() -> None:
    found = document("|| Objective || Key Result || DRI ||\n\n## Objective: Shops come back\n\n- KR: Be quick\n").items
    assert [line.text for line in found] == ["Shops come back", "Be quick"]
