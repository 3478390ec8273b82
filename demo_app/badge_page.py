"""What the issuer's own page says of a badge: checked now, with the evidence of each criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from demo_app.database import db
from demo_app.evidence import badge_artefacts, evidence_documents
from demo_app.offices import published
from demo_app.publishing import Published
from demo_app.reading import Reading, read
from demo_app.store import Badge
from openbadge_issuer.share import linkedin_add_to_profile, linkedin_post
from openbadge_issuer.workflow import Artefact
from verifier import Verifier
from verifier.clock import parse_timestamp


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge on its issuer's page."""

    reading: Reading
    issued: str
    evidence: Mapping[str, tuple[Artefact, ...]]


def badge_view(badge: Badge) -> BadgeView:
    """The badge, verified at this moment with the published key and the evidence at hand."""
    at_hand = {**published().documents, **evidence_documents(db(), badge=badge.id)}
    verifier = Verifier(fetcher=Published(at_hand), check_evidence=True)
    reading = read(verifier.verify(badge.document))
    artefacts = badge_artefacts(badge)
    return BadgeView(
        reading,
        _day(reading.credential.awarded, badge) if reading.credential else "",
        {
            row.criterion.id: tuple(a for a in artefacts if row.criterion.id in a.supports)
            for row, _ in reading.rubric
        },
    )


def linkedin_links(badge: Badge) -> tuple[str, str] | None:
    """The links for LinkedIn, to a profile and to a post; None unless the badge verifies."""
    report = Verifier(fetcher=published()).verify(badge.document)
    if not report:
        return None
    add = linkedin_add_to_profile(
        report.require().credential,
        page=badge.address,
        number=badge.number,
        zone=ZoneInfo(badge.district.zone),
    )
    return add, linkedin_post(badge.address)


def _day(timestamp: str, badge: Badge) -> str:
    """The day of the award in the issuer's own calendar."""
    return parse_timestamp(timestamp).astimezone(ZoneInfo(badge.district.zone)).date().isoformat()
