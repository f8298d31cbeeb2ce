"""The tables, as a list of migrations that only ever grows.

A migration is a frozen record: it is never changed once a release has it. When an entity gains a field, a new
migration adds the column (a test compares the outcome with the declarations). This module imports sqlite_utils and
is therefore loaded where something is written only.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("okrtui")
"""All migrations, oldest first; how many there are is `layout.FORMAT`."""

_INITIAL = """
create table "plan" (
    id text primary key not null,
    name text not null default '',
    review_cadence text default 'weekly',
    statement text not null default '',
    comments text not null default ''
) strict;
create table priorities (
    id text primary key not null,
    position real not null default 0,
    title text not null default '',
    dropped text
) strict;
create table cycles (
    id text primary key not null,
    position real not null default 0,
    name text not null default '',
    "start" text,
    "end" text,
    state text default 'draft'
) strict;
create table objectives (
    id text primary key not null,
    cycle text not null references cycles deferrable initially deferred,
    position real not null default 0,
    title text not null default '',
    why text not null default '',
    owner text not null default '',
    kind text,
    priority text references priorities deferrable initially deferred,
    alternative text not null default '',
    grade real,
    reflection text not null default '',
    carried_from text
) strict;
create index objectives_cycle on objectives (cycle);
create index objectives_priority on objectives (priority);
create table kpis (
    id text primary key not null,
    position real not null default 0,
    name text not null default '',
    category text,
    timing text,
    unit text not null default '',
    direction text,
    healthy_low real,
    healthy_high real,
    warn_low real,
    warn_high real,
    cadence text,
    owner text not null default '',
    source text not null default '',
    action text not null default ''
) strict;
create table kpis_drivers (
    owner text not null references kpis deferrable initially deferred,
    position integer not null,
    target text not null references kpis deferrable initially deferred,
    primary key (owner, position)
) strict, without rowid;
create index kpis_drivers_target on kpis_drivers (target);
create table key_results (
    id text primary key not null,
    objective text not null references objectives deferrable initially deferred,
    position real not null default 0,
    title text not null default '',
    metric text not null default '',
    unit text not null default '',
    direction text,
    baseline real,
    target real,
    due text,
    owner text not null default '',
    written_by text default 'proposed',
    agreed_team integer not null default 0,
    agreed_leadership integer not null default 0,
    challenge text not null default '',
    measured_by text references kpis deferrable initially deferred,
    alternative text not null default '',
    grade real,
    learned text not null default '',
    differently text not null default '',
    "next" text,
    "because" text not null default '',
    carried_from text
) strict;
create index key_results_objective on key_results (objective);
create index key_results_measured_by on key_results (measured_by);
create table key_results_kpis (
    owner text not null references key_results deferrable initially deferred,
    position integer not null,
    target text not null references kpis deferrable initially deferred,
    primary key (owner, position)
) strict, without rowid;
create index key_results_kpis_target on key_results_kpis (target);
create table targets (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    position real not null default 0,
    "at" text,
    baseline real,
    target real,
    due text,
    reason text not null default ''
) strict;
create index targets_key_result on targets (key_result);
create table initiatives (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    position real not null default 0,
    title text not null default '',
    owner text not null default '',
    done integer not null default 0
) strict;
create index initiatives_key_result on initiatives (key_result);
create table check_ins (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    "at" text,
    value real,
    confidence real,
    note text not null default ''
) strict;
create index check_ins_key_result on check_ins (key_result, "at");
create table measurements (
    id text primary key not null,
    kpi text not null references kpis deferrable initially deferred,
    "at" text,
    value real,
    note text not null default ''
) strict;
create index measurements_kpi on measurements (kpi, "at");
create table reviews (
    id text primary key not null,
    "at" text,
    finished integer not null default 0,
    customers_said text not null default '',
    learned text not null default '',
    minutes text not null default ''
) strict;
create table decisions (
    id text primary key not null,
    review text not null references reviews deferrable initially deferred,
    position real not null default 0,
    "text" text not null default '',
    owner text not null default '',
    due text,
    done integer not null default 0,
    about text
) strict;
create index decisions_review on decisions (review);
create table lexicon (
    id text primary key not null,
    word text not null default '',
    means text,
    reason text not null default ''
) strict;
create table dismissals (
    id text primary key not null,
    code text not null default '',
    item text,
    "text" text not null default '',
    reason text not null default '',
    "at" text
) strict;
create table conflicts (
    id text primary key not null,
    item text,
    field text not null default '',
    base text not null default '',
    ours text not null default '',
    theirs text not null default ''
) strict;
create table actions (
    id integer primary key autoincrement,
    "at" text not null,
    who text not null,
    "window" text not null,
    kind text not null default 'edit',
    of integer references actions,
    title text not null,
    item text not null default '',
    undone integer not null default 0
) strict;
create index actions_window on actions (kind, undone, "window");
create table changes (
    action integer not null references actions,
    seq integer not null,
    "table" text not null,
    "row" text not null,
    field text not null default '',
    old text,
    new text,
    primary key (action, seq)
) strict, without rowid;
create index changes_row on changes ("row");
create table drafts (
    "window" text not null,
    "key" text not null,
    "text" text not null,
    "at" text not null,
    primary key ("window", "key")
) strict, without rowid;
insert into "plan" (id) values ('plan');
"""


@migrations()
def m001_initial(db: Database) -> None:
    """One table for each kind of row, one for each list of links, the journal, and drafts.

    Links are checked when a transaction ends, so that rows and their parents can come and go in any order within it.
    An action is of kind edit, undo or redo; the latter two name the edit that they are ``of``. A change of a whole row
    has an empty field, and JSON of the row as old (it went) or new (it came).
    """
    db.executescript(_INITIAL)


@migrations()
def m002_archived(db: Database) -> None:
    """KPIs that are no longer watched, by the day on which they were put away."""
    db.execute("alter table kpis add column archived text")
