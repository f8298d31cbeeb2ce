CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE "plan" (
    id text primary key not null,
    name text not null default '',
    review_cadence text default 'weekly',
    statement text not null default '',
    comments text not null default ''
) strict;

CREATE TABLE priorities (
    id text primary key not null,
    position real not null default 0,
    title text not null default '',
    dropped text
) strict;

CREATE TABLE cycles (
    id text primary key not null,
    position real not null default 0,
    name text not null default '',
    "start" text,
    "end" text,
    state text default 'draft'
) strict;

CREATE TABLE objectives (
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

CREATE INDEX objectives_cycle on objectives (cycle);

CREATE INDEX objectives_priority on objectives (priority);

CREATE TABLE kpis (
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
, archived text) strict;

CREATE TABLE kpis_drivers (
    owner text not null references kpis deferrable initially deferred,
    position integer not null,
    target text not null references kpis deferrable initially deferred,
    primary key (owner, position)
) strict, without rowid;

CREATE INDEX kpis_drivers_target on kpis_drivers (target);

CREATE TABLE key_results (
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

CREATE INDEX key_results_objective on key_results (objective);

CREATE INDEX key_results_measured_by on key_results (measured_by);

CREATE TABLE key_results_kpis (
    owner text not null references key_results deferrable initially deferred,
    position integer not null,
    target text not null references kpis deferrable initially deferred,
    primary key (owner, position)
) strict, without rowid;

CREATE INDEX key_results_kpis_target on key_results_kpis (target);

CREATE TABLE targets (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    position real not null default 0,
    "at" text,
    baseline real,
    target real,
    due text,
    reason text not null default ''
) strict;

CREATE INDEX targets_key_result on targets (key_result);

CREATE TABLE initiatives (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    position real not null default 0,
    title text not null default '',
    owner text not null default '',
    done integer not null default 0
) strict;

CREATE INDEX initiatives_key_result on initiatives (key_result);

CREATE TABLE check_ins (
    id text primary key not null,
    key_result text not null references key_results deferrable initially deferred,
    "at" text,
    value real,
    confidence real,
    note text not null default ''
) strict;

CREATE INDEX check_ins_key_result on check_ins (key_result, "at");

CREATE TABLE measurements (
    id text primary key not null,
    kpi text not null references kpis deferrable initially deferred,
    "at" text,
    value real,
    note text not null default ''
) strict;

CREATE INDEX measurements_kpi on measurements (kpi, "at");

CREATE TABLE reviews (
    id text primary key not null,
    "at" text,
    finished integer not null default 0,
    customers_said text not null default '',
    learned text not null default '',
    minutes text not null default ''
) strict;

CREATE TABLE decisions (
    id text primary key not null,
    review text not null references reviews deferrable initially deferred,
    position real not null default 0,
    "text" text not null default '',
    owner text not null default '',
    due text,
    done integer not null default 0,
    about text
) strict;

CREATE INDEX decisions_review on decisions (review);

CREATE TABLE lexicon (
    id text primary key not null,
    word text not null default '',
    means text,
    reason text not null default ''
) strict;

CREATE TABLE dismissals (
    id text primary key not null,
    code text not null default '',
    item text,
    "text" text not null default '',
    reason text not null default '',
    "at" text
) strict;

CREATE TABLE conflicts (
    id text primary key not null,
    item text,
    field text not null default '',
    base text not null default '',
    ours text not null default '',
    theirs text not null default ''
) strict;

CREATE TABLE actions (
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

CREATE INDEX actions_window on actions (kind, undone, "window");

CREATE TABLE changes (
    action integer not null references actions,
    seq integer not null,
    "table" text not null,
    "row" text not null,
    field text not null default '',
    old text,
    new text,
    primary key (action, seq)
) strict, without rowid;

CREATE INDEX changes_row on changes ("row");

CREATE TABLE drafts (
    "window" text not null,
    "key" text not null,
    "text" text not null,
    "at" text not null,
    primary key ("window", "key")
) strict, without rowid;

insert into _sqlite_migrations (migration_set, name, applied_at) values ('okrtui', 'm001_initial', datetime('now')), ('okrtui', 'm002_archived', datetime('now'));

insert into "plan" (id) values ('plan')
