"""A badge on its way through a verification: signed, proven, verified; each its own type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verifier.model import AchievementCredential
from verifier.semantics.endorsement import Endorsement
from verifier.strict_json import Json, JsonObject
from verifier.token import Token


@dataclass(frozen=True, slots=True)
class SignedBadge:
    """A badge as it was read; nothing in it is believed yet.

    Attributes:
        document: the credential without its proofs.
        proofs: the proofs, in the order of the file.
        listed: whether the file holds the proofs as a list.
        token: the signed token that the document came in, if it came in one.
    """

    document: JsonObject
    proofs: tuple[Json, ...]
    listed: bool
    token: Token | None = None

    @property
    def issuer_id(self) -> str | None:
        """The address that the badge gives for its issuer."""
        issuer = self.document.get("issuer")
        value = issuer.get("id") if isinstance(issuer, Mapping) else issuer
        return value if isinstance(value, str) and value else None


@dataclass(frozen=True, slots=True)
class ProvenDocument:
    """A document that its signer stands behind.

    Attributes:
        document: the document without its proofs.
        issuer_id: the signer: the issuer of a credential, the holder of a presentation.
        methods: the signer's keys that signed it.
        partial: whether the holder shows only parts of what was signed.
    """

    document: JsonObject
    issuer_id: str
    methods: tuple[str, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class VerifiedBadge:
    """A badge that its issuer signed and that the model holds.

    Attributes:
        document: the signed JSON, without its proofs, exactly as received.
        credential: the same as a typed value.
        methods: the issuer's keys that signed it.
        definitions: pinned documents whose bytes were obtained and match their digest.
        endorsements: the endorsements in it that are proven, in force and about it.
    """

    document: JsonObject
    credential: AchievementCredential
    methods: tuple[str, ...]
    definitions: Mapping[str, bytes] = field(default_factory=dict)
    endorsements: tuple[Endorsement, ...] = ()

    def endorsements_of(self, *subjects: str) -> tuple[Endorsement, ...]:
        """Those that are about one of these ids."""
        return tuple(e for e in self.endorsements if e.subject in subjects)


def signed_badge(document: JsonObject, token: Token | None = None) -> SignedBadge:
    """The document apart from its proofs, and the token that it came in."""
    value = document.get("proof")
    proofs = tuple(value) if isinstance(value, list) else () if value is None else (value,)
    unsecured = {name: part for name, part in document.items() if name != "proof"}
    return SignedBadge(unsecured, proofs, isinstance(value, list), token)
