"""Files that cannot be read as a plan: the sentence names file, place and what is expected."""

from __future__ import annotations

import pytest

from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.exchange.toml_in import loads
from okrtui.plan.entities import Kpi
from okrtui.plan.model import Plan

HEAD = "okrtui_format = 1\n"
ONE = '[[cycles]]\nname = "2026-Q2"\n[[cycles.objectives]]\ntitle = "Win"\n[[cycles.objectives.key_results]]\n'
PLACE = "cycles[0].objectives[0].key_results[0]"


def refused(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        to_plan(loads(text, "team.toml"))
    assert caught.value.source == "team.toml"
    assert str(caught.value).startswith("team.toml: ")
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ('target = "12"', "target", "expected a number without quotes"),
        ("target = true", "target", "expected a number"),
        ("target = nan", "target", "expected a number"),
        ("baseline = -inf", "baseline", "expected a number"),
        ("baseline = 1" + "0" * 400, "baseline", "not a number this large"),
        ("grade = 1.1", "grade", "expected a number from 0 to 1"),
        ("due = 2026-06-30T09:00:00", "due", "expected a date without quotes"),
        ('due = "2026-06-30"', "due", 'not the text "2026-06-30"'),
        ('direction = "sideways"', "direction", 'expected one of "up", "down", "keep"'),
        ("agreed_team = 1", "agreed_team", "expected true or false"),
        ("title = 5", "title", "expected a text in quotes"),
        ('title = "a\\u0000b"', "title", "NUL"),
        ('kpis = "kpi-a"', "kpis", 'expected a list of ids such as ["kpi-7h2k9m"]'),
        ("kpis = [1]", "kpis", "expected a list of ids"),
        ('kpis = ["kpi-a", "kpi-a"]', "kpis", "names kpi-a twice"),
        ('kpis = ["kpi-gone"]', "kpis[0]", '"kpi-gone" is not an id of kpis in this file'),
        ('measured_by = "kpi-gone"', "measured_by", '"kpi-gone" is not an id of kpis in this file'),
        ('id = "o-7h2k9m"', "id", 'expected "kr-" and 1 to 40 of a-z, 0-9 and -'),
        ('id = "kr-É"', "id", 'expected "kr-"'),
        ("id = 7", "id", 'expected "kr-"'),
        ('colour = "red"', "colour", "perhaps written by a later okrtui"),
        ('"odd key\\n" = 1', '"odd key\\u000a"', "perhaps written by a later okrtui"),
    ],
)
def test_a_key_of_a_key_result(line: str, key: str, expected: str) -> None:
    error = refused(HEAD + ONE + line + "\n")
    assert error.place == f"{PLACE}.{key} (line 7)"
    assert expected in error.sentence


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("", "", "okrtui_format = 1"),
        ("# only a comment\n", "", "okrtui_format = 1"),
        ('name = "x"\n', "okrtui_format", "is missing"),
        ("okrtui_format = 2\nsomething_new = 1\n", "okrtui_format (line 1)", "written by a later okrtui"),
        ('okrtui_format = "1"\n', "okrtui_format (line 1)", "expected the number 1"),
        ("okrtui_format = 0\n", "okrtui_format (line 1)", "expected the number 1"),
        (HEAD + "goals = 1\n", "goals (line 2)", "perhaps written by a later okrtui"),
        (HEAD + "cycles = 1\n", "cycles (line 2)", "[[cycles]]"),
        (HEAD + "[cycles]\nname = 'x'\n", "cycles (line 2)", "[[cycles]]"),
        (HEAD + "[[cycles]]\n[cycles.objectives]\n", "cycles[0].objectives (line 3)", "[[cycles.objectives]]"),
        (HEAD + "kpis = [1]\n", "kpis[0] (line 2)", "[[kpis]]"),
        (HEAD + "strategy = 'x'\n", "strategy (line 2)", "[strategy]"),
        (HEAD + "[strategy]\naim = 'x'\n", "strategy.aim (line 3)", "later okrtui"),
        (HEAD + "[[cycles]]\nstart = 2026-06-30\nend = 2026-04-01\n", "cycles[0].end (line 4)", "before the start"),
        (HEAD + "[[kpis]]\nhealthy_low = 2\nwarn_low = 1\n", "kpis[0].warn_low (line 4)", "below healthy_low"),
        (HEAD + "[[kpis]]\nid='kpi-a'\n[[kpis]]\nid='kpi-a'\n", "kpis[1].id (line 5)", "twice; the first is kpis[0]"),
        (HEAD + "[[kpis]]\n[[kpis.measurements]]\nvalue = 1\n", "kpis[0].measurements[0] (line 3)", "at is missing"),
        (
            HEAD + "[[kpis]]\n" + "[[kpis.measurements]]\nat = 2026-05-04\n" * 2,
            "kpis[0].measurements[1] (line 5)",
            "the same at is given twice",
        ),
        (
            HEAD + "[[kpis]]\n[[kpis.measurements]]\nat = 2026-05-04T09:00:00Z\n",
            "kpis[0].measurements[0].at (line 4)",
            "time zone",
        ),
        (HEAD + "x = 1\nx = 2\n", "line 3, column 6", "no valid TOML"),
        (HEAD + "due = 2026-02-30\n", "line 2, column 7", "no valid TOML"),
        (HEAD + 'title = "open\n', "line 2, column 14", "no valid TOML"),
        (HEAD + "title = \n", "line 2, column 9", "no valid TOML"),
        (HEAD + "x = " + "9" * 5000 + "\n", "", "no valid TOML"),
        (HEAD + "name = '\0'\n", "line 2", "NUL"),
        (HEAD + "x = " + "[" * 100_000 + "\n", "", "nested too deep"),
        (HEAD + "<<<<<<< ours\n", "line 2, column 1", "no valid TOML"),
    ],
)
def test_a_file(text: str, place: str, expected: str) -> None:
    error = refused(text)
    assert error.place == place
    assert expected in error.sentence


