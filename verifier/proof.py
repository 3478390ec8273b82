"""From a signed document, which is believed in nothing, to a proven one.

Follows "verify proof" and "verify proof sets and chains" of VC Data Integrity
(https://www.w3.org/TR/vc-data-integrity/#verify-proof) and RFC 7515, with the key always found from
the signer's address. Does not judge time, status, content or trust.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge
from verifier.canonical import Canonicalizer, Contexts, Work
from verifier.claims import check_claims
from verifier.clock import to_text
from verifier.data_integrity import PROOF
from verifier.errors import DocumentError, ProofRefusedError
from verifier.interfaces import Cryptosuite, Fetcher
from verifier.jwk import ALGORITHM_OF
from verifier.jws import ALGORITHMS
from verifier.keys import PublicKey
from verifier.limits import Limits
from verifier.proof_chain import covered_document
from verifier.proof_coverage import OlderEditions
from verifier.proof_key import KeyFinder
from verifier.proof_shape import (
    Rejected,
    check_exchange,
    check_purpose,
    check_value,
    instant,
    made_later,
    sort_proofs,
)
from verifier.published_keys import PUBLISHED_KEYS
from verifier.purpose import ISSUING, Purpose
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import JsonObject
from verifier.suites import suites
from verifier.token import Token

_GENUINE = say("The signature is genuine.")
_CLAIM_OF = {"domain": "aud", "challenge": "nonce"}


@dataclass(slots=True)
class _Found:
    """What the proofs of one document have shown so far.

    Attributes:
        canonicalizer: of this document, for all its proofs.
        editions: each covered document as an older context sees it, worked out once.
    """

    canonicalizer: Canonicalizer
    editions: OlderEditions = field(default_factory=OlderEditions)
    findings: list[Finding] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    partial: bool = False


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """What proofs are checked with.

    Attributes:
        fetcher: the way to keys.
        limits: budgets.
        at: the instant for which to answer.
        allow_published_keys: whether signatures by published test keys count.
        purpose: what the proofs must have been made for.
        contexts: what may stand in a `@context` beside the pinned addresses.
        work: what all proofs of one verification may spend on canonical forms; None if this check
            is all of it.
    """

    fetcher: Fetcher
    limits: Limits
    at: datetime
    allow_published_keys: bool = False
    purpose: Purpose = ISSUING
    contexts: Contexts = field(default_factory=Contexts)
    work: Work | None = None

    def check(
        self, signed: SignedBadge, signer: str | None = None
    ) -> tuple[ProvenDocument | None, list[Finding]]:
        """The token and every proof, and whether the signer stands behind one of them.

        Args:
            signed: the document.
            signer: who must have signed; by default the issuer, of a presentation nobody.

        Returns:
            The proven document, or None, and what was found.
        """
        found = _Found(Canonicalizer(self.limits, self.contexts, self.work))
        supported: list[tuple[str, JsonObject]] = []
        if signed.token is None or signed.proofs:
            try:
                supported, found.findings = sort_proofs(signed, self.limits)
            except Rejected as exc:
                return None, [exc.finding]
        if not self.purpose.presents:
            signer = signer or signed.issuer_id
        if signer is None:
            message = self.purpose.unnamed_signer()
            return None, [self._failed(message, "/" + self.purpose.signer)]
        if signed.token is not None:
            self._try(found, signed, signed.token, signer)
        elif not supported:
            return None, found.findings
        for path, proof in supported:
            try:
                self._one(signed, proof, path, signer, found)
            except Rejected as exc:
                found.findings.append(exc.finding)
        return self._conclude(signed, signer, found)

    def _conclude(
        self, signed: SignedBadge, signer: str, found: _Found
    ) -> tuple[ProvenDocument | None, list[Finding]]:
        objections = (Outcome.FAILED, Outcome.INCONCLUSIVE)
        told = any(f.outcome in objections and f.check != "proof.owner" for f in found.findings)
        if not found.methods and not told:
            message = self.purpose.unsigned(signer)
            found.findings.append(self._failed(message, "/proof"))
        settled = all(f.outcome in (Outcome.PASSED, Outcome.WARNING) for f in found.findings)
        if not found.methods or not settled:
            return None, found.findings
        methods = tuple(found.methods)
        proven = ProvenDocument(signed.document, signer, methods, found.partial)
        return proven, found.findings

    def _try(self, found: _Found, signed: SignedBadge, token: Token, signer: str) -> None:
        """The token around the document."""
        if not self.purpose.presents:
            found.findings += check_claims(token, signer, self.at, self.limits)
        try:
            found.findings += self._token(token, signer, found)
            found.canonicalizer.check_terms(signed.document)
        except Rejected as exc:
            found.findings.append(exc.finding)
        except DocumentError as exc:
            found.findings.append(_not_compact(exc, "").finding)

    def _token(self, token: Token, signer: str, found: _Found) -> list[Finding]:
        algorithm = token.jws.algorithm
        if algorithm not in ALGORITHMS:
            known = ", ".join(sorted(ALGORITHMS))
            message = f"The algorithm {algorithm[:20]!r} is not accepted; these are: {known}."
            raise Rejected("proof.suite", message, "", specs.OB_JWT)
        check_exchange(token.claims, "", self.purpose, _CLAIM_OF)
        keys = self._keys()
        method = keys.of_token(token, signer)
        key = keys.usable(method, _issued_at(token), "")
        if algorithm != ALGORITHM_OF[key.kind]:
            message = f"{algorithm} does not go with a {key.kind} key."
            raise Rejected("proof.method", message, "", specs.OB_JWT)
        if not token.jws.verified_by(key):
            message = say("The token was changed after it was signed, or not signed with this key.")
            raise Rejected("proof.signature", message, "", specs.OB_JWT)
        found.methods.append(method.id)
        message = self.purpose.owned(signer)
        return [
            _passed("proof.signature", _GENUINE, "", specs.OB_JWT),
            _owned(self.purpose.check, message, key, ""),
        ]

    def _one(
        self, signed: SignedBadge, proof: JsonObject, path: str, signer: str, found: _Found
    ) -> None:
        """One proof of a supported suite; adds the key to the methods if it is the signer's."""
        check_purpose(proof, path, self.purpose)
        check_value(proof, path)
        covered = covered_document(signed.document, proof, signed.proofs, path)
        created = self._check_times(proof, path)
        keys = self._keys()
        method, owned = keys.of_proof(proof, path, signer)
        key = keys.usable(method, created, path + "/verificationMethod")
        suite = _suite(proof)
        found.findings += self._check_signature(suite, covered, proof, key, path, found)
        if owned:
            found.methods.append(method.id)
            if suite.selective:
                found.partial = True
                message = (
                    "The holder shows this badge under a signature that lets parts be left out."
                )
                found.findings.append(
                    Finding("proof.disclosure", Outcome.WARNING, message, path, specs.DI_SD)
                )
            message = self.purpose.owned(signer)
            found.findings.append(_owned(self.purpose.check, message, key, path))
            return
        message = (
            f"This signature is by {method.controller}, not by the {self.purpose.signer}; "
            "it adds no trust."
        )
        found.findings.append(Finding("proof.owner", Outcome.WARNING, message, path, specs.DI_SETS))

    def _check_times(self, proof: JsonObject, path: str) -> datetime | None:
        created = instant(proof, "created", path)
        expires = instant(proof, "expires", path)
        if created is not None and created - self.at > self.limits.clock_skew:
            raise Rejected("proof.created", made_later(created, self.at), path + "/created")
        if expires is not None and expires < self.at:
            message = say(
                "The signature was good until {expires}. Ask for a copy that is signed anew.",
                expires=to_text(expires),
            )
            raise Rejected("proof.expires", message, path + "/expires")
        return created

    def _check_signature(
        self,
        suite: Cryptosuite,
        document: JsonObject,
        proof: JsonObject,
        key: PublicKey,
        path: str,
        found: _Found,
    ) -> list[Finding]:
        if key.kind not in suite.key_kinds:
            kinds = " or ".join(sorted(suite.key_kinds))
            message = f"{suite.name} signs with {kinds} keys, and this key is {key.kind}."
            raise Rejected("proof.method", message, path + "/verificationMethod")
        try:
            if suite.verify(document, proof, key, found.canonicalizer):
                return [_passed("proof.signature", _GENUINE, path)]
            older, dropped = found.editions.of(document)
            in_rdf = not suite.repeats_context  # only there, undefined terms went unsigned
            if in_rdf and dropped and suite.verify(older, proof, key, found.canonicalizer):
                return [_passed("proof.signature", _GENUINE, path), *dropped]
        except DocumentError as exc:
            raise _not_compact(exc, path) from exc
        except ProofRefusedError as exc:
            raise Rejected("proof.disclosure", str(exc), path, specs.DI_SD) from exc
        raise Rejected("proof.signature", self.purpose.changed(), path)

    def _keys(self) -> KeyFinder:
        return KeyFinder(
            self.fetcher, self.limits, self.at, self.purpose, self.allow_published_keys
        )

    def _failed(self, message: str, path: str) -> Finding:
        check = self.purpose.check
        return Finding(check, Outcome.FAILED, message, path, specs.OB_KEY, specs.CRYPTOGRAPHIC)


