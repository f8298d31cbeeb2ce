"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), as code scanning reads it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from okrtui import __version__
from okrtui.cli.codes import Selection
from okrtui.cli.remarks import Remark
from okrtui.coach.model import TextRule
from okrtui.coach.pages import AnyRule, all_rules, page

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "okrtui/v1"
"""The name of the fingerprint: rule, item and words; it stays when lines move."""

_LEVELS = {"warning": "warning", "hint": "note"}
_STDIN = "stdin"
"""What stands for standard input, which is no file."""


def log(remarks: Iterable[Remark], wanted: Selection) -> dict[str, Any]:
    """The whole SARIF log of one run; `wanted` are the rules that were asked."""
    rules = [rule for rule in all_rules() if rule.code in wanted]
    index = {rule.code: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    driver = {"name": "okrtui", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(remark, index, seen) for remark in remarks],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: AnyRule) -> dict[str, Any]:
    """A rule with its page as its help."""
    help_text = page(rule.code)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.summary} {rule.reason}"},
        "help": {"text": help_text, "markdown": f"```text\n{help_text}```\n"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.kind.replace("_", "-") if isinstance(rule, TextRule) else "plan"]},
    }


def _result(remark: Remark, index: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    finding = remark.finding
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(remark.path)}}
    region = _region(remark)
    if region:
        location["physicalLocation"]["region"] = region
    if remark.item:
        location["logicalLocations"] = [{"fullyQualifiedName": remark.item, "kind": "member"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": remark.said},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: _fingerprint(remark, seen)},
        "properties": {"shown": finding.shown},
    }


def _artifact(path: str) -> dict[str, str]:
    """A file: relative to where the command runs, if it is below it; else with its whole address."""
    if not path:
        return {"uri": _STDIN}
    whole, here = Path(os.path.abspath(path)), Path.cwd()
    if not whole.is_relative_to(here):
        return {"uri": whole.as_uri()}
    name = whole.relative_to(here).as_posix()
    return {"uri": quote(name.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": "%SRCROOT%"}


def _region(remark: Remark) -> dict[str, Any]:
    if remark.start is None:
        return {}
    region: dict[str, Any] = {"startLine": remark.start.line, "startColumn": remark.start.column}
    if remark.end is not None:
        region |= {"endLine": remark.end.line, "endColumn": remark.end.column}
        if remark.offset is not None:
            region |= {"charOffset": remark.offset, "charLength": remark.length}
        region["snippet"] = {"text": remark.text}
    return region


def _fingerprint(remark: Remark, seen: Counter[str]) -> str:
    """The same for the same remark about the same item, wherever it stands; a second one of these gets its number."""
    what = "\n".join((remark.finding.code, remark.key, " ".join(remark.text.split())))
    digest = hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
