"""Today's date, and how OKRTUI_TODAY fixes it."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui import clock


def test_the_variable_fixes_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKRTUI_TODAY", "2026-11-23")
    assert clock.today() == date(2026, 11, 23)
    assert clock.now().date() == date(2026, 11, 23)
    assert clock.now().tzinfo is None


@pytest.mark.parametrize("text", ["", "  "])
def test_without_it_today_is_today(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OKRTUI_TODAY", text)
    assert clock.fixed() is None
    assert abs((clock.today() - date.today()).days) <= 1


@pytest.mark.parametrize("text", ["2026-02-30", "23.11.2026", "20261123", "2026-W01-1", "tomorrow"])
def test_what_is_no_day_is_said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("OKRTUI_TODAY", text)
    with pytest.raises(clock.BadDay, match=f"OKRTUI_TODAY is “{text}”, which is not a day: give it as 2026-05-04"):
        clock.today()
