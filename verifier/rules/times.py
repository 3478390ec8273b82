"""Periods must end after they begin."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.clock import parse_timestamp
from verifier.model import AchievementCredential, LegacyCredential
from verifier.rules.rule import Break, View


def backward_validity(view: View) -> Iterator[Break]:
    """A credential that ends before it begins."""
    credential = view.credential
    if _backward(credential.valid_from, credential.valid_until):
        legacy = isinstance(credential, LegacyCredential)
        path = "/expirationDate" if legacy else "/validUntil"
        yield path, "The validity ends before it begins."


def backward_activity(view: View) -> Iterator[Break]:
    """An activity that ends before it begins."""
    credential = view.credential
    if isinstance(credential, AchievementCredential):
        subject = credential.credential_subject
        if _backward(subject.activity_start_date, subject.activity_end_date):
            yield "/credentialSubject/activityEndDate", "The activity ends before it begins."


def _backward(start: str | None, end: str | None) -> bool:
    if start is None or end is None:
        return False
    return parse_timestamp(end) < parse_timestamp(start)
