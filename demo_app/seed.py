"""The two districts, their people, and what they publish, as the demo begins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from demo_app.store import District, Person
from openbadge_issuer import MemorySigner
from openbadge_issuer.assessment import read_object

EXAMPLES = Path(__file__).parent / "examples"
ASSESSORS = {
    "id": "https://assessors.example",
    "type": ["Profile"],
    "name": "Independent Assessors Cooperative",
}

_DISTRICTS = (
    ("sdsm", "School District of South Milwaukee", "sdsm.example"),
    ("harmony", "Harmony Public Schools", "harmony.example"),
)
_PERSONS = (
    ("jordan", "sdsm", "Jordan Rivera", "teacher"),
    ("alex", "sdsm", "Alex Kim", "teacher"),
    ("robin", "sdsm", "Robin Okafor", "assessor"),
    ("sam", "harmony", "Sam Lee", "employer"),
    ("taylor", "harmony", "Taylor Brooks", "teacher"),
    ("morgan", "harmony", "Morgan Diaz", "assessor"),
)


def seed(session: Session) -> None:
    """Put districts and persons into an empty database."""
    if session.get(District, _DISTRICTS[0][0]) is not None:
        return
    for key, name, domain in _DISTRICTS:
        session.add(District(id=key, name=name, domain=domain, zone="America/Chicago"))
    session.flush()
    for key, district, name, role in _PERSONS:
        # A teacher's wallet holds the key behind this address; the demo only needs the address.
        wallet = MemorySigner.generate().did if role == "teacher" else None
        session.add(Person(id=key, district_id=district, name=name, role=role, did=wallet))


def catalogue() -> dict[str, dict[str, dict[str, Any]]]:
    """The achievements on offer, by district and short name."""
    return {"sdsm": {"wait-time-1": _achievement("wait-time-1")}}


def stack_places() -> dict[str, list[dict[str, Any]]]:
    """The stacks that the achievements of each district count toward."""
    stack = dict(read_object(EXAMPLES / "stacks" / "sdsm-comp-2017.json"))
    return {"sdsm": [{"definition": stack, "designation": "elective"}]}


def policy_bytes() -> bytes:
    """Harmony's policy of recognition."""
    return (EXAMPLES / "policies" / "harmony.json").read_bytes()


def _achievement(name: str) -> dict[str, Any]:
    """The example, saying of its assessment only what this demo really does: one assessor."""
    document = dict(read_object(EXAMPLES / "achievements" / f"{name}.json"))
    stated = document["assessment"]
    if isinstance(stated, Mapping):
        kept = {key: value for key, value in stated.items() if key != "agreement"}
        document["assessment"] = {**kept, "assessorCount": 1}
    return document
