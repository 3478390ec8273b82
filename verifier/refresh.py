"""A newer copy of a badge: only on request, once, by the same issuer, of the same badge.

https://www.w3.org/TR/vc-data-model-2.0/#refreshing
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from verifier import specs
from verifier.badge import SignedBadge
from verifier.carriers import unpack
from verifier.clock import parse_timestamp
from verifier.errors import DocumentError, FetchError
from verifier.interfaces import Fetcher
from verifier.limits import Limits
from verifier.report import Finding, Outcome, Report
from verifier.sentences import say
from verifier.strict_json import JsonObject

CHECK, _PATH = "refresh.credential", "/refreshService"
REPLACED = Finding(
    CHECK,
    Outcome.PASSED,
    say("The newer copy that the badge points to was checked in its place."),
    _PATH,
    specs.VC_REFRESH,
)


def not_asked(document: JsonObject) -> list[Finding]:
    """`refresh.credential` for a badge that names a place for a newer copy."""
    if "refreshService" not in document:
        return []
    message = say("The badge names a place for a newer copy; it was not asked.")
    return [refused(message)]


def refused(message: str) -> Finding:
    """`refresh.credential` where the badge itself was checked."""
    return Finding(CHECK, Outcome.INCONCLUSIVE, message, _PATH, specs.VC_REFRESH)


def fetch_newer(signed: SignedBadge, fetcher: Fetcher, limits: Limits) -> SignedBadge | Finding:
    """The newer copy, unproven, or why there is none."""
    service = signed.document.get("refreshService")
    if service is None:
        return Finding(CHECK, Outcome.NOT_APPLICABLE, "The badge names no newer copy.", _PATH)
    url = service.get("id") if isinstance(service, Mapping) else None
    kind = service.get("type") if isinstance(service, Mapping) else None
    if not isinstance(url, str) or kind != "1EdTechCredentialRefresh":
        return refused(say("The badge names a way to a newer copy that is not known here."))
    try:
        copy = unpack(fetcher.fetch(url, limit=limits.max_document_bytes).body, limits)
    except FetchError as exc:
        return refused(say("The newer copy could not be obtained. {reason}", reason=exc))
    except DocumentError as exc:
        return refused(say("The newer copy cannot be read. {reason}", reason=exc.reason))
    return _objection(copy, signed) or copy


def _objection(copy: SignedBadge, signed: SignedBadge) -> Finding | None:
    same = copy.issuer_id == signed.issuer_id
    if not same or copy.document.get("id") != signed.document.get("id"):
        return refused(say("The newer copy is another badge, or by another issuer."))
    if _is_older(copy.document, signed.document):
        return refused(say("The copy at the place that the badge names is older than the badge."))
    return None


def _is_older(copy: JsonObject, badge: JsonObject) -> bool:
    """Whether both say when they begin, and the copy begins before the badge."""
    try:
        began, begins = (parse_timestamp(str(d.get("validFrom"))) for d in (copy, badge))
    except ValueError:
        return False
    return began < begins


def with_refresh(report: Report, finding: Finding) -> Report:
    """The report with this word on the newer copy and no other."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return report
    others = tuple(f for f in report.findings if f.check != CHECK)
    return replace(report, findings=(*others, finding))
