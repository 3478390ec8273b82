"""The two forms of an ecdsa-sd-2023 `proofValue` (https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from verifier.base64url import base64url_decode, base64url_encode
from verifier.disclosure.cbor import Cbor, decode, encode
from verifier.errors import ProofRefusedError
from verifier.keys import P256, PublicKey, checked
from verifier.sentences import say
from verifier.strict_json import JsonObject

_BASE, _DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True, repr=False)
class BaseProof:
    """What the issuer hands to the holder; its HMAC key is the holder's secret.

    Attributes:
        base_signature: the issuer's, over options, ephemeral key and mandatory statements.
        public_key: the ephemeral key, as multikey bytes.
        hmac_key: makes the labels of unnamed nodes unguessable.
        signatures: one for each statement that is not mandatory, by the ephemeral key.
        pointers: JSON pointers of what must always be shown.
    """

    base_signature: bytes
    public_key: bytes
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    pointers: tuple[str, ...]

    def to_text(self) -> str:
        """The `proofValue`."""
        parts: list[Cbor] = [self.base_signature, self.public_key, self.hmac_key]
        return _text(_BASE, [*parts, self.signatures, self.pointers])


@dataclass(frozen=True, slots=True)
class DerivedProof:
    """What the holder shows.

    Attributes:
        base_signature: as in the base proof.
        public_key: as in the base proof.
        signatures: of the statements shown that are not mandatory.
        labels: label of each unnamed node, by the number of its canonical label.
        mandatory: which of the sorted statements shown are mandatory.
    """

    base_signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    labels: Mapping[int, bytes]
    mandatory: frozenset[int]

    def to_text(self) -> str:
        """The `proofValue`."""
        parts: list[Cbor] = [self.base_signature, self.public_key, self.signatures, self.labels]
        return _text(_DERIVED, [*parts, sorted(self.mandatory)])


def read_base(proof: JsonObject) -> BaseProof | None:
    """The base proof that a proof holds; None if it holds none."""
    parts = _parts(proof, _BASE)
    if parts is None or not _are(parts[:3], bytes):
        return None
    base, public, hmac_key, signatures, pointers = parts
    if not _is_list_of(signatures, bytes) or not _is_list_of(pointers, str):
        return None
    if len(cast("bytes", hmac_key)) != 32 or not _is_key(cast("bytes", public)):
        return None
    return BaseProof(
        cast("bytes", base),
        cast("bytes", public),
        cast("bytes", hmac_key),
        tuple(cast("list[bytes]", signatures)),
        tuple(cast("list[str]", pointers)),
    )


def read_derived(proof: JsonObject) -> DerivedProof | None:
    """The derived proof that a proof holds; None if it is malformed.

    Raises:
        ProofRefusedError: it is a base proof.
    """
    if _parts(proof, _BASE) is not None:
        raise ProofRefusedError(
            say(
                "This is the holder's own copy, which is not for showing: derive a badge from it "
                "first."
            )
        )
    parts = _parts(proof, _DERIVED)
    if parts is None or not _are(parts[:2], bytes):
        return None
    base, public, signatures, labels, mandatory = parts
    if not _is_list_of(signatures, bytes) or not _is_list_of(mandatory, int):
        return None
    indexes = frozenset(cast("list[int]", mandatory))
    if not isinstance(labels, Mapping) or len(indexes) != len(cast("list[int]", mandatory)):
        return None
    if any(len(label) != 32 for label in labels.values()) or not _is_key(cast("bytes", public)):
        return None
    return DerivedProof(
        cast("bytes", base),
        cast("bytes", public),
        tuple(cast("list[bytes]", signatures)),
        labels,
        indexes,
    )


def _text(header: bytes, parts: Cbor) -> str:
    return "u" + base64url_encode(header + encode(parts))


def _parts(proof: JsonObject, header: bytes) -> list[Cbor] | None:
    """The five parts after a header, or None."""
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("u") or len(value) > _LONGEST:
        return None
    try:
        data = base64url_decode(value[1:])
        parts = decode(data[3:]) if data[:3] == header else None
    except ValueError:
        return None
    return list(cast("list[Cbor]", parts)) if isinstance(parts, list) and len(parts) == 5 else None


def _are(values: list[Cbor], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)


def _is_list_of(value: Cbor, kind: type) -> bool:
    return isinstance(value, list) and _are(value, kind)


def _is_key(data: bytes) -> bool:
    try:
        checked(PublicKey(P256, data[2:]))
    except ValueError:
        return False
    return data[:2] == b"\x80\x24" and len(data) == 35
