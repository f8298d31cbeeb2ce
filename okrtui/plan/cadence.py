"""How often something is looked at."""

from __future__ import annotations

CADENCE_DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
"""Days between two looks, at most, for each cadence of reviews and KPIs."""
