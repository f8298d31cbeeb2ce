"""`okrtui check -`: one text a line, one answer a line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Cli

GOOD = "Increase the order frequency from 1.6 to 1.76 by the end of Q2"
OUTPUT = "Launch the loyalty app"


def test_every_line_is_answered_in_order_by_an_object_of_the_contract(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", "--format", "jsonl", stdin=f"{OUTPUT}\n{GOOD}\n")
    first, second = done.rows()
    assert done.code == 1
    assert list(first) == ["line", "text", "kind", "reads_like", "certainty", "findings", "facts"]
    assert (first["line"], first["text"], first["kind"]) == (1, OUTPUT, "key_result")
    finding = first["findings"][0]
    assert list(finding) == ["code", "name", "severity", "shown", "start", "end", "message", "question", "fix"]
    assert (finding["code"], finding["name"], finding["severity"]) == ("KR101", "output-key-result", "warning")
    assert 0 <= finding["start"] < finding["end"] <= len(OUTPUT)
    assert (second["line"], second["findings"]) == (2, [])
    assert second["facts"]["baseline"] == {"value": 1.6, "unit": ""}
    assert second["facts"]["deadline"] == "2026-06-30"


def test_only_a_line_feed_ends_a_line_and_everything_else_is_kept(cli: Cli) -> None:
    odd = ["a\rb", "c\r", "d\x85e\u2028f\x0bg\x0ch", "", " i\t", "[/b] %s {x} \x1b[31m", "шлях 収益 🎯", "last"]
    done = cli("check", "-", "--kind", "strategy", "--format", "jsonl", stdin="\n".join(odd))
    assert [row["text"] for row in done.rows()] == odd
    assert [row["line"] for row in done.rows()] == list(range(1, len(odd) + 1))


def test_a_very_long_line_comes_back_whole(cli: Cli) -> None:
    text = "Reduce churn " * 1000
    (row,) = cli("check", "-", "--kind", "key-result", "--format", "jsonl", stdin=text + "\n").rows()
    assert row["text"] == text


def test_a_byte_order_mark_is_no_text(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "kpi", "--format", "jsonl", stdin=b"\xef\xbb\xbfChurn\n\xef\xbb\xbfNPS\n")
    assert [row["text"] for row in done.rows()] == ["Churn", "\ufeffNPS"]


def test_no_line_means_no_answer(cli: Cli) -> None:
    assert cli("check", "-", "--kind", "kpi", "--format", "jsonl").fine() == ""
    assert json.loads(cli("check", "-", "--kind", "kpi", "--format", "json").fine()) == []
    assert "0 lines read" in cli("check", "-", "--kind", "kpi").fine()


def test_json_is_the_same_in_one_array(cli: Cli) -> None:
    lines = cli("check", "-", "--kind", "key-result", "--format", "jsonl", stdin=f"{OUTPUT}\n{GOOD}\n").rows()
    array = cli("check", "-", "--kind", "key-result", "--format", "json", stdin=f"{OUTPUT}\n{GOOD}\n")
    assert json.loads(array.out) == lines


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_warnings_make_the_exit_code_1_in_every_format(cli: Cli, form: str) -> None:
    def code(text: str, *more: str) -> int:
        return cli("check", "-", "--kind", "key-result", "--format", form, *more, stdin=text + "\n").code

    hint = "Reduce churn to 3 %"
    assert [code(OUTPUT), code(hint), code(GOOD)] == [1, 0, 0]
    assert [code(OUTPUT, "--fail-on", "hint"), code(hint, "--fail-on", "hint"), code(GOOD, "--fail-on", "hint")] == [
        1,
        1,
        0,
    ]
    assert code(OUTPUT, "--fail-on", "never") == 0


def test_text_shows_the_line_the_reason_the_question_and_a_better_line(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", stdin=f"{GOOD}\n{OUTPUT}\n")
    assert done.out.startswith(f"line 2: {OUTPUT}\n  ! Something you make  KR101 warning\n")
    assert "→ " in done.out
    assert "2 lines read: " in done.out
    assert "KR102 warning\n" in done.out, "what a stronger finding folds is named too"
    assert done.out.count("?") == 1, "but it asks one question"
    assert max(map(len, done.out.split("\n"))) <= 80
    assert "\x1b" not in done.out


def test_text_never_sends_control_characters_to_the_terminal(cli: Cli) -> None:
    done = cli("check", "-", "--kind", "key-result", stdin="Launch \x1b[31mthe\x07 app\x9b\n")
    assert not {"\x1b", "\x07", "\x9b"} & set(done.out)
    assert "Launch ␛[31mthe␇ app" in done.out


def test_select_and_ignore_choose_the_rules(cli: Cli) -> None:
    def codes(*more: str) -> list[str]:
        done = cli("check", "-", "--kind", "key-result", "--format", "jsonl", *more, stdin=f"{OUTPUT}\n")
        return [finding["code"] for row in done.rows() for finding in row["findings"]]

    every = codes()
    assert "KR101" in every
    assert codes("--select", "kr101, KR105") == ["KR101"]
    assert codes("--select", "OB") == []
    assert codes("--ignore", "KR101") == [code for code in every if code != "KR101"]
    assert codes("--select", "KR", "--ignore", "KR1") == []
    assert cli("check", "-", "--kind", "key-result", "--ignore", "KR", stdin=f"{OUTPUT}\n").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has_is_refused(cli: Cli, option: str) -> None:
    cli("check", "-", "--kind", "kpi", option, "KP101,KP1011").refused(
        option, "KP1011", "perhaps KP101", "okrtui rules"
    )


def test_without_a_kind_it_says_what_is_expected(cli: Cli) -> None:
    cli("check", "-").refused("--kind", "objective, key-result, kpi, strategy")


def test_a_kind_without_standard_input_is_refused(cli: Cli) -> None:
    cli("check", "plan.db", "--kind", "kpi").refused("--kind is for standard input")


@pytest.mark.parametrize(("raw", "said"), [(b"caf\xe9\n", "byte 4 is not UTF-8"), (b"a\0b\n", "NUL")])
def test_what_is_no_text_is_refused_with_its_line(cli: Cli, raw: bytes, said: str) -> None:
    done = cli("check", "-", "--kind", "kpi", "--format", "jsonl", stdin=b"Churn\n" + raw)
    assert done.code == 2
    assert done.err.startswith("standard input: line 2: ")
    assert said in done.err


def test_it_answers_each_line_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "okrtui", "check", "-", "--kind", "kpi", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for text in ("Churn", "NPS"):
            running.stdin.write(f"{text}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["text"] == text
        running.stdin.close()
        assert running.wait(timeout=20) == 0


def test_it_is_the_same_in_a_process_of_its_own_whatever_the_locale(process: Cli) -> None:
    done = process(
        *("check", "-", "--kind", "key-result", "--format", "jsonl"), stdin="Lançar 🎯\n", LC_ALL="C", PYTHONUTF8="0"
    )
    assert done.rows()[0]["text"] == "Lançar 🎯"
    text = process("check", "-", "--kind", "key-result", stdin="Launch the 🎯 app\n", PYTHONIOENCODING="ascii")
    assert text.code == 1
    assert "Launch the ? app" in text.out
