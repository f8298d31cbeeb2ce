"""`okrtui record` and `okrtui checkin`: values from the command line and from standard input."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SMALL


@pytest.fixture(autouse=True)
def plan(home: Path, cli: Cli) -> None:
    """The small plan as plan.db."""
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    cli("new", "plan.db", "--from", "small.toml").fine()


def document(cli: Cli) -> dict[str, Any]:
    return tomllib.loads(cli("export", "plan.db", "-o", "-", "--format", "toml").fine())


def measurements(cli: Cli, number: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(cli)["kpis"][number].get("measurements", [])
    return found


def check_ins(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(cli)["cycles"][0]["objectives"][0]["key_results"][1].get("check_ins", [])
    return found


def record(cli: Cli, *arguments: str, stdin: str | bytes = "") -> Any:
    return cli("record", *arguments, "--plan", "plan.db", stdin=stdin)


@pytest.mark.parametrize("name", ["kpi-churn", "Churn rate", "churn"])
def test_a_kpi_is_named_by_id_or_name(cli: Cli, name: str) -> None:
    assert record(cli, name, "5.9").fine() == "Churn rate: 5.9 % on 4 May\n"
    assert measurements(cli) == [{"at": date(2026, 5, 4), "value": 5.9}]


@pytest.mark.parametrize(
    ("text", "value"), [("-3.5", -3.5), ("-.5", -0.5), ("-3.5 %", -3.5), ("1.2k", 1200), ("5,9", 5.9), ("1e-3", 0.001)]
)
def test_values_are_read_as_people_type_them(cli: Cli, text: str, value: float) -> None:
    assert record(cli, "churn", text).code == 0
    assert measurements(cli)[0]["value"] == value


def test_a_value_that_looks_like_a_slip_is_recorded_and_doubted_on_standard_error(cli: Cli) -> None:
    record(cli, "churn", "6", "--at", "2026-05-03").fine()
    for value, odd in (("-5", "-5 % is below zero"), ("600", "100 times the last value, 6 %"), ("6.1", "")):
        answer = record(cli, "churn", value)
        assert answer.code == 0
        assert answer.err == (
            f"Churn rate: {odd}. It is recorded; another value for the same moment corrects it.\n" if odd else ""
        )
    many = record(cli, stdin="kpi,value\nsupport,2\nchurn,-5\n")
    assert many.err.startswith("standard input: line 3: Churn rate: -5 % is below zero.")


def test_a_unit_that_converts_is_converted(cli: Cli) -> None:
    record(cli, "support", "90 min").fine()
    assert measurements(cli, 1)[0]["value"] == 1.5


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("2026-04-30", date(2026, 4, 30)),
        ("2026-04-30T09:30", datetime(2026, 4, 30, 9, 30)),
        ("2026-04-30 09:30:15", datetime(2026, 4, 30, 9, 30, 15)),
        ("yesterday", date(2026, 5, 3)),
        ("today", date(2026, 5, 4)),
    ],
)
def test_the_moment_may_be_given(cli: Cli, when: str, at: date) -> None:
    record(cli, "churn", "5", "--at", when).fine()
    assert measurements(cli) == [{"at": at, "value": 5}]


def test_a_second_value_for_a_moment_corrects_the_first(cli: Cli) -> None:
    record(cli, "churn", "5", "--note", "by hand").fine()
    assert record(cli, "churn", "6").fine() == "Churn rate: 6 % on 4 May (was 5 %)\n"
    assert record(cli, "churn", "6").fine() == "Churn rate: 6 % on 4 May\n"
    assert measurements(cli) == [{"at": date(2026, 5, 4), "value": 6, "note": "by hand"}]


def test_a_value_of_long_ago_can_be_corrected(cli: Cli) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3, 4) for day in range(1, 29)]
    record(cli, stdin="kpi,value,at\n" + "".join(f"churn,5,{day}\n" for day in days)).fine()
    record(cli, "churn", "7", "--at", "2026-01-01").fine()
    assert (measurements(cli)[0]["value"], len(measurements(cli))) == (7, len(days))


def test_a_check_in_has_a_value_a_confidence_and_a_note(cli: Cli) -> None:
    done = cli("checkin", "order frequency", "1.63", "--confidence", "6", "--note", "- 40 answers", "--plan", "plan.db")
    assert done.fine() == (
        "Increase the order frequency from 1.6 to 1.76 by the end of Q2: 1.63, confidence 6 on 4 May\n"
    )
    assert check_ins(cli) == [{"at": date(2026, 5, 4), "value": 1.63, "confidence": 6, "note": "- 40 answers"}]


def test_a_check_in_may_be_negative(cli: Cli) -> None:
    cli("checkin", "kr-freq", "-2", "--plan", "plan.db").fine()
    assert check_ins(cli) == [{"at": date(2026, 5, 4), "value": -2}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["record", "none", "5"], ["none"]),
        (["record", " ", "5"], ["name of the KPI is empty"]),
        (["checkin", "", "5"], ["name of the key result is empty"]),
        (["record", "churn"], ["value is missing"]),
        (["record", "churn", "much"], ["value “much”"]),
        (["record", "churn", "1,200"], ["value “1,200”"]),
        (["record", "churn", "nan"], ["value “nan”"]),
        (["record", "churn", "1e999"], ["value “1e999”"]),
        (["record", "churn", "5 days"], ["Churn rate is measured in %, not in days"]),
        (["record", "churn", "5", "--at", "2026-02-30"], ["at “2026-02-30”", "2026-05-04"]),
        (["record", "churn", "5", "--at", "soon"], ["at “soon”", "expected a day"]),
        (["record", "churn", "5", "--at", "2026-05-04T09:30+02:00"], ["expected a day"]),
        (["record", "churn", "5", "--at", "2062-05-03"], ["after today (2026-05-04)"]),
        (["record", "churn", "5", "--fast"], ["--fast"]),
        (["checkin", "kr-freq", "5", "--confidence", "11"], ["confidence “11”", "0 to 10"]),
        (["checkin", "kr-freq", "5", "--confidence", "-1"], ["confidence “-1”", "0 to 10"]),
        (["checkin", "kr-freq", "5", "--confidence", "nan"], ["confidence “nan”", "0 to 10"]),
        (["checkin", "churn", "5"], ["churn"]),
        (["checkin", "kr-freq"], ["okrtui checkin", "VALUE"]),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_changes_nothing(
    cli: Cli, arguments: list[str], said: list[str]
) -> None:
    cli(*arguments, "--plan", "plan.db").refused(*said)
    assert (measurements(cli), check_ins(cli)) == ([], [])


# -- many


CSV = """\
kpi,kr,value,at,confidence,note
churn,,5.9,2026-05-01,,"two, or three"
,kr-freq,1.63,,6,
churn,,"5,8",,,
"""
LINES = """\
{"kpi": "churn", "value": 5.9, "at": "2026-05-01", "note": "two, or three"}
{"kr": "kr-freq", "value": "1.63", "confidence": 6}

