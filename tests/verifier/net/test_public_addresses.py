"""Which numeric addresses may be connected to."""

import pytest

from verifier.public_addresses import is_public

PRIVATE = (
    *("127.0.0.1", "127.8.8.8", "0.1.2.3", "10.1.2.3", "100.64.0.1", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1"),
    *("198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.1.1"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("64:ff9b:1::808:808", "2002:7f00:1::", "2002:a00:1::", "2001::1", "2001:db8::1", "100::1"),
    *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "3fff::1"),
    *("4000::1", "5f00::1"),
)
PUBLIC = (
    *("8.8.8.8", "198.41.0.4", "172.32.0.1", "2606:4700::1", "::ffff:8.8.8.8"),
    "64:ff9b::808:808",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_special_purpose_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet_are_allowed(address: str) -> None:
    assert is_public(address)
