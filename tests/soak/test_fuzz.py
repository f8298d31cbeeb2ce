"""Spoilt files and odd texts: a plan or a sentence comes of each, soon, and never anything else.

Spoilt are the sample in every format, documents as people write them, and the settings.
``pytest -m soak tests/soak/test_fuzz.py`` does so for a long time.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.coach import check_plan, check_text
from okrtui.coach.model import TextKind
from okrtui.exchange import csv_in, csv_out, json_in, json_out, markdown_in, markdown_out, toml_in
from okrtui.exchange.files import decode
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.exchange.markdown_plan import Where, import_lines
from okrtui.plan.entities import Cycle
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.settings import load
from okrtui.settings.writing import keep, template

TODAY = date(2026, 5, 4)
PATIENCE = 3.0
"""Seconds of CPU for a file of a few kilobytes: far more than it takes, far less than a user would wait."""
KINDS: tuple[TextKind, ...] = ("objective", "key_result", "kpi", "strategy")

TOML = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
PLAN = to_plan(toml_in.loads(TOML, "sample.toml"))
JSON = json_out.dumps(PLAN)
CSV = csv_out.dumps(PLAN)
MARKDOWN = markdown_out.page(PLAN, next(iter(PLAN.table(Cycle))), today=TODAY, settings=MethodSettings())
DOCUMENT = """# OKRs Q2 2026 (Team Growth)
**Objective 1:** Make paying effortless  | owner: Ada
- [ ] KR1: Raise orders per buyer from 1.2 to 2 (0.4)
  1. launch the app
* [x] KR 2 - churn 6 % → 4 % by 30 Jun
> ## Objective: Be loved
| Key result | from | to | owner |
|---|---|---|---|
| NPS | 20 | 40 | Bo |

KPIs
- Uptime ≥ 99.9 % weekly
"""

SET = """theme = "nord"  # the dark one
fiscal_year_start = 4
backups = 12
[counts]
kpis = [1, 5, 9]
[pace]
on_track = 0
[grades]
low = 0.3
[keys]
preset = "vim"
new = ["n", "z q"]
[commands]
"""

_NASTY = st.sampled_from(
    [
        "\0", "\x1b[31m", "\x9b2J", "\x1b]52;c;aGk=\x07", "\ufeff", "\u2028", "\u202e", "\ud800", "\U0010ffff",
        "e\u0301" * 30, '"', '"""', "'''", "[[", "]]", "[", "]", "{", "}", "=", "\\", "\\u", "\\ud800", "\n", "\r",
        "\r\n", "\t", ",", ";", "|", "|-|", "1" * 400, "1" * 5000, "-0", "1e999", "NaN", "-inf", "0x1", "1_0",
        "9999-99-99",
        "2026-02-30", "0000-00-00", "31.12.", "24:00", "true", "null", "[" * 3000, "{\"a\":" * 500, "> " * 400,
        "- " * 300, "  " * 200 + "- x", "#" * 50, "a." * 500, "```", "---\n", "<script>", "=cmd|' /C'!A0", "%s%n",
        "../../../etc/passwd", "/dev/zero", "x" * 2000, "", "o-7h2k9m", "kr-", "cycles", "okrtui_format = 2",
        "[[cycles]]", "[[conflicts]]", "id", "Q5 2026", "KR1:", "Objective:", "0.7)", "%", "€", "→",
    ]
)  # fmt: skip
_TEXT = st.text(max_size=60)


@st.composite
def spoilt(draw: st.DrawFn, *originals: str) -> str:
    """One of some texts, with a few places cut out, doubled, or replaced."""
    text = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 2, 7, 40, 300, 3000))))
        what = draw(st.sampled_from(("put", "put", "cut", "double", "swap", "text")))
        match what:
            case "put":
                text = text[:start] + draw(_NASTY) + text[end:]
            case "text":
                text = text[:start] + draw(_TEXT) + text[end:]
            case "cut":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "swap":
                lines = text.split("\n")
                one, two = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[two] = lines[two], lines[one]
                text = "\n".join(lines)
    return text


def read_toml(text: str) -> None:
    plan = to_plan(toml_in.loads(decode(text.encode("utf-8", "surrogatepass"), "x.toml"), "x.toml"))
    check_plan(plan, today=TODAY, settings=MethodSettings())


