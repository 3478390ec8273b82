"""What a portfolio says about the badges in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verifier.model import ClrCredential, ClrSubject
from verifier.rules.rule import Break, View
from verifier.strict_json import pointer


def loose_associations(view: View) -> Iterator[Break]:
    """An association with an achievement that is not in the portfolio."""
    if not isinstance(view.credential, ClrCredential):
        return
    subject = view.credential.credential_subject
    known = set(_achievements(subject))
    for index, association in enumerate(subject.association or ()):
        path = pointer("credentialSubject", "association", index)
        for name, end in (("sourceId", association.source_id), ("targetId", association.target_id)):
            if end not in known:
                message = f"{name} names an achievement that is not in this portfolio."
                yield path + pointer(name), message


def badges_of_others(view: View) -> Iterator[Break]:
    """A badge in the portfolio whose subject has another id than the portfolio's."""
    if not isinstance(view.credential, ClrCredential):
        return
    subject = view.credential.credential_subject
    for index, member in enumerate(subject.verifiable_credential):
        holder = member.credential_subject.id
        if None not in (holder, subject.id) and holder != subject.id:
            path = pointer("credentialSubject", "verifiableCredential", index)
            yield path + "/credentialSubject/id", "This badge is about somebody else."


def _achievements(subject: ClrSubject) -> Iterator[str]:
    yield from (achievement.id for achievement in subject.achievement or ())
    for member in subject.verifiable_credential:
        achievement = member.credential_subject.unknown.get("achievement")
        if isinstance(achievement, Mapping) and isinstance(achievement.get("id"), str):
            yield achievement["id"]
