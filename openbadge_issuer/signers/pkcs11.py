"""A key in a hardware token or HSM, through PKCS#11; it never leaves the token (extra `hsm`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.held import HeldKey
from verifier.keys import ED25519, P256, P384, PublicKey, checked

# EC_PARAMS as tokens store them: curve identifiers, and for Ed25519 a printable name.
_P256 = bytes.fromhex("06082a8648ce3d030107")
_P384 = bytes.fromhex("06052b81040022")
_EDWARDS = (b"\x13\x0cedwards25519", bytes.fromhex("06032b6570"))
_HASHES = {P256: hashlib.sha256, P384: hashlib.sha384}


class Pkcs11Signer(HeldKey):
    """A key of a token, found by its label; each signature opens a session of its own."""

    def __init__(
        self,
        module: str,
        *,
        token: str,
        key: str,
        pin: Callable[[], str],
        did: str | None = None,
    ) -> None:
        """Find the key and read its public half.

        Args:
            module: path of the PKCS#11 library; system folders are never searched.
            token: label of the token.
            key: label of the key pair.
            pin: gives the user PIN each time it is needed; it is not kept.
            did: the issuer's address; the key's own did:key by default.

        Raises:
            KeyFileError: no such module, token or key, a wrong PIN, or a kind of key that badges
                do not use.
        """
        self._module, self._token, self._key, self._pin = module, token, key, pin
        with self._session() as session:
            public = _public_key(session, key)
        super().__init__(public, did)

    def sign(self, data: bytes) -> bytes:
        """The signature, made inside the token.

        Raises:
            KeyFileError: the token is gone, or refuses.
        """
        with self._session() as session:
            private = session.get_key(
                object_class=_library().ObjectClass.PRIVATE_KEY, label=self._key
            )
            mechanism = _library().Mechanism
            if self._public.kind == ED25519:
                return bytes(private.sign(data, mechanism=mechanism.EDDSA))
            digest = _HASHES[self._public.kind](data).digest()  # every token knows plain ECDSA
            return bytes(private.sign(digest, mechanism=mechanism.ECDSA))

    @contextmanager
    def _session(self) -> Iterator[Any]:
        library = _library()
        try:
            token = library.lib(self._module).get_token(token_label=self._token)
            with token.open(user_pin=self._pin()) as session:
                yield session
        except (library.PKCS11Error, RuntimeError) as exc:
            # Without its cause: a driver's message is not ours to vouch for.
            reason = type(exc).__name__
            raise KeyFileError(
                f"The key {self._key!r} of the token {self._token!r} cannot be used ({reason})."
            ) from None


def _library() -> Any:
    """The package python-pkcs11, which only this custody needs."""
    try:
        import pkcs11  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        raise KeyFileError(
            "Keys in hardware tokens need one package more: pip install 'openbadge-issuer[hsm]'"
        ) from None
    return pkcs11


def _public_key(session: Any, label: str) -> PublicKey:
    library = _library()
    public = session.get_key(object_class=library.ObjectClass.PUBLIC_KEY, label=label)
    if public.key_type not in (library.KeyType.EC, library.KeyType.EC_EDWARDS):
        raise KeyFileError(f"The key {label!r} is of a kind that badges do not use.")
    names = library.Attribute
    params, point = bytes(public[names.EC_PARAMS]), bytes(public[names.EC_POINT])
    if point[:1] == b"\x04" and len(point) > 2 and point[1] == len(point) - 2:
        point = point[2:]  # the DER octet string around it
    try:
        if params in _EDWARDS and len(point) == 32:
            return PublicKey(ED25519, point)
        if params in (_P256, _P384):
            size = (len(point) - 1) // 2
            compressed = bytes([2 + point[-1] % 2]) + point[1 : 1 + size]
            return checked(PublicKey(P256 if params == _P256 else P384, compressed))
    except ValueError as exc:
        raise KeyFileError(f"The key {label!r} cannot be read: {exc}.") from exc
    raise KeyFileError(f"The key {label!r} is on a curve that badges do not use.")
