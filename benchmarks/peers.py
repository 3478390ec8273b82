"""Python programs that are not ours, each used as its documentation says, with warm caches.

They are imported by name when they are asked for, since none of them need be installed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from benchmarks.badges import AT, SIGNER
from benchmarks.candidates import Missing, Verify
from benchmarks.samples import Sample, proof_options
from contexts import document, urls
from verifier.context_list import EXTENSIONS, OB_CURRENT
from verifier.keys import base58_decode, base58_encode

PYLD = "PyLD proof check"
OPENBADGESLIB = "openbadgeslib, full"
OPENVC = "openvc-core, full"
PYLD_SIGN = "PyLD signature alone"


class Pyld:
    """A proof check and a signature of the usual kind: PyLD, SHA-256, PyNaCl."""

    def __init__(self) -> None:
        self._jsonld = import_module("pyld.jsonld")
        cache = import_module("cachetools").LRUCache(maxsize=100)
        documents = {url: json.loads(document(url)) for url in urls()}

        def load(url: str, _options: object = None) -> dict[str, Any]:
            # "static" lets PyLD keep the processed context, its best case.
            return {
                "contextUrl": None,
                "documentUrl": url,
                "document": documents[url],
                "tag": "static",
            }

        self._options = {
            "algorithm": "URDNA2015",  # the default is another one
            "format": "application/n-quads",
            "documentLoader": load,
            "contextResolver": import_module("pyld.context_resolver").ContextResolver(cache, load),
        }

    def canonical(self, sample: Sample) -> bytes:
        """The canonical form of the credential."""
        return self._normalized(sample.credential)

    def verify(self, sample: Sample) -> bool:
        """The signature by the key that the proof names; nothing else is checked."""
        credential = json.loads(sample.raw)
        proof = credential.pop("proof")
        value = base58_decode(proof.pop("proofValue")[1:])
        multikey = base58_decode(proof["verificationMethod"].partition("#z")[2])
        try:
            VerifyKey(multikey[2:]).verify(self._hashed(credential, proof), value)
        except BadSignatureError:
            return False
        return True

    def sign(self, sample: Sample) -> str:
        """The signature of a credential; nothing is checked."""
        options = proof_options()
        signature = SIGNER.sign(self._hashed(sample.credential, options))
        options["proofValue"] = "z" + base58_encode(signature)
        json.dumps({**sample.credential, "proof": options})
        return str(options["proofValue"])

    def _hashed(self, credential: dict[str, Any], options: dict[str, Any]) -> bytes:
        config = {**options, "@context": credential["@context"]}
        parts = (self._normalized(config), self._normalized(credential))
        return b"".join(hashlib.sha256(part).digest() for part in parts)

    def _normalized(self, part: dict[str, Any]) -> bytes:
        text: str = self._jsonld.normalize(part, self._options)
        return text.encode()


def openbadgeslib() -> Verify:
    """`OB3LdpVerifier`, anchored to the issuer; one instance, so that it keeps the key."""
    ob3 = import_module("openbadgeslib.ob3")
    import_module("pyld")  # its extra, without which it has no suite to measure
    verifier = ob3.OB3LdpVerifier.for_issuer_did(SIGNER.did)

    def verify(sample: Sample) -> bool:
        try:
            verifier.verify(sample.raw)
        except ob3.OB3VerificationError:
            return False
        return True

    return verify


def openvc() -> Verify:
    """`verify_credential` with a caching resolver; Open Badges contexts are the caller's to give.

    The status list is waived as for every candidate, and no type is asked for, which saves it work.
    """
    core = import_module("openvc.verify")
    refused = import_module("openvc.errors").OpenvcError
    import_module("pyld")  # its extra, as above
    resolver = import_module("openvc.cache").CachingDidResolver(core.default_resolver())
    policy = core.VerificationPolicy(require_status=False, now=AT)
    extra = {url: json.loads(document(url)) for url in (OB_CURRENT, EXTENSIONS)}

    def verify(sample: Sample) -> bool:
        credential = json.loads(sample.raw)
        try:
            core.verify_credential(
                credential, policy=policy, resolver=resolver, extra_contexts=extra
            )
        except refused:
            return False
        return True

    return verify


def pyld() -> Pyld | Missing:
    """PyLD, if it is installed."""
    try:
        return Pyld()
    except ModuleNotFoundError:
        return Missing()


def full_verifiers() -> Mapping[str, Verify | Missing]:
    """The libraries that do what `Verifier.verify` does."""
    found: dict[str, Verify | Missing] = {}
    for name, make in ((OPENBADGESLIB, openbadgeslib), (OPENVC, openvc)):
        try:
            found[name] = make()
        except ModuleNotFoundError:
            found[name] = Missing()
    return found
