"""What a proof must have been made for: to issue a credential, or to present one to somebody."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is asked of the proofs of one document.

    Attributes:
        relation: the verification relationship that the key needs.
        signer: who must have signed, as findings name it: `issuer` or `holder`.
        challenge: the value that this exchange was given, if the caller named one.
        domain: the place that this exchange was meant for, if the caller named one.
        unnamed: whether a presentation may be for an exchange that the caller does not name.
        exact: whether a credential, too, must be for the exchange that the caller names.
    """

    relation: str = "assertionMethod"
    signer: str = "issuer"
    challenge: str | None = None
    domain: str | None = None
    unnamed: bool = False
    exact: bool = False

    @property
    def check(self) -> str:
        """The name of findings about the signer's key."""
        return f"{self.signer}.key"

    @property
    def presents(self) -> bool:
        """Whether this is about a presentation, which is made for one exchange."""
        return self.signer == "holder"

    def owned(self, signer: str) -> Sentence:
        """The sentence that a key is the signer's."""
        if self.presents:
            return say("The key belongs to the holder {signer}.", signer=signer)
        return say("The key belongs to the issuer {signer}.", signer=signer)

    def unsigned(self, signer: str) -> Sentence:
        """The sentence that none of the signatures is the signer's."""
        if self.presents:
            return say("No signature is by the holder {signer}.", signer=signer)
        return say("No signature is by the issuer {signer}.", signer=signer)

    def misused(self) -> Sentence:
        """The sentence that a signature was made for another purpose."""
        if self.presents:
            return say(
                "The signature was not made to present a credential ({relation}).",
                relation=self.relation,
            )
        return say(
            "The signature was not made to issue a credential ({relation}).", relation=self.relation
        )

    def unnamed_signer(self) -> Sentence:
        """The sentence that nobody is named who could have signed."""
        if self.presents:
            return say("The file names no holder.")
        return say("The file names no issuer.")

    def changed(self) -> Sentence:
        """The sentence that signature and document do not belong together."""
        if self.presents:
            return say(
                "The presentation was changed after it was signed, or was not signed with this key."
            )
        return say("The badge was changed after it was signed, or was not signed with this key.")


ISSUING = Purpose()


def presenting(challenge: str | None, domain: str | None) -> Purpose:
    """The purpose of a presentation in an exchange."""
    return Purpose("authentication", "holder", challenge, domain)
