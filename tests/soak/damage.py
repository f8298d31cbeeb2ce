"""Damages a plan file in every way and repairs it: ``python -m tests.soak.damage``.

A realistic plan (the sample, and a quarter of edits and values) is damaged page by page: overwritten with zeros and
with random bytes, single bits turned, cut off at each page and in the middle of each. Each damaged file is opened,
exported and looked at by `okrtui doctor`, and then repaired, once without a backup and once with one of earlier on.
Anything but a plan or a sentence is a failure, and so is a repair that does not end in a sound plan.
``--heavy 2000`` damages so many files in up to 40 places at random each, instead, and cuts off every tenth.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from okrtui.exchange import toml_out
from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.plan.changes import Edit, Insert, Remove
from okrtui.plan.edits import change
from okrtui.plan.entities import Entity, Initiative, KeyResult, Kpi, Measurement
from okrtui.plan.ids import moment_id
from okrtui.session import Session
from okrtui.store.backups import back_up
from okrtui.store.doctor import examine
from okrtui.store.errors import StoreError
from okrtui.store.repair import repair

TODAY = date(2026, 5, 4)
PAGE = 4096
KINDS = ("zeros", "random", "bit", "cut", "cut odd")
"""Ways of damaging; each is done to every page."""

Rows = dict[tuple[str, str], Entity]


@dataclass(slots=True)
class Tally:
    """What became of the damaged files of one kind."""

    opened: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    """Of the files that were not recovered fully: which share of the rows was."""
    failures: list[str] = field(default_factory=list)


def make(path: Path, weeks: int = 40, backup_at: int = 0) -> Rows:
    """Make the plan; what it holds. With ``backup_at`` it is backed up after so many of its weeks."""
    state = path.parent / "state"
    window = Session(path, today=lambda: TODAY, state_dir=state, backups=0).open()
    text = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    window.apply(import_edit(window.plan, loads(text, "sample.toml")).edit)
    for week in range(weeks):
        if backup_at and week == backup_at:
            window.wait()
            back_up(path, state)
        for kpi in list(window.plan.table(Kpi).values()):
            at = datetime(2026, 4, 1) + timedelta(hours=7 * week)
            row = Measurement(moment_id(kpi.id, at), kpi.id, at, week * 1.5, f"note {week} on what happened that week")
            window.apply(Edit(f"measure {kpi.name}", (Insert(row),), kpi.id))
        result = list(window.plan.table(KeyResult).values())[week % 3]
        words = f"Challenge {week}: what if it is not? " * (1 + week // 4)
        window.apply(change(window.plan, result.id, challenge=words.strip()))
    bet = next(iter(window.plan.table(Initiative).values()))
    window.apply(Edit("delete the initiative", (Remove(bet),)))
    window.wait()
    held = {(row.TABLE, row.id): row for row in window.history_all().rows()}
    window.close()
    return held


def damages(whole: bytes, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """Damaged copies of a file, each with its kind; ``every``: only every so many pages."""
    rnd = random.Random(6)
    for start in range(0, len(whole), PAGE * every):
        end = start + PAGE
        yield "zeros", whole[:start] + bytes(PAGE) + whole[end:]
        yield "random", whole[:start] + rnd.randbytes(PAGE) + whole[end:]
        turned = bytearray(whole)
        turned[start + rnd.randrange(PAGE)] ^= 1 << rnd.randrange(8)
        yield "bit", bytes(turned)
        if start:
            yield "cut", whole[:start]
        yield "cut odd", whole[: start + rnd.randrange(1, PAGE)]


def heavy(whole: bytes, rnd: random.Random) -> bytes:
    """A copy that is damaged in many places: zeros, random bytes, turned bits, pages in each other's place, a cut."""
    spoilt = bytearray(whole)
    for _ in range(rnd.choice((1, 3, 10, 40))):
        at, size = rnd.randrange(len(spoilt)), rnd.choice((1, 2, 8, 64, 512, 4096, 20000))
        size = min(size, len(spoilt) - at)
        page, other = at // PAGE * PAGE, rnd.randrange(len(spoilt)) // PAGE * PAGE
        match rnd.randrange(5):
            case 0:
                spoilt[at : at + size] = bytes(size)
            case 1:
                spoilt[at : at + size] = rnd.randbytes(size)
            case 2:
                spoilt[at] ^= 1 << rnd.randrange(8)
            case 3:
                spoilt[page : page + PAGE] = spoilt[other : other + PAGE]
            case _:
                spoilt[page + rnd.randrange(12)] = rnd.randrange(256)
    return bytes(spoilt[: rnd.randrange(len(spoilt))] if rnd.random() < 0.1 else spoilt)


def run_heavy(folder: Path, count: int, seed: int) -> Tally:
    """Damage so many files heavily, and repair them without a backup; what came of it."""
    path, rnd, tally = folder / "plan.db", random.Random(seed), Tally()
    held = make(path)
    whole = path.read_bytes()
    for number in range(count):
        for old in folder.glob("plan*"):
            old.unlink()
        path.write_bytes(heavy(whole, rnd))
        path.chmod(0o600)
        try:
            open_it(path, held, tally)
            repair_it(path, held, tally)
        except Exception as error:
            tally.failures.append(f"{number}: {type(error).__name__}: {error}")
    return tally


