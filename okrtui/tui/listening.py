"""When the coach may speak while a line is typed: never of a word that is still being typed, never flickering."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.coach.model import Finding, Verdict

MOST_SHOWN = 3
PAUSE = 1.2
"""Seconds without a key after which rules about what is missing may speak (RULES.md)."""


def unfinished_word(text: str, caret: int) -> tuple[int, int] | None:
    """The span of the word that the caret stands in or behind; None between words."""
    start = caret
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    end = caret
    while end < len(text) and _in_word(text[end]):
        end += 1
    return (start, end) if start < caret else None


def _in_word(character: str) -> bool:
    return character.isalnum() or character in "'’-_"


class Listener:
    """Follows one line while it is typed, and decides which findings may be shown now."""

    def __init__(self, judge: Callable[[str], Verdict]) -> None:
        self._judge = judge
        self._said_missing: set[str] = set()
        self._said: list[tuple[Finding, str]] = []
        """What was said of words that stand there, and those words: it stays until they change, or until a pause."""
        self._had_findings = False
        self.turned_good = False
        """The line has just lost its last finding: worth one sentence."""

    def typed(self, text: str, caret: int) -> tuple[Finding, ...]:
        """What may be said in the frame of this key: what is there and finished; what was missed and still is."""
        whole = self._judge(text)
        word = unfinished_word(text, caret)
        if word is None:
            present = [f for f in whole.findings if f.when == "presence"]
        elif word[1] >= len(text.rstrip()):
            present = [f for f in self._judge(text[: word[0]]).findings if f.when == "presence"] if word[0] else []
        else:
            present = [f for f in whole.findings if f.when == "presence" and not _touches(f, word)]
        present = self._steady(present, text, whole)
        missing = [f for f in whole.findings if f.when == "absence" and f.code in self._said_missing]
        self._said_missing.intersection_update(f.code for f in whole.findings)
        return self._say([*present, *missing], settled=False)

    def _steady(self, present: list[Finding], text: str, whole: Verdict) -> list[Finding]:
        """What is there now, and what was said before of words that have not changed: nothing comes and goes.

        A line that has become what it is meant to be is believed at once.
        """
        codes = {f.code for f in present}
        held = [
            f
            for f, words in self._said
            if f.code not in codes and whole.reads_like != whole.kind and text[f.start : f.end] == words
        ]
        present = [*held, *present] if held else present
        self._said = [(f, text[f.start : f.end]) for f in present]
        return present

    def paused(self, text: str) -> tuple[Finding, ...]:
        """What may be said after a pause, on leaving the field and on Enter: everything."""
        findings = self._judge(text).findings
        self._said = [(f, text[f.start : f.end]) for f in findings if f.when == "presence"]
        self._said_missing.update(f.code for f in findings if f.when == "absence")
        return self._say(list(findings), settled=True)

    def _say(self, findings: list[Finding], *, settled: bool) -> tuple[Finding, ...]:
        shown = tuple(f for f in findings if f.shown)[:MOST_SHOWN]
        self.turned_good = settled and self._had_findings and not shown
        if shown:
            self._had_findings = True
        elif settled:
            self._had_findings = False
        return shown


def _touches(finding: Finding, word: tuple[int, int]) -> bool:
    if finding.start is None or finding.end is None:
        return False
    return finding.start < word[1] and word[0] < finding.end
