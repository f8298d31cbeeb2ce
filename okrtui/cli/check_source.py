"""`okrtui check FILE`: every text of a plan, and the plan as a whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from okrtui.cli.check import REMARKS, FailOn, Tally, write_objects, write_remarks
from okrtui.cli.codes import Selection
from okrtui.cli.common import settings
from okrtui.cli.texts import Source, as_keys, open_source, texts

if TYPE_CHECKING:
    from datetime import date

    from okrtui.coach.model import Finding, Verdict
    from okrtui.exchange.positions import Position
    from okrtui.plan.settings import MethodSettings


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach says about one place: a text with its verdict, or an item of the plan with one finding."""

    id: str
    place: str
    """Path in the file, such as ``cycles[0].objectives[2].title``; empty for the plan as a whole."""
    kind: str
    findings: tuple[Finding, ...]
    verdict: Verdict | None = None
    at: Position | None = None
    """Where it stands in a file that is text; None for a database."""

    def as_json(self, source: Source) -> dict[str, Any]:
        """The object of the contract."""
        said = (
            dataclasses.replace(self.verdict, findings=self.findings).as_json()
            if self.verdict
            else {
                "text": None,
                "kind": self.kind,
                "reads_like": None,
                "certainty": None,
                "findings": [finding.as_json() for finding in self.findings],
                "facts": None,
            }
        )
        where = {"path": source.path, "id": self.id, "item": self.place or None}
        return {**as_keys(self.at), **where, **said}


def check_sources(given: Sequence[str | None], form: str, fail_on: FailOn, wanted: Selection) -> int:
    """Judge plans one after another, print what there is to say, and return the exit code."""
    from okrtui.clock import today

    day, method = today(), settings().method
    tally = Tally()
    if form == "text":
        from okrtui.cli.report import plan_report, title_line

        for name in given:
            source, own = open_source(name), Tally()
            if len(given) > 1:
                title_line(source.path)
            plan_report(source, _counted(_answers(source, day, method, wanted), own), own)
            tally.merge(own)
        return tally.exit_code(fail_on)
    read = ((source, _counted(_answers(source, day, method, wanted), tally)) for source in map(open_source, given))
    if form in REMARKS:
        from okrtui.cli.remarks import of_plan

        write_remarks((remark for source, answers in read for remark in of_plan(source, answers)), form, wanted)
    else:
        write_objects((answer.as_json(source) for source, answers in read for answer in answers), form)
    return tally.exit_code(fail_on)


def _counted(answers: Iterator[Answer], tally: Tally) -> Iterator[Answer]:
    for answer in answers:
        tally.texts += answer.verdict is not None
        tally.add(answer.findings)
        yield answer


def _answers(source: Source, day: date, method: MethodSettings, wanted: Selection) -> Iterator[Answer]:
    """All texts in the order of the file, then what is to be said about the plan as a whole.

    Lines of cycles that are closed or parked are listed and not judged, as on the screen: they are history.
    """
    from okrtui.coach.around import check_item
    from okrtui.coach.checkplan import check_plan
    from okrtui.coach.planrules.base import judged

    for row, key, cycle in texts(source.plan):
        verdict = check_item(source.plan, row.id, today=day, settings=method)
        if verdict is None:
            continue
        alive = cycle is None or judged(cycle)
        findings = tuple(finding for finding in verdict.findings if alive and finding.code in wanted)
        place = f"{source.places[row.id]}.{key}"
        yield Answer(row.id, place, verdict.kind, findings, verdict, source.where(place))
    yield from _loose(source, day, method, wanted)
    for found in check_plan(source.plan, today=day, settings=method, redefined=source.redefined):
        if found.code in wanted:
            place = source.places.get(found.item, "") if found.kind != "plan" else ""
            yield Answer(found.item, place, found.kind, (found.finding,), at=source.where(place))


def _loose(source: Source, day: date, method: MethodSettings, wanted: Selection) -> Iterator[Answer]:
    """Texts of a document that belong to nothing."""
    from okrtui.coach.check import check_text
    from okrtui.coach.model import Context

    context = Context(fiscal_year_start=method.fiscal_year_start)
    for each in source.loose:
        verdict = check_text(each.text, each.kind, today=day, context=context)
        findings = tuple(finding for finding in verdict.findings if finding.code in wanted)
        yield Answer("", "", each.kind, findings, verdict, each.at)
