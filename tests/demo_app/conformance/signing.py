"""Signing as a stranger would: whatever the document, with options of one's own."""

from collections.abc import Mapping
from typing import Any

from demo_app.conformance.profile import CONFORMANCE
from openbadge_issuer import MemorySigner
from openbadge_issuer.proofs import sign
from verifier.suites import suites


def secured(
    document: Mapping[str, Any],
    signer: MemorySigner,
    suite: str = "eddsa-rdfc-2022",
    **options: Any,
) -> dict[str, Any]:
    """The document with one proof; nothing about the document is checked.

    An option that is None is left out.
    """
    given = {"created": "2024-01-01T00:00:00Z", **options}
    whole = {name: value for name, value in given.items() if value is not None}
    chosen = suites()[suite]
    return {**document, "proof": sign(document, chosen, signer, whole, CONFORMANCE.contexts)}


def presentation(holder: MemorySigner, *credentials: Any, **options: Any) -> dict[str, Any]:
    """A presentation by this holder, as suites make it."""
    document: dict[str, Any] = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": holder.did,
    }
    if credentials:
        document["verifiableCredential"] = list(credentials)
    return presented(document, holder, **options)


def presented(document: Mapping[str, Any], holder: MemorySigner, **options: Any) -> dict[str, Any]:
    """The presentation, signed for an exchange."""
    whole = {"proofPurpose": "authentication", "challenge": "uAbc", "domain": "school.example"}
    return secured(document, holder, **{**whole, **options})
