"""ECDSA signatures as key services return them (DER), in the fixed length that badges carry."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import utils


def raw_signature(der: bytes, size: int) -> bytes:
    """The numbers r and s, one after the other, each in full length.

    Args:
        der: the signature as an ASN.1 sequence, in its one DER spelling.
        size: bytes of each number: 32 for P-256, 48 for P-384.

    Raises:
        ValueError: not such a signature.
    """
    r, s = utils.decode_dss_signature(der)
    if utils.encode_dss_signature(r, s) != der:
        raise ValueError("the signature is not in its DER form")
    if min(r, s) <= 0 or max(r, s) >= 1 << (8 * size):
        raise ValueError("the signature holds numbers of another curve")
    return r.to_bytes(size) + s.to_bytes(size)