def test_a_ring_of_drivers_is_named() -> None:
    text = HEAD + "".join(
        f'[[kpis]]\nid = "kpi-{one}"\nname = "{one.upper()}"\ndrivers = ["kpi-{other}"]\n'
        for one, other in (("a", "b"), ("b", "c"), ("c", "b"))
    )
    error = refused(text)
    assert error.place == "kpis[1].drivers (line 9)"
    assert error.sentence.endswith("“B” ← “C” ← “B”.")


def test_many_ways_through_the_drivers_are_no_ring() -> None:
    names = [f"kpi-{level}-{side}" for level in range(40) for side in "ab"]
    text = HEAD + "".join(
        f'[[kpis]]\nid = "{name}"\ndrivers = {names[number + 2 - number % 2 :][:2]}\n'
        for number, name in enumerate(names)
    )
    assert len(to_plan(loads(text.replace("'", '"'), "team.toml")).kpis) == 80


def test_a_ring_that_closes_in_the_plan_is_named() -> None:
    plan = Plan([Kpi("kpi-a", name="A", drivers=("kpi-b",)), Kpi("kpi-b", name="B")])
    document = loads(HEAD + '[[kpis]]\nid = "kpi-b"\ndrivers = ["kpi-a"]\n', "team.toml")
    with pytest.raises(BadInput, match="“A” ← “B” ← “A”"):
        import_edit(plan, document)


def test_a_value_that_cannot_stand_beside_what_stays_is_refused() -> None:
    plan = Plan([Kpi("kpi-a", name="A", healthy_low=5.0)])
    document = loads(HEAD + '[[kpis]]\nid = "kpi-a"\nhealthy_high = 4\n', "team.toml")
    with pytest.raises(BadInput, match=r"kpis\[0\].healthy_high \(line 4\): 4 is below healthy_low, 5"):
        import_edit(plan, document)


def test_links_that_a_replaced_plan_no_longer_has_are_refused() -> None:
    plan = Plan([Kpi("kpi-a", name="A")])
    document = loads(HEAD + '[[kpis]]\nid = "kpi-b"\ndrivers = ["kpi-a"]\n', "team.toml")
    assert import_edit(plan, document).edit
    with pytest.raises(BadInput, match="is not an id of kpis in this file"):
        import_edit(plan, document, replace=True)


def test_a_very_long_key_does_not_flood_the_message() -> None:
    assert len(str(refused(HEAD + "k" * 100_000 + " = 1\n"))) < 1000


def test_odd_texts_are_kept_as_they_are() -> None:
    odd = "[/b] \\t <b>&|* \u202emirror \u00e9 \U0001f600 \x1b[31m " + "long " * 2000
    text = HEAD + "[[kpis]]\nname = '''" + odd.replace("\x1b", "") + "'''\n"
    (kpi,) = to_plan(loads(text, "team.toml")).kpis
    assert kpi.name == odd.replace("\x1b", "")


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_read() -> None:
    text = "\ufeff# ours\r\nokrtui_format = 1\r\nname = 'Acme'\r\n[[kpis]]\r\nname = 'Churn'\r\ntarget = 3\r\n"
    error = refused(text)
    assert error.place == "kpis[0].target (line 6)"
    plan = to_plan(loads(text.replace("target = 3\r\n", ""), "team.toml"))
    assert plan.root.comments == "# ours"
    assert plan.kpis[0].name == "Churn"
