"""A district for every story; the example documents that people copy from."""

from pathlib import Path

import pytest

from openbadge_issuer import MemorySigner, write_key
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.keys import PASSPHRASE, LockedKey

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def district() -> DistrictSimulator:
    """South Milwaukee, with one achievement of two criteria and one stack."""
    return DistrictSimulator("did:web:sdsm.example", name="South Milwaukee")


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the example documents."""
    return PROJECT / "examples"


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory) -> LockedKey:
    """A key of South Milwaukee, and the text of its locked file."""
    file = tmp_path_factory.mktemp("keys") / "locked.json"
    signer = MemorySigner.generate(did="did:web:sdsm.example")
    write_key(file, signer, passphrase=PASSPHRASE)
    return LockedKey(signer, file.read_text(encoding="utf-8"))
