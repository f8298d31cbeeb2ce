"""What stands in brackets or beside a text: scores, states, owners, days; and whether it is about the text at all."""

from __future__ import annotations

import re

from okrtui.exchange.markdown_in.marks import is_symbol
from okrtui.plan.fields import Value

SHARE = r"\d{1,3}(?:[.,]\d+)?\s?%"
_PART = r"(?:0?\.\d{1,2}|[01][.,]\d{1,2})"
_OF = r"\d{1,4}(?:\.\d+)?\s?/\s?\d{1,4}(?:\.0)?"
NUMBER = rf"(?:{SHARE}|{_OF}|{_PART})"
_SCORE = re.compile(
    rf"(?:(?i:score|grade|progress|final|rating|result|done|actual)\s*[:=]?\s*)?{NUMBER}(?:\s*(?i:done|complete|completed|achieved))?"
)
_STATUS = re.compile(
    r"(?i)(?:on[\s-]track|off[\s-]track|at[\s-]risk|behind|ahead|done|completed?|in[\s-]progress|not[\s-]started|started|"
    r"blocked|paused|on[\s-]hold|cancell?ed|dropped|missed|achieved|partially (?:done|achieved|met)|met|not met|green|"
    r"yellow|amber|red|wip|to[\s-]?do|new|carried over|carry over|ongoing|delayed|n/?a|tbd|tbc|exceeded|failed|"
    r"not done|planned|stretch|closed|open|shipped|delivered)"
)
_KIND = re.compile(r"(?i)(committed|commit|aspirational|moon\s?shot|roof\s?shot)(?:\s+(?:okr|objective|goal))?")
HANDLE = r"@[\w][\w.-]*(?:/[\w.-]+)?"
_OWNER = re.compile(
    r"(?:(?i:(?:kr |okr |objective )?owners?|dri|lead|responsible|accountable|assignee|driver|champion|who|resp)\s*"
    r"(?:[:=]\s*|(?=@))|(?i:owner|dri|owned by|led by|assigned to)\s*[:=]?\s*(?=[@A-ZÀ-Þ]))"
    r"(?P<names>[^()\[\];|]{1,60})$"
)
_MEASURE = re.compile(r"(?i)(?P<name>target|baseline|start|current|weight|unit|metric|goal)\s*[:=]\s*(?P<value>.+)")
_DUE = re.compile(r"(?i)(?:due(?: date)?|deadline|by|until|eta|target date|by when)\s*[:=]\s*(?P<when>.{3,30})")
_CONFIDENCE = re.compile(
    r"(?i)conf(?:idence)?\.?\s*(?:level)?\s*[:=]?\s*(?P<value>\d{1,3}(?:\s*/\s*10|\s?%)?|high|medium|low)"
)
WHY = re.compile(r"(?i)why\s*[:=]\s*(?P<text>.+)")
_WEIGHT = re.compile(r"(?i)weight(?:ing)?\s*[:=]?\s*\d{1,3}\s?%?|\d{1,3}\s?%\s*weight(?:ing)?")
INITIALS = re.compile(r"[A-Z]{2,3}(?:\s*[,/&+]\s*[A-Z]{2,3})*")


def score_of(text: str) -> float | None:
    """A score as a share, 0..1: "70 %", "0.7", "5/7"; None for what is none."""
    match = re.search(NUMBER, text)
    if not match:
        return None
    plain = match[0].replace(" ", "").replace(",", ".")
    if plain.endswith("%"):
        share = float(plain[:-1]) / 100
    elif "/" in plain:
        top, bottom = (float(part) for part in plain.split("/"))
        share = top / bottom if bottom else 0.0
    else:
        share = float(plain)
    return share if 0 <= share <= 1 else None


def says(part: str, fields: dict[str, Value], square: bool) -> bool:
    """Whether a part of what is in brackets is about the line; what it says goes to `fields`."""
    bare = "".join(character for character in part if not is_symbol(character)).strip()
    bare = re.sub(r":[a-z_]+:", "", bare).strip()
    if not bare:
        return True
    if match := re.fullmatch(rf"{HANDLE}(?:[\s,&+/]+{HANDLE})*", bare):
        fields["owner"] = ", ".join([*([str(fields["owner"])] if "owner" in fields else []), names_in(match[0])])
        return True
    if match := _OWNER.fullmatch(bare):
        fields.setdefault("owner", names_in(match["names"]))
        return True
    if match := _DUE.fullmatch(bare):
        fields.setdefault("due", match["when"].strip())
        return True
    if match := _KIND.fullmatch(bare):
        fields.setdefault("kind", "committed" if match[1].lower().startswith("commit") else "aspirational")
        return True
    if _SCORE.fullmatch(bare):
        share = score_of(bare)
        if share is not None:
            fields.setdefault("score", share)
        return share is not None
    if match := re.fullmatch(r"(?i:status|state|health|rag)\s*[:=]\s*(.{2,20})", bare):
        return True
    if _STATUS.fullmatch(bare):
        if bare.lower() in ("done", "complete", "completed", "shipped", "delivered", "closed"):
            fields.setdefault("done", True)
        return True
    if _CONFIDENCE.fullmatch(bare) or _WEIGHT.fullmatch(bare):
        return True
    if square and (match := _MEASURE.fullmatch(bare)):
        if match["name"].lower() in ("target", "baseline", "unit"):
            fields.setdefault(match["name"].lower(), match["value"].strip())
        return True
    return square and bool(INITIALS.fullmatch(bare))


def is_remark(text: str) -> bool:
    """Whether all of a short text says how a line stands, such as "on track" or "0.7"."""
    return len(text) < 24 and bool(_STATUS.fullmatch(text.strip()) or _SCORE.fullmatch(text.strip()))


def abbreviates(initials: str, text: str) -> bool:
    """Whether capitals in brackets shorten the words before them, and so are no person."""
    words = re.findall(r"[A-Za-z]+", text)[-len(initials) :]
    return "".join(word[0] for word in words).upper() == initials


def names_in(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("@", "")).strip(" .,;")
