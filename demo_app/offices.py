"""What each district works with: its key, its catalogue, its stacks, its published documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from demo_app import seed
from demo_app.config import Settings
from demo_app.database import db
from demo_app.evidence import evidence_documents
from demo_app.keys import open_district_key
from demo_app.publishing import Published, district_documents, write_web_folder
from demo_app.store import District, Store
from openbadge_issuer import Signer
from verifier.interfaces import Fetched


@dataclass(frozen=True, slots=True)
class Office:
    """One district at work."""

    signer: Signer
    achievements: Mapping[str, dict[str, Any]]
    stacks: tuple[dict[str, Any], ...]
    documents: Mapping[str, Fetched]


def open_offices(app: Flask, settings: Settings) -> None:
    """Seed the districts where they are missing, and open an office for each."""
    store: Store = app.extensions["store"]
    offices: dict[str, Office] = {}
    with store.writing.begin() as session:
        seed.seed(session)
        for district in session.scalars(select(District)):
            offices[district.id] = _open(app, district, settings)
    app.extensions["offices"] = offices


def office(district: str) -> Office:
    """The office of a district."""
    found: Office = current_app.extensions["offices"][district]
    return found


def all_offices() -> Mapping[str, Office]:
    """Every office, by district."""
    offices: Mapping[str, Office] = current_app.extensions["offices"]
    return offices


def published() -> Published:
    """Every published document of every district; evidence is never among them."""
    return Published({u: d for one in all_offices().values() for u, d in one.documents.items()})


def publish() -> None:
    """Bring the folder that stands for the web up to date; only the local demo has one."""
    settings: Settings = current_app.extensions["settings"]
    if settings.local_demo and settings.fetch_dir is not None:
        shown = evidence_documents(db(), shown_only=True)
        write_web_folder(settings.fetch_dir, {**published().documents, **shown})


def _open(app: Flask, district: District, settings: Settings) -> Office:
    signer = open_district_key(
        app.extensions["instance"],
        district=district.id,
        did=district.did,
        passphrase=settings.key_passphrase,
    )
    achievements = seed.catalogue().get(district.id, {})
    stacks = tuple(seed.stack_places().get(district.id, ()))
    definitions = [*achievements.values(), *(place["definition"] for place in stacks)]
    return Office(
        signer, achievements, stacks, district_documents(district.site, signer, definitions)
    )
