"""From a signed badge, which is believed in nothing, to a proven one.

Follows "verify proof" and "verify proof sets and chains" of VC Data Integrity
(https://www.w3.org/TR/vc-data-integrity/#verify-proof), with the issuer's key always found from
the issuer's address. Does not judge time, status, content or trust.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge
from verifier.controller import VerificationMethod
from verifier.dids import resolve
from verifier.errors import (
    DocumentError,
    KeyRefusedError,
    KeyUnavailableError,
    MethodUnsupportedError,
)
from verifier.interfaces import Fetcher
from verifier.limits import Limits
from verifier.proof_shape import Rejected, check_chain, check_purpose, instant, sort_proofs
from verifier.published_keys import PUBLISHED_KEYS
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer
from verifier.suites import suites


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """What proofs are checked with."""

    fetcher: Fetcher
    limits: Limits
    at: datetime
    allow_published_keys: bool = False

    def check(self, signed: SignedBadge) -> tuple[ProvenDocument | None, list[Finding]]:
        """Every proof, and whether the issuer stands behind one of them.

        Returns:
            The proven document, or None, and what was found.
        """
        try:
            supported, findings = sort_proofs(signed, self.limits)
        except Rejected as exc:
            return None, [exc.finding]
        if not supported:
            return None, findings
        issuer = signed.issuer_id
        if issuer is None:
            return None, [
                _failed("issuer.key", "The badge names no issuer.", "/issuer", specs.OB_KEY)
            ]
        methods: list[str] = []
        for path, proof in supported:
            try:
                findings += self._one(signed, proof, path, issuer, methods)
            except Rejected as exc:
                findings.append(exc.finding)
        objections = (Outcome.FAILED, Outcome.INCONCLUSIVE)
        told = any(f.outcome in objections and f.check != "proof.owner" for f in findings)
        if not methods and not told:
            message = f"No proof is by the issuer {issuer}."
            findings.append(_failed("issuer.key", message, "/proof", specs.OB_KEY))
        settled = all(f.outcome in (Outcome.PASSED, Outcome.WARNING) for f in findings)
        if not methods or not settled:
            return None, findings
        return ProvenDocument(signed.document, issuer, tuple(methods)), findings

    def _one(
        self, signed: SignedBadge, proof: JsonObject, path: str, issuer: str, methods: list[str]
    ) -> list[Finding]:
        """One proof of a supported suite; adds the key to `methods` if it is the issuer's."""
        check_purpose(proof, path)
        check_chain(proof, signed.proofs, path)
        created = self._check_times(proof, path)
        method, owned = self._method(proof, path, issuer)
        self._check_key(method, created, path)
        findings = self._check_signature(signed, proof, method, path)
        if owned:
            methods.append(method.id)
            message = f"The key belongs to the issuer {issuer}."
            return [*findings, _passed("issuer.key", message, path, specs.OB_KEY)]
        message = f"This proof is by {method.controller}, not by the issuer; it adds no trust."
        return [*findings, Finding("proof.owner", Outcome.WARNING, message, path, specs.DI_SETS)]

    def _check_times(self, proof: JsonObject, path: str) -> datetime | None:
        created = instant(proof, "created", path)
        expires = instant(proof, "expires", path)
        if created is not None and created > self.at + self.limits.clock_skew:
            raise Rejected(
                "proof.created", "The proof says it was made in the future.", path + "/created"
            )
        if expires is not None and expires < self.at:
            raise Rejected("proof.expires", "The proof has expired.", path + "/expires")
        return created

    def _method(self, proof: JsonObject, path: str, issuer: str) -> tuple[VerificationMethod, bool]:
        """The key that the proof names, and whether it is the issuer's."""
        where = path + "/verificationMethod"
        name = proof.get("verificationMethod")
        if not isinstance(name, str) or name.count("#") != 1:
            message = "The proof must name one key by its address."
            raise Rejected("proof.method", message, where, specs.CID_METHOD)
        owner = name.partition("#")[0]
        try:
            document = resolve(issuer, self.fetcher, self.limits)
            if owner == issuer or name in document.methods or name in document.unread:
                return document.assertion_method(name), True
        except MethodUnsupportedError as exc:
            raise _undecided("proof.method", exc, where) from exc
        except KeyUnavailableError as exc:
            if owner == issuer:
                raise _undecided("issuer.key", exc, where) from exc
        except KeyRefusedError as exc:
            raise Rejected("issuer.key", str(exc), where, specs.OB_KEY) from exc
        return self._stranger(name, owner, where), False

    def _stranger(self, name: str, owner: str, where: str) -> VerificationMethod:
        """The key of a proof that is not the issuer's: it must hold too, and adds no trust."""
        try:
            return resolve(owner, self.fetcher, self.limits).assertion_method(name)
        except (MethodUnsupportedError, KeyUnavailableError) as exc:
            raise _undecided("proof.owner", exc, where) from exc
        except KeyRefusedError as exc:
            raise Rejected("proof.owner", str(exc), where, specs.DI_SETS) from exc

    def _check_key(self, method: VerificationMethod, created: datetime | None, path: str) -> None:
        where = path + "/verificationMethod"
        try:
            method.key()
            method.check_in_force(created, self.at)
        except KeyRefusedError as exc:
            raise Rejected("issuer.key", str(exc), where, specs.OB_KEY) from exc
        if method.multikey in PUBLISHED_KEYS and not self.allow_published_keys:
            raise Rejected(
                "issuer.key",
                "The key is a published test key: anybody can sign with it.",
                where,
                specs.OB_KEY,
            )

    def _check_signature(
        self, signed: SignedBadge, proof: JsonObject, method: VerificationMethod, path: str
    ) -> list[Finding]:
        suite = suites()[str(proof["cryptosuite"])]
        key = method.key()
        if key.kind != suite.key_kind:
            message = f"{suite.name} signs with {suite.key_kind} keys, this is a {key.kind} key."
            raise Rejected("proof.method", message, path + "/verificationMethod")
        try:
            if suite.verify(signed.document, proof, key, self.limits):
                return [_passed("proof.signature", "The signature is genuine.", path)]
            older, dropped = _without_later_terms(signed.document)
            if dropped and suite.verify(older, proof, key, self.limits):
                return [_passed("proof.signature", "The signature is genuine.", path), *dropped]
        except DocumentError as exc:
            outcome = Outcome.FAILED if exc.supported else Outcome.INCONCLUSIVE
            own = exc.path == "/proof" or exc.path.startswith("/proof/")
            where = path + exc.path.removeprefix("/proof") if own else exc.path
            raise Rejected(
                "jsonld.terms", exc.reason, where, specs.VC_CONTEXT, outcome=outcome
            ) from exc
        raise Rejected(
            "proof.signature",
            "The badge was changed after it was signed, or was not signed with this key.",
            path,
        )


