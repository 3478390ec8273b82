"""What must hold of proofs before any key is looked at: their shape, purpose and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from verifier import specs
from verifier.badge import SignedBadge
from verifier.clock import parse_timestamp
from verifier.limits import Limits
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer
from verifier.suites import suites

PROOF = "DataIntegrityProof"


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
    ) -> None:
        problem = specs.CRYPTOGRAPHIC if outcome is Outcome.FAILED else None
        self.finding = Finding(check, outcome, message, path, spec, problem)
        super().__init__(message)


def check_present(signed: SignedBadge) -> None:
    """Refuse a badge without any proof, whatever else it holds.

    Raises:
        Rejected: there is none.
    """
    if not signed.proofs:
        raise Rejected("proof.present", "The badge is not signed.", "/proof")


def sort_proofs(
    signed: SignedBadge, limits: Limits
) -> tuple[list[tuple[str, JsonObject]], list[Finding]]:
    """The proofs of supported suites with their place, and what is said of the others.

    Raises:
        Rejected: there is no proof, there are too many, or one is no proof at all.
    """
    check_present(signed)
    if len(signed.proofs) > limits.max_proofs:
        raise Rejected("proof.present", f"More than {limits.max_proofs} proofs.", "/proof")
    supported: list[tuple[str, JsonObject]] = []
    others: list[tuple[str, str]] = []
    ids: set[str] = set()
    for index, proof in enumerate(signed.proofs):
        path = pointer("proof", index) if signed.listed else "/proof"
        if not isinstance(proof, Mapping) or not proof:
            raise Rejected("proof.present", "A proof must be an object.", path, specs.DI_PROOF)
        _check_plain(proof, path)
        _check_own_id(proof, path, ids)
        suite = _suite_name(proof, path)
        if suite in suites():
            supported.append((path, proof))
        else:
            others.append((path, suite))
    outcome = Outcome.WARNING if supported else Outcome.INCONCLUSIVE
    return supported, [_not_checked(path, suite, outcome) for path, suite in others]


def _check_plain(proof: JsonObject, path: str) -> None:
    for name in proof:
        if name.startswith("@"):
            raise Rejected(
                "jsonld.terms",
                f"The member {name!r} has no place in a proof.",
                path + pointer(name),
                specs.VC_CONTEXT,
            )


def _check_own_id(proof: JsonObject, path: str, ids: set[str]) -> None:
    own = proof.get("id")
    if not isinstance(own, str):
        return
    if own in ids:
        raise Rejected("proof.present", "Two proofs have the same id.", path + "/id", specs.DI_SETS)
    ids.add(own)


def check_chain(proof: JsonObject, proofs: tuple[Json, ...], path: str) -> None:
    """A proof that builds on another: refused when there is no such proof, else not read yet.

    Raises:
        Rejected: always, if the proof has a `previousProof`.
    """
    if "previousProof" not in proof:
        return
    links = {
        name: _previous(other)
        for other in proofs
        if isinstance(other, Mapping) and isinstance(name := other.get("id"), str)
    }
    where = path + "/previousProof"
    wanted = _previous(proof)
    if not wanted or any(not isinstance(name, str) or name not in links for name in wanted):
        raise Rejected(
            "proof.chain", "The proof builds on a proof that is not there.", where, specs.DI_SETS
        )
    below: set[str] = set()
    while wanted:
        name = str(wanted.pop())
        if name not in below:
            below.add(name)
            wanted += links.get(name, [])
    if proof.get("id") in below:
        raise Rejected("proof.chain", "The proof builds on itself.", where, specs.DI_SETS)
    raise Rejected(
        "proof.chain",
        "The proof builds on another proof; chains of proofs are not read yet.",
        where,
        specs.DI_SETS,
        outcome=Outcome.INCONCLUSIVE,
    )


def _previous(proof: JsonObject) -> list[Json]:
    value = proof.get("previousProof", [])
    return list(value) if isinstance(value, list) else [value]


def _suite_name(proof: JsonObject, path: str) -> str:
    kind = proof.get("type")
    if not isinstance(kind, str):
        raise Rejected("proof.suite", "The proof names no type.", path + "/type", specs.DI_PROOF)
    if kind != PROOF:
        return kind
    suite = proof.get("cryptosuite")
    if not isinstance(suite, str) or not suite:
        raise Rejected("proof.suite", "The proof names no suite.", path, specs.DI_PROOF)
    return suite


def check_purpose(proof: JsonObject, path: str) -> None:
    """Only proofs made to issue a credential, to anybody.

    Raises:
        Rejected: another purpose, or one made for a single exchange.
    """
    if proof.get("proofPurpose") != "assertionMethod":
        raise Rejected(
            "proof.purpose",
            "The proof was not made to issue a credential (assertionMethod).",
            path + "/proofPurpose",
            specs.DI_PURPOSE,
        )
    for name in ("domain", "challenge"):
        if name in proof:
            raise Rejected(
                "proof.purpose",
                f"The proof was made for one exchange only (it carries a {name}).",
                path + pointer(name),
                specs.DI_PURPOSE,
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


def _not_checked(path: str, suite: str, outcome: Outcome) -> Finding:
    message = f"The proof of kind {suite[:60]!r} was not checked: this verifier does not know it."
    return Finding("proof.suite", outcome, message, path, specs.DI_SETS)
