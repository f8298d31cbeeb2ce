"""Numbers as people type and read them: 1.2M, 12 %, €42, 6.1 to 5.2 %."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from okrtui.plan import manner, units


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its unit; the unit is what stands beside it ("%", "€", "days", "x"), empty when nothing does."""

    value: float
    unit: str = ""


BLANK = "__"
"""What stands where nobody has given a number or words yet."""

MAGNITUDES: dict[str, float] = {
    "k": 1e3,
    "thousand": 1e3,
    "mn": 1e6,
    "mio": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
}
"""What multiplies a number, in lower case. "M" and "B" are read by their case: see `magnitude`."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)
}
"""Numbers written as one word, in lower case; "hundred" multiplies."""

_LONGEST = 100
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | {"\u2212": "-", "\u2013": "-", "\u2019": "'"}
)
_NUMBER = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[ '][0-9]{3})++(?![0-9])(?:[.,][0-9]++)?|[0-9]++(?:[.,][0-9]++)*+|\.[0-9]++)"
    r"(?:[eE](?P<exponent>[+-]?[0-9]{1,3})(?![0-9]))?"
)
_SCALE = re.compile(r"(?:/ ?|(?:out )?of )[0-9][0-9.,]*+$")
_WORD = re.compile(r"[A-Za-z]++")
_EXPECTED = "Type one number, perhaps with a unit, such as 12 %, €42, 1.2M or 3.5 days."


def magnitude(word: str, *, money: bool = False) -> float | None:
    """What a word right after a number multiplies it by (k, M, bn, million), or None.

    A capital M or B counts; a small m is million only beside money ("€1.2m"), else it is a unit such as metres.
    """
    if word in ("M", "B"):
        return 1e6 if word == "M" else 1e9
    if money and word in ("m", "b"):
        return 1e6 if word == "m" else 1e9
    return MAGNITUDES.get(word.lower())


def parse_quantity(text: str, unit: str = "") -> Quantity:
    """Read one typed value with its unit: "1.2M", "12 %", "€42", "1 200", "-3.5", "1,5", "3x", "4.5/5", "two".

    Magnitudes are applied, a decimal comma is understood, thousands may be set apart by spaces, apostrophes, or
    commas and points where these can only mean that. `unit` is the one that is expected, if any: "5 M€" are 5 where
    values are in "M€", and five million euros elsewhere. Raises `ValueError` with a sentence for the user.
    """
    shown = " ".join(text.split())
    plain = " ".join(text.translate(_SPACES).split())
    if not plain:
        raise ValueError(_EXPECTED)
    if len(plain) > _LONGEST:
        raise ValueError(f"That is too long for a number. {_EXPECTED}")
    sign, currency, rest = _front(plain)
    found = _NUMBER.match(rest)
    if found:
        # Read as one literal: multiplying by a power of ten would lose the last digit.
        value = float(_literal(found["digits"]) + (f"e{found['exponent']}" if found["exponent"] else ""))
        rest = rest[found.end() :]
    else:
        value, rest = _words(rest, shown)
    if unit and not currency and rest.strip() == " ".join(unit.split()):
        found_unit = units.spell(unit)
    else:
        value, found_unit = _back(value, rest, currency, shown, money=units.is_currency(unit))
    value *= sign
    if not math.isfinite(value):
        raise ValueError(f"“{shown}” is too large a number. {_EXPECTED}")
    return Quantity(value + 0.0, found_unit)


def _literal(digits: str) -> str:
    """Digits with separators as Python writes the number; `ValueError` asks when "1,200" may be 1200 or 1.2."""
    plain = digits.replace(" ", "").replace("'", "")
    marks = [mark for mark in plain if mark in ".,"]
    if len(plain) != len(digits):
        return plain.replace(",", ".")
    if len(set(marks)) == 2:
        decimal = marks[-1]
        if marks.count(decimal) > 1 or not _groups(plain.rpartition(decimal)[0], marks[0]):
            raise ValueError(f"“{digits}” has its points and commas in places that do not fit together. {_EXPECTED}")
        return plain.replace(marks[0], "").replace(decimal, ".")
    if len(marks) > 1:
        if not _groups(plain, marks[0]):
            raise ValueError(f"“{digits}” has more than one decimal mark. {_EXPECTED}")
        return plain.replace(marks[0], "")
    before, mark, after = plain.partition(",")
    if mark and len(after) == 3 and len(before) <= 3 and before.lstrip("0"):
        raise ValueError(f"“{digits}” can be read in two ways: type {before}{after} or {before}.{after}.")
    return plain.replace(",", ".")


def _groups(digits: str, mark: str) -> bool:
    """Whether a mark sets thousands apart: one to three digits first, then always three."""
    head, *rest = digits.split(mark)
    return 0 < len(head) <= 3 and bool(rest) and all(len(group) == 3 for group in rest)


def _front(plain: str) -> tuple[float, str, str]:
    """Sign, currency symbol and what follows; the two may come in either order."""
    sign, currency = 1.0, ""
    signed = False
    while plain:
        if plain[0] in "+-" and not signed:
            sign = -1.0 if plain[0] == "-" else 1.0
            signed = True
        elif plain[0] in units.CURRENCIES and not currency:
            currency = plain[0]
        else:
            break
        plain = plain[1:].lstrip()
    code = re.match(r"[A-Z]{3} ?(?=[0-9.-])", plain)
    if code and not currency:
        currency, plain = code[0].strip(), plain[code.end() :]
        if plain.startswith("-") and not signed:
            sign, plain = -1.0, plain[1:].lstrip()
    return sign, currency, plain


def _words(rest: str, shown: str) -> tuple[float, str]:
    """A number written out, such as "two", "twenty-five" or "three hundred", and what follows it."""
    total: int | None = None
    while found := _WORD.match(rest.lstrip(" -")):
        word = found[0].lower()
        if word in NUMBER_WORDS and _fits(total, NUMBER_WORDS[word]):
            total = (total or 0) + NUMBER_WORDS[word]
        elif word == "hundred" and total is not None and 0 < total < 100:
            total *= 100
        else:
            break
        rest = rest.lstrip(" -")[found.end() :]
    if total is None:
        raise ValueError(f"“{shown}” is not a number. {_EXPECTED}")
    return float(total), rest


def _fits(total: int | None, more: int) -> bool:
    """Whether a number word goes on with the one before it: twenty-five, three hundred twenty."""
    if total is None:
        return True
    return 0 < more < (10 if total % 100 else 100) and total >= 20 and total % 10 == 0


def _back(value: float, rest: str, currency: str, shown: str, *, money: bool) -> tuple[float, str]:
    """Apply the magnitude that follows the number, and read the unit from what is left."""
    rest = rest.strip()
    money = money or bool(currency) or rest[-1:] in tuple(units.CURRENCIES)
    word = _WORD.match(rest)
    if word and (times := magnitude(word[0], money=money)):
        value *= times
        rest = rest[word.end() :].strip()
    if rest[-1:] == "+":
        rest = rest[:-1].strip()
    if currency and rest:
        rest = rest if units.is_currency(currency) else f"{currency} {rest}"
        raise ValueError(f"“{shown}” has two units, {currency} and {rest}. {_EXPECTED}")
    unit = currency or rest
    if _SCALE.match(unit):
        return value, unit.replace("/ ", "/")
    first = _WORD.match(unit)
    second = (first and first[0].lower() in NUMBER_WORDS) or (unit[:1] in units.CURRENCIES and len(unit) > 1)
    if unit and (second or unit[0] in "0123456789.,:;/+-*=<>^_" or not unit.isprintable()):
        raise ValueError(f"“{shown}” is more than one number. {_EXPECTED}")
    return value, units.spell(unit)


def decimals_of(value: float) -> int:
    """How many decimals show a value as it was typed; a computed one keeps two, or three digits that count."""
    text = f"{round(value, 10):.10f}".rstrip("0")
    places = len(text) - text.index(".") - 1
    if places <= 4:
        return places
    if abs(value) >= 1 or value == 0:
        return 2
    return min(places, 2 - math.floor(math.log10(abs(value))))


def format_value(value: float, unit: str = "", *, decimals: int | None = None) -> str:
    """A value as the screen shows it: "€42.0", "5.2 %", "1.63", "12,500", "4.5/5", "3x", "-€5"."""
    sign, digits = _digits(value, decimals_of(value) if decimals is None else decimals)
    return _beside(sign, digits, unit)


def format_series(values: Sequence[float | None], unit: str = "") -> list[str]:
    """Values side by side: the same decimals for all, blanks for None, the unit once.

    A currency stands with the first, any other unit with the last: "6.1", "6.0", "5.2 %".
    """
    decimals = max((decimals_of(value) for value in values if value is not None), default=0)
    place = 0 if units.is_currency(unit) else len(values) - 1
    texts = []
    for index, value in enumerate(values):
        sign, digits = _digits(value, decimals) if value is not None else ("", BLANK)
        texts.append(_beside(sign, digits, unit if index == place else ""))
    return texts


def typed_value(value: float, unit: str = "") -> str:
    """A value as one would type it: no thousands, every digit; `parse_quantity` reads the very same back."""
    text = repr(float(value))
    if text.endswith(".0"):
        text = text[:-2]
    return _beside("-" if text.startswith("-") else "", text.lstrip("-"), unit)


def _digits(value: float, decimals: int) -> tuple[str, str]:
    text = f"{abs(value):,.{decimals}f}" if abs(value) >= 10_000 else f"{abs(value):.{decimals}f}"
    return ("-" if value < 0 and text.strip("0.,") else ""), manner.number(text)


def _beside(sign: str, digits: str, unit: str) -> str:
    if not unit:
        return sign + digits
    if units.is_currency(unit):
        return f"{sign}{unit}{digits}"
    return f"{sign}{digits}{unit}" if units.is_glued(unit) else f"{sign}{digits} {unit}"


def comparable(one: Quantity, other: Quantity) -> tuple[float, float] | None:
    """The values of two quantities in one common unit, or None when their units have nothing to do with each other.

    Times, amounts of data, lengths and weights are converted ("1.2 s" and "400 ms" are 1.2 and 0.4); a quantity
    without a unit is taken to have that of the other.
    """
    if units.same(one.unit, other.unit):
        return one.value, other.value
    first, second = units.factor(one.unit), units.factor(other.unit)
    if first is None or second is None or first[0] != second[0]:
        return None
    return one.value * first[1], other.value * second[1]


def in_unit(quantity: Quantity, unit: str) -> float | None:
    """The value of a quantity in a unit (1.2 s is 1200 ms); None where the two have nothing to do with each other.

    What has no unit is taken to have this one, and no unit takes any.
    """
    if units.same(quantity.unit, unit):
        return quantity.value
    first, second = units.factor(quantity.unit), units.factor(unit)
    if first is None or second is None or first[0] != second[0]:
        return None
    # Rounded to 15 digits, so that 1.1 h are 66 min and not 66.00000000000001.
    return float(f"{quantity.value * first[1] / second[1]:.15g}")


def convert(value: float, unit: str, to: str) -> float:
    """A value in another unit of the same family; as it is where the units do not convert."""
    found = in_unit(Quantity(value, unit), to)
    return value if found is None else found
