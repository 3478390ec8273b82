"""What a verification of credentials of any kind is given beside its defaults: one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from contexts import document, urls
from verifier.canonical.contexts import Contexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What differs from the defaults, which are strict; the badge verifier knows no profile.

    Attributes:
        contexts: what a `@context` may hold beside the pinned addresses.
        issues_legacy: whether credentials of VC 1.1 are issued.
        any_key: DANGEROUS: whether a proof counts whose key is not the issuer's. Nothing is then
            known about who made the credential; for endpoints that test signatures alone.
        jwt_claims: whether the media type `application/jwt` may hold a VC 2.0 document in a `vc`
            or `vp` claim, which VC-JOSE-COSE forbids.
        unnamed_exchange: whether a presentation may name a challenge or a domain that the caller
            does not.
        allow_test_keys: whether signatures by published test keys count.
    """

    contexts: Contexts = field(default_factory=Contexts)
    issues_legacy: bool = False
    any_key: bool = False
    jwt_claims: bool = False
    unnamed_exchange: bool = False
    allow_test_keys: bool = False

    def resource(self, url: str) -> bytes | None:
        """The bytes of a document that is at hand without asking anybody; None for others."""
        if url in self.contexts.documents:
            return self.contexts.documents[url]
        return document(url) if url in urls() else None
