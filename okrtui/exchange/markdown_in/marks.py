"""What stands before a text and is no part of it: bullets, numbers, emoji, and labels such as "KR 1.1:"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from okrtui.exchange.markdown_in.words import ABOUT, ASKING, LAST_WORDS, PHRASES, SINGULAR, Part

_KEPT_SYMBOLS = frozenset("°™®©№%‰℃℉")
_CODE = re.compile(r":[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?=\s|$|[:*])")
_BULLET = re.compile(r"(?:[-*+–—•·»>:]|->|→|=>)\s+(?=\S)")
_NUMBER = re.compile(
    r"\(?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.):]\)?|\))(?:\s+|$)|\(?([a-hA-H])\)\s+|[A-H]\.\s+(?=[A-Z0-9])"
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[-–—:.)]?\s+(?=\S)")
_BOX = re.compile(r"\[[ xX✓✔-]\]\s+(?=\S)")
_LONE = re.compile(r"(\d{1,2})\s+(?=[A-ZÀ-Þ])")
_RANK = re.compile(r"[(\[]?[Pp][0-4][)\]]?\s*[:.–—-]?\s+(?=\S)")

_NUM = r"(?:\d{1,3}(?:[.\-/]\d{1,3})*[a-z]?|[A-Z](?![\w'’])|[IVX]{1,4}(?![\w'’])|one|two|three|four|five)"
_OBJECTIVE = re.compile(
    rf"(?:(?i:objective|obj|okr|goal|ziel|objectif|objetivo)\.?\s*(?:[#№-]|no\.?)?\s*(?P<a>{_NUM})|[Oo]\s*[#.-]?\s*(?P<b>\d{{1,3}}))"
    r"(?![\w%/])"
)
_RESULT = re.compile(
    r"(?:[Oo]\s?\d{1,3}\s*[.:/–-]?\s*)?"
    rf"(?:(?i:key[\s-]?results?|schlüsselergebnis|résultat clé|resultado clave)|(?i:krs?)|RC(?=\s?\d))"
    rf"\.?\s*(?:[#№-]|no\.?)?\s*(?P<a>[Oo]?{_NUM})(?![\w%/])"
)
_KPI = re.compile(r"(?i:kpi|metric)\s*[#-]?\s*(?P<a>\d{1,2}(?:\.\d{1,2})?)(?![\w%/])")
_DEED = re.compile(
    r"(?i:initiative|project|task|action|epic|milestone|bet)\s*[#-]?\s*(?P<a>\d{1,2}(?:\.\d{1,2}){0,3})(?![\w%/])"
)
_AIM = re.compile(rf"(?i:priority|theme|pillar|focus area)\s*[#-]?\s*(?P<a>{_NUM})(?![\w%/])")
_CODES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("key_result", _RESULT),
    ("objective", _OBJECTIVE),
    ("kpi", _KPI),
    ("initiative", _DEED),
    ("priority", _AIM),
)
_DATED = re.compile(
    r"\b(?:\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|week|w\d+|of|from|on)\b\s*"
)
_WHOSE = re.compile(r"(?:[A-Z][\w&'’-]*\s+){1,2}(?=(?i:objective|goal|okr|key result|kr)s?\b)")
"""Whose objective it is, before the label: "Company objective 1"."""
_AFTER = re.compile(r"\s*[)\]]?\s*(?:\([^()]{1,24}\)\s*)?(?:[:.|=·]|[-–—]{1,2}(?=\s|$)|->|→|[)\]])?\s*")
_PARTED = re.compile(r"\s*(?::|\s[-–—|]{1,2}\s|[–—])\s*|(?<=\w)\?\s+(?=\S)")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TIMES = re.compile(
    r"(?i)\b(?:fy\s?'?\d{2,4}|(?:q[1-4]|h[12])(?:[\s/'-]*(?:fy)?\s?'?\d{2,4})?|20\d\d(?:[\s/-]*(?:q[1-4]|h[12]))?|"
    r"(?:first|second|third|fourth|this|next|last|current|1st|2nd|3rd|4th)\s+(?:quarter|half|year)|"
    r"quarter(?:ly)?|annual|yearly|of|for|the|in)\b"
)
_BOTH = re.compile(r"(?i)\s*[/&+|]\s*|\s+(?:and|or|und|oder|et|y)\s+")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_VERBS = """improve increase reduce raise lower cut grow reach achieve hit meet build make define set get deliver launch
    ship drive keep maintain track measure review publish finish complete all no every our"""
_SECTION = re.compile(
    r"(?i)(?:(?:our|the|my|team|unsere|die|meine|nos|les|nuestros|los)\s+)?"
    r"(?P<name>objectives|goals|kpis|okrs|metrics|priorities|initiatives|ziele|objectifs|objetivos)"
    r"(?:\s+(?:for|in|this|of|next|für|im|in|pour|de|para)\s+[\w' -]{1,24})?[\W_]*"
)
"""Several things of a kind, whose they are and what time they are for: "Our goals for winter"."""
_VERBS_FIRST = frozenset(_VERBS.split())
"""Words that begin a text of its own, not the name of a section."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text."""

    part: Part
    end: int
    """Where the text begins after it."""
    number: str = ""
    phrase: str = ""
    one: bool = False
    """It announces one text: "Objective:", and not "Objectives:"."""
    coded: bool = False
    """It has a number or is a code, such as KR1."""


