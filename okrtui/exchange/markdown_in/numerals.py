"""How a document writes its numbers: one decimal mark for all of it, and what is doubtful in spite of that."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from okrtui.exchange.csv_values import DecimalMark, decimal_mark, number, own_mark
from okrtui.exchange.markdown_in.tonguewords import AT_LEAST, AT_MOST
from okrtui.plan.numbers import Quantity, format_value

_TOKEN = re.compile(r"(?<![\w.,/:#§])[0-9]+(?:[.,'’][0-9]+)+(?![\w]*[.,'’]?[0-9])")
"""A number with a mark in it, which is no part of a code, a day or a version."""
_PLAIN = re.compile(r"(?<![\w.,])[0-9]+(?:[.,][0-9]{1,2})?(?![\w.,]*[0-9])")
"""A number that can be read in one way."""
_MUCH = 10.0
_LOOKED_AT = 20
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,'’])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_DAY = re.compile(r"[0-3]?[0-9]\.[01]?[0-9](?:\.(?:[0-9]{4}|[0-9]{2}))?(?=\.?(?:\s|$|[),;]))\.?")
_SHORT = re.compile(r"(?<=[0-9])\s?(Tsd|Mio|Mrd)\b\.?")
_TIMES = {"Tsd": " thousand", "Mio": " million", "Mrd": " billion"}
_SCALE = re.compile(r"/|(?:out )?of |per ")
_ROUGH = re.compile(
    r"(?i)^(?:[<>≤≥=~≈]+|(?:ca|approx|min|max|mind|about|around|at least|at most|up to|over|under|below|above|"
    rf"less than|more than|fewer than|{AT_LEAST}|{AT_MOST}|mind)(?!\w)\.?)\s*"
)
"""What may stand before a number in a cell that holds no more than it."""


_LEAST = re.compile(rf"(?i)^(?:[>≥]=?|(?:at least|over|above|more than|min|{AT_LEAST})(?!\w))")
_MOST = re.compile(rf"(?i)^(?:[<≤]=?|(?:at most|up to|under|below|less than|fewer than|max|{AT_MOST})(?!\w))")


def bound_of(cell: str) -> Literal["healthy_low", "healthy_high", ""]:
    """Which end of a healthy range a cell names: "< 2 %" its upper one; empty for a number alone."""
    text = cell.strip()
    return "healthy_low" if _LEAST.match(text) else "healthy_high" if _MOST.match(text) else ""


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are read in a document."""

    mark: DecimalMark = DecimalMark(".", False, False)
    mixed: bool = False
    """Some of its numbers show a point before decimals and others a comma."""

    def plain(self, text: str, beside: str = "") -> tuple[str, str]:
        """A text with its numbers written the English way ("1.200,5" as "1,200.5"), and what is doubtful in it.

        Thousands stay apart, so that 2,000 is not taken for a year. `beside` is what stands beside the text: of two
        readings that are possible, the one nearer to a number there is taken (1.200 beside 900 is 1200).

        The doubt is a clause such as "“1.200” may be 1.2"; empty without one.
        """
        doubts: list[str] = []
        known = _plain_numbers(beside or text)

        def written(found: re.Match[str]) -> str:
            token = found[0]
            if not _is_number(token, _from(text, found)):
                return token
            mark = own_mark(token) or self._mark_for(token)
            if not own_mark(token) and self._is_doubtful(token):
                mark = _nearer(token, known, mark)
                doubts.append(_two_ways(token, mark))
            return _english(token, mark)

        plain = _SHORT.sub(lambda found: _TIMES[found[1]], _TOKEN.sub(written, text))
        return plain, "; ".join(dict.fromkeys(doubts))

    def value(self, cell: str, unit: str = "", beside: str = "") -> tuple[Quantity, str]:
        """The number that a cell holds, and what is doubtful about it; raises `ValueError` for anything else.

        `beside` is the cell that it is to be compared with.
        """
        text, doubt = self.plain(_ROUGH.sub("", cell.strip()), beside)
        found = number(text, ".", unit)
        if re.search("[0-9]", found.unit) and not _SCALE.match(found.unit) and found.unit != unit:
            raise ValueError(cell)  # "40 or 50"
        return found, doubt

    def _mark_for(self, token: str) -> str:
        """The decimal mark of a number that does not show it: that of the document, or where nothing tells one by
        which it is a round number.
        """
        if self.mark.certain:
            return self.mark.text
        mark = "," if "," in token else "."
        if mark == "," and self.mark.text == ".":
            return "."
        return _other(mark) if token.endswith("0") or mark != self.mark.text else mark

    def _is_doubtful(self, token: str) -> bool:
        """Whether a number with three digits behind its mark may be another: 1,200 is 1200 where nothing speaks
        against it, 1.200 only where the document shows a comma elsewhere.
        """
        if not re.search("[.,]", token):
            return False
        if self.mixed:
            return True
        mark = "," if "," in token else "."
        if self.mark.certain:
            return mark == self.mark.text
        return mark == "." or self.mark.text == mark