{"kpi": "churn", "value": "5,8", "note": null}
"""


@pytest.mark.parametrize("text", [CSV, CSV.replace("\n", "\r\n"), "\ufeff" + CSV, LINES])
@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_many_come_from_standard_input(cli: Cli, text: str, arguments: tuple[str, ...]) -> None:
    assert record(cli, *arguments, stdin=text).fine().count("\n") == 3
    assert measurements(cli) == [
        {"at": date(2026, 5, 1), "value": 5.9, "note": "two, or three"},
        {"at": date(2026, 5, 4), "value": 5.8},
    ]
    assert check_ins(cli) == [{"at": date(2026, 5, 4), "value": 1.63, "confidence": 6}]


def test_two_values_for_one_moment_are_a_value_and_its_correction(cli: Cli) -> None:
    record(cli, stdin="kpi,value\nchurn,5\nchurn,6\n").fine()
    assert measurements(cli) == [{"at": date(2026, 5, 4), "value": 6}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["nothing was there", "CSV with a header"]),
        ("kpi,value\n", ["no values"]),
        ("kpi,kpi,value\nchurn,orders,5\n", ["line 1", "two columns kpi"]),
        ("kpi,value\nchurn,5\nchu", ["line 3", "value is missing"]),
        ("kpi,wert\nchurn,5\n", ["line 2", "wert is no field"]),
        ("name,value\n", ["name is no column"]),
        ("kpi,value\nchurn,5\nnone,6\n", ["line 3", "none"]),
        ("kpi,value\nchurn,5\nchurn,x\n", ["line 3", "value “x”"]),
        ("kpi,value\nchurn,\n", ["line 2", "value is missing"]),
        ("kpi,value\nchurn,5,6\n", ["line 2", "3 cells below a header of 2"]),
        ("kpi,kr,value\nchurn,kr-freq,5\n", ["line 2", "either kpi or kr"]),
        ("value\n5\n", ["line 2", "either kpi or kr"]),
        ("kpi,value,confidence\nchurn,5,6\n", ["line 2", "confidence belongs to a key result"]),
        ('kpi,value\n"churn,5\n', ["line 2", "not CSV"]),
        ('{"kpi": "churn", "value": 5}\n{"kpi": "churn"\n', ["line 2", "not JSON"]),
        ('{"kpi": "churn", "value": 5}\n[1]\n', ["line 2", "expected an object"]),
        ('{"kpi": "churn", "value": true}\n', ["line 1", "value: expected text or a number"]),
        ('{"kpi": "churn", "value": NaN}\n', ["line 1", "value “NaN”"]),
        ('{"kpi": "churn", "value": 5, "when": "today"}\n', ["line 1", "when is no field"]),
        ("kpi,value\nchurn,5\nchurn,6\0\n", ["line 3", "NUL"]),
    ],
)
def test_of_many_all_are_written_or_none(cli: Cli, text: str, said: list[str]) -> None:
    record(cli, stdin=text).refused("standard input", *said)
    assert (measurements(cli), check_ins(cli)) == ([], [])


def test_many_have_their_moments_and_notes_on_their_lines(cli: Cli) -> None:
    record(cli, "--at", "today", stdin=CSV).refused("--at and --note go with KPI and VALUE")


def test_a_negative_value_in_a_process_of_its_own(cli: Cli, process: Cli) -> None:
    assert process("record", "churn", "-3.5", "--plan", "plan.db").code == 0
    assert measurements(cli) == [{"at": date(2026, 5, 4), "value": -3.5}]


def test_values_that_arrive_at_the_same_time_are_all_kept(cli: Cli, process: Cli) -> None:
    days = [f"2026-04-0{day}" for day in range(1, 7)]
    with ThreadPoolExecutor(3) as pool:
        done = pool.map(lambda day: process("record", "churn", "5", "--at", day, "--plan", "plan.db"), days)
    assert [result.code for result in done] == [0] * len(days)
    assert [row["at"].isoformat() for row in measurements(cli)] == days


def test_that_a_kpi_is_archived_is_said_and_its_value_kept(home: Path, cli: Cli) -> None:
    text = SMALL.replace('unit = "%"\n', 'unit = "%"\narchived = 2026-04-20\n')
    (home / "archived.toml").write_text(text, encoding="utf-8")
    cli("new", "archived.db", "--from", "archived.toml").fine()
    done = cli("record", "churn", "5.9", "--plan", "archived.db").fine()
    assert done == "Churn rate: 5.9 % on 4 May (archived since 20 Apr: kept, and no list shows it)\n"
    assert cli("export", "archived.db", "-o", "-", "--format", "toml").fine().count("value = 5.9") == 1