def is_symbol(character: str) -> bool:
    """Whether a character is an emoji, a dingbat or a part of one."""
    if character in _KEPT_SYMBOLS:
        return False
    if character in "\ufe0f\u200d\u20e3":
        return True
    category = unicodedata.category(character)
    return category == "So" or (category == "Sk" and ord(character) > 0x1F000)


def front(text: str, *, dotted: bool = False) -> int:
    """Where a text begins after bullets, emoji, their codes and list numbers; `dotted`: after "1.2" too."""
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and (is_symbol(text[at]) or text[at].isspace()):
            at += 1
        for pattern in (_CODE, _BULLET, _BOX, _RANK, _NUMBER, *((_DOTTED, _LONE) if dotted else ())):
            if (match := pattern.match(text, at)) and match.end() < len(text):
                at = match.end()
        if at == start:
            break
    return at


def number_of(text: str) -> str:
    """The dotted number at the start of a text, such as "1.2"; empty without one."""
    at = 0
    while at < len(text) and (is_symbol(text[at]) or text[at].isspace()):
        at += 1
    match = _NUMBER.match(text, at) or _DOTTED.match(text, at) or _LONE.match(text, at)
    return (match[1] or "") if match else ""


def is_prose(text: str) -> bool:
    """Whether a text explains, as opposed to a line that names one thing."""
    text = text[front(text) :]
    words = len(text.split())
    return words > 28 or (words > 11 and text.rstrip().endswith((".", "!", "?"))) or len(_SENTENCE.findall(text)) > 1


def is_time(text: str) -> bool:
    """Whether a text names a quarter, a half or a year and nothing else."""
    return bool(_TIMES.search(text)) and not re.search(r"[^\W\d_]", _TIMES.sub(" ", text))


def label_of(text: str, bold: Sequence[bool] = (), *, heading: bool = False) -> Label | None:
    """The label at the start of a text. Bold letters set a label apart as a colon does, and so does a heading."""
    for start in dict.fromkeys((front(text, dotted=heading), front(text), 0)):
        found = _code(text, start) or _phrase(text, start, bold, heading)
        if found:
            return found
    return None


def names_section(text: str) -> bool:
    """Whether a line is the name of a list, as a heading is: "Our goals for winter"."""
    return _SECTION.fullmatch(text[front(text) :].strip()) is not None


def part_of_column(header: str) -> Part | None:
    """What the head of a table's column names, also in brackets: "Target (KR)"."""
    if part := part_in_brackets(header):
        return part
    label = label_of(header, heading=True)
    return label.part if label is not None else None


def listed(text: str) -> list[str]:
    """The names in a line that lists three or more: "uptime, wait, cost (per order)"; empty for another text."""
    names = [name.strip(" .") for name in re.split(r"[,;]\s+(?![^(]*\))|,?\s+(?:and|und|et|y)\s+", text)]
    return names if len(names) > 2 and all(0 < len(name.split()) <= 7 for name in names) else []


def names_both(header: str) -> bool:
    """Whether the head of a column says that objectives and key results stand in it: "Objective / KR"."""
    named = {part_of_column(name) for name in _BOTH.split(header)}
    return {"objective", "key_result"} <= named


def part_in_brackets(header: str) -> Part | None:
    """The part that brackets at the end of a column's head name."""
    match = re.search(r"\(([^()]+)\)\s*$", header)
    return PHRASES.get(_plain(match[1])) if match else None


