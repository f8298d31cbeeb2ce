"""Markdown in: the numbers of a document are what its writer meant, or said to be doubtful, or left out and said so."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import Any

import pytest

from okrtui.exchange.markdown_in import read
from okrtui.exchange.markdown_in.flipping import with_kind, with_text
from okrtui.exchange.markdown_in.numerals import numerals_of
from okrtui.exchange.markdown_plan import Lines, Where, import_lines
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 11, 25)
WHERE = Where(TODAY, MethodSettings())


def imported(text: str) -> tuple[Plan, Lines]:
    """A plan that holds nothing but what a text brings, and what its import says."""
    plan = Plan()
    made = import_lines(plan, read(text, today=TODAY), WHERE, source="okrs.md")
    plan.apply(made.found.edit.changes)
    return plan, made


def result(line: str, beside: str = "") -> tuple[KeyResult, str]:
    """The key result that a line becomes in a document that says more besides, and what is doubtful in it."""
    plan, made = imported(f"# OKRs Q4 2026\n\n{beside}\n\n## Objective: Shops come back\n\n- KR: {line}\n")
    (row,) = plan.table(KeyResult).values()
    return row, "; ".join(made.doubts.values())


def table(rows: str, beside: str = "") -> tuple[dict[str, KeyResult], dict[str, str]]:
    """The key results of a table by their titles, and what is doubtful in them."""
    head = "| Key result | Start | Target |\n|---|---|---|\n"
    plan, made = imported(f"{beside}\n\n## Objective: Shops come back\n\n{head}{rows}\n")
    found = {row.title: row for row in plan.table(KeyResult).values()}
    return found, {getattr(plan.get(made.rows[place]), "title"): said for place, said in made.doubts.items()}  # noqa: B009


def values(row: KeyResult) -> tuple[float | None, float | None, str]:
    """Start, target and unit."""
    return row.baseline, row.target, row.unit


# -- one decimal mark for all of a document


@pytest.mark.parametrize("elsewhere", ["The service runs 99,9 % of the time.", "Der Dienst läuft zu 99,9 %."])
def test_a_point_sets_thousands_apart_where_the_document_shows_a_decimal_comma(elsewhere: str) -> None:
    rows, doubts = table("| Repeat orders / month | 1.200 | 2.000 |", elsewhere)
    assert values(rows["Repeat orders / month"]) == (1200, 2000, "")
    assert not doubts
    row, doubt = result("Orders per month from 1.200 to 2.000", elsewhere)
    assert (values(row), doubt) == ((1200, 2000, ""), "")


def test_a_point_stands_before_decimals_where_the_document_shows_that_and_it_is_doubtful_all_the_same() -> None:
    rows, doubts = table("| Wait in seconds | 1.250 | 1.100 |\n| Use | 4.5 | 6.5 |")
    assert values(rows["Wait in seconds"]) == (1.25, 1.1, "")
    assert doubts == {"Wait in seconds": "“1.250” may be 1250; “1.100” may be 1100"}


def test_round_numbers_with_a_point_are_thousands_and_doubtful_where_nothing_tells() -> None:
    rows, doubts = table("| Orders | 1.200 | 2.000 |")
    assert values(rows["Orders"]) == (1200, 2000, "")
    assert doubts == {"Orders": "“1.200” may be 1.2; “2.000” may be 2"}


def test_the_words_of_a_document_tell_how_it_writes_numbers() -> None:
    row, doubt = result("Bestellungen von 1.200 auf 2.000", "Wir wollen, dass die Kunden wieder zu uns kommen.")
    assert (values(row), doubt) == ((1200, 2000, ""), "")


@pytest.mark.parametrize("elsewhere", ["", "Use is at 4.5 orders."])
def test_english_thousands_are_no_doubt(elsewhere: str) -> None:
    row, doubt = result("Orders from 1,200 to 2,000", elsewhere)
    assert (values(row), doubt) == ((1200, 2000, ""), "")
    rows, doubts = table("| Orders | 1,200 | 2,000 |", elsewhere)
    assert (values(rows["Orders"]), doubts) == ((1200, 2000, ""), {})


def test_a_document_that_writes_both_ways_is_doubtful() -> None:
    rows, doubts = table("| Orders | 1.200 | 2.000 |", "We run 99,9 % of the time, at 4.5 orders a day.")
    assert values(rows["Orders"]) == (1200, 2000, "")
    assert "1.200" in doubts["Orders"]


def test_days_versions_and_codes_are_no_numbers_with_a_mark() -> None:
    texts = ["until 31.12.2026", "by 5.3. at last", "version v1.200", "at 10.0.0.1", "see #1.200", "3,5,7"]
    numerals = numerals_of(texts, comma=True)
    assert [numerals.plain(text) for text in texts] == [(text, "") for text in texts]


def test_numbers_with_both_marks_are_what_they_show() -> None:
    row, doubt = result("Revenue from 1.200,50 € to 2.000,00 €")
    assert (values(row), doubt) == ((1200.5, 2000, "€"), "")
    assert values(result("Revenue from €1,200.50 to €2,000.00")[0]) == (1200.5, 2000, "€")


# -- percent and shares


def test_a_share_beside_percent_is_percent() -> None:
    rows, doubts = table("| Gross margin | 18% | 0.22 |\n| Use | 0.3 | 45 % |")
    assert values(rows["Gross margin"]) == (18, 22, "%")
    assert values(rows["Use"]) == (30, 45, "%")
    assert not doubts


def test_half_a_percent_beside_two_stays_what_it_is_and_is_doubtful() -> None:
    rows, doubts = table("| Errors | 2 % | 0.5 |")
    assert values(rows["Errors"]) == (2, 0.5, "%")
    assert doubts == {"Errors": "“0.5” may be 50 %"}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("18% | 22", (18, 22, "%")),
        ("18% | 22%", (18, 22, "%")),
        ("0.5 % | 0.2", (0.5, 0.2, "%")),
        ("0.18 | 0.22", (0.18, 0.22, "")),
        ("1.5 | 4", (1.5, 4, "")),
        ("~18 % | > 22 %", (18, 22, "%")),
        ("€1.2M | €2M", (1_200_000, 2_000_000, "€")),
    ],
)
def test_what_needs_no_second_reading_has_none(cells: str, found: tuple[float, float, str]) -> None:
    rows, doubts = table(f"| What it is | {cells} |")
    assert (values(rows["What it is"]), doubts) == (found, {})


@pytest.mark.parametrize("cell", ["reach 40", "80-90", "40 or 50"])
def test_a_cell_that_is_no_number_is_said_and_left_out(cell: str) -> None:
    rows, doubts = table(f"| NPS | 21 | {cell} |")
    assert values(rows["NPS"]) == (21, None, "")
    assert doubts == {"NPS": f"the target “{cell}” is not read as a number"}


def test_a_change_in_a_cell_is_no_target() -> None:
    rows, doubts = table("| Conversion | 2.5 % | +20 % |")
    assert values(rows["Conversion"]) == (2.5, None, "%")
    assert doubts == {"Conversion": "“+20 %” is a change, and not read: write the target itself"}


@pytest.mark.parametrize(
    ("cell", "day"),
    [("Ende März", date(2027, 3, 31)), ("31. März 2027", date(2027, 3, 31)), ("fin mars", date(2027, 3, 31))],
)
def test_days_of_cells_are_read_in_other_languages(cell: str, day: date) -> None:
    head = "| Key result | Termin |\n|---|---|\n"
    plan, made = imported(f"# Q1 2027\n\n## Objective: Shops come back\n\n{head}| NPS | {cell} |\n")
    (row,) = plan.table(KeyResult).values()
    assert (row.due, made.doubts) == (day, {})


def test_key_results_are_known_by_their_code_in_french_and_spanish() -> None:
    found = read("Objectif 1 : Les clients reviennent\n\n- RC1 : Taux de réachat de 18 % à 25 %\n", today=TODAY).items
    assert [line.text for line in found] == ["Les clients reviennent", "Taux de réachat de 18 % à 25 %"]
    assert found[1].reason == "its label says so"


@pytest.mark.parametrize("cell", ["", "-", "tbd", "n/a", "launched"])
def test_a_cell_without_a_digit_is_nothing_to_say(cell: str) -> None:
    _, doubts = table(f"| NPS | 21 | {cell} |")
    assert not doubts


# -- other languages


@pytest.mark.parametrize(
    ("line", "found", "metric", "due"),
    [
        ("NPS von 21 auf 40 bis Ende Dezember", (21, 40, ""), "NPS", date(2026, 12, 31)),
        ("Wir steigern den NPS von derzeit 21 auf mindestens 40", (21, 40, ""), "NPS", None),
        ("Antwortzeit von 8 auf 2 Stunden senken", (8, 2, "Stunden"), "Antwortzeit", None),
        ("Antwortzeit von 2 Tagen auf 8 Stunden senken", (48, 8, "Stunden"), "Antwortzeit", None),
        ("Umsatz von 1,2 Mio. € auf 2 Mio. € steigern", (1_200_000, 2_000_000, "€"), "Umsatz", None),
        ("Marge von 18 Prozent auf 22 Prozent bis 31.12.2026", (18, 22, "%"), "Marge", date(2026, 12, 31)),
        ("Time to Value von 14 auf 7 Tage", (14, 7, "Tage"), "Time to Value", None),
        ("Überstunden unter 3 pro Woche", (None, 3, ""), "Überstunden", None),
        ("80 % der Fragen ohne Anruf gelöst", (None, 80, "%"), "", None),
        ("Mindestens 95 % der Kunden sind bis zum 5. Dezember zufrieden", (None, 95, "%"), "", date(2026, 12, 5)),
        (
            "Réduire le taux de churn de 6 % à 4 % d'ici fin décembre",
            (6, 4, "%"), "taux de churn", date(2026, 12, 31),
        ),
        ("Augmenter le NPS de 21 à 40 points", (21, 40, "points"), "NPS", None),
        ("Reducir el abandono del 6 % al 4 % antes de diciembre", (6, 4, "%"), "abandono", date(2026, 11, 30)),
        ("Aumentar el NPS de 21 a 40 para finales de año", (21, 40, ""), "NPS", date(2026, 12, 31)),
        ("NPS van 21 naar 40", (21, 40, ""), "NPS", None),
        ("Délai moyen inférieur à 2 jours", (None, 2, "jours"), "Délai moyen", None),
        ("Délai de moins de 2 jours", (None, 2, "jours"), "Délai", None),
        ("Respuesta por debajo de 2 horas", (None, 2, "horas"), "Respuesta", None),
    ],
)  # fmt: skip
def test_start_and_goal_are_read_in_other_languages(
    line: str, found: tuple[float | None, float, str], metric: str, due: date | None
) -> None:
    row, doubt = result(line)
    assert (values(row), row.metric, row.due, doubt) == (found, metric, due, "")
    assert row.title == line


@pytest.mark.parametrize(
    "line",
    [
        "Umsatz um 20 % steigern",
        "Réduire le churn de 6 %",
        "Reducir el abandono un 20 %",
        "Die Antwortzeit liegt zwischen 3 und 5 Stunden",
        "Prozesszeit von 3 bis 5 Tagen",
        "Von 200 Kunden nutzen 40 die neue Suche",
    ],
)
def test_other_numbers_of_other_languages_are_left_out_and_that_is_said(line: str) -> None:
    row, doubt = result(line)
    assert (row.baseline, row.target) == (None, None)
    assert doubt == "its numbers are not read: write start and goal, such as 21 -> 40"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Time to value from 14 to 7 days", (14, 7, "days")),
        ("Deals with Banco de Chile from 3 to 5", (3, 5, "")),
        ("NPS 21 -> 40", (21, 40, "")),
        ("Churn under 3 %", (None, 3, "%")),
    ],
)
def test_english_is_read_as_english(line: str, found: tuple[float | None, float, str]) -> None:
    row, doubt = result(line)
    assert (values(row), doubt) == (found, "")


def test_a_day_in_another_language_that_is_none_is_said() -> None:
    row, doubt = result("NPS von 21 auf 40 bis Ende der Messe")
    assert (values(row), row.due) == ((21, 40, ""), None)
    row, doubt = result("NPS von 21 auf 40 bis 31. Februar")
    assert (row.due, doubt) == (None, "the day “bis 31. Februar” is not read")


def test_the_healthy_range_of_a_kpi_is_read_in_other_languages_too() -> None:
    plan, made = imported("# KPIs\n\n- Verfügbarkeit mindestens 99,9 %\n- Kündigungen unter 2 %\n- Use, weekly\n")
    found = [(kpi.healthy_low, kpi.healthy_high, kpi.unit) for kpi in plan.table(Kpi).values()]
    assert found == [(99.9, None, "%"), (None, 2, "%"), (None, None, "")]
    assert not made.doubts


# -- what is shown of it


def test_what_is_read_is_there_in_words_for_each_line_that_comes() -> None:
    text = (
        "# OKRs Q4 2026\n\n## Objective: Shops come back\n\n"
        "- KR: Returns from 12 % to 4 % by 15 December (Owner: Jonas)\n- KR: Be loved\n\n## KPIs\n\n- Uptime 99.9 %\n"
    )
    _, made = imported(text)
    assert sorted(made.words.values()) == ["12 % -> 4 %, by 15 Dec, Jonas", "healthy from 99.9 %"]
    plan, _ = imported(text)
    again = import_lines(plan, read(text, today=TODAY), WHERE, source="okrs.md")
    assert not again.words, "what stays as it is in the plan is not told anew"


def test_a_doubtful_number_makes_its_line_doubtful_until_somebody_says_that_it_is_right() -> None:
    document = read("## Objective: Shops come back\n\n- KR: Orders from 1.200 to 2.000\n", today=TODAY)
    place = next(place for place, line in enumerate(document.lines) if line.kind == "key_result")
    made = import_lines(Plan(), document, WHERE, source="okrs.md")
    assert made.doubtful(document) == [place]
    settled = with_kind(document, place, "key_result")
    assert import_lines(Plan(), settled, WHERE, source="okrs.md").doubtful(settled) == []


def test_numbers_that_somebody_writes_into_a_line_win_over_those_of_the_table() -> None:
    head = "| Key result | Start | Target |\n|---|---|---|\n"
    document = read(f"## Objective: Shops come back\n\n{head}| Orders | 1.200 | 2.000 |\n", today=TODAY)
    place = next(place for place, line in enumerate(document.lines) if line.kind == "key_result")
    stored: list[Any] = []
    for text in ("Orders from 300 to 500", "Orders a month"):
        plan = Plan()
        plan.apply(import_lines(plan, with_text(document, place, text), WHERE, source="okrs.md").found.edit.changes)
        stored += [(row.title, row.baseline, row.target) for row in plan.table(KeyResult).values()]
    assert stored == [("Orders from 300 to 500", 300, 500), ("Orders a month", 1200, 2000)]


def test_of_two_readings_the_one_near_the_number_beside_it_is_taken_and_is_doubtful() -> None:
    row, doubt = result("1.200 -> 900 support contacts", "Churn is at 6.1 % and 4.5 calls.")
    assert (values(row)[:2], doubt) == ((1200, 900), "“1.200” may be 1.2")
    rows, doubts = table("| Contacts | 1.200 | 900 |\n| Wait | 1.200 | 0.9 |", "Churn is at 6.1 % and 4.5 calls.")
    assert (values(rows["Contacts"]), values(rows["Wait"])) == ((1200, 900, ""), (1.2, 0.9, ""))
    assert set(doubts) == {"Contacts", "Wait"}


def test_numbers_in_two_units_are_exact_in_the_first() -> None:
    rows, doubts = table("| Wait in the queue | 90 min | 1.1 h |")
    assert (values(rows["Wait in the queue"]), doubts) == ((90, 66, "min"), {})
    row, doubt = result("Cut the wait in the queue from 90 min to 1.1 h")
    assert (values(row), doubt) == ((90, 66, "min"), "")


def test_shares_in_a_column_of_percent_may_be_a_hundred_times_as_much_and_nothing_is_a_share_too() -> None:
    head = "| Key result | Unit | Start | Target |\n|---|---|---|---|\n"
    plan, made = imported(f"## Objective: Shops come back\n\n{head}| Use of the app | % | 0 | 0.4 |\n")
    (row,) = plan.table(KeyResult).values()
    assert values(row) == (0, 0.4, "%")
    assert list(made.doubts.values()) == ["may be 0 % and 40 %"]
    rest = "| Lost parcels | % | 0.5 | 0 |\n| Left | % | 7 | 0 |\n"
    plan, made = imported(f"## Objective: Shops come back\n\n{head}{rest}")
    assert list(made.doubts.values()) == ["may be 50 % and 0 %"]


@pytest.mark.parametrize("cell", ["9" * 400, "1" + ".000" * 200], ids=["digits", "thousands"])
def test_numbers_beyond_all_numbers_do_no_harm(cell: str) -> None:
    rows, doubts = table(f"| Orders | 1.200 | {cell} |")
    assert rows["Orders"].baseline == 1200
    assert "is not read" in doubts["Orders"]


def test_a_day_without_a_year_that_is_not_in_the_quarter_is_doubtful() -> None:
    text = "# OKRs Q1 2027\n\n## Objective: Shops come back\n\n- KR: NPS from 21 to 40 by end of December\n"
    _, made = imported(text)
    assert list(made.doubts.values()) == ["31 Dec 2027 is not in 2027-Q1"]
    for said in ("by end of March", "by 31 December 2027"):
        _, made = imported(text.replace("by end of December", said))
        assert not made.doubts, said


def test_a_value_of_the_past_is_no_bound_of_a_kpi() -> None:
    plan, _ = imported("# KPIs\n\n- Cost per build ($1,250 last month)\n- Cost per order < $4\n")
    assert [kpi.healthy_high for kpi in plan.table(Kpi).values()] == [None, 4]


def test_a_number_in_the_name_of_a_kpi_is_no_bound() -> None:
    plan, _ = imported("# KPIs\n\n- Wait in shop 2\n- Wait in shop 2 under 5\n- Open cases under 20\n- Wait 3 days\n")
    assert [kpi.healthy_high for kpi in plan.table(Kpi).values()] == [None, None, 20, 3]


# -- tables of others


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Schlüsselergebnis | Start | Ziel | Verantwortlich", "Antwortzeit | 8 h | 2 h | Mia"),
        ("Résultat clé | Départ | Cible | Responsable", "Temps de réponse | 8 h | 2 h | Mia"),
        ("Resultado clave | Inicio | Meta | Responsable", "Tiempo de respuesta | 8 h | 2 h | Mia"),
        ("Key result | From | Goal | Owner", "Time to answer | 8 h | 2 h | Mia"),
    ],
)
@pytest.mark.parametrize("above", ["## Objective: Help is quick", "Help is quick"])
def test_columns_in_other_languages_and_goals_that_are_values(head: str, row: str, above: str) -> None:
    plan, _ = imported(f"{above}\n\n| {head} |\n|---|---|---|---|\n| {row} |\n")
    (result,) = plan.table(KeyResult).values()
    assert (*values(result), result.owner) == (8, 2, "h", "Mia")


@pytest.mark.parametrize("codes", [("O1", "KR1", "KR2"), ("", "", "")])
@pytest.mark.parametrize("head", ["Objective / KR", "Objectives & KRs", "Objective or Key Result"])
def test_a_column_for_objectives_and_key_results_says_in_each_row_which(codes: tuple[str, ...], head: str) -> None:
    rows = [f"**{codes[0]}** | **Ship without waiting**", f"{codes[1]} | Merge time", f"{codes[2]} | Services by hand"]
    table = "\n".join(f"| {row} | Tom |" for row in rows)
    text = f"# Platform team\n\nLast edited by Tom\n\n|  | {head} | Owner |\n|---|---|---|\n{table}\n"
    found = [(line.kind, line.text) for line in read(text, today=TODAY).items]
    assert found == [
        ("objective", "Ship without waiting"), ("key_result", "Merge time"), ("key_result", "Services by hand"),
    ]  # fmt: skip


def test_values_of_today_are_not_taken_and_that_is_said() -> None:
    head = "| Key result | Start | Now | Target |\n|---|---|---|---|\n"
    _, made = imported(f"## Objective: Shops come back\n\n{head}| NPS | 21 | 25 | 40 |\n| Use | 3 | - | 4 |\n")
    assert "The present values of one row are not taken: note them in the plan, each with its day." in made.found.notes
    _, made = imported(f"## Objective: Shops come back\n\n{head}| NPS | 21 |  | 40 |\n")
    assert not made.found.notes


@pytest.mark.parametrize(
    ("cell", "low", "high", "unit"),
    [
        ("< 2 %", None, 2, "%"),
        ("≤2%", None, 2, "%"),
        (">= 99.9 %", 99.9, None, "%"),
        ("at least 40", 40, None, ""),
        ("unter 5 %", None, 5, "%"),
        ("mind. 12 Tage", 12, None, "Tage"),
        ("< 10 seconds", None, 10, "seconds"),
        ("≥ 85 % across closed / moved", 85, None, "%"),
    ],
)
def test_a_bound_beside_a_kpi_is_an_end_of_its_healthy_range(
    cell: str, low: float | None, high: float | None, unit: str
) -> None:
    plan, made = imported(f"| KPI | Target | Owner |\n|---|---|---|\n| Returns | {cell} | Bo |\n")
    (kpi,) = plan.table(Kpi).values()
    assert (kpi.healthy_low, kpi.healthy_high, kpi.unit, kpi.owner) == (low, high, unit, "Bo")
    assert kpi.direction == ("up" if low else "down")
    assert not made.found.notes
    assert not made.doubts


def test_a_bound_that_is_no_number_is_doubtful() -> None:
    plan, made = imported("| KPI | Target |\n|---|---|\n| Places | ≥ 50 shops across ≥ 3 towns |\n")
    (kpi,) = plan.table(Kpi).values()
    assert (kpi.healthy_low, kpi.healthy_high) == (None, None)
    assert list(made.doubts.values()) == ["“≥ 50 shops across ≥ 3 towns” is not read as a healthy range"]


def test_targets_of_kpis_are_not_taken_and_that_is_said() -> None:
    _, made = imported(
        "## KPIs\n\n| KPI | now | target |\n|---|---|---|\n| Orders | 1200 | 2000 |\n| Margin | | 22 % |\n"
    )
    assert made.found.notes[-1] == (
        "The targets of 2 KPIs are not taken: a KPI has a healthy range (“under 2 %”), and a target belongs to a key "
        "result."
    )


def test_kpis_that_one_line_lists_are_a_kpi_each() -> None:
    def names(text: str) -> list[str]:
        return [line.text for line in read(text, today=TODAY).items]

    listed = ["uptime", "build time (p95, hours)", "cost per build"]
    assert names("KPIs: uptime, build time (p95, hours) and cost per build\n") == listed
    assert names("KPI: Orders, net of returns, per week\n") == ["Orders, net of returns, per week"]


@pytest.mark.parametrize("piece", ["1.200 ", "von 1.200 auf ", "bis Ende ", "1.", "de 3 à "])
def test_numbers_of_long_lines_are_read_in_linear_time(piece: str) -> None:
    def cost(count: int) -> float:
        document = read(f"## Objective: Shops come back\n\n- KR: {piece * count}\n", today=TODAY)
        began = process_time()
        import_lines(Plan(), document, WHERE, source="okrs.md")
        return process_time() - began

    assert cost(8000) < 20 * max(cost(1000), 0.01)
