"""The key that a proof or token names, always found from the address of the signer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from verifier import specs
from verifier.controller import VerificationMethod
from verifier.dids import resolve
from verifier.errors import KeyRefusedError, KeyUnavailableError, MethodUnsupportedError
from verifier.interfaces import Fetcher
from verifier.keys import PublicKey
from verifier.limits import Limits
from verifier.proof_shape import Rejected
from verifier.published_keys import PUBLISHED_KEYS
from verifier.purpose import Purpose
from verifier.report import Outcome
from verifier.sentences import say
from verifier.strict_json import JsonObject
from verifier.token import Token
from verifier.token_key import token_method


@dataclass(frozen=True, slots=True)
class KeyFinder:
    """How keys are found and judged."""

    fetcher: Fetcher
    limits: Limits
    at: datetime
    purpose: Purpose
    allow_published_keys: bool = False

    def of_proof(
        self, proof: JsonObject, path: str, signer: str
    ) -> tuple[VerificationMethod, bool]:
        """The key that a proof names, and whether it is the signer's.

        Raises:
            Rejected: there is no such key, or it could not be obtained.
        """
        where = path + "/verificationMethod"
        name = proof.get("verificationMethod")
        if not isinstance(name, str) or name.count("#") != 1:
            message = "The signature must name one key by its address."
            raise Rejected("proof.method", message, where, specs.CID_METHOD)
        owner = name.partition("#")[0]
        try:
            document = resolve(signer, self.fetcher, self.limits)
            if owner == signer or document.lists(name):
                return document.method(name, self.purpose.relation), True
        except KeyUnavailableError as exc:
            if owner == signer:  # else only the signer's own document could speak for such a key
                raise _undecided(self.purpose.check, exc, where) from exc
        except (MethodUnsupportedError, KeyRefusedError) as exc:
            raise self._rejected(exc, where) from exc
        return self._stranger(name, owner, where), False

    def of_token(self, token: Token, signer: str) -> VerificationMethod:
        """The signer's key that a token names.

        Raises:
            Rejected: there is no such key, or it could not be obtained.
        """
        header, relation = token.jws.header, self.purpose.relation
        try:
            return token_method(header, signer, relation, self.fetcher, self.limits)
        except KeyUnavailableError as exc:
            raise _undecided(self.purpose.check, exc, "") from exc
        except (MethodUnsupportedError, KeyRefusedError) as exc:
            raise self._rejected(exc, "") from exc

    def usable(self, method: VerificationMethod, created: datetime | None, where: str) -> PublicKey:
        """The key, if it may be relied on.

        Raises:
            Rejected: malformed, revoked, expired when it signed, or a published test key.
        """
        try:
            key = method.key()
            method.check_in_force(created, self.at)
        except (MethodUnsupportedError, KeyRefusedError) as exc:
            raise self._rejected(exc, where) from exc
        if key.multikey in PUBLISHED_KEYS and not self.allow_published_keys:
            message = say("The key is a published test key: anybody can sign with it.")
            raise Rejected(self.purpose.check, message, where, specs.OB_KEY)
        return key

    def _rejected(self, exc: MethodUnsupportedError | KeyRefusedError, where: str) -> Rejected:
        if isinstance(exc, MethodUnsupportedError):
            return _undecided("proof.method", exc, where)
        return Rejected(self.purpose.check, str(exc), where, specs.OB_KEY)

    def _stranger(self, name: str, owner: str, where: str) -> VerificationMethod:
        """The key of a proof that is not the signer's: it must hold too, and adds no trust."""
        try:
            document = resolve(owner, self.fetcher, self.limits)
            return document.method(name, self.purpose.relation)
        except (MethodUnsupportedError, KeyUnavailableError) as exc:
            raise _undecided("proof.owner", exc, where) from exc
        except KeyRefusedError as exc:
            raise Rejected("proof.owner", str(exc), where, specs.DI_SETS) from exc


def _undecided(check: str, exc: Exception, where: str) -> Rejected:
    return Rejected(check, str(exc), where, specs.OB_KEY, outcome=Outcome.INCONCLUSIVE)
