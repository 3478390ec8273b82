"""The award in one transaction: the same submission gives the same bytes, however often asked."""

from __future__ import annotations

import json
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo_app.evidence import folder
from demo_app.offices import office
from demo_app.seed import ASSESSORS
from demo_app.store import Badge, Person, SubmissionRow
from demo_app.submissions import load
from openbadge_issuer import assessment_of, award, issue


def award_badge(session: Session, row: SubmissionRow, teacher: Person, *, show_name: bool) -> Badge:
    """The badge of an earned submission; the one that is stored, if there is one.

    The session holds the write lock, so nobody else can come between the look and the insert.

    Raises:
        WorkflowError: it is not earned.
        RefusedError: no badge can be made of it.
    """
    stored = session.scalar(select(Badge).where(Badge.submission_id == row.id))
    if stored is not None:
        return stored
    district = teacher.district
    key = secrets.token_hex(10)
    assessment = assessment_of(
        load(row),
        badge=f"{district.site}/badges/{key}",
        issuer={
            "id": district.did,
            "type": ["Profile"],
            "name": district.name,
            "url": district.site,
        },
        recipient={
            "id": teacher.did,
            "name": teacher.name,
            "disclose": ["name"] if show_name else [],
        },
        source=ASSESSORS,
        stacks=office(district.id).stacks,
    )
    signed = issue(award(assessment, folder=folder()), signer=office(district.id).signer)
    document = json.dumps(signed, ensure_ascii=False, indent=2).encode() + b"\n"
    badge = Badge(
        id=key,
        submission_id=row.id,
        district_id=district.id,
        teacher_id=teacher.id,
        document=document,
    )
    session.add(badge)
    session.flush()
    return badge
