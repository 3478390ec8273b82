"""Change any one bit of a signed badge and it is not valid any more."""

import pytest

from tests.verifier.ways import AT, WAYS, signed
from verifier import Verifier

# Changes that a signature rightly does not notice. A file of one line without spaces, escapes or
# fractions has none; spaces between members, the case of \u escapes and the order of sets are such.
NEUTRAL: frozenset[int] = frozenset()

TEN = [way for way in WAYS if way not in {("P-384", "jwt"), ("P-256", "ecdsa-jcs-2019")}]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "way"), TEN)
def test_every_single_bit(kind: str, way: str) -> None:
    badge = signed(kind, way)
    verifier = Verifier()
    assert verifier.verify(badge, at=AT)
    survivors = []
    for place in range(len(badge) * 8):
        changed = bytearray(badge)
        changed[place // 8] ^= 1 << place % 8
        if place not in NEUTRAL and verifier.verify(bytes(changed), at=AT):
            survivors.append((place, bytes(changed[place // 8 - 10 : place // 8 + 10])))
    assert survivors == []


def test_there_are_ten() -> None:
    assert len(TEN) == 10
