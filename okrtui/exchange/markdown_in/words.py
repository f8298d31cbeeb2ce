"""The words by which OKR documents name their parts."""

from __future__ import annotations

from typing import Literal

Part = Literal[
    "objective", "key_result", "kpi", "initiative", "priority", "strategy", "okrs", "why", "owner", "field", "skip"
]
"""What a label or the name of a section stands for; "okrs" announces objectives with their key results."""

_PHRASES: dict[Part, str] = {
    "objective": """objective; objectives; obj; goal; goals; our objectives; our goals; objetivo; objetivos; objectif;
        objectifs; ziel; ziele; goals and objectives; objective statement; objectives list; high level objectives;
        strategic objectives; strategic goals; o; big goals; outcome goals""",
    "key_result": """key result; key results; kr; krs; measurable results; key outcomes; measures of success;
        measure of success; success measure;
        success metric; success criterion;
        success criteria; success measures; success metrics; how we will know; how we'll know; how do we know;
        how we measure success; how will we measure it; how we measure it; measured by; as measured by;
        we will know we succeeded when; schlüsselergebnis; schlüsselergebnisse; résultat clé; résultats clés;
        resultado clave; resultados clave; key results krs; expected results; results we want; done when;
        we will measure this by; evidence of success; we know we are there when""",
    "kpi": """kpi; kpis; metric; metrics; health metric; health metrics; key performance indicator;
        key performance indicators; performance indicators; indicators; key metrics; guardrail; guardrails;
        guardrail metrics; what we measure; business as usual metrics; bau metrics; north star; north star metric;
        leading indicators; lagging indicators; health indicators; metrics we watch; kpis and metrics; dashboard;
        numbers we watch; health checks; operational metrics; business metrics; product metrics; team metrics;
        performance indicators kpis; scorecard; vital signs; kennzahlen; counter metrics; what we watch;
        always on metrics; steady state metrics; measures; supporting metrics; input metrics; output metrics;
        kpis to watch; kpis we watch; numbers to watch; metrics to watch""",
    "initiative": """initiative; initiatives; task; tasks; project; projects; action; actions; action item;
        action items; activities; activity; deliverable; deliverables; key initiatives; key projects; epics; epic;
        to do; to dos; todo; todos; bets; bet; tactics; tactic; how; how we get there; how we will get there;
        what we will do; what we'll do; work items; supporting work; milestones; milestone; key actions;
        key activities; outputs; planned work; experiments; experiment; backlog; workstreams; workstream; maßnahmen;
        steps; supporting initiatives; top initiatives; iniciativas""",
    "priority": """priority; priorities; strategic priorities; strategic priority; top priorities; focus areas;
        focus area; company priorities; our priorities; what matters most; what matters most now; focus; pillars;
        pillar; strategic pillars; strategic pillar; themes; theme; strategic themes; strategic theme; must wins;
        must win battles; company themes; big bets; prioritäten""",
    "strategy": """strategy; our strategy; product strategy; company strategy; strategic intent;
        strategy statement; strategic direction; strategy in one sentence; strategy in a sentence; strategie;
        estrategia""",
    "okrs": """okr; okrs; objectives and key results; objectives key results; objective and key results;
        current objectives and key results; current okrs; team okrs; our okrs; goals and key results""",
    "why": """why; why now; why it matters; why this matters; rationale; reason; motivation; because;
        why is this important; why does it matter; why this; rational""",
    "owner": """owner; owners; owned by; dri; lead by; responsible; accountable; champion; assignee; driver;
        accountable person; directly responsible individual; okr owner; objective owner; kr owner; sponsor;
        executive sponsor; owner s; led by""",
    "field": """status; score; grade; progress; confidence; due; due date; deadline; target; baseline; current;
        current value; start; from; to; unit; cadence; frequency; weight; rating; final score; final grade; health;
        last updated; updated; start date; end date; target date; by when; period; quarter; cycle; timeframe;
        time frame; type; category; source; data source; measured; tags; target value; start value; level;
        measurement; how to measure; how measured; how it is measured; method; measurement method;
        rag; rag status; state; current score; trend; formula""",
    "skip": """vision; our vision; product vision; mission; our mission; vision statement; mission statement;
        vision and mission;
        note; notes; comment; comments; update; updates; retrospective; retro; learnings; learning; lessons;
        lessons learned; lessons learnt; what worked; what did not work; what didn't work; learned; learnt;
        what we learned; what we learnt; context; background; risk; risks;
        dependencies; dependency; blockers; blocker; links; link; references; reference; resources; appendix;
        agenda; attendees; participants; how we meet; how we work; ways of working; meetings; purpose; about;
        about us; about the team; introduction; intro; overview; summary; executive summary; glossary; legend;
        scoring; how we score; how to read this; scoring guide; grading; faq; questions; open questions;
        out of scope; not included; non goals; nongoals; not doing; what we are not doing;
        what we will not do; what we won't do;
        things we are not doing; things we will not do; parking lot; parked; later; changelog; change log; history;
        table of contents; contents; contact; contacts; team; team members; members; who we are; description;
        definition; definitions; definition of done; details; assumptions; constraints; evidence; reflection;
        reflections; result of the retro; what went well; what did not go well; what went badly; what to improve;
        stop doing; start doing; keep doing; timeline; schedule; process; rituals; principles; values; our values;
        next steps; decision; decisions; discussion; feedback; further reading; see also; template; instructions;
        how to use; how to use this document; example; examples; final notes; remarks; review; review notes;
        review dates; check in notes; stakeholders; budget; headcount; hiring plan; dropped; cancelled; deprecated;
        archived; archive; notizen; anti goals; what happened; highlights; lowlights; wins; misses; grading notes;
        how okrs work here; explanation; what this means; challenges; meeting notes; minutes; check ins; calendar;
        how we run okrs; ground rules; rules; guidelines; licence; license; acknowledgements; thanks; ideas;
        ideas for later; not now; communication; cadence of reviews; rituals and meetings; key dates; dates""",
}