def _code(text: str, start: int) -> Label | None:
    at = start + 1 if text[start : start + 1] in ("(", "[") else start
    whose = _WHOSE.match(text, at)
    if whose and whose[0].split()[0].lower() not in _VERBS_FIRST:
        at = whose.end()
    for part, pattern in _CODES:
        if match := pattern.match(text, at):
            number = next((group for group in match.groups() if group), "")
            rest = text[match.end() :]
            weak = number.isalpha() and len(number) > 0 and not re.match(r"\s*[:.)\]–—-]|\s*$", rest)
            if whose and not re.match(r"\s*[:–—-]", rest):
                continue
            if weak or (part in ("initiative", "priority", "kpi") and not re.match(r"\s*[:.)\]–—|-]|\s*$", rest)):
                continue
            after = _AFTER.match(text, match.end())
            end = after.end() if after else match.end()
            if part == "objective" and rest[:1] == "." and rest[1:2].isdigit():
                continue
            return Label(part, end, number, match[0].lower(), one=True, coded=True)
    return None


def _phrase(text: str, start: int, bold: Sequence[bool], heading: bool) -> Label | None:
    for end, after in _ends(text, start, bold):
        phrase = _plain(text[start:end])
        if (whose := _WHOSE.match(text[start:end])) and after < len(text) and phrase.split()[0] not in _VERBS_FIRST:
            phrase = _plain(text[start + whose.end() : end])
        part = PHRASES.get(phrase) or PHRASES.get(_DATED.sub("", phrase).strip())
        whole = after >= len(text)
        if part is None and (heading or (whole and text.rstrip().endswith(":"))):
            part = _named(text[start:end]) or _asked(phrase)
        if part is None or (part == "skip" and not whole and len(phrase) < 3):
            continue
        loose = phrase in ("from", "to", "start", "team", "focus", "how") and whole and not heading
        if text[end : end + 1] == "?" and not whole and part != "why":
            continue  # "How? ..." asks, and the sentence after it may be anything
        if (phrase == "o" or loose) and text[end : end + 1] != ":":
            continue
        return Label(part, after, "", phrase, one=phrase in SINGULAR)
    return None


def _ends(text: str, start: int, bold: Sequence[bool]) -> list[tuple[int, int]]:
    """Where a label may end, and where what follows it begins."""
    found = []
    if match := _PARTED.search(text, start, start + 70):
        found.append((match.start(), match.end()))
    lead = start
    while lead < len(bold) and (bold[lead] or text[lead].isspace()):
        lead += 1
    if start < lead < len(text) and any(bold[start:lead]):
        after = re.compile(r"\s*[:–—|-]?\s*").match(text, lead)
        found.append((lead, after.end() if after else lead))
    if len(text) - start <= 70:
        found.append((len(text), len(text)))
    return found


def _plain(phrase: str) -> str:
    """A phrase in lower case, without punctuation, asides and symbols."""
    bare = _ASIDE.sub("", phrase) or phrase
    words = re.sub(r"[^\w'’]+", " ", bare.replace("’", "'").replace("&", " and ")).strip().lower()
    return " ".join(words.split())


def _asked(phrase: str) -> Part | None:
    """What a section is about whose name is a question or a clause: "What we will try", "How we know"."""
    words = phrase.split()
    if not 1 < len(words) <= 8 or words[0] not in ASKING:
        return None
    return next((part for part, about in ABOUT.items() if not about.isdisjoint(words)), None)


def _named(text: str) -> Part | None:
    """What a short heading names with its last word or words: "Q3 objectives", "Platform team OKRs"."""
    phrase = _plain(_TIMES.sub(" ", _ASIDE.sub("", text)))
    if phrase in PHRASES:
        return PHRASES[phrase]
    if section := _SECTION.fullmatch(text.strip()):
        return PHRASES.get(section["name"].lower()) or LAST_WORDS.get(section["name"].lower())
    words = phrase.split()
    if not words or len(words) > 6 or words[0] in _VERBS_FIRST or text.rstrip().endswith("."):
        return None
    if any(word in ("okr", "okrs") for word in words):
        return "okrs" if len(words) <= 6 else None
    for count in (4, 3, 2):
        if len(words) > count and PHRASES.get(" ".join(words[-count:])) and len(words) - count <= 2:
            return PHRASES[" ".join(words[-count:])]
        if len(words) > count and PHRASES.get(" ".join(words[:count])) in ("objective", "key_result", "okrs"):
            return PHRASES[" ".join(words[:count])]
    if words[0] in ("objectives", "goals", "kpis", "kpi", "okrs", "metrics", "priorities", "initiatives"):
        return LAST_WORDS[words[0]]
    return LAST_WORDS.get(words[-1]) if len(words) <= 4 else None
