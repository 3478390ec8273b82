"""The page of thirteen states says what the verifier says today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import jsonschema_rs
import pytest

from openbadge_issuer.schemas import json_schema
from verifier import Report, State

ROOT = Path(__file__).resolve().parents[1]
VARYING = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z|line \d+, column \d+")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("states_page", ROOT / "scripts/states_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(script: ModuleType) -> None:
    written = (ROOT / "docs" / "states.md").read_text(encoding="utf-8")
    assert VARYING.sub("", written) == VARYING.sub("", script.page())


def test_there_is_one_situation_for_each_state(script: ModuleType) -> None:
    assert list(script.SITUATIONS) == list(State)


def test_the_report_of_every_situation_fits_the_schema(script: ModuleType) -> None:
    """And comes back from JSON as it was."""
    schema = jsonschema_rs.Draft202012Validator(json_schema("report"), validate_formats=True)
    for state, situation in script.SITUATIONS.items():
        report = situation()
        members = report.to_dict(source="badge.json")
        schema.validate(members)
        assert members["state"] == state.value
        assert Report.from_dict(members) == report
