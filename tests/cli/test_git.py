"""Plans in real git repositories: branches that are merged, rebased and picked with okrtui as the merge driver."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrtui.exchange.importing import to_plan
from okrtui.exchange.toml_in import loads
from okrtui.plan.entities import KeyResult, Kpi, MergeConflict
from okrtui.plan.model import Plan
from tests.cli.plans import SMALL

START = "# Kept by the whole team.\n\n" + SMALL
FIRST_KR = 'title = "Launch the loyalty app"\n'


class Repository:
    """A repository with the two lines of README, and one plan in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "plan.toml"
        home = folder.parent / "git-home"
        home.mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "OKRTUI_TRACE"))},
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("config", "merge.okrtui.driver", f'"{sys.executable}" -m okrtui merge %O %A %B --path %P')
        (folder / ".gitattributes").write_text("plan.toml merge=okrtui\n")
        self.file.write_text(START)
        self.commit("start")

    def git(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode != 0) is fails, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def change(self, old: str, new: str, message: str = "change") -> None:
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new, 1))
        self.commit(message)

    def branch(self, name: str) -> None:
        self.git("switch", "-q", "-c", name, "main")

    @property
    def plan(self) -> Plan:
        return to_plan(loads(self.file.read_text(), "plan.toml"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repo")


def both_sides(repository: Repository, theirs: tuple[str, str], ours: tuple[str, str]) -> None:
    """One change on the branch `team`, one on main, where we are then."""
    repository.branch("team")
    repository.change(*theirs)
    repository.git("switch", "-q", "main")
    repository.change(*ours)


def test_neighbouring_lines_that_two_branches_changed_merge(repository: Repository) -> None:
    both_sides(
        repository,
        (FIRST_KR, FIRST_KR + 'owner = "Lena"\ntarget = 3\n'),
        (FIRST_KR, 'title = "Launch the loyalty app in May"\n'),
    )
    repository.git("merge", "-q", "--no-edit", "team")
    row = repository.plan.table(KeyResult)["kr-out"]
    assert (row.title, row.owner, row.target) == ("Launch the loyalty app in May", "Lena", 3)
    assert repository.file.read_text().startswith("# Kept by the whole team.\n")
    assert repository.git("status", "--porcelain") == ""


def test_check_ins_of_two_branches_are_put_together(repository: Repository) -> None:
    block = "[[cycles.objectives.key_results.check_ins]]\nat = 2026-05-0{}\nvalue = {}\n\n"
    key_result = '[[cycles.objectives.key_results]]\nid = "kr-freq"'
    both_sides(
        repository,
        (key_result, block.format(1, 10) + key_result),
        (key_result, block.format(2, 20) + key_result),
    )
    repository.git("merge", "-q", "--no-edit", "team")
    assert [row.value for row in repository.plan.check_ins("kr-out")] == [10, 20]


def test_a_conflict_stops_the_merge_and_holds_both_values(repository: Repository) -> None:
    both_sides(repository, ("Launch the loyalty", "Open the loyalty"), ("Launch the loyalty", "Begin the loyalty"))
    said = repository.git("merge", "--no-edit", "team", fails=True)
    assert "plan.toml: merged, with 1 conflict" in said
    (conflict,) = repository.plan.table(MergeConflict).values()
    assert (conflict.item, conflict.field) == ("kr-out", "title")
    assert conflict.base == "Launch the loyalty app"
    assert (conflict.ours, conflict.theirs) == ("Begin the loyalty app", "Open the loyalty app")
    assert repository.plan.table(KeyResult)["kr-out"].title == "Begin the loyalty app"
    assert "UU plan.toml" in repository.git("status", "--porcelain")
    repository.commit("decided")


def test_a_branch_is_rebased(repository: Repository) -> None:
    both_sides(repository, ('unit = "%"\n', 'unit = "%"\nowner = "Ops"\n'), ('name = "Churn rate"', 'name = "Churn"'))
    repository.git("switch", "-q", "team")
    repository.change('id = "kpi-speed"\n', 'id = "kpi-speed"\nowner = "Support"\n')
    repository.git("rebase", "-q", "main")
    kpis = repository.plan.table(Kpi)
    assert [(row.name, row.owner) for row in kpis.values()] == [("Churn", "Ops"), ("Support first answer", "Support")]


def test_a_commit_is_picked(repository: Repository) -> None:
    repository.branch("team")
    repository.change('unit = "%"\n', 'unit = "%"\nowner = "Ops"\n', "not picked")
    repository.change('unit = "%"\nowner = "Ops"\n', 'unit = "%"\nowner = "Ops"\ncadence = "weekly"\n', "picked")
    repository.git("switch", "-q", "main")
    repository.change('name = "Churn rate"\nunit = "%"\n', 'name = "Churn"\nunit = "pp"\n')
    repository.git("cherry-pick", "team")
    row = repository.plan.table(Kpi)["kpi-churn"]
    assert (row.name, row.unit, row.owner, row.cadence) == ("Churn", "pp", "", "weekly")


def test_a_broken_file_is_left_as_it_was_and_git_says_why(repository: Repository) -> None:
    both_sides(repository, ("okrtui_format = 1", "okrtui_format = = 1"), ("Launch the", "Open the"))
    before = repository.file.read_text()
    said = repository.git("merge", "--no-edit", "team", fails=True)
    assert "THEIRS of plan.toml: line 3, column 17: This is no valid TOML" in said
    assert "plan.toml holds OURS only" in said
    assert repository.file.read_text() == before


def test_a_file_that_both_branches_begin_is_merged_from_nothing(repository: Repository) -> None:
    repository.git("config", "merge.okrtui.recursive", "binary")
    (repository.folder / ".gitattributes").write_text("*.toml merge=okrtui\n")
    repository.commit("all of them")
    repository.branch("team")
    new = repository.folder / "new.toml"
    new.write_text(START + '\n[[kpis]]\nid = "kpi-t"\nname = "T"\n')
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    new.write_text(START + '\n[[kpis]]\nid = "kpi-o"\nname = "O"\n')
    repository.commit("ours")
    repository.git("merge", "-q", "--no-edit", "team")
    names = [row.name for row in to_plan(loads(new.read_text(), "new.toml")).kpis]
    assert names == ["Churn rate", "Support first answer", "O", "T"]
