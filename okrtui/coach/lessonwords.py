"""What the lesson says: of each kind, of a good line, and of one that a rule speaks about."""

from __future__ import annotations

from okrtui.coach.model import LikeKind

OKR = "An OKR redesigns the present, for a quarter."
KPI = "A KPI watches past and present, for years."
BET = "Neither OKR nor KPI: work for a key result. It may change; the result stays."
STRATEGY = "Priorities follow from a strategy."
EARLY_OR_LATE = "Does it move before a result, or is it the result itself?"
UNNAMED = "Nothing names it as its cause yet."
WHOM = "Whom exactly, and what will they notice?"
WHAT_NOT = "For whom, and what will you leave to others?"

ENGLISH = "The coach reads English: of this line it says nothing."
KPI_LIKE = "It reads like a KPI."

LIKE: dict[LikeKind, str] = {
    "objective": "an objective",
    "key_result": "a key result",
    "kpi": "a KPI",
    "initiative": "an initiative",
    "strategy": "a strategy",
}

GOOD: dict[str, str] = {
    "objective": "A direction that people can picture; the numbers stay below it.",
    "key_result": "A result, measurable, silent about how.",
    "kpi": "A figure with a reading at any time.",
    "strategy": "It says where to win, and so what can wait.",
}

NOTED: dict[str, tuple[str, str]] = {
    "OB101": ("a number in it", "That measures, as a key result does; an objective says where to go."),
    "OB103": ("keeps what is there", KPI_LIKE),
    "OB104": ("a direction that any team could take", "An objective rules something out."),
    "OB105": ("two aims", "Each is an objective of its own."),
    "OB106": ("hangs on others", "An objective is what this team can reach itself."),
    "OB107": ("somebody is to be pleased", "An objective says who will be better off."),
    "KR102": ("done or not done", "A key result can be seen coming closer, week by week."),
    "KR103": ("which way, not how far", "A key result has a measure, from __ to __."),
    "KR105": ("a result, and a way to it", "The way is an initiative: a bet that may change."),
    "KR106": ("two changes", "Each is a key result of its own."),
    "KR107": ("hangs on others", "A key result is what this team can move itself."),
    "KR108": ("counts attention", "A key result says what people do next."),
    "KP102": ("a topic, nothing to count yet", "A KPI is a figure that a dashboard could show."),
    "KP103": ("counts attention", "A great KPI makes somebody act: what do people do next?"),
    "ST101": ("things to make", "These are bets; a strategy says where they are to win."),
    "ST102": ("fits any company", "A strategy leaves something to others."),
}
"""By what a line is known about which a rule speaks, and what it would be; others are placed by what is read."""

NEW: dict[str, tuple[str, tuple[str, ...]]] = {
    "strategy": (
        "A strategy",
        ("Where to win, and how.", "Without one, everything looks like a priority.", "What will you leave to others?"),
    ),
    "priority": (
        "What matters most now",
        ("One to three, the first one first.", "What is not here can wait.", "Leadership decides, and says why."),
    ),
    "objective": (
        "An objective",
        (
            "Where to go, and why it matters.",
            "It inspires; it is not measured itself.",
            "What gets better, and for whom?",
        ),
    ),
    "key_result": (
        "A key result",
        (
            "How you will know: a measure, from __ to __, by a day.",
            "Silent about how.",
            "What will people do differently?",
        ),
    ),
    "kpi": (
        "A KPI",
        (KPI, "The best ones move early, and somebody acts on them.", "What would tell you first?"),
    ),
    "initiative": (
        "An initiative",
        ("A bet on a key result: what you make or do.", "Bets change week by week; the result stays."),
    ),
}
