"""Issuing: which test key signs, in which suite, and in which wrapping."""

from __future__ import annotations

from collections.abc import Mapping

from demo_app.conformance.answers import malformed
from demo_app.conformance.badges import is_badge, issued_badge
from demo_app.conformance.lists import with_places
from demo_app.conformance.profile import CONFORMANCE
from demo_app.conformance.requests import list_option, text_option
from demo_app.conformance.workshop import KINDS, Bench, workshop
from openbadge_issuer.credential import issue_credential, issue_enveloped
from verifier.data_integrity import PROOF
from verifier.strict_json import JsonObject
from verifier.suites import suites

_SELECTIVE = "ecdsa-sd-2023"


def issued(credential: JsonObject, options: JsonObject) -> JsonObject:
    """The signed credential.

    Raises:
        RefusedRequestError: options that are not offered here.
        RefusedError: the credential is not to be signed.
    """
    enveloping = _wants_envelope(options)
    suite = None if enveloping else _suite(options)
    bench = _bench(credential, suite, text_option(options, "keyType"))
    document = with_places(credential, options, bench)
    if enveloping:
        return issue_enveloped(document, signer=bench.signer, profile=CONFORMANCE)
    if is_badge(document):
        return issued_badge(document, bench, suite)
    pointers = list_option(options, "mandatoryPointers")
    return issue_credential(
        document,
        signer=bench.signer,
        profile=CONFORMANCE,
        suite=suite,
        mandatory_pointers=pointers if suite == _SELECTIVE else None,
    )


def _wants_envelope(options: JsonObject) -> bool:
    form = text_option(options, "envelope")
    if form not in (None, "vc+jwt"):
        raise malformed("The only envelope is vc+jwt.", path="/options/envelope")
    return form is not None or text_option(options, "securingMechanism") == "EnvelopingProof"


def _suite(options: JsonObject) -> str | None:
    """The suite by its name, or by the type of proof that stands for it."""
    kind = text_option(options, "type")
    name = text_option(options, "cryptosuite")
    if name is None and kind not in (None, PROOF):
        name = kind
    if name is not None and name not in suites():
        raise malformed(f"There is no suite {name[:40]!r}.", path="/options/cryptosuite")
    return name


def _bench(credential: JsonObject, suite: str | None, key_type: str | None) -> Bench:
    """The key of the wanted kind; else the issuer's, if it is one of ours; else one that fits."""
    kinds = [k for k in KINDS if suite is None or k in suites()[suite].key_kinds]
    benches = workshop().benches
    if key_type is not None:
        if key_type not in kinds:
            fitting = ", ".join(kinds)
            raise malformed(f"The keys for this are {fitting}.", path="/options/keyType")
        return benches[key_type]
    issuer = credential.get("issuer")
    name = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    owner = workshop().owner(name) if isinstance(name, str) else None
    return owner if owner is not None and owner.signer.kind in kinds else benches[kinds[0]]
