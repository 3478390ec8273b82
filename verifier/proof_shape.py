"""What must hold of proofs before any key is looked at: their shape, purpose and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from verifier import specs
from verifier.badge import SignedBadge
from verifier.clock import parse_timestamp, to_text
from verifier.data_integrity import PROOF
from verifier.limits import Limits
from verifier.purpose import Purpose
from verifier.report import Finding, Outcome
from verifier.sentences import Sentence, say
from verifier.strict_json import JsonObject, pointer
from verifier.suites import suites

# What Data Integrity names itself; all else is CRYPTOGRAPHIC_SECURITY_ERROR, as VC 2.0 says.
# https://www.w3.org/TR/vc-data-integrity/#processing-errors
_PROBLEMS = {
    "proof.present": specs.PROOF_VERIFICATION,
    "proof.suite": specs.PROOF_VERIFICATION,
    "proof.purpose": specs.PROOF_VERIFICATION,
    "proof.method": specs.PROOF_VERIFICATION,
    "proof.chain": specs.PROOF_VERIFICATION,
    "proof.created": specs.PROOF_VERIFICATION,
    "proof.expires": specs.PROOF_VERIFICATION,
    "jsonld.terms": specs.DATA_LOSS,
}
_EXCHANGE = {"domain": specs.INVALID_DOMAIN, "challenge": specs.INVALID_CHALLENGE}


class Rejected(Exception):  # noqa: N818  (control flow between two files, never seen outside)
    """One proof that does not hold, as the finding that says why."""

    def __init__(
        self,
        check: str,
        message: str,
        path: str,
        spec: str = specs.DI_VERIFY,
        *,
        outcome: Outcome = Outcome.FAILED,
        problem: str | None = None,
    ) -> None:
        if outcome is Outcome.FAILED:
            problem = problem or _PROBLEMS.get(check, specs.CRYPTOGRAPHIC)
        self.finding = Finding(check, outcome, message, path, spec, problem)
        super().__init__(message)


def check_present(signed: SignedBadge) -> None:
    """Refuse a badge without any proof or token, whatever else it holds.

    Raises:
        Rejected: there is none.
    """
    if not signed.proofs and signed.token is None:
        message = say("The badge is not signed. Ask for the file as it was issued.")
        raise Rejected("proof.present", message, "/proof")


def sort_proofs(
    signed: SignedBadge, limits: Limits
) -> tuple[list[tuple[str, JsonObject]], list[Finding]]:
    """The proofs of supported suites with their place, and what is said of the others.

    Raises:
        Rejected: there is no proof, there are too many, or one is no proof at all.
    """
    check_present(signed)
    if len(signed.proofs) > limits.max_proofs:
        raise Rejected("proof.present", f"More than {limits.max_proofs} signatures.", "/proof")
    supported: list[tuple[str, JsonObject]] = []
    others: list[tuple[str, str]] = []
    ids: set[str] = set()
    for index, proof in enumerate(signed.proofs):
        path = pointer("proof", index) if signed.listed else "/proof"
        if not isinstance(proof, Mapping) or not proof:
            raise Rejected("proof.present", "A signature must be an object.", path, specs.DI_PROOF)
        suite = _suite_name(proof, path)
        _check_plain(proof, path, suite)
        _check_own_id(proof, path, ids)
        if suite in suites():
            supported.append((path, proof))
        else:
            others.append((path, suite))
    beside = supported or signed.token is not None
    outcome = Outcome.WARNING if beside else Outcome.INCONCLUSIVE
    return supported, [_not_checked(path, suite, outcome) for path, suite in others]


def _check_plain(proof: JsonObject, path: str, suite: str) -> None:
    repeats = suite in suites() and suites()[suite].repeats_context
    for name in proof:
        if name.startswith("@") and not (repeats and name == "@context"):
            raise Rejected(
                "jsonld.terms",
                f"The member {name!r} has no place in a signature.",
                path + pointer(name),
                specs.VC_CONTEXT,
            )


def _check_own_id(proof: JsonObject, path: str, ids: set[str]) -> None:
    own = proof.get("id")
    if not isinstance(own, str):
        return
    if own in ids:
        raise Rejected(
            "proof.present", "Two signatures have the same id.", path + "/id", specs.DI_SETS
        )
    ids.add(own)


def _suite_name(proof: JsonObject, path: str) -> str:
    kind = proof.get("type")
    if not isinstance(kind, str):
        raise Rejected(
            "proof.suite", "The signature names no type.", path + "/type", specs.DI_PROOF
        )
    if kind != PROOF:
        named = suites().get(kind)
        return kind if named is None or named.proof_type == kind else f"type {kind}"
    suite = proof.get("cryptosuite")
    if not isinstance(suite, str) or not suite:
        raise Rejected("proof.suite", "The signature names no suite.", path, specs.DI_PROOF)
    named = suites().get(suite)
    return suite if named is None or named.proof_type == PROOF else f"suite {suite}"


def check_purpose(proof: JsonObject, path: str, purpose: Purpose) -> None:
    """Only proofs made for this purpose, and for this exchange where they name one.

    Raises:
        Rejected: another purpose, or another exchange.
    """
    if proof.get("proofPurpose") != purpose.relation:
        where = path + "/proofPurpose"
        raise Rejected("proof.purpose", purpose.misused(), where, specs.DI_PURPOSE)
    check_exchange(proof, path, purpose, {"domain": "domain", "challenge": "challenge"})


def check_value(proof: JsonObject, path: str) -> None:
    """Refuse a proof that carries no signature at all, before any key is looked up.

    Raises:
        Rejected: no `proofValue`, or one that is not a text.
    """
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value:
        where = path + "/proofValue"
        message = say("The signature has no value. Ask for the file as it was issued.")
        raise Rejected("proof.present", message, where, specs.DI_PROOF)


def check_exchange(
    members: JsonObject, path: str, purpose: Purpose, names: Mapping[str, str]
) -> None:
    """What proof or token say of the exchange, against what the caller expects.

    Args:
        members: the proof, or the claims of a token.
        path: where they stand.
        purpose: what the caller expects.
        names: how `domain` and `challenge` are called there.

    Raises:
        Rejected: they differ, or there is nothing to compare with.
    """
    for what, name in names.items():
        expected = purpose.domain if what == "domain" else purpose.challenge
        value = members.get(name)
        if name not in members:
            if expected is None or not (purpose.presents or purpose.exact):
                continue
            message = _not_made_for(what, expected, purpose)
        elif expected is None:
            if purpose.presents and purpose.unnamed:
                continue
            message = say(
                "It was made for one exchange only (it carries a {what}); name the same {what} to "
                "check it.",
                what=what,
            )
        elif value == expected or (isinstance(value, list) and expected in value):
            continue
        else:
            message = say("It was made for another exchange (its {what} differs).", what=what)
        nobody_asked = expected is None and purpose.presents
        outcome = Outcome.INCONCLUSIVE if nobody_asked else Outcome.FAILED
        where, problem = path + pointer(name), _EXCHANGE[what]
        raise Rejected(
            "proof.purpose", message, where, specs.DI_PURPOSE, outcome=outcome, problem=problem
        )


def _not_made_for(what: str, expected: str, purpose: Purpose) -> Sentence:
    if purpose.presents:
        return say("It was not made for the {what} {value!r}.", what=what, value=expected)
    return say(
        "It was not made for the {what} {value!r}, so that anybody who has a copy could show it; "
        "ask its holder for a presentation.",
        what=what,
        value=expected,
    )


def instant(proof: JsonObject, name: str, path: str) -> datetime | None:
    """A time of the proof, or None where it has none.

    Raises:
        Rejected: not a date and time with an offset.
    """
    value = proof.get(name)
    if name not in proof:
        return None
    try:
        return parse_timestamp(value if isinstance(value, str) else "")
    except ValueError as exc:
        raise Rejected(f"proof.{name}", f"{name} is no date: {exc}.", path + pointer(name)) from exc


def made_later(created: datetime, at: datetime) -> Sentence:
    """The sentence that a signature is younger than the time that is asked about."""
    return say(
        "The signature says it was made at {created}, which is later than {at}, the time that was "
        "asked about. Ask about a later time.",
        created=to_text(created),
        at=to_text(at.replace(microsecond=0)),
    )


def _not_checked(path: str, suite: str, outcome: Outcome) -> Finding:
    message = say(
        "A signature of kind {kind!r} was not checked: it is not known here.", kind=suite[:60]
    )
    return Finding("proof.suite", outcome, message, path, specs.DI_SETS)
