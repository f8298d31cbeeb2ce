"""What a young draft lacks everywhere is said once, with the titles, instead of once for each line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.plans import SMALL

KEY_RESULT = '[[cycles.objectives.key_results]]\nid = "kr-{0}"\ntitle = "{1}"\n'
TITLES = ("Cut churn from 6.1 % to 5.2 %", "Repeat orders from 310 to 420", "Returns from 9 % to 6 %")
WIDER = SMALL.replace(
    "[[kpis]]", "\n".join(KEY_RESULT.format(n, title) for n, title in enumerate(TITLES)) + "\n[[kpis]]", 1
)


@pytest.fixture(autouse=True)
def files(home: Path, cli: Cli) -> None:
    (home / "young.toml").write_text(WIDER, encoding="utf-8")
    cli("new", "young.db", "--from", "young.toml").fine()


def paragraphs(text: str) -> str:
    return re.sub(r"\n +(?![!·] )", " ", text)


def test_several_key_results_without_an_owner_are_one_finding_with_their_titles(cli: Cli) -> None:
    out = paragraphs(cli("check", "young.db").out)
    assert out.count("KR208") == 1
    whole = out[out.index("The plan as a whole") :]
    assert re.search(r"No owner yet  KR208 hint Perhaps “Launch the loyalty app” waits for someone: .*\?", whole)
    five = ("Launch the loyalty app", "Increase the order frequency from 1.6 to 1.76…", *TITLES)
    listed = ", ".join(f"“{title}”" for title in five)
    assert f"5 key results have no early sign: {listed}." in whole
    assert "The same 5 key results have no owner yet." in whole


def test_titles_from_a_text_come_with_their_lines(cli: Cli) -> None:
    out = paragraphs(cli("check", "young.toml").out)
    lines = WIDER.split("\n")
    for title in TITLES:
        line = 1 + lines.index('title = "' + title + '"')
        assert f"“{title}” (line {line})" in out
    assert max(map(len, cli("check", "young.toml").out.split("\n"))) <= 80


def test_what_one_item_lacks_stays_with_it(cli: Cli) -> None:
    out = paragraphs(cli("check", "young.db").out)
    assert "objective: Become the shop that buyers come back to  · No why yet  OB203 hint" in out


def test_what_the_words_of_a_line_tell_and_what_differs_stays_with_each(cli: Cli, home: Path) -> None:
    late = WIDER.replace("6.1 % to 5.2 %", "6.1 % to 5.2 % by August").replace("310 to 420", "310 to 420 by July")
    (home / "late.toml").write_text(late, encoding="utf-8")
    out = paragraphs(cli("check", "late.toml").out)
    assert out.count("KR206 warning") == 2
    assert "lands on 31 Aug" in out
    assert "lands on 31 Jul" in out


def test_the_last_line_still_counts_every_item(cli: Cli) -> None:
    rows = cli("check", "young.db", "--format", "jsonl").rows()
    hints = sum(f["severity"] == "hint" for row in rows for f in row["findings"])
    assert f", {hints} hints." in cli("check", "young.db").out
    assert sum(f["code"] == "KR208" for row in rows for f in row["findings"]) == 5


def test_a_choice_of_rules_is_grouped_too(cli: Cli) -> None:
    out = paragraphs(cli("check", "young.db", "--select", "KR208").out)
    assert "5 key results have no owner yet: “Launch the loyalty app”, " in out
    assert out.count("Launch the loyalty app") == 2


def test_odd_titles_in_a_group_are_plain_text(cli: Cli, home: Path) -> None:
    odd = WIDER.replace("Returns from", "Returns [/b] \\u001b[31m {x} from")
    (home / "odd.toml").write_text(odd, encoding="utf-8")
    out = cli("check", "odd.toml").out
    assert "\x1b" not in out
    assert "“Returns [/b] ␛[31m {x} from" in paragraphs(out)
