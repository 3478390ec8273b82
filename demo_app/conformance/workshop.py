"""The test keys of one run, and the status lists that they sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flask import current_app

from openbadge_issuer import MemorySigner
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.status_store import StatusStore
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.keys import ED25519, P256, P384

KINDS = (ED25519, P256, P384)


@dataclass(frozen=True, slots=True)
class Bench:
    """One test key, and the places of what it signs in its own status lists."""

    signer: MemorySigner
    store: StatusStore


@dataclass(frozen=True, slots=True)
class Workshop:
    """One bench for each kind of key; as a `Fetcher`, its own status lists and nothing else.

    Attributes:
        benches: by kind of key: `Ed25519`, `P-256`, `P-384`.
    """

    benches: Mapping[str, Bench]

    def owner(self, issuer: str) -> Bench | None:
        """The bench whose key this address is, if it is one of ours."""
        return next((one for one in self.benches.values() if one.signer.did == issuer), None)

    def status_list(self, url: str, form: str = "json") -> str | None:
        """The list at an address, signed anew as `json` or `jwt`; None where there is none."""
        for bench in self.benches.values():
            if url in bench.store.lists():
                return StatusList(url, bench.store).signed(bench.signer)[form]
        return None

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        """A list of this run, without a network.

        Raises:
            FetchError: any other address.
        """
        found = self.status_list(url)
        if found is None:
            raise FetchError(f"{url} was not fetched: this server reads its own status lists only.")
        return Fetched(found.encode())


def open_workshop(folder: Path) -> Workshop:
    """Fresh keys, and empty lists in place of those of an earlier run."""
    return Workshop(MappingProxyType({kind: _open(folder, kind) for kind in KINDS}))


def workshop() -> Workshop:
    """The keys and lists of this app."""
    found: Workshop = current_app.extensions["conformance"]
    return found


def _open(folder: Path, kind: str) -> Bench:
    path = folder / f"conformance-{kind}.db"
    path.unlink(missing_ok=True)
    return Bench(MemorySigner.generate(kind=kind), StatusStore(path, check=_any_address))


def _any_address(_url: str) -> None:
    """A server on this computer has no public address; only its own clients ask for its lists."""
