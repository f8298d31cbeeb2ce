"""Plans to run commands on."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "okrtui" / "sample.toml"

SMALL = """\
okrtui_format = 1
name = "Small"

[strategy]
statement = "Win repeat buyers in the home niche before we widen the range."

[[strategy.priorities]]
id = "pr-one"
title = "Repeat orders"

[[cycles]]
id = "cy-q2"
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30
state = "active"

[[cycles.objectives]]
id = "o-one"
title = "Become the shop that buyers come back to"

[[cycles.objectives.key_results]]
id = "kr-out"
title = "Launch the loyalty app"

[[cycles.objectives.key_results]]
id = "kr-freq"
title = "Increase the order frequency from 1.6 to 1.76 by the end of Q2"

[[kpis]]
id = "kpi-churn"
name = "Churn rate"
unit = "%"

[[kpis]]
id = "kpi-speed"
name = "Support first answer"
unit = "h"
"""
