"""Credentials and presentations as SD-JWT: a signed token, and disclosures after it.

https://www.w3.org/TR/vc-jose-cose/#secure-with-sd-jwt and https://www.rfc-editor.org/rfc/rfc9901
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from demo_app.conformance.jose import compact
from demo_app.conformance.jose.concealing import Path, conceal
from demo_app.conformance.jose.method import PrivateKey, VerificationMethod
from demo_app.conformance.jose.revealing import reveal
from verifier.errors import DocumentError, NotJsonError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject

_TEXT = rb"[A-Za-z0-9_-]+"
_JWT = rb"%b\.%b\.%b" % (_TEXT, _TEXT, _TEXT)
_SD_JWT = re.compile(rb"(%b~(?:%b~)*(?:%b)?)(?:\r?\n)?" % (_JWT, _TEXT, _JWT))


def sign(
    document: JsonObject,
    paths: Sequence[Path],
    method: VerificationMethod,
    key: PrivateKey,
    *,
    typ: str,
    cty: str,
) -> str:
    """The token with every disclosure.

    Raises:
        DocumentError: a path that cannot be hidden (see `conceal`).
    """
    payload, disclosures = conceal(document, paths)
    token = compact.sign(payload, method, key, typ=typ, cty=cty)
    return "".join(f"{part}~" for part in (token, *disclosures))


def read(data: bytes, method: VerificationMethod, *, typ: str, cty: str) -> Json:
    """What the key signed and its holder disclosed.

    Raises:
        DocumentError: no SD-JWT, a token that is not the key's, disclosures that do not fit it;
            or a key binding, which cannot be checked here (`supported` is False).
    """
    token, *disclosures, last = _parts(data)
    payload = compact.read(token.encode(), method, typ=typ, cty=cty)
    if not isinstance(payload, Mapping):
        raise DocumentError("", "The content of the token is not a JSON object.")
    revealed = reveal(payload, disclosures)
    if last:
        message = "It ends in a key binding of the holder, which is not checked here."
        raise DocumentError("", message, supported=False)
    return revealed


def _parts(data: bytes) -> list[str]:
    if len(data) > Limits().max_bytes:
        raise NotJsonError("", f"The file is larger than {Limits().max_bytes} bytes.")
    match = _SD_JWT.fullmatch(data)
    if match is None:
        raise NotJsonError("", "This is not an SD-JWT: a token and disclosures, each with a ~.")
    return match[1].decode().split("~")
