"""How the report looks: light and dark, on a phone and on paper. No fonts, images or scripts from anywhere."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --card: #f6f7f9; --text: #1b2027; --dim: #56606b; --rule: #d5dae0;
  --accent: #1d5bb8; --good: #14663a; --good-tint: #e2f2e8; --warn: #754b00; --warn-tint: #fbefd6; --bad: #a3211a;
  --bad-tint: #fbe6e3; --calm-tint: #e9ecf0; --band: #dcefe3; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #13171c; --card: #1b2026; --text: #e7eaee; --dim: #a6b0bb; --rule: #3a424c; --accent: #86b6ff;
    --good: #7ed6a2; --good-tint: #16321f; --warn: #f2c46b; --warn-tint: #352a10; --bad: #ffa49b; --bad-tint: #40201c;
    --calm-tint: #2a3038; --band: #1b3526; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
.page { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; font-weight: 650; }
h1 { font-size: 1.85rem; letter-spacing: -.01em; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 1rem; padding-top: 1rem; border-top: 2px solid var(--text); }
h3 { font-size: 1.15rem; }
section > h3 { margin-top: 1.3rem; }
h4 { font-size: 1rem; }
p { margin: .35rem 0; }
ul, ol { margin: .35rem 0; padding-inline-start: 1.4rem; }
li { margin: .15rem 0; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
svg { display: block; max-width: 100%; }
.dim { color: var(--dim); }
.small { font-size: .875rem; }
.label { color: var(--dim); font-size: .8rem; font-weight: 600; margin: .9rem 0 .1rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem .6rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; padding: 0; margin: 1rem 0 0; }
.badge { display: inline-block; overflow-wrap: normal; white-space: nowrap; padding: .05rem .55rem; border-radius: 1rem;
  font-size: .85rem; font-weight: 600;
  background: var(--calm-tint); color: var(--text); }
.badge.good { background: var(--good-tint); color: var(--good); }
.badge.warn { background: var(--warn-tint); color: var(--warn); }
.badge.bad { background: var(--bad-tint); color: var(--bad); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.6rem, 1fr)); gap: .6rem; margin: 0 0 1rem;
  padding: 0; list-style: none; }
.tiles li { margin: 0; padding: .7rem .9rem; border-radius: .5rem; background: var(--calm-tint); }
.tiles li.good { background: var(--good-tint); color: var(--good); }
.tiles li.warn { background: var(--warn-tint); color: var(--warn); }
.tiles li.bad { background: var(--bad-tint); color: var(--bad); }
.tiles b { display: block; font-size: 1.7rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; margin: .5rem 0 1rem; }
caption { text-align: start; font-weight: 600; padding: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--rule); }
thead th { overflow-wrap: normal; color: var(--dim); font-size: .8rem; font-weight: 600; }
tbody th { font-weight: 500; }
th[scope="row"] { min-width: 6.5rem; }
tr.group th { padding-top: .9rem; font-weight: 650; border-bottom: 2px solid var(--rule); }
td.number, th.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.long { white-space: normal; }
.objective { margin: 0 0 2.5rem; }
.objective > header { margin-bottom: .8rem; }
.heading { display: flex; flex-wrap: wrap; gap: .3rem .7rem; align-items: baseline; justify-content: space-between; }
.heading > :first-child { flex: 1 1 14rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; padding: .9rem 1rem;
  margin: .8rem 0; }
.card.bad { border-inline-start: .3rem solid var(--bad); }
.card.warn { border-inline-start: .3rem solid var(--warn); }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 22.5rem); gap: .5rem 1.75rem; }
.kpis { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .8rem; }
.kpis .card { margin: 0; }
.way { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .6rem 0 .3rem; }
.way div { min-width: 3.5rem; }
dt { color: var(--dim); font-size: .8rem; }
dd { margin: 0; font-weight: 600; font-size: 1.1rem; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: .6rem 0 0;
  font-size: .9rem; }
.facts dt { font-size: .9rem; }
.facts dd { font-weight: 400; font-size: .9rem; }
figure { margin: 0; }
figcaption { font-size: .8rem; color: var(--dim); }
.bar { width: 100%; height: .6rem; margin: .45rem 0 .2rem; }
.track { fill: var(--calm-tint); }
.fill { fill: var(--accent); }
.fill.good { fill: var(--good); } .fill.warn { fill: var(--warn); } .fill.bad { fill: var(--bad); }
.mark { fill: var(--text); }
.chart text { fill: var(--dim); font-size: 11px; }
.chart .grid { stroke: var(--rule); stroke-width: 1; }
.chart .today { stroke: var(--dim); stroke-width: 1; stroke-dasharray: 1 3; }
.chart .aim { stroke: var(--good); stroke-width: 1.5; stroke-dasharray: 6 4; }
.chart text.aim { stroke: none; fill: var(--good); font-weight: 600; }
.chart .expected { stroke: var(--dim); stroke-width: 1.25; stroke-dasharray: 2 3; fill: none; }
.chart .values { stroke: var(--accent); stroke-width: 2; fill: none; stroke-linejoin: round; }
.chart .point { fill: var(--accent); }
.chart .band { fill: var(--band); }
.chart text.last { fill: var(--text); font-weight: 600; }
details { margin: .5rem 0 0; font-size: .9rem; }
summary { cursor: pointer; color: var(--accent); }
ul.ticks { list-style: none; padding: 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--dim); font-size: .85rem; }
@media (max-width: 44rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  h1 { font-size: 1.5rem; }
  th, td { padding-inline-end: .4rem; }
  table { font-size: .85rem; }
  .wide { display: none; }
  td .badge { white-space: normal; }
}
@media (max-width: 30rem) {
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin-bottom: .3rem; }
}
@media print {
  @page { margin: 15mm 14mm; }
  :root { color-scheme: light; }
  body { font-size: 10pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .page { max-width: none; padding: 0; }
  nav, details, .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, .label, caption, .objective > header { break-after: avoid; }
  .card, .tiles, tr, li, figure { break-inside: avoid; }
  h2 { margin-top: 1.6rem; }
  .columns { grid-template-columns: minmax(0, 1fr) 16rem; }
  .way { column-gap: .9rem; }
  .kpis { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
"""

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
"""What the page may load or do: nothing at all, but for the one style sheet that it holds itself."""
