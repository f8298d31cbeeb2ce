"""Expand the list of verbs into all their forms: ``python -m tests.coach.forms`` writes `lexicon/verbforms.py`.

The forms are made beforehand, since making them each time would take a third of the coach's whole import.
"""

from __future__ import annotations

from pathlib import Path

from okrtui.coach import lexicon
from okrtui.coach.lexicon.verblist import CLASSES, forms_of

TARGET = Path(lexicon.__file__).parent / "verbforms.py"
_HEAD = '''"""All forms of the verbs in `verblist`; written by ``python -m tests.coach.forms``, not by hand.

A group is a class and its verbs, a verb is its base form and the forms that are its own.
"""
# ruff: noqa: E501

FORMS = """\\
'''


def expanded() -> str:
    """The module's text. A form that two verbs share belongs to the one that is listed first."""
    taken: set[str] = set()
    groups = []
    for verb_class, words in CLASSES.items():
        lines: list[str] = [verb_class]
        for base in words.split():
            own = [form for form in forms_of(base) if form not in taken]
            taken.update(own)
            if own:
                lines.append(" ".join([base, *own]))
        groups.append("\n".join(lines))
    return _HEAD + "\n\n".join(groups) + '"""\n'


if __name__ == "__main__":
    TARGET.write_text(expanded(), encoding="utf-8")
