"""The recognition policy of an employer, district or state, as a typed value.

A policy decides, so a member that is not understood is an error that names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from verifier.canonical.jcs import canonical_json
from verifier.clock import parse_timestamp
from verifier.duration import parse_duration
from verifier.errors import DocumentError, PolicyError
from verifier.model.demands import demand
from verifier.semantics.evidence import sri
from verifier.strict_json import JsonObject, parse, pointer

_EXACT = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30}|/0*[1-9][0-9]{0,29})?")
# What a trigger can ask for; the second line needs none, since a person must look anyway.
TRIGGERS = frozenset({"AUTHORITY_NOT_SHOWN", "DEFINITION_UNAVAILABLE", "EVIDENCE_UNCHECKED"})
_ALWAYS = frozenset({"ISSUER_UNCHECKED", "KEY_UNAVAILABLE", "STATUS_UNKNOWN", "UNSUPPORTED"})
_HOST_ALONE = re.compile(r"(?:[a-z]+:/{0,2})?[^/:]*(?::[0-9]*)?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: str) -> date:
    if not _DAY.fullmatch(value):  # fromisoformat reads week dates too
        raise ValueError("must be a date such as 2026-07-01")
    return date.fromisoformat(value)


def _period(value: str) -> str:
    _day(value) if len(value) == 10 else parse_timestamp(value)
    return value


def _duration(value: str) -> str:
    parse_duration(value)
    return value


def _exact(value: str) -> str:
    if not _EXACT.fullmatch(value):
        raise ValueError("must be an exact amount such as 15, 250.00 or 2/3")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as exc:
        raise ValueError("must be a time zone such as America/Chicago") from exc
    return value


def _year_start(value: str) -> str:
    _day(f"2000-{value}")
    return value


def _prefix(value: str) -> str:
    if _HOST_ALONE.fullmatch(value):  # https://x.example is also how https://x.example.evil begins
        raise ValueError("must go on behind the host, if only with a slash: https://x.example/")
    return value


Period = Annotated[str, AfterValidator(_period)]
Prefix = Annotated[str, AfterValidator(_prefix)]
DurationText = Annotated[str, AfterValidator(_duration)]
Exact = Annotated[str, AfterValidator(_exact)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=to_camel)


class Recogniser(_Part):
    """Who recognises."""

    id: str
    name: str | None = None


class TrustedIssuers(_Part):
    """Whose badges count; the local lists come first."""

    deny: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    endorsed_by: tuple[str, ...] = ()


class RequiredAssessment(_Part):
    """What must be shown of the assessment."""

    public_rubric: bool = False
    evidence_digest: bool = False
    independent: bool = False
    assessor_count: int | None = None
    identity_checked: bool = False
    minimum_level: str | None = None
    endorsers: tuple[str, ...] = ()


class AchievementRule(_Part):
    """What one achievement, alignment or family of achievements is worth here."""

    achievement: str | None = None
    alignment: str | None = None
    achievement_prefix: Prefix | None = None
    equivalent: str | None
    sentence: str | None = None
    conditions: tuple[str, ...] = ()


class Window(_Part):
    """A fiscal year: the day it begins and where."""

    fiscal_year_start: Annotated[str, AfterValidator(_year_start)]
    time_zone: Annotated[str, AfterValidator(_zone)]


class Cap(_Part):
    """At most so many grants per holder and window."""

    count: Annotated[int, Field(ge=0)]
    window: Window
    carry_over: bool = False


class ValueRule(_Part):
    """What each accepted badge is worth, in one unit."""

    unit: str
    value: Exact
    per: Literal["badge"]
    double_use: Literal["allowed", "forbidden"] = "allowed"
    cap: Cap | None = None


class Policy(_Part):
    """A recognition policy (see `examples/policies/`)."""

    id: str
    version: str
    recogniser: Recogniser
    effective: Period | None = None
    expires: Period | None = None
    trusted_issuers: TrustedIssuers = TrustedIssuers()
    required_assessment: RequiredAssessment = RequiredAssessment()
    age_limit: DurationText | None = None
    achievement_rules: Annotated[tuple[AchievementRule, ...], Field(min_length=1)]
    unknown_achievement: Literal["needs_review", "no_rule", "not_accepted"] = "no_rule"
    values: tuple[ValueRule, ...] = ()
    duplicates: Literal["equivalent-counts-once", "all-count"] = "equivalent-counts-once"
    review_triggers: tuple[str, ...] = ()
    appeal: str | None = None
    revalidation: dict[str, Any] | None = None
    conversions: tuple[dict[str, Any], ...] = ()
    lanes: tuple[dict[str, Any], ...] = ()
    stages: tuple[dict[str, Any], ...] = ()
    mode: dict[str, Any] | None = None
    fixtures: tuple[dict[str, Any], ...] = ()
    proof: dict[str, Any] | tuple[dict[str, Any], ...] | None = None

    def in_effect(self, at: datetime) -> bool:
        """Whether the policy decides at this instant; full dates are whole days in UTC."""
        starts = self.effective is None or _instant(self.effective, time.min) <= at
        return starts and (self.expires is None or at <= _instant(self.expires, time.max))

    def not_evaluated(self) -> tuple[str, ...]:
        """JSON pointers of the parts that play no role in a decision yet; unknown triggers, too."""
        parts: dict[str, object] = {
            "/revalidation": self.revalidation,
            "/conversions": self.conversions,
            "/lanes": self.lanes,
            "/stages": self.stages,
            "/mode": self.mode,
            "/proof": self.proof,
        }
        for index, rule in enumerate(self.values):
            parts[f"/values/{index}/cap/carryOver"] = rule.cap and rule.cap.carry_over
            parts[f"/values/{index}/doubleUse"] = rule.double_use == "forbidden"
        for index, trigger in enumerate(self.review_triggers):
            parts[f"/reviewTriggers/{index}"] = trigger not in TRIGGERS | _ALWAYS
        return tuple(path for path, value in parts.items() if value)


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A policy with the digest of its document, which stands in every decision."""

    policy: Policy
    digest: str


def read_policy(source: bytes | str | JsonObject) -> ReadPolicy:
    """A policy from its JSON document.

    Raises:
        PolicyError: not a policy; the message names the first place that is wrong.
    """
    try:
        document = source if isinstance(source, Mapping) else parse(source)
        if not isinstance(document, Mapping):
            raise PolicyError("A policy is one JSON object.")
        policy = Policy.model_validate_json(canonical_json(document))
        return ReadPolicy(policy, sri(canonical_json(document), "sha256"))
    except DocumentError as exc:
        raise PolicyError(f"The policy cannot be read. {exc.reason}") from exc
    except ValidationError as exc:
        problem = exc.errors(include_url=False)[0]
        where = pointer(*problem["loc"])
        name = problem["loc"][-1] if problem["loc"] else "The policy"
        raise PolicyError(f"The policy is wrong at {where}: {name} {demand(problem)}.") from exc


def _instant(value: str, of_day: time) -> datetime:
    if len(value) == 10:
        return datetime.combine(date.fromisoformat(value), of_day, UTC)
    return parse_timestamp(value)
