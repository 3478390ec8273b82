"""Districts in memory, for tests of whoever embeds this library: no network, no mocks.

>>> from openbadge_issuer.testing import DistrictSimulator
>>> from verifier import Verifier
>>> south_milwaukee = DistrictSimulator("did:web:sdsm.example")
>>> badge = south_milwaukee.award()
>>> Verifier(fetcher=south_milwaukee).verify(badge).state.value
'valid'
>>> Verifier().verify(badge).state.value  # offline, the issuer's key is out of reach
'key_unavailable'
"""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openbadge_issuer.award import award
from openbadge_issuer.controller_document import controller_document
from openbadge_issuer.definitions import definition_bytes
from openbadge_issuer.issue import issue
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import StatusList, with_status
from openbadge_issuer.status_store import StatusStore
from verifier.addresses import check_address
from verifier.dids.web import document_url
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.sentences import say

TEACHER = "did:key:z6MkuBLjwXr9L9EjZXQoz58mUijXWDHyLdEeTqAFoZYJzDPP"
LEVELS = ("not-yet", "partial", "demonstrated")


class DistrictSimulator:
    """A district that awards badges and serves its documents; also a `Fetcher`.

    Attributes:
        did: its did:web.
        name: what its badges call it.
        home: its web site, below which everything lies that it publishes.
        signer: its key.
        achievement: its achievement document.
        stack: the definition of its stack.
        pages: what it serves, by address; change or remove pages to play a failing district.
    """

    def __init__(
        self, did: str = "did:web:sdsm.example", *, name: str = "A school district"
    ) -> None:
        """A district with a fresh key, one achievement and one stack, all published."""
        self.did = did
        self.name = name
        self.signer = MemorySigner.generate(did=did)
        self.pages: dict[str, bytes] = {}
        self._store: StatusStore | None = None
        self.home = (
            document_url(did).removesuffix("/.well-known/did.json").removesuffix("/did.json")
        )
        self.achievement = achievement(f"{self.home}/achievements/wait-time/1")
        self.stack = self._stack()
        self.pages[document_url(did)] = json.dumps(controller_document(self.signer)).encode()
        self.publish(self.achievement)
        self.publish(self.stack)

    def publish(self, document: Mapping[str, Any]) -> None:
        """Serve a definition at its own id, as the bytes that badges pin."""
        self.pages[str(document["id"])] = definition_bytes(document)

    def assessment(self, **changes: Any) -> dict[str, Any]:
        """A passed assessment of the district's achievement, with members changed or added."""
        base = self.achievement["id"]
        return {
            "issuer": {"id": self.did, "type": ["Profile"], "name": self.name},
            "recipient": {"id": TEACHER, "name": "Jordan Rivera", "disclose": ["name"]},
            "achievement": self.achievement,
            "source": {"id": "https://assessors.example", "type": ["Profile"]},
            "results": [
                {"criterion": f"{base}#{c}", "level": f"{base}#{c}-demonstrated"}
                for c in ("c1", "c2")
            ],
            "evidence": [{"id": f"{self.home}/evidence/1", "name": "Lesson video"}],
            "stacks": [{"definition": self.stack, "designation": "elective"}],
            "validFrom": "2026-03-02T15:00:00Z",
            "creditsEarned": "1",
            **changes,
        }

    def award(self, *, status: bool = False, folder: Path | None = None, **changes: Any) -> bytes:
        """A signed badge file for a passed assessment, with members changed or added.

        Args:
            status: give it places in the district's status lists, so that it can be revoked.
            folder: holds the files that the assessment names.
            changes: members of the assessment.
        """
        unsigned = award(self.assessment(**changes), folder=folder)
        if status:
            unsigned = with_status(
                unsigned, self.store, self.revocations, suspension=self.suspensions
            )
        badge = issue(unsigned, signer=self.signer, status=self.store if status else None)
        return json.dumps(badge, ensure_ascii=False).encode()

    def revoke(self, badge: bytes) -> None:
        """Withdraw a badge that was awarded with `status`."""
        self._change(badge, "revocation", is_set=True)

    def suspend(self, badge: bytes) -> None:
        """Put a badge that was awarded with `status` on hold."""
        self._change(badge, "suspension", is_set=True)

    def reinstate(self, badge: bytes) -> None:
        """Let a suspended badge count again."""
        self._change(badge, "suspension", is_set=False)

    @property
    def revocations(self) -> str:
        """Where the district's list of withdrawn badges lies."""
        return f"{self.home}/status/1"

    @property
    def suspensions(self) -> str:
        """Where the district's list of suspended badges lies."""
        return f"{self.home}/status/2"

    @property
    def store(self) -> StatusStore:
        """The places of its badges in the lists; a temporary file."""
        if self._store is None:
            folder = tempfile.mkdtemp(prefix="district-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._store = StatusStore(Path(folder) / "status.db")
        return self._store

    def _change(self, badge: bytes, purpose: str, *, is_set: bool) -> None:
        self.store.change(json.loads(badge)["id"], purpose, is_set=is_set)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """What the district serves.

        Raises:
            FetchError: forbidden address, no such page, or larger than the limit.
        """
        check_address(url)
        if url not in self.pages and self._store is not None and url in self._store.lists():
            return Fetched(StatusList(url, self._store).signed(self.signer)["json"].encode())
        if url not in self.pages:
            raise FetchError(say("{url} could not be reached.", url=url))
        if len(self.pages[url]) > limit:
            raise FetchError(f"{url} answered with more than {limit} bytes.")
        return Fetched(self.pages[url], "application/json")

    def _stack(self) -> dict[str, Any]:
        member = {"achievement": self.achievement["id"], "designation": "elective"}
        return {
            "id": f"{self.home}/stacks/compensation/2017",
            "version": "2017",
            "name": "Compensation stack",
            "program": {"name": "Compensation model", "version": "2017"},
            "owner": self.did,
            "pool": [member],
            "condition": {"logicalOperator": "And", "requiredNumber": 14},
        }


def achievement(address: str, *, criteria: tuple[str, ...] = ("c1", "c2")) -> dict[str, Any]:
    """An achievement document with a rubric: three levels each, the highest required."""
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": "Using Wait Time",
        "description": "Gives students time to think.",
        "version": "1",
        "creditsAvailable": 1,
        "criteria": {"narrative": "Show a lesson with wait time."},
        "resultDescription": [
            *(_criterion(address, criterion) for criterion in criteria),
            {
                "id": f"{address}#overall",
                "type": ["ResultDescription"],
                "name": "Overall",
                "resultType": "Status",
            },
        ],
        "assessment": {"assessorCount": 2, "identityChecked": True, "independent": True},
    }


def _criterion(address: str, criterion: str) -> dict[str, Any]:
    return {
        "id": f"{address}#{criterion}",
        "type": ["ResultDescription"],
        "name": f"Criterion {criterion}",
        "resultType": "RubricCriterionLevel",
        "requiredLevel": f"{address}#{criterion}-demonstrated",
        "rubricCriterionLevel": [
            {
                "id": f"{address}#{criterion}-{level}",
                "type": ["RubricCriterionLevel"],
                "name": level.replace("-", " ").capitalize(),
                "level": str(rank),
                "points": str(rank),
            }
            for rank, level in enumerate(LEVELS, start=1)
        ],
    }
