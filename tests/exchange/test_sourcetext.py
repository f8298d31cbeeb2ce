"""Where the words of a finding stand in the file: behind escapes, line breaks and markup too."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.exchange.jsonpositions import json_positions
from okrtui.exchange.positions import Position, key_path, positions
from okrtui.exchange.sourcetext import SourceText


def marked(text: str, word: str) -> str:
    """What of a TOML text the region of a word in its value of `a` covers."""
    value = tomllib.loads(text)["a"]
    start = value.index(word)
    region = SourceText(text).region_in_string(positions(text)["a"], start, start + len(word))
    lines = text.split("\n")
    assert text[region.offset :].startswith(lines[region.start.line - 1][region.start.column - 1 :])
    return text[region.offset : region.offset + region.length]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ('a = "Launch the app"', "the", "the"),
        ('a = "say \\"go\\" to \\u00fcber \\U0001F600 all"', "all", "all"),
        ('a = "say \\"go\\" to \\u00fcber"', "über", "\\u00fcber"),
        ("a = 'C:\\temp\\new app'", "new", "new"),
        ("a = '''\nit's \\n raw\nLaunch the app'''", "Launch", "Launch"),
        ('x = 1\r\na = """\r\nfirst \\\r\n    and \\"second\\"\r\nthird"""\r\n', "second", "second"),
        ('x = 1\r\na = """\r\nfirst\r\nthird"""\r\n', "third", "third"),
        ('a = """one \\\n   two"""', "two", "two"),
        ('a = "\tx\ty 😀 ñandú"', "ñandú", "ñandú"),
    ],
)
def test_the_region_covers_the_word_as_it_is_written(text: str, word: str, found: str) -> None:
    assert marked(text, word) == found


@given(
    st.lists(st.sampled_from(["a", " ", "é", "😀", '\\"', "\\\\", "\\n", "\\t", "\\u0041", "\\U0001F600"]), min_size=1)
)
def test_every_character_of_a_basic_string_is_found(parts: list[str]) -> None:
    text = f'x = 1\na = "{"".join(parts)}"\n'
    at = positions(text)["a"]
    source = SourceText(text)
    done = len('x = 1\na = "')
    for number, part in enumerate(parts):
        region = source.region_in_string(at, number, number + 1)
        assert (region.offset, region.length) == (done, len(part))
        assert (region.start.line, region.start.column) == (2, done - len("x = 1\n") + 1)
        done += len(part)


@pytest.mark.parametrize(
    ("line", "text", "word", "found"),
    [
        ("- Launch the app", "Launch the app", "the app", "the app"),
        ("- **Launch** the `app` now", "Launch the app now", "Launch the", "Launch** the"),
        ("- Cut *churn*  to 5 %", "Cut churn to 5 %", "to 5 %", "to 5 %"),
        ("- R\\_one is up", "R_one is up", "R_one", "R\\_one"),
    ],
)
def test_a_stretch_of_a_markdown_line_is_found_between_its_markup(line: str, text: str, word: str, found: str) -> None:
    whole = f"# Title\n\n{line}\n"
    first = next(at for at, c in enumerate(line) if c == text[0])
    start = text.index(word)
    region = SourceText(whole).region_in_line(Position(3, first + 1), text, start, start + len(word))
    assert whole[region.offset : region.offset + region.length] == found
    assert region.start.line == region.end.line == 3


def test_words_that_the_line_does_not_hold_have_an_empty_region() -> None:
    region = SourceText("- one &amp; two\n").region_in_line(Position(1, 3), "one & two", 6, 9)
    assert (region.start, region.length) == (Position(1, 3), 0)


KEYS = st.sampled_from(["a", "b c", 'q"'])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(TEXTS | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_every_string_of_a_json_text_is_found(value: object, indent: int | None, escaped: bool) -> None:
    text = json.dumps({"top": value}, indent=indent, ensure_ascii=escaped)
    found = json_positions(text)
    source = SourceText(text)

    def walk(value: object, path: str) -> None:
        assert path in found
        if isinstance(value, dict):
            for key, held in value.items():
                walk(held, key_path(path, key))
        elif isinstance(value, list):
            for number, held in enumerate(value):
                walk(held, f"{path}[{number}]")
        elif isinstance(value, str):
            region = source.region_in_string(found[path], 0, len(value))
            assert json.loads(f'"{text[region.offset : region.offset + region.length]}"') == value

    walk(value, "top")