def _suite(proof: JsonObject) -> Cryptosuite:
    """The suite of a proof that `sort_proofs` found to be supported."""
    name = proof["cryptosuite"] if proof["type"] == PROOF else proof["type"]
    return suites()[str(name)]


def _issued_at(token: Token) -> datetime | None:
    issued = token.claims.get("iat")
    if type(issued) is not int or not 0 <= issued <= 253_402_300_799:
        return None
    return datetime.fromtimestamp(issued, UTC)


def _not_compact(exc: DocumentError, path: str) -> Rejected:
    outcome = Outcome.FAILED if exc.supported else Outcome.INCONCLUSIVE
    own = exc.path == "/proof" or exc.path.startswith("/proof/")
    where = path + exc.path.removeprefix("/proof") if own else exc.path
    return Rejected("jsonld.terms", exc.reason, where, specs.VC_CONTEXT, outcome=outcome)


def _owned(check: str, message: str, key: PublicKey, path: str) -> Finding:
    """The key is the signer's; one that anybody has is marked, even where it is allowed."""
    if key.multikey not in PUBLISHED_KEYS:
        return _passed(check, message, path, specs.OB_KEY)
    note = f"{message} It is a published test key, which counts for tests only."
    return Finding(check, Outcome.WARNING, note, path, specs.OB_KEY)


def _passed(check: str, message: str, path: str, spec: str = specs.DI_VERIFY) -> Finding:
    return Finding(check, Outcome.PASSED, message, path, spec)
