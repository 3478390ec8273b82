"""Which numeric addresses belong to the public internet: a list of our own, not the library's.

`ipaddress.is_global` calls several private and translated addresses global, so every block of the
IANA special-purpose registries is named here, and addresses that carry an IPv4 address inside are
judged by that one (https://www.iana.org/assignments/iana-ipv4-special-registry/).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_DENIED_4 = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# Only global unicast is public, and these parts of it are not.
_PUBLIC_6 = IPv6Network("2000::/3")
_DENIED_6 = tuple(
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
# Prefixes that carry an IPv4 address, and where it begins (in bits from the right).
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)


def is_public(address: str) -> bool:
    """Whether a numeric address may be connected to.

    Raises:
        ValueError: the text is no numeric address.
    """
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return _is_public_6(parsed)
    return not any(parsed in block for block in _DENIED_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    for block, shift in _CARRIERS:
        if address in block:
            inner = IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
            return not any(inner in denied for denied in _DENIED_4)
    return address in _PUBLIC_6 and not any(address in block for block in _DENIED_6)
