"""did:key addresses expanded to documents (https://w3c-ccg.github.io/did-key-spec/#create)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from verifier.jwk import to_jwk
from verifier.keys import (
    ED25519,
    KeyKindError,
    KeyLengthError,
    PublicKey,
    base58_encode,
    from_multikey,
)

_USUAL = "Multikey"
_SIGNATURE_FORMATS = frozenset({_USUAL, "JsonWebKey2020", "Ed25519VerificationKey2020"})
_ED25519_2018 = "Ed25519VerificationKey2018"
_ENCRYPTION_FORMATS = frozenset({"X25519KeyAgreementKey2019", "X25519KeyAgreementKey2020"})
_CONTEXT_OF = {
    _USUAL: "https://w3id.org/security/multikey/v1",
    "JsonWebKey2020": "https://w3id.org/security/suites/jws-2020/v1",
    "Ed25519VerificationKey2020": "https://w3id.org/security/suites/ed25519-2020/v1",
    _ED25519_2018: "https://w3id.org/security/suites/ed25519-2018/v1",
}
_KNOWN = _CONTEXT_OF.keys() | _ENCRYPTION_FORMATS
_DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._%-]")
_RELATIONS = ("authentication", "assertionMethod", "capabilityInvocation", "capabilityDelegation")


class ResolutionError(Exception):
    """An address that stands for no document; `error` is the word of the specification."""

    def __init__(self, error: str) -> None:
        """Keep the word."""
        self.error = error
        super().__init__(error)


@dataclass(frozen=True, slots=True)
class KeyAddress:
    """A did:key that is well formed.

    Attributes:
        did: the address.
        multikey: the key in it, as text.
        key: the same key, decoded.
    """

    did: str
    multikey: str
    key: PublicKey

    @property
    def method_id(self) -> str:
        """The address of its one key."""
        return f"{self.did}#{self.multikey}"


def read(did: str) -> KeyAddress:
    """The key in an address.

    Raises:
        ResolutionError: `invalidDid`, `methodNotSupported`, `unsupportedPublicKeyType`,
            `invalidPublicKeyLength` or `invalidPublicKey`.
    """
    if not _DID.fullmatch(did):
        raise ResolutionError("invalidDid")
    _, method, *rest = did.split(":")
    if method != "key":
        raise ResolutionError("methodNotSupported")
    *version, multikey = rest
    if version and not (len(version) == 1 and re.fullmatch("[1-9][0-9]*", version[0])):
        raise ResolutionError("invalidDid")
    if not re.fullmatch("z[1-9A-HJ-NP-Za-km-z]+", multikey):
        raise ResolutionError("invalidDid")
    try:
        return KeyAddress(did, multikey, from_multikey(multikey))
    except KeyKindError as exc:
        raise ResolutionError("unsupportedPublicKeyType") from exc
    except KeyLengthError as exc:
        raise ResolutionError("invalidPublicKeyLength") from exc
    except ValueError as exc:
        raise ResolutionError("invalidPublicKey") from exc


def document(address: KeyAddress, form: str | None, *, experimental: bool) -> dict[str, Any]:
    """The document of an address.

    Raises:
        ResolutionError: as `method` says.
    """
    entry = method(address, form, experimental=experimental)
    return {
        "@context": ["https://www.w3.org/ns/did/v1", _CONTEXT_OF[entry["type"]]],
        "id": address.did,
        "verificationMethod": [entry],
        **{relation: [entry["id"]] for relation in _RELATIONS},
    }


def method(address: KeyAddress, form: str | None, *, experimental: bool) -> dict[str, Any]:
    """The one key of an address, as a verification method.

    Args:
        address: the address.
        form: `publicKeyFormat`; `Multikey` by default.
        experimental: `enableExperimentalPublicKeyTypes`.

    Raises:
        ResolutionError: `unsupportedPublicKeyType` for a format that is not known,
            `invalidPublicKeyType` for one that is not open, or not for this kind of key.
    """
    kind = form or _USUAL
    if kind not in _KNOWN:
        raise ResolutionError("unsupportedPublicKeyType")
    if kind not in (_CONTEXT_OF if experimental else _SIGNATURE_FORMATS):
        raise ResolutionError("invalidPublicKeyType")
    if kind.startswith("Ed25519") and address.key.kind != ED25519:
        raise ResolutionError("invalidPublicKeyType")
    return {
        "id": address.method_id,
        "type": kind,
        "controller": address.did,
        **_material(address, kind),
    }


def _material(address: KeyAddress, kind: str) -> dict[str, Any]:
    if kind == "JsonWebKey2020":
        jwk = to_jwk(address.key)
        return {"publicKeyJwk": {name: part for name, part in jwk.items() if name != "alg"}}
    if kind == _ED25519_2018:
        return {"publicKeyBase58": base58_encode(address.key.raw)}
    return {"publicKeyMultibase": address.multikey}