# Terms that context 3.0.3 gained after its first edition of 2024, under the same address. A badge
# signed before verifies without them, and they are then not covered by its signature.
_LATER_TERMS = ("endorsementJwt", "jti")


def _without_later_terms(document: JsonObject) -> tuple[JsonObject, list[Finding]]:
    dropped: list[Finding] = []

    def strip(value: Json, path: str) -> Json:
        if isinstance(value, list):
            return [strip(item, path + pointer(i)) for i, item in enumerate(value)]
        if not isinstance(value, Mapping):
            return value
        kept: dict[str, Json] = {}
        for name, part in value.items():
            if name in _LATER_TERMS:
                message = f"{name} is not covered by the signature (2024 edition of the context)."
                dropped.append(
                    Finding("proof.coverage", Outcome.WARNING, message, path + pointer(name))
                )
            else:
                kept[name] = strip(part, path + pointer(name))
        return kept

    older = strip(document, "")
    return (older if isinstance(older, Mapping) else document), dropped


def _undecided(check: str, exc: Exception, where: str) -> Rejected:
    return Rejected(check, str(exc), where, specs.OB_KEY, outcome=Outcome.INCONCLUSIVE)


def _failed(check: str, message: str, path: str, spec: str) -> Finding:
    return Finding(check, Outcome.FAILED, message, path, spec, specs.CRYPTOGRAPHIC)


def _passed(check: str, message: str, path: str, spec: str = specs.DI_VERIFY) -> Finding:
    return Finding(check, Outcome.PASSED, message, path, spec)
