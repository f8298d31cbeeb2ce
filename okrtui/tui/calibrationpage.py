"""What past quarters say of the team's confidence, as a page and in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okrtui.plan.calibration import ENOUGH_CYCLES, Calibration, Rate, calibration, needed, sentence, verdict
from okrtui.plan.settings import MethodSettings
from okrtui.session import Session
from okrtui.tui.paint import Line
from okrtui.tui.text import clip, plain, width, wrap

_BAR = 20
_NAMES = 24


def read_calibration(session: Session, method: MethodSettings, *, closing: str = "") -> Calibration:
    """The calibration of a plan, with the histories that it looks at; `closing`: a cycle that is about to be closed."""
    for row in needed(session.plan, closing=closing):
        session.history(row)
    return calibration(session.plan, method, closing=closing)


def summary(found: Calibration) -> str:
    """The sentence about the confidence that was given most often; empty while there is not enough to say."""
    if not found.enough or found.telling is None:
        return ""
    return sentence(found.telling, found.rates[found.telling])


def calibration_lines(found: Calibration) -> Callable[[int], Sequence[Line]]:
    """The page, for `okrtui.tui.screens.page.Page`."""
    return lambda cells: _page(found, min(cells, 90))


def _page(found: Calibration, cells: int) -> list[Line]:
    if not found.enough:
        return _not_yet(found, cells)
    lines: list[Line] = [[(text, "strong")] for text in wrap(summary(found), cells)]
    lines += [[], [("said".ljust(5) + "came true".ljust(43) + "95 % sure", "dim")]]
    lines += [_rate_line(confidence, rate) for confidence, rate in found.rates.items()]
    if any(found.owners):
        lines += [[], [("By owner", "strong")]]
        for owner, rates in found.owners.items():
            lines.append(_owner_line(owner or "nobody named", rates, cells))
    return [*lines, [], *_how(found, cells)]


def _not_yet(found: Calibration, cells: int) -> list[Line]:
    have = {0: "is none yet", 1: "is one so far", 2: "are two so far"}.get(found.cycles, "are too few so far")
    text = (
        f"After {ENOUGH_CYCLES} closed quarters in which confidence was said and key results were graded, this page "
        f"tells how many key results came true of those that were said with a confidence of 7, and so for each other "
        f"number. There {have}."
    )
    return [[(line, "")] for line in wrap(text, cells)]


def _rate_line(confidence: int, rate: Rate) -> Line:
    filled = round(rate.share * _BAR)
    mark = round(confidence / 10 * _BAR)
    bar = "".join("│" if at == mark else "▓" if at < filled else "░" for at in range(_BAR + 1))
    low, high = rate.interval
    return [
        (f"♥{confidence:<3} ", ""),
        (bar, ""),
        (f" {rate.share * 100:3.0f} %  {rate.landed:>3} of {rate.total:<4}", ""),
        (f"{low * 100:3.0f} to {high * 100:.0f} %  ".ljust(14), "dim"),
        (verdict(confidence, rate), "warn"),
    ]


def _owner_line(owner: str, rates: dict[int, Rate], cells: int) -> Line:
    name = clip(plain(owner), _NAMES)
    told = " · ".join(f"♥{c} {rate.landed} of {rate.total}" for c, rate in rates.items())
    return [(name + " " * (_NAMES + 2 - width(name)), ""), (clip(told, cells - _NAMES - 2), "dim")]


def _how(found: Calibration, cells: int) -> list[Line]:
    text = (
        f"From {len(found.forecasts)} key results of {found.cycles} closed quarters: the last confidence that was said "
        "by the middle of the quarter, against the grade at its end (it came true: 1.0 where it was committed, else "
        "0.7 and more; without a grade, the target reached). │ is where a bar ends when confidence is worth what it "
        "says."
    )
    return [[(line, "dim")] for line in wrap(text, cells)]
