"""`okrtui doctor`: what state a plan file is in, repairing it, putting a backup in its place."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.store.backups import Backup
    from okrtui.store.repair import Repaired

_NEWEST = "1"
_WHICH = re.compile(r"\d{1,4}|\d{4}-\d{2}-\d{2}")


@click.command("doctor")
@click.argument("plan", metavar="[PLAN.db]", required=False, shell_complete=files)
@click.option("--repair", is_flag=True, help="Put the plan together again; the file as it is stays beside it.")
@click.option(
    "--restore",
    metavar="[WHICH]",
    is_flag=False,
    flag_value=_NEWEST,
    help="Put a backup in place, by its number or day; without one, the newest.",
)
def doctor_command(plan: str | None, repair: bool, restore: str | None) -> int:
    """Look at a plan file, and at its backups: is it sound, does the journal lead to what the plan holds?

    Nothing is changed without --repair or --restore, and these two keep the file as it was beside the new one and say
    how to go back. Exit code 1 when something was found.

    \b
    Examples:
      okrtui doctor
      okrtui doctor plan.db --repair
      okrtui doctor plan.db --restore 2
      okrtui doctor plan.db --restore 2026-05-04
    """
    if restore is not None and plan is None and not _WHICH.fullmatch(restore):
        plan, restore = restore, _NEWEST  # `--restore plan.db`
    if repair and restore is not None:
        raise PlanError("--repair and --restore exclude one another: first one, then the other.")
    path = _path(plan)
    if restore is not None:
        return _restore(path, restore)
    return _repair(path) if repair else _examine(path)


def _path(given: str | None) -> Path:
    """The plan file, which need not be there when backups of it are."""
    from okrtui.cli.textfiles import is_toml, refuse_text
    from okrtui.settings import default_plan

    path = default_plan() if given is None else Path(given)
    if is_toml(path):
        refuse_text(path)
    return path.absolute()


def _examine(path: Path) -> int:
    from okrtui.cli.output import Paper, visible, write_line
    from okrtui.clock import today
    from okrtui.store.backups import backups
    from okrtui.store.describing import many
    from okrtui.store.doctor import examine
    from okrtui.store.reader import is_there

    if not is_there(path) and (kept := len(backups(path, None))):
        raise PlanError(
            f"{path}: there is no plan here, and {many(kept, 'backup')} of one; "
            f"`okrtui doctor {_quoted(path)} --restore` puts the newest in place."
        )
    report = examine(path, None, today())
    paper = Paper()
    write_line(paper.style(visible(str(path)), "bold"))
    for fact in report.facts:
        paper.paragraph(fact, indent="    ", first=f"  {paper.style('✓', 'green')} ")
    for finding in report.findings:
        paper.paragraph(finding.sentence, indent="    ", first=f"  {paper.style('!', 'yellow')} ")
    if report.backups:
        write_line("Backups:")
    for number, line in enumerate(report.backups, 1):
        paper.paragraph(line, indent="      ", first=f"  {number:>2}  ")
    if any(finding.mends for finding in report.findings):
        write_line(visible(f"`{report.command('--repair')}` puts the plan together again."))
    elif report.fine:
        write_line("Nothing to repair.")
    return int(not report.fine)


# -- changing


def _repair(path: Path) -> int:
    from okrtui.cli.output import Paper, visible, write_line
    from okrtui.clock import today
    from okrtui.store.doctor import examine
    from okrtui.store.file import make_private
    from okrtui.store.repair import repair

    report = examine(path, None, today())
    if not any(finding.mends for finding in report.findings):
        write_line(visible(f"{path}: nothing to repair."))
        return 0
    if all(finding.private for finding in report.findings if finding.mends):
        make_private(path)
        write_line(visible(f"{path}: only you can reach the file now."))
        return 0
    done = repair(path, None)
    paper = Paper()
    write_line(paper.style(visible(f"{path} is repaired."), "bold"))
    for sentence in _told(done):
        paper.paragraph(sentence, indent="  ")
    if done.aside is not None:
        _way_back(path, done.aside)
    return 0


def _told(done: Repaired) -> list[str]:
    """What was recovered, from where, and what is lost."""
    from okrtui.clock import today
    from okrtui.plan.naming import called, field_word
    from okrtui.plan.quarters import format_moment
    from okrtui.store.describing import many
    from okrtui.store.doctor import by_kind, said_of

    mended = done.mended
    told = [f"It holds {said_of(mended.rows.values())}"]
    day = format_moment(done.backup.at.replace(second=0, microsecond=0), today()) if done.backup else ""
    if mended.from_journal:
        told.append(f"From the journal: {by_kind(mended.from_journal)}.")
    if mended.from_backup:
        told.append(f"From the backup of {day}: {by_kind(mended.from_backup)}.")
    if mended.set_right:
        entity, name = mended.set_right[0]
        more = f", and {len(mended.set_right) - 1} more" if len(mended.set_right) > 1 else ""
        told.append(f"Set right from the journal: the {field_word(name)} of {called(entity)}{more}.")
    lost = []
    if mended.stand_ins:
        lost.append(f"the text of {by_kind(mended.stand_ins)}, whose place is kept for what belongs to it")
    if mended.unread:
        entity, name = mended.unread[0]
        more = f" and {len(mended.unread) - 1} more" if len(mended.unread) > 1 else ""
        lost.append(f"the {field_word(name)} of {called(entity)}{more}")
    if mended.unlinked:
        lost.append(f"links of {by_kind(mended.unlinked)} to what is not there any more")
    if mended.journal.holes:
        lost.append(
            f"{many(len(mended.journal.holes), 'action')} of the journal: undo does not reach behind the repair"
        )
    if done.doubtful_pages:
        lost.append(f"perhaps more: {done.doubtful_pages} of {done.pages} pages of the file cannot be read")
    told.append(f"Lost: {'; '.join(lost)}." if lost else "Nothing is known to be lost.")
    return told


def _restore(path: Path, which: str) -> int:
    from okrtui.cli.output import visible, write_line
    from okrtui.clock import today
    from okrtui.plan.quarters import format_moment
    from okrtui.store.backups import backups
    from okrtui.store.repair import restore

    backup = _chosen(backups(path, None), which, path)
    aside = restore(path, backup)
    day = format_moment(backup.at.replace(second=0, microsecond=0), today())
    write_line(visible(f"{path} is now the backup of {day}."))
    if aside is not None:
        _way_back(path, aside)
    return 0


def _chosen(found: list[Backup], which: str, path: Path) -> Backup:
    """The backup that a number or a day names; raises `PlanError` when there is none."""

    if not found:
        raise PlanError(f"{path}: there is no backup of this plan.")
    if which.isdigit():
        if not 1 <= int(which) <= len(found):
            raise PlanError(
                f"--restore {which}: there are {len(found)} backups; expected a number from 1 on, or a day."
            )
        return found[int(which) - 1]
    from okrtui.clock import iso_day

    day = iso_day(which, "--restore")
    for backup in found:
        if backup.at.date() == day:
            return backup
    days = ", ".join(str(day) for day in _days(found))
    raise PlanError(f"--restore {which}: there is no backup of that day; there are some of {days}.")


def _days(found: list[Backup]) -> list[date]:
    return sorted({backup.at.date() for backup in found})


def _way_back(path: Path, aside: Path) -> None:
    from okrtui.cli.output import visible, write_line

    write_line(visible(f"The file as it was is {aside}. To go back: mv {_quoted(aside)} {_quoted(path)}"))


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