def read(path: Path) -> Rows:
    """All rows of a plan file. Raises `StoreError`."""
    window = Session(path, today=lambda: TODAY, readonly=True, state_dir=path.parent / "state").open()
    return {(row.TABLE, row.id): row for row in window.history_all().rows()}


def open_it(path: Path, held: Rows, tally: Tally) -> None:
    """What the app, export and the doctor make of a damaged file."""
    outcome, said = "a sentence", str(path)
    try:
        found = read(path)
        window = Session(path, today=lambda: TODAY, readonly=True, state_dir=path.parent / "state").open()
        toml_out.dumps(window.history_all())
        outcome = "fine" if found == held else "with a changed value"
    except StoreError as error:
        said = str(error)
    if str(path) not in said or "\n" in said:
        tally.failures.append(f"not a sentence about the file: {said}")
    tally.opened[outcome] += 1
    try:
        report = examine(path, path.parent / "state", TODAY)
        if outcome != "fine" and report.fine:
            tally.failures.append("the doctor finds nothing")
    except StoreError:
        if outcome != "a sentence":
            raise


def repair_it(path: Path, held: Rows, tally: Tally) -> None:
    """What `okrtui doctor --repair` makes of a damaged file."""
    before = path.read_bytes()
    try:
        done = repair(path, path.parent / "state")
    except StoreError:
        assert path.read_bytes() == before, "left as it was"
        tally.repaired["nothing left"] += 1
        tally.shares.append(0.0)
        return
    assert done.aside is not None
    assert done.aside.read_bytes() == before, "kept"
    check_sound(path)
    found = read(path)
    assert examine(path, None, TODAY).fine, [f.sentence for f in examine(path, None, TODAY).findings]
    same = sum(found.get(key) == row for key, row in held.items())
    tally.repaired["fully" if found == held else "partly"] += 1
    if found != held:
        tally.shares.append(same / len(held))


def check_sound(path: Path) -> None:
    """SQLite finds nothing amiss."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("pragma foreign_key_check").fetchone() is None


def run(
    folder: Path, *, every: int, backup: bool, weeks: int = 40, told: Callable[[int], None] = lambda n: None
) -> dict[str, Tally]:
    """Damage and repair; what came of it, by kind of damage."""
    path = folder / "plan.db"
    held = make(path, weeks, weeks * 3 // 4 if backup else 0)
    whole = path.read_bytes()
    tallies = {kind: Tally() for kind in KINDS}
    for number, (kind, content) in enumerate(damages(whole, every)):
        told(number)
        for old in folder.glob("plan*"):
            old.unlink()
        path.write_bytes(content)
        path.chmod(0o600)
        try:
            open_it(path, held, tallies[kind])
            repair_it(path, held, tallies[kind])
        except Exception as error:
            tallies[kind].failures.append(f"{type(error).__name__}: {error}")
    return tallies


def say(kind: str, tally: Tally) -> None:
    """Print what became of the files of a kind."""
    part = sum(tally.shares) / len(tally.shares) if tally.shares else 1.0
    opened = ", ".join(f"{number} {said}" for said, number in tally.opened.most_common())
    repaired = ", ".join(f"{number} {said}" for said, number in tally.repaired.most_common())
    print(f"  {kind:8} {sum(tally.opened.values()):4} files: opened {opened}; recovered {repaired}", end="")
    print(f" ({part:.1%} of the rows on average)" if tally.shares else "")


def main() -> int:
    """Run and print; the exit code is 1 when anything ended in neither a plan nor a sentence."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ap.add_argument("--every", type=int, default=1, help="only every so many pages")
    ap.add_argument("--heavy", type=int, default=0, help="so many files damaged in many places, instead")
    ap.add_argument("--seed", type=int, default=6, help="for --heavy")
    args = ap.parse_args()
    failures: list[str] = []
    if args.heavy:
        with tempfile.TemporaryDirectory(prefix="okrtui-damage-") as name:
            tally = run_heavy(Path(name), args.heavy, args.seed)
        say("heavy", tally)
        failures += tally.failures
    for backup in () if args.heavy else (False, True):
        folder = Path(tempfile.mkdtemp(prefix="okrtui-damage-"))
        start = time.monotonic()
        tallies = run(folder, every=args.every, backup=backup, told=lambda n: print(f"\r{n}", end="", file=sys.stderr))
        shutil.rmtree(folder)
        print(f"\r{'with a backup of earlier on' if backup else 'without a backup'}, {time.monotonic() - start:.0f} s")
        for kind, tally in tallies.items():
            say(kind, tally)
            failures += [f"{kind}: {failure}" for failure in tally.failures]
    print(f"{len(failures)} failures")
    for failure in failures[:20]:
        print(f"  {failure}")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
