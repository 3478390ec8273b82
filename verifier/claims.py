"""Whether the claims of a token say the same as the credential in it.

https://www.imsglobal.org/spec/ob/v3p0#jwt-proof: `iss`, `jti`, `nbf`, `sub`, and `exp` where the
credential ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from verifier import specs
from verifier.clock import parse_timestamp, to_text
from verifier.limits import Limits
from verifier.proof_shape import made_later
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import Json, JsonObject
from verifier.token import Token

_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z


def check_claims(token: Token, issuer: str, at: datetime, limits: Limits) -> list[Finding]:
    """Every `proof.claims` finding; a time that only the token has is judged here too."""
    found = [
        *_same_texts(token, issuer),
        *_same_times(token),
        *_issued(token, at, limits),
    ]
    if not found:
        message = "The claims of the token say the same as the badge."
        return [Finding("proof.claims", Outcome.PASSED, message, "", specs.OB_JWT)]
    return found


def end_of(token: Token) -> datetime | None:
    """When a token ends whose credential does not say so."""
    ends = token.claims.get("exp")
    if not _is_instant(ends) or _member(token, "validUntil", "expirationDate") is not None:
        return None
    return datetime.fromtimestamp(int(str(ends)), UTC)


def check_end(token: Token, at: datetime) -> list[Finding]:
    """`time.valid_until` for a token that ends although its credential does not say so."""
    ends = end_of(token)
    if ends is None:
        return []
    lasts = at <= ends
    message = (
        say("The token has not ended ({time}).", time=to_text(ends))
        if lasts
        else say("The token has ended ({time}).", time=to_text(ends))
    )
    outcome = Outcome.PASSED if lasts else Outcome.FAILED
    return [Finding("time.valid_until", outcome, message, "", specs.OB_JWT)]


def _same_texts(token: Token, issuer: str) -> Iterator[Finding]:
    subject = token.document.get("credentialSubject")
    holder = subject.get("id") if isinstance(subject, Mapping) else None
    for claim, expected, what in (
        ("iss", issuer, "issuer"),
        ("jti", token.document.get("id"), "id"),
        ("sub", holder, "subject"),
    ):
        if claim in token.claims:
            if token.claims[claim] != expected:
                yield _failed(f"The claim {claim} differs from the {what} of the badge.")
        elif token.claims_needed and claim == "sub":
            message = "The token does not repeat whom the badge is about (sub)."
            yield Finding("proof.claims", Outcome.WARNING, message, "", specs.OB_JWT)
        elif token.claims_needed:
            yield _failed(f"The token lacks the claim {claim}.")


def _same_times(token: Token) -> Iterator[Finding]:
    for claim, names in (
        ("nbf", ("validFrom", "issuanceDate")),
        ("exp", ("validUntil", "expirationDate")),
    ):
        value, written = token.claims.get(claim), _member(token, *names)
        if claim not in token.claims:
            if token.claims_needed and (claim == "nbf" or written is not None):
                yield _failed(f"The token lacks the claim {claim}.")
        elif not _is_instant(value):
            yield _failed(f"The claim {claim} is not a number of seconds.")
        elif written is None and claim == "exp":
            continue
        elif value != _seconds(written):
            yield _failed(f"The claim {claim} differs from {names[0]} of the badge.")


def _issued(token: Token, at: datetime, limits: Limits) -> Iterator[Finding]:
    issued = token.claims.get("iat")
    if "iat" in token.claims and not _is_instant(issued):
        yield _failed("The claim iat is not a number of seconds.")
    elif _is_instant(issued):
        made = datetime.fromtimestamp(int(str(issued)), UTC)
        if made - at > limits.clock_skew:
            yield _failed(made_later(made, at))


def _is_instant(value: Json) -> bool:
    return type(value) is int and 0 <= value <= _LAST_SECOND


def _seconds(written: Json) -> int | None:
    try:
        return int(parse_timestamp(str(written)).timestamp())
    except ValueError:
        return None


def _member(token: Token, *names: str) -> Json:
    return next((token.document[name] for name in names if name in token.document), None)


def _failed(message: str) -> Finding:
    return Finding("proof.claims", Outcome.FAILED, message, "", specs.OB_JWT, specs.CRYPTOGRAPHIC)


def claims_for(credential: JsonObject) -> dict[str, Json]:
    """The claims that repeat a credential; its times must be readable.

    Raises:
        ValueError: a time that cannot be read.
    """
    issuer, subject = credential.get("issuer"), credential.get("credentialSubject")
    claims: dict[str, Json] = {
        "iss": issuer.get("id") if isinstance(issuer, Mapping) else issuer,
        "jti": credential.get("id"),
        "nbf": int(parse_timestamp(str(credential.get("validFrom"))).timestamp()),
        "sub": subject.get("id") if isinstance(subject, Mapping) else None,
    }
    if "validUntil" in credential:
        claims["exp"] = int(parse_timestamp(str(credential["validUntil"])).timestamp())
    return {name: value for name, value in claims.items() if value is not None}
