"""Submissions between the workflow, which knows no database, and the database."""

from __future__ import annotations

import secrets

from flask import abort
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo_app.store import Person, SubmissionRow
from openbadge_issuer.workflow import Stage, Submission
from verifier.clock import now, to_text

_STATE = TypeAdapter(Submission)


def load(row: SubmissionRow) -> Submission:
    """The workflow's value."""
    return _STATE.validate_json(row.state)


def save(row: SubmissionRow, submission: Submission) -> None:
    """Put a new value in place of the old one."""
    row.state = _STATE.dump_json(submission).decode()
    row.stage = submission.stage.value
    row.changed = to_text(now().replace(microsecond=0))


def start(session: Session, teacher: Person, achievement: str) -> SubmissionRow:
    """A new draft, or the one that the teacher has already begun."""
    for row in own_rows(session, teacher):
        if load(row).achievement == achievement:
            return row
    submission = Submission(secrets.token_hex(8), teacher.id, achievement)
    row = SubmissionRow(id=submission.id, district_id=teacher.district_id, teacher_id=teacher.id)
    save(row, submission)
    session.add(row)
    return row


def own_rows(session: Session, teacher: Person) -> list[SubmissionRow]:
    """Everything that a teacher works on, newest first."""
    query = select(SubmissionRow).where(SubmissionRow.teacher_id == teacher.id)
    return list(session.scalars(query.order_by(SubmissionRow.changed.desc())))


def own_row(session: Session, teacher: Person, key: str) -> SubmissionRow:
    """One submission of the teacher; 404 for anybody else's."""
    row = session.get(SubmissionRow, key)
    if row is None or row.teacher_id != teacher.id:
        abort(404)
    return row


def waiting_rows(session: Session, assessor: Person) -> list[SubmissionRow]:
    """What waits for an assessment in the assessor's district, oldest first."""
    query = select(SubmissionRow).where(
        SubmissionRow.stage == Stage.SUBMITTED.value,
        SubmissionRow.district_id == assessor.district_id,
    )
    return list(session.scalars(query.order_by(SubmissionRow.changed)))


def waiting_row(session: Session, assessor: Person, key: str) -> SubmissionRow:
    """One submission that waits in the assessor's district; 404 for any other."""
    row = session.get(SubmissionRow, key)
    if row is None or row.district_id != assessor.district_id or row.stage != Stage.SUBMITTED.value:
        abort(404)
    return row
