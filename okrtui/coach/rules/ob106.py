"""OB106: hangs on another team, objective or event."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import cut, hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when the objective waits for somebody else."""
    if not reading.hangs_on:
        return None
    own = cut(reading, reading.hangs_on)
    fix = Fix(title="Keep your own part", text=own if len(own.split()) > 2 else "Make __ easier for __")
    message = (
        f"{quote(reading.slice(reading.hangs_on))} puts the objective in other hands. "
        f"Teams that wait for one another end up competing."
    )
    return hit(reading.hangs_on, message, fix=fix)


RULE = TextRule(
    code="OB106",
    name="dependent-objective",
    title="Hangs on others",
    kind="objective",
    severity="hint",
    when="presence",
    summary="Hangs on another team, objective or event.",
    reason=(
        "Objectives that hang on one another make teams wait, and then compete. A few aligned ones that each "
        "team can reach by itself carry further."
    ),
    question="What could your team achieve even if they are late?",
    worked=(
        "Make onboarding effortless once the platform team ships the login",
        "Make the first day effortless for new users",
    ),
    bad=(
        "Work with Legal to speed up contracts",
        "Make onboarding effortless once the platform team ships the new login",
        "Delight partners in collaboration with the sales team",
        "Win small clinics, depending on the new budget",
        "Open the Swiss market after the board approves the plan",
        "Support objective 2 of the marketing team when the team delivers",
        "Become the fastest shop, subject to the database migration",
        "Make payments safer with the help of the security team",
        "Grow the community in partnership with Marketing",
        "Help nurses write less if the vendor delivers the new tablets",
        "Win back lost guests when the design team launches the new menu",
        "Build trust with banks, contingent on the audit",
        "Make search a joy as soon as the data team has released the index",
        "Coordinate with Finance to simplify expenses",
        "Be ready for growth after O1 is reached",
    ),
    good=(
        "Make paying effortless",
        "Become the shop that home cooks come back to",
        "Win the trust of small clinics",
        "Launch the loyalty app",
        "Grow a circle of home bakers",
        "Help nurses spend less time on paper",
        "Be there for guests when they need us",
        "Make the first week after a purchase a pleasure",
        "Become a company that people love to work with",
        "Help teams work with less stress",
        "Delight buyers once and again",
        "Give partners a reason to stay",
        "Raise quality",
        "Make moving to a new home easy",
        "Reach a sustainable balance between customer acquisition cost and customer lifetime value",
    ),
    near=(
        "Help shops thrive after the holidays",
        "Make working with us a pleasure",
        "Win guests when it rains",
        "Give new colleagues a good start with the team",
    ),
    check=check,
)
