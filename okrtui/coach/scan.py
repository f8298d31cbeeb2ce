"""One pass over a line: words, numbers with their units, names with digits, blanks and signs, each with its place."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

LIMIT = 400
"""Code points that are analysed; what follows is not judged."""

TokenKind = Literal["word", "number", "name", "blank", "sign"]
"""A name holds digits and measures nothing (Q2, v2.0, SOC2); a blank stands for a number to come (X %, __)."""


class Token(NamedTuple):
    """A piece of the line. `start` and `end` are half-open, in code points of the text as given."""

    kind: TokenKind
    start: int
    end: int
    text: str
    norm: str
    """Lower case, with plain apostrophes and hyphens; what lexicons are asked for."""
    value: float = 0.0
    """A number's value, magnitudes applied."""
    unit: str = ""
    """A number's unit: a currency sign, %, or what is written against it (ms, h, x)."""
    sign: str = ""
    """+ or - when one was typed before the number."""
    plus: bool = False
    """A + after the number ("50+")."""


MAGNITUDES = {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9}
CURRENCIES = {
    "usd": "$",
    "us$": "$",
    "eur": "€",
    "gbp": "£",
    "chf": "CHF",
    "jpy": "¥",
    "inr": "₹",
    "euro": "€",
    "euros": "€",
    "dollars": "$",
}
_SPELT = {
    "s": "s sec secs",
    "min": "min mins",
    "h": "h hr hrs",
    "days": "d",
    "x": "x ×",
    "pp": "pp ppt",
    "bps": "bps bp",
    "points": "pts pt",
    "kWh": "kwh",
}
UNITS = {short: unit for unit, listed in _SPELT.items() for short in listed.split()}
UNITS |= {unit.lower(): unit for unit in ("ms", "KB", "MB", "GB", "TB", "kg", "km", "rps", "qps", "tps", "fps")}
"""Units written short, and how they are kept."""
_AS_TYPED = ("milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "points")
WORD_UNITS = {word: word for plural in _AS_TYPED for word in (plural, plural[:-1])} | {
    "percent": "%",
    "percentage": "%",
    "times": "x",
    "fold": "x",
}
"""Units written as words, and how they are kept."""
ORDINALS = frozenset({"st", "nd", "rd", "th"})
DATE_NAMES = re.compile(r"(?:q[1-4]|h[12]|fy\d{2,4}|cy\d{2,4}|w\d{1,2}|kw\d{1,2})$")

# Every repeat is possessive or bounded: the scan is linear whatever is pasted.
_SCAN = r"""
    (?P<space>\s++)
  | (?P<plain>(?!tbd)[a-z]{2,}+(?![^\s,;)]))
  | (?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d) | \d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d))
  | (?P<blank>
        _{2,}+\s?%?
      | [$€£]\s?(?:[MKBmkXN]|_++)(?![\w])
      | \[\s?(?:x|n|\#|\.\.\.|tbd|number)\s?%?\s?\]
      | <\s?(?:x|n|number)\s?%?\s?>
      | (?<![\w])(?:[XY]{1,3}|N|NN|TBD|tbd|x|y)\s?%
      | (?<![\w$€£])[$€£]?(?:XX+|\?\?+|X|TBD|N|(?<=to\ )[YZ])(?![\w'’]))
  | (?P<url>https?://\S{1,400}+)
  | (?P<version>v\.?\s?\d{1,4}(?:\.\d{1,4}){0,3}(?!\w) | \d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?!\w))
  | (?P<number>
        (?<![\w])(?P<cur>[$€£¥₹]|US\$|USD\s?|EUR\s?|GBP\s?|CHF\s?)?
        (?P<digits>
            \d{1,3}(?:\.\d{3}){1,4},\d{1,2}(?!\d)
          | \d{1,3}(?:[,\u2009\u202f'’]\d{3}){1,4}(?:\.\d{1,6})?(?!\d)
          | \d{1,3}(?:\ \d{3}){1,3}(?![\d\w])
          | \d{1,15}(?:[.,]\d{1,6})?(?!\d))
        (?P<tail>[^\W\d_]{0,12}+(?!-?\d))?
        (?P<after>\s?(?:%|€|£)|\+)?)
  | (?P<name>[^\W\d_]*+\d\w*+(?:[.-]\w++)*+)
  | (?P<short>(?i:avg|approx|incl|excl|resp|est|vs)\.(?=\s+[a-z0-9(]))
  | (?P<word>
        [^\W\d_]++(?:['’.&](?=[^\W\d_])[^\W\d_]++)*+
        (?:[-‐‑](?=[^\W_])[^\W_]++(?:['’][^\W\d_]++)?)*+)
  | (?P<sign>->|=>|[<>]=?|[≤≥=±~≈]|→|.)
    """


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of all tokens, compiled when the first line is read."""
    return re.compile(_SCAN, re.VERBOSE | re.DOTALL)


_OF_NUMBERS = frozenset({"number", "cur", "digits", "tail", "after"})
_PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-"})


def scan(text: str) -> tuple[Token, ...]:
    """Cut the first `LIMIT` code points of `text` into tokens; spaces are left out."""
    tokens: list[Token] = []
    for match in _pattern().finditer(text[:LIMIT]):
        group = match.lastgroup
        if group == "space":
            continue
        raw = match.group()
        start, end = match.span()
        if group == "plain":
            tokens.append(Token("word", start, end, raw, raw))
            continue
        norm = raw.lower() if raw.isascii() else raw.lower().translate(_PLAIN)
        if group in _OF_NUMBERS:
            tokens.append(_number(match, start, end, raw, norm, tokens))
        elif group == "blank":
            tokens.append(Token("blank", start, end, raw, norm, unit="%" if "%" in raw else ""))
        elif group == "word":
            tokens.append(Token("word", start, end, raw, norm))
        elif group == "short":
            tokens.append(Token("word", start, end, raw, norm.rstrip(".")))
        elif group == "sign":
            tokens.append(Token("sign", start, end, raw, norm))
        else:
            tokens.append(Token("name", start, end, raw, norm))
    return tuple(tokens)


def _number(match: re.Match[str], start: int, end: int, raw: str, norm: str, before: list[Token]) -> Token:
    digits, tail, after = match["digits"], (match["tail"] or ""), (match["after"] or "").strip()
    value = _value(digits)
    unit = CURRENCIES.get((match["cur"] or "").strip().lower(), (match["cur"] or "").strip())
    low = tail.lower()
    if tail and low in ORDINALS:
        return Token("name", start, end, raw, norm)
    if low in CURRENCIES:
        unit = CURRENCIES[low]
    elif low in MAGNITUDES and (low != "m" or tail == "M" or bool(unit)):
        value *= MAGNITUDES[low]
    elif low in UNITS and (len(low) > 1 or tail in {low, "X"}):
        unit = UNITS[low]
    elif low in WORD_UNITS:
        unit = WORD_UNITS[low]
    elif low == "m":
        value *= 1e6
    elif tail:
        return Token("name", start, end, raw, norm)
    if after in {"%", "€", "£"}:
        unit = after
    sign = ""
    if before and before[-1].kind == "sign" and before[-1].end == start and before[-1].norm in {"+", "-", "−", "–"}:
        alone = len(before) < 2 or before[-2].end < before[-1].start
        sign = ("+" if before[-1].norm == "+" else "-") if alone else ""
    return Token("number", start, end, raw, norm, value, unit, sign, after == "+")


def _value(digits: str) -> float:
    """The value of digits as typed: 1,200 and 1 200 are thousands, 1,5 is one and a half."""
    plain = re.sub(r"[ '’\u2009\u202f]", "", digits)
    if 0 < plain.find(".") < plain.find(","):
        plain = plain.replace(".", "")  # 1.200,50: points between thousands, as on the continent
    if "," in plain:
        whole, _, rest = plain.rpartition(",")
        plain = plain.replace(",", "") if len(rest.split(".")[0]) == 3 else f"{whole.replace(',', '')}.{rest}"
    return float(plain)
