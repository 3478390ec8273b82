"""Every extension point of a verification: write one file with a `PLUGIN` that is one of these.

The rules of recognition, which come after it, are in `verifier.recognition.judgement`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from verifier.badge import SignedBadge
    from verifier.canonical import Canonicalizer
    from verifier.controller import ControllerDocument
    from verifier.keys import PublicKey
    from verifier.limits import Limits
    from verifier.report import Finding
    from verifier.standing import Asked, Standing
    from verifier.status_question import StatusQuestion
    from verifier.strict_json import JsonObject


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it was received.

    Attributes:
        body: the bytes.
        content_type: media type as the server gave it, or None.
        fetched: when it was first obtained, RFC 3339, or None for now.
    """

    body: bytes
    content_type: str | None = None
    fetched: str | None = None


class Fetcher(Protocol):
    """The only way to a document that is not in the badge.

    Before it asks anybody, a fetcher of one's own should hold the address against
    `verifier.addresses.check_address`: addresses are what strangers wrote into badges.
    """

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The document at an address, at most `limit` bytes.

        Raises:
            FetchError: it was refused or could not be obtained (`verifier.errors`). An OSError, as
                most programs raise that speak to a network, counts as one.
        """
        ...


class Carrier(Protocol):
    """A kind of file that a badge travels in."""

    name: str

    def recognises(self, data: bytes) -> bool:
        """Whether the content (never the file name) is of this kind."""
        ...

    def unpack(self, data: bytes, limits: Limits) -> SignedBadge:
        """The document inside, and how it is secured.

        Raises:
            DocumentError: it cannot be read.
        """
        ...


class Cryptosuite(Protocol):
    """A Data Integrity cryptosuite; it never sees an issuer's private key.

    https://www.w3.org/TR/vc-data-integrity/

    Attributes:
        name: as its standard names it.
        key_kinds: kinds of key that it signs with.
        proof_type: `DataIntegrityProof`, or the type that stands for an older suite.
        issues: whether new badges are signed with it.
        selective: whether holders can show parts of a badge under it.
        repeats_context: whether its proofs carry a `@context` of their own.
    """

    @property
    def name(self) -> str: ...
    @property
    def key_kinds(self) -> frozenset[str]: ...
    @property
    def proof_type(self) -> str: ...
    @property
    def issues(self) -> bool: ...
    @property
    def selective(self) -> bool: ...
    @property
    def repeats_context(self) -> bool: ...

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, canonicalizer: Canonicalizer
    ) -> bool:
        """Whether the proof's signature is the key's, over this document.

        Args:
            document: the document without proofs, but for those that this one builds on.
            proof: the proof, whole.
            key: the key that the proof names.
            canonicalizer: works out what signatures over this badge cover, each form once.

        Raises:
            DocumentError: document or proof cannot be canonicalized.
            ProofRefusedError: the proof is not one to be shown to a verifier.
        """
        ...

    def create(
        self,
        document: JsonObject,
        options: JsonObject,
        key: PublicKey,
        sign: Callable[[bytes], bytes],
        canonicalizer: Canonicalizer,
    ) -> JsonObject:
        """The options with a `proofValue` made by `sign`.

        Raises:
            DocumentError: document or options cannot be canonicalized.
        """
        ...


class DidMethod(Protocol):
    """A way from an issuer's address to the keys it stands for."""

    name: str

    def resolve(self, address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:
        """The document that lists the keys of this address.

        Raises:
            KeyUnavailableError: it could not be obtained.
            KeyRefusedError: the address or the document is wrong.
        """
        ...


class StatusMethod(Protocol):
    """A way to say later that a badge was withdrawn or put on hold.

    Attributes:
        name: the `type` of the entries that it reads.
    """

    name: str

    def check(self, entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
        """What one entry says; whatever cannot be found out is a finding of its own.

        Args:
            entry: one `credentialStatus` of a proven badge.
            path: JSON pointer to the entry.
            question: whose badge it is, and how lists are obtained and proven.
        """
        ...


class Registry(Protocol):
    """Somebody who says of issuers that they are who they claim to be.

    Attributes:
        name: what it is called in reports.
    """

    @property
    def name(self) -> str: ...

    def look_up(self, issuer: str, asked: Asked) -> Standing:
        """How this issuer stands here; never raises for what the network does."""
        ...


class RegistryKind(Protocol):
    """A kind of registry.

    Attributes:
        name: the `type` of its entries in a list of registries.
    """

    name: str

    def open(self, entry: JsonObject) -> Registry:
        """The registry that an entry describes.

        Raises:
            RegistryError: the entry is wrong.
        """
        ...
