"""The numbers and the day of a key result whose words are in another language than the coach reads."""

from __future__ import annotations

from datetime import date

from okrtui.plan.fields import Value
from okrtui.tui.forms import Around


def values_abroad(text: str, around: Around) -> dict[str, Value]:
    """The fields that such a line fills, read as an import reads it; what is in doubt stays unread.

    Loaded with the first such line: the readers for other languages are the import's.
    """
    from okrtui.exchange.line_numbers import abroad_values
    from okrtui.exchange.markdown_in.numerals import numerals_of
    from okrtui.exchange.markdown_in.tongues import is_abroad, read_abroad, writes_commas
    from okrtui.plan.dates import parse_day

    def day(words: str) -> date | None:
        try:
            return parse_day(words, today=around.today, fiscal_year_start=around.fiscal_year_start, cycle=around.cycle)
        except ValueError:
            return None

    if not is_abroad(text):
        return {}
    plain, doubt = numerals_of([text], comma=writes_commas(text)).plain(text)
    said = read_abroad(plain, day)
    return {} if doubt else abroad_values(said)
