"""The holder's act: from a badge with a base proof to one that shows only parts of it.

vc-di-ecdsa 3.6.6 (https://www.w3.org/TR/vc-di-ecdsa/#add-derived-proof-ecdsa-sd-2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verifier.base64url import base64url_decode
from verifier.canonical import Canonicalizer, Contexts
from verifier.disclosure.parts import PRESETS
from verifier.disclosure.proof_value import BaseProof, DerivedProof, read_base
from verifier.disclosure.select import select
from verifier.disclosure.statements import statements
from verifier.errors import DocumentError
from verifier.strict_json import JsonObject


def derive(
    badge: JsonObject,
    *,
    disclose: Iterable[str] = (),
    preset: str | None = None,
    contexts: Contexts | None = None,
) -> dict[str, Any]:
    """A badge that shows what its issuer made mandatory and what the holder chooses.

    Does not check the badge: verify what comes out, as the person who gets it will.

    Args:
        badge: a badge with an `ecdsa-sd-2023` base proof.
        disclose: JSON pointers of what to show beside the mandatory parts.
        preset: a name of `PRESETS`, which adds its own pointers.
        contexts: contexts beside the pinned ones that the badge uses.

    Raises:
        DocumentError: no base proof, an unknown preset, or a pointer that leads nowhere.
    """
    document = {name: part for name, part in badge.items() if name != "proof"}
    proof, base = _base_proof(badge)
    wanted = [*disclose, *_preset(preset, document)]
    value = derived_proof(document, base, wanted, Canonicalizer(contexts=contexts))
    shown = select(document, [*base.pointers, *wanted])
    return {**shown, "proof": [{**proof, "proofValue": value.to_text()}]}


def derived_proof(
    document: JsonObject, base: BaseProof, wanted: Iterable[str], canonicalizer: Canonicalizer
) -> DerivedProof:
    """The proof value of a derived badge.

    Raises:
        DocumentError: a pointer that leads nowhere, or a base proof of another document.
    """
    whole = statements(document, base.hmac_key, canonicalizer)
    mandatory, _ = whole.indexes(base.pointers)
    combined, chosen = whole.indexes([*base.pointers, *wanted])
    hidden_or_not = [index for index in range(len(whole.lines)) if index not in mandatory]
    if len(hidden_or_not) != len(base.signatures):
        raise DocumentError("/proof", "The badge was changed after it was signed.")
    signatures = (
        signature
        for index, signature in zip(hidden_or_not, base.signatures, strict=True)
        if index in combined
    )
    canonical = canonicalizer.labels(chosen)
    labels = {
        int(name.removeprefix("c14n")): base64url_decode(whole.labels[blank].removeprefix("_:u"))
        for blank, name in canonical.items()
    }
    return DerivedProof(
        base_signature=base.base_signature,
        public_key=base.public_key,
        signatures=tuple(signatures),
        labels=dict(sorted(labels.items())),
        mandatory=frozenset(
            place for place, index in enumerate(sorted(combined)) if index in mandatory
        ),
    )


def _base_proof(badge: JsonObject) -> tuple[JsonObject, BaseProof]:
    value = badge.get("proof")
    for proof in value if isinstance(value, list) else [value]:
        if isinstance(proof, Mapping) and proof.get("cryptosuite") == "ecdsa-sd-2023":
            base = read_base(proof)
            if base is not None:
                return proof, base
    raise DocumentError("/proof", "The badge has no proof that parts can be shown under.")


def _preset(name: str | None, document: JsonObject) -> list[str]:
    if name is None:
        return []
    if name not in PRESETS:
        known = ", ".join(PRESETS)
        raise DocumentError("", f"There is no preset {name[:40]!r}; there are: {known}.")
    return PRESETS[name](document)