def read_json(text: str) -> None:
    document = json_in.loads(decode(text.encode("utf-8", "surrogatepass"), "x.json"), "x.json")
    import_edit(PLAN, document, replace=True)


def read_csv(text: str) -> None:
    csv_in.loads(text.encode("utf-8", "surrogatepass"), "x.csv", plan=PLAN, today=TODAY)


def read_markdown(text: str) -> None:
    plain = decode(text.encode("utf-8", "surrogatepass"), "x.md")
    document = markdown_in.read(plain, today=TODAY, source="x.md")
    import_lines(PLAN, document, Where(TODAY, MethodSettings()), source="x.md")


def read_settings(text: str) -> None:
    """Settings come of any text, with a sentence for each that cannot be used; one put into it is there."""
    with tempfile.TemporaryDirectory(prefix="okrtui-fuzz-") as folder:
        file = Path(folder) / "settings.toml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        _, problems = load(file)
        for problem in problems:
            assert problem
            assert "\n" not in problem
        before = file.read_bytes()
        try:
            keep("backups", 7, file)
            before = file.read_bytes()
            keep("review.minutes", 9, file)
        except PlanError:
            assert file.read_bytes() == before, "left as it was"
            raise
        chosen, _ = load(file)
        assert (chosen.backups, chosen.review_minutes) == (7, 9)


READERS: dict[str, tuple[Callable[[str], None], tuple[str, ...]]] = {
    "toml": (read_toml, (TOML,)),
    "json": (read_json, (JSON, json.dumps(json.loads(JSON), indent=1))),
    "csv": (read_csv, (CSV, CSV.replace(",", ";"), CSV.replace(",", "\t"))),
    "markdown": (read_markdown, (DOCUMENT, MARKDOWN, TOML)),
    "settings": (read_settings, (template(), SET)),
}


def survives(read: Callable[[str], None], text: str) -> None:
    """Read a text: fine, or refused with a sentence of one line, soon."""
    began = time.process_time()
    said = "It was read."
    try:
        read(text)
    except PlanError as error:
        said = str(error)
    assert said
    assert "\n" not in said
    assert time.process_time() - began < PATIENCE, f"took {time.process_time() - began:.1f} s"


_FEW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
_MANY = settings(_FEW, max_examples=20_000)


def judge(text: str) -> None:
    """Ask the coach about a line, as each kind; its spans lie in the text."""
    began = time.process_time()
    for kind in KINDS:
        verdict = check_text(text, kind, today=TODAY)
        for finding in verdict.findings:
            if finding.start is not None and finding.end is not None:
                assert 0 <= finding.start <= finding.end <= len(text)
    assert time.process_time() - began < PATIENCE


_LINES = st.one_of(
    spoilt(*(line for line in (TOML + DOCUMENT).split("\n") if len(line) > 15)),
    st.lists(st.one_of(_NASTY, st.sampled_from((TOML + DOCUMENT).split())), max_size=40).map(" ".join),
    st.text(max_size=500),
)


@pytest.mark.parametrize("kind", READERS)
def test_a_spoilt_file_is_read_or_refused_with_a_sentence(kind: str) -> None:
    _fuzz(kind, _FEW)


@pytest.mark.parametrize("kind", ["toml", "json", "csv", "markdown"])
@_FEW
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(kind: str, data: bytes) -> None:
    read, _ = READERS[kind]

    def from_bytes(text: str) -> None:
        read(decode(data, f"x.{kind}"))

    survives(from_bytes, "")


@_FEW
@given(_LINES)
def test_the_coach_has_an_answer_to_any_line(text: str) -> None:
    judge(text)


@pytest.mark.soak
@pytest.mark.parametrize("kind", READERS)
def test_spoilt_files_for_a_long_time(kind: str) -> None:
    _fuzz(kind, _MANY)


@pytest.mark.soak
@_MANY
@given(_LINES)
def test_the_coach_for_a_long_time(text: str) -> None:
    judge(text)


def _fuzz(kind: str, how: settings) -> None:
    read, originals = READERS[kind]

    @how
    @given(spoilt(*originals))
    def fuzz(text: str) -> None:
        survives(read, text)

    fuzz()


def test_the_originals_are_read() -> None:
    """What is spoilt above is worth spoiling: it is read as a plan."""
    read_toml(TOML)
    read_json(JSON)
    read_csv(CSV)
    read_markdown(DOCUMENT)
    assert isinstance(PLAN, Plan)
