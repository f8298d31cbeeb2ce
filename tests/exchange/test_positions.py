"""Line and column of values in TOML that people write by hand."""

from __future__ import annotations

import time

from okrtui.exchange.positions import positions


def at(text: str) -> dict[str, tuple[int, int]]:
    return {path: (where.line, where.column) for path, where in positions(text).items()}


def test_columns_are_those_of_the_text_behind_the_quotes() -> None:
    text = "# top\nname = 'Acme'\n\n[[kpis]]\n  name   =   \"Chürn é\" # [[kpis]]\n"
    assert at(text) == {"name": (2, 9), "kpis[0]": (4, 1), "kpis[0].name": (5, 15)}


def test_tables_in_tables_are_counted_below_their_own_parent() -> None:
    text = "[[a]]\n[[a.b]]\nx=1\n[[a.b]]\nx=2\n[[a]]\n[[a.b]]\nx=3\n[a.c]\ny=4\n"
    found = at(text)
    assert [found[path] for path in ("a[0].b[0].x", "a[0].b[1].x", "a[1].b[0].x", "a[1].c.y")] == [
        (3, 3),
        (5, 3),
        (8, 3),
        (10, 3),
    ]


def test_long_strings_begin_where_their_first_character_stands() -> None:
    text = 'a = """\nfirst\n[[kpis]] \\" = "" """\nb = \'\'\'x"""\n#y\'\'\'\nc = """""quoted"""""\nd = 1\n'
    assert at(text) == {"a": (2, 1), "b": (4, 8), "c": (6, 8), "d": (7, 5)}


def test_arrays_and_inline_tables() -> None:
    text = "kpis = [ # ]\n  {name = 'A', 'odd key' = \"]\"},\n  {name = \"B}\"},\n]\nx = [1, [2,3]]\n"
    found = at(text)
    assert found["kpis[0].name"] == (2, 12)
    assert found['kpis[0]."odd key"'] == (2, 29)
    assert found["kpis[1].name"] == (3, 12)
    assert found["x[1][1]"] == (5, 12)


def test_dotted_and_quoted_keys() -> None:
    text = "strategy.statement = 'x'\n\"a\\u0062\".c = 1\n[ 'q' . r ]\nz = 2\n"
    found = at(text)
    assert found["strategy.statement"] == (1, 23)
    assert found["ab.c"] == (2, 15)
    assert found["q.r.z"] == (4, 5)


def test_windows_line_ends() -> None:
    assert at("a = 1\r\n[[k]]\r\nb = '''\r\nx'''\r\n") == {"a": (1, 5), "k[0]": (2, 1), "k[0].b": (4, 1)}


def test_texts_that_are_no_valid_toml_end_too() -> None:
    for text in (
        "[",
        "[[",
        "]",
        "=",
        "a =",
        "a = [",
        "a = {",
        'a = "',
        "a = [}",
        "a = {]",
        "\0",
        "a = '''",
        '"',
        "[a",
        "a.b.",
    ):
        positions(text * 3)
    assert at("a = 1\n???\nb = 2\n")["b"] == (3, 5)


def test_it_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        text = "[[kpis]]\nname = 'x'\ndrivers = [\n  'kpi-a', # one\n]\n" * count
        begun = time.process_time()
        assert len(positions(text)) == 4 * count
        return time.process_time() - begun

    seconds(100)
    assert seconds(20_000) < 60 * seconds(1_000)
    begun = time.process_time()
    for hostile in ("a = " + "[" * 100_000, "a = '" + "\\" * 100_000, "#" * 100_000 + "\n" * 100_000, "a." * 50_000):
        positions(hostile)
    assert time.process_time() - begun < 2
