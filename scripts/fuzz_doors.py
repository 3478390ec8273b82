"""Coverage-guided fuzzing of every door for foreign bytes (by hand, with atheris).

    python scripts/fuzz_doors.py json -atheris_runs=1000000

Doors: json, jws, multikey, did, date, list, registry, verify, signed. An exception that the door
does not promise ends the run; see docs/fuzzing.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["verifier"]):
    from openbadge_issuer.jwt import compact
    from openbadge_issuer.signers.memory import MemorySigner
    from verifier import Limits, Verifier, read_registries
    from verifier.addresses import check_address
    from verifier.base64url import base64url_encode
    from verifier.bits import Bits, inflate
    from verifier.clock import parse_timestamp
    from verifier.dids.web import document_url
    from verifier.errors import VerifierError
    from verifier.jws import read_jws
    from verifier.keys import from_multikey
    from verifier.status_question import StatusUnknownError
    from verifier.strict_json import parse

LIMITS = Limits()
ISSUER = MemorySigner(bytes(32))


def _list(data: bytes) -> None:
    """Any text, and any bytes that are well encoded, as they are or with a gzip header."""
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    for text in (data.decode("latin-1"), base64url_encode(data), base64url_encode(header + data)):
        try:
            Bits(inflate("u" + text, 1 << 20)).value(7)
        except StatusUnknownError:
            continue


def _did(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    document_url("did:web:" + text)
    check_address("https://" + text)


def _signed(data: bytes) -> None:
    """Any JSON object as its issuer would sign it, so that what comes after proofs is reached."""
    try:
        document = parse(data)
    except VerifierError:
        return
    if isinstance(document, dict):
        own = document.get("issuer")
        issuer = {**(own if isinstance(own, dict) else {}), "id": ISSUER.did}
        Verifier().verify(compact({**document, "issuer": issuer}, ISSUER, {"typ": "vc+jwt"}))


DOORS: dict[str, tuple[Callable[[bytes], object], tuple[type[Exception], ...]]] = {
    "json": (parse, (VerifierError,)),
    "jws": (lambda data: read_jws(data, LIMITS), (VerifierError,)),
    "multikey": (lambda data: from_multikey(data.decode("latin-1")), (ValueError,)),
    "did": (_did, (VerifierError,)),
    "date": (lambda data: parse_timestamp(data.decode("utf-8", "replace")), (ValueError,)),
    "list": (_list, (StatusUnknownError,)),
    "registry": (read_registries, (VerifierError,)),
    "verify": (Verifier().verify, ()),
    "signed": (_signed, ()),
}


def main() -> None:
    """Fuzz the door that the first argument names."""
    door, promised = DOORS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        try:
            door(data)
        except promised:
            return

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
