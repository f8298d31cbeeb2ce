"""JSON is the TOML's twin, and the schema says of both what the import says."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings

from okrtui.exchange import json_in, json_out, toml_in, toml_out
from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import to_plan
from okrtui.exchange.schema import schema
from okrtui.plan.model import Plan
from tests.exchange.plans import plans

MANY = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
VALIDATOR = jsonschema.Draft7Validator(schema())


@MANY
@given(plans())
def test_any_plan_comes_back_byte_for_byte(plan: Plan) -> None:
    text = json_out.dumps(plan)
    assert json_out.dumps(to_plan(json_in.loads(text, "plan.json"))) == text


@settings(MANY, max_examples=100)
@given(plans())
def test_json_says_what_toml_says_and_the_schema_holds_for_it(plan: Plan) -> None:
    found = json.loads(json_out.dumps(plan))
    toml = tomllib.loads(toml_out.dumps(plan))
    assert json.loads(json.dumps(toml, default=lambda day: day.isoformat())) == found
    assert not list(VALIDATOR.iter_errors(found))


def test_the_schema_names_nothing_of_our_own_code() -> None:
    text = json.dumps(schema())
    assert "okrtui." not in text
    assert "`Target`" not in text


def test_the_schema_is_one_and_the_sample_keeps_it() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    sample = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    data = json.loads(json_out.dumps(to_plan(toml_in.loads(sample, "sample.toml"))))
    assert not list(VALIDATOR.iter_errors(data))


@pytest.mark.parametrize(
    "more",
    [
        {"okrtui_format": 2},
        {"okrtui_format": "1"},
        {"colour": "red"},
        {"cycles": {}},
        {"cycles": [1]},
        {"cycles": [{"id": "kr-1"}]},
        {"cycles": [{"start": "4 May"}]},
        {"cycles": [{"state": "open"}]},
        {"cycles": [{"objectives": [{"grade": 2}]}]},
        {"cycles": [{"objectives": [{"key_results": [{"check_ins": [{"value": 1}]}]}]}]},
        {"kpis": [{"drivers": ["kpi-1", "kpi-1"]}]},
        {"lexicon": [{"word": ""}]},
        {"reviews": [{"finished": "yes"}]},
    ],
)
def test_the_import_and_the_schema_refuse_the_same(more: dict[str, Any]) -> None:
    data = {"okrtui_format": 1, **more}
    with pytest.raises(BadInput, match=r"plan\.json"):
        json_in.loads(json.dumps(data), "plan.json")
    assert list(VALIDATOR.iter_errors(data))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("[]", "object"),
        ('{"okrtui_format": 1,}', "line 1"),
        ('{"okrtui_format": 1, "name": "a", "name": "b"}', "twice"),
        ('{"okrtui_format": 1, "kpis": [{"warn_low": NaN}]}', "NaN"),
        ('{"okrtui_format": 1, "kpis": [{"warn_low": 1e999}]}', "warn_low"),
        ('{"okrtui_format": 1, "name": "\\ud800"}', "character"),
        ("[" * 100_000, "nested"),
        ('{"okrtui_format": 2}', "later okrtui; this one reads format 1"),
        ('{"okrtui_format": 1, "colour": "red"}', "colour: is no key of this file, perhaps written by a later okrtui"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        json_in.loads(text, "plan.json")