def numerals_of(texts: Iterable[str], *, comma: bool) -> Numerals:
    """How the numbers of some texts are written. `comma`: the words around them are of a language that writes 1,5."""
    tokens = [found[0] for text in texts for found in _TOKEN.finditer(text) if _is_number(found[0], _from(text, found))]
    shown = {own_mark(token) for token in tokens} - {""}
    mark = decimal_mark(tokens, "," if comma else ".")
    certain = (mark.certain and bool(shown)) or comma
    return Numerals(DecimalMark(mark.text, certain, mark.asked), len(shown) > 1)


def _is_number(token: str, rest: str) -> bool:
    """Whether digits with marks between them are one number, and neither a day nor the number of a version."""
    if (day := _DAY.match(rest)) and "," not in token and day[0].count(".") == 2:
        return False  # 31.12.2026, or 5.3. at whose end the point is that of a day as likely as of a sentence
    marks = [character for character in token if not character.isdigit()]
    return len(marks) == 1 or bool(_GROUPS.fullmatch(token))


def _digits(token: str, mark: str) -> str:
    """A number with a point before decimals and nothing else."""
    bare = re.sub(r"['’]", "", token)
    return bare.replace(_other(mark), "").replace(mark, ".")


def _english(token: str, mark: str) -> str:
    """A number with a point before decimals, and with commas where thousands were set apart."""
    whole, point, rest = re.sub(r"['’]", _other(mark), token).partition(mark)
    whole = whole.replace(_other(mark), ",")
    if re.fullmatch("[0-9]{3}", rest) and whole.isdigit():
        rest += "0"  # what is decided already must not be taken for thousands again
    return f"{whole}.{rest}" if point else whole


def _from(text: str, found: re.Match[str]) -> str:
    """A number and the little behind it that tells a day from it."""
    return text[found.start() : found.end() + 8]


def _plain_numbers(text: str) -> list[float]:
    """The first numbers of a text that can be read in one way only."""
    found = (float(one[0].replace(",", ".")) for one in islice(_PLAIN.finditer(text), _LOOKED_AT))
    return [value for value in found if 0 < value < math.inf]


def _nearer(token: str, known: Sequence[float], mark: str) -> str:
    """The mark by which a number is much nearer to some known ones; `mark` where that tells nothing."""
    if not known:
        return mark
    off = {
        way: min(abs(math.log(float(_digits(token, way))) - math.log(one)) for one in known)
        for way in ",."
        if float(_digits(token, way))
    }
    best = min(off, key=lambda way: off[way], default=mark)
    return best if off.get(mark, 0.0) - off.get(best, 0.0) > math.log(_MUCH) else mark


def _other(mark: str) -> str:
    return "." if mark == "," else ","


def _two_ways(token: str, mark: str) -> str:
    return f"“{token}” may be {format_value(float(_digits(token, _other(mark))))}"
