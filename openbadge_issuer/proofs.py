"""Adding proofs: what the options of a proof are, and a proof beside or on top of others."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.signers import Signer
from verifier import specs
from verifier.canonical import Canonicalizer, Contexts
from verifier.clock import now, to_text
from verifier.data_integrity import PROOF
from verifier.errors import DocumentError, PointerError
from verifier.interfaces import Cryptosuite
from verifier.jwk import ALGORITHM_OF
from verifier.keys import ED25519, P256, P384, from_multikey
from verifier.strict_json import JsonObject
from verifier.suites import suites

_USUAL = {ED25519: "eddsa-rdfc-2022", P256: "ecdsa-rdfc-2019", P384: "ecdsa-rdfc-2019"}


def suite_for(signer: Signer, name: str | None, *, conformance: bool = False) -> Cryptosuite:
    """The suite to sign with.

    Args:
        signer: holds the key.
        name: a suite's name; the usual one for the kind of key by default.
        conformance: also allow suites that are only kept for reading older badges.

    Raises:
        RefusedError: no such suite, one that new badges are not signed with, or one that does
            not go with the key.
    """
    kind = from_multikey(signer.public_key).kind
    wanted = name or _USUAL.get(kind)
    if wanted is None:
        raise _refused(f"An {kind} key signs tokens only ({ALGORITHM_OF[kind]}): ask for a JWT.")
    suite = suites().get(wanted)
    if suite is None:
        raise _refused(f"There is no suite {wanted[:40]!r}; there are: {', '.join(suites())}.")
    if not suite.issues and not conformance:
        raise _refused(f"New badges are not signed with {suite.name}.")
    if kind not in suite.key_kinds:
        kinds = " or ".join(sorted(suite.key_kinds))
        raise _refused(f"{suite.name} signs with {kinds} keys, and this key is {kind}.")
    return suite


def sign(
    document: JsonObject,
    suite: Cryptosuite,
    signer: Signer,
    options: JsonObject,
    contexts: Contexts | None = None,
) -> dict[str, Any]:
    """A proof by this signer.

    Args:
        document: what is signed, without proofs but for those that this one builds on.
        suite: the suite.
        signer: holds the key.
        options: members of the proof beside those that every proof has.
        contexts: what a `@context` may hold beside the pinned addresses.

    Raises:
        RefusedError: the document cannot be signed so.
    """
    named = {"cryptosuite": suite.name} if suite.proof_type == PROOF else {}
    whole = {
        "type": suite.proof_type,
        **named,
        "verificationMethod": signer.kid,
        "proofPurpose": "assertionMethod",
        **options,
    }
    key = from_multikey(signer.public_key)
    try:
        return dict(
            suite.create(document, whole, key, signer.sign, Canonicalizer(contexts=contexts))
        )
    except PointerError as exc:
        raise RefusedError([Problem(exc.path, exc.reason, specs.PROOF_GENERATION)]) from exc
    except DocumentError as exc:
        raise RefusedError([Problem(exc.path, exc.reason, specs.DATA_LOSS)]) from exc


def signed(document: JsonObject, signer: Signer, when: datetime) -> dict[str, Any]:
    """The document with a proof of the usual suite for the key, as a list of one.

    Raises:
        RefusedError: the document cannot be signed, with the place, or not with this key.
    """
    proof = sign(document, suite_for(signer, None), signer, {"created": to_text(when)})
    return {**document, "proof": [proof]}


def add_proof(
    badge: JsonObject,
    *,
    signer: Signer,
    suite: str | None = None,
    previous: Sequence[str] = (),
    at: datetime | None = None,
) -> dict[str, Any]:
    """A signed badge with one proof more: beside the others, or on top of some of them.

    Does not verify the other proofs, nor that the signer is the issuer: another's proof is
    reported as such and adds no trust.

    Args:
        badge: a signed badge.
        signer: holds the key.
        suite: a suite's name; the usual one for the kind of key by default.
        previous: ids of the proofs that this one also signs (`previousProof`).
        at: when it is signed; the present by default.

    Raises:
        RefusedError: the badge has no such proof, or the suite does not fit.
    """
    value = badge.get("proof")
    proofs = list(value) if isinstance(value, list) else [] if value is None else [value]
    document = {name: part for name, part in badge.items() if name != "proof"}
    by_id = {p["id"]: p for p in proofs if isinstance(p, Mapping) and "id" in p}
    missing = [name for name in previous if name not in by_id]
    if missing or not proofs:
        raise RefusedError([Problem("/proof", f"There is no proof {(missing or ['at all'])[0]}.")])
    chosen = suite_for(signer, suite)
    options: dict[str, Any] = {
        "id": uuid.uuid4().urn,
        "created": to_text((at or now()).replace(microsecond=0)),
    }
    if previous:
        document["proof"] = [by_id[name] for name in previous]
        options["previousProof"] = list(previous) if len(previous) > 1 else previous[0]
    proof = sign(document, chosen, signer, options)
    return {**badge, "proof": [*proofs, proof]}


def _refused(message: str) -> RefusedError:
    return RefusedError([Problem("", message)])