PHRASES: dict[str, Part] = {
    " ".join(phrase.split()): part for part, phrases in _PHRASES.items() for phrase in phrases.split(";")
}
"""Names of parts, in lower case and without punctuation."""

LAST_WORDS: dict[str, Part] = {
    "objectives": "objective",
    "goals": "objective",
    "results": "key_result",
    "krs": "key_result",
    "kpis": "kpi",
    "kpi": "kpi",
    "metrics": "kpi",
    "indicators": "kpi",
    "initiatives": "initiative",
    "projects": "initiative",
    "tasks": "initiative",
    "deliverables": "initiative",
    "priorities": "priority",
    "pillars": "priority",
    "strategy": "strategy",
    "okrs": "okrs",
    "okr": "okrs",
    "notes": "skip",
    "risks": "skip",
    "links": "skip",
    "legend": "skip",
    "learnings": "skip",
    "retrospective": "skip",
    "retro": "skip",
    "dependencies": "skip",
    "questions": "skip",
    "meetings": "skip",
    "members": "skip",
    "dates": "skip",
    "history": "skip",
}
"""Words that name a part when a short heading ends with them: "Platform objectives"."""

SINGULAR = frozenset({"objective", "obj", "goal", "key result", "kr", "ziel", "objectif", "objetivo", "priority"})
"""Labels that announce one text, not a list of them."""

DESCRIBING = frozenset(
    {"description", "summary", "overview", "context", "background", "purpose", "details", "explanation"}
    | {"what this means", "definition"}
)
"""Labels of a sentence about what stands above it; what follows does not belong to the sentence."""

ASKING = frozenset({"what", "how", "why", "things", "signs", "signals", "ways", "where", "when", "which"})
"""Words that begin a section's name when it is a question or a clause."""

_ABOUT: dict[Part, str] = {
    "skip": """learned learnt learn happened meet work notes missed stopped stop not wrong well risks worry depend
        dependencies happens read use score grade graded""",
    "kpi": "watch monitor observe healthy health eye",
    "key_result": "know measure measures measured succeed success succeeded worked achieved proof evidence reached",
    "initiative": "try do build plan planned doing make start get deliver bet bets test change ship",
    "why": "matters matter important why care",
}
ABOUT: dict[Part, frozenset[str]] = {part: frozenset(words.split()) for part, words in _ABOUT.items()}
"""Words that tell what such a section is about; earlier ones weigh more."""
