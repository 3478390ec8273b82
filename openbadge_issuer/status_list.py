"""Status lists for publication (https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistcredential).

Lists are published on a schedule, signed anew even where nothing changed, and dated by the
schedule: neither their size nor their dates tell who was affected, or when.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from openbadge_issuer.status_store import StatusStore
from verifier.base64url import base64url_encode
from verifier.claims import claims_for
from verifier.clock import now, to_text
from verifier.context_list import VC2
from verifier.keys import RSA, from_multikey
from verifier.strict_json import JsonObject

HOURLY = timedelta(hours=1)
MEDIA_TYPES = {"json": "application/vc", "jwt": "application/vc+jwt"}


@dataclass(frozen=True, slots=True)
class StatusList:
    """One list of an issuer, ready to be signed.

    Attributes:
        url: where it is published.
        store: which badge has which place.
        interval: how often it is published; a list is good for twice that.
    """

    url: str
    store: StatusStore
    interval: timedelta = HOURLY

    @property
    def name(self) -> str:
        """What its files are called, without `.json` and `.jwt`: the last part of the address."""
        return urlsplit(self.url).path.rstrip("/").rpartition("/")[2] or "list"

    def unsigned(self, issuer: str, at: datetime | None = None) -> dict[str, Any]:
        """The list as of the last time of the schedule.

        Args:
            issuer: the address of the badges' issuer, who must sign it.
            at: the instant of publication; the present by default.

        Raises:
            RefusedError: the store has no such list, or it is another issuer's.
        """
        purpose = self.store.lists().get(self.url)
        if purpose is None:
            raise RefusedError(
                [Problem("", f"The store has no list {self.url}: no badge has a place in it.")]
            )
        self.store.check_issuer(self.url, issuer)
        begins = scheduled(at or now(), self.interval)
        packed = gzip.compress(self.store.bits(self.url), compresslevel=9, mtime=0)
        return {
            "@context": [VC2],
            "id": self.url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": issuer,
            "validFrom": to_text(begins),
            "validUntil": to_text(begins + 2 * self.interval),
            "credentialSubject": {
                "id": f"{self.url}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": "u" + base64url_encode(packed),
            },
        }

    def signed(self, signer: Signer, at: datetime | None = None) -> dict[str, str]:
        """The list in the forms that this key signs: `json` (Data Integrity) and `jwt`.

        An RSA key signs tokens only. Raises what `unsigned` raises.
        """
        document = self.unsigned(controller_of(signer), at)
        forms = {"jwt": compact({**document, **claims_for(document)}, signer, {"typ": "vc+jwt"})}
        if from_multikey(signer.public_key).kind != RSA:
            options = {"created": document["validFrom"]}
            proof = sign(document, suite_for(signer, None), signer, options)
            forms["json"] = json.dumps({**document, "proof": proof}, ensure_ascii=False)
        return forms

    def publish(self, folder: Path, signer: Signer, at: datetime | None = None) -> list[Path]:
        """Write the forms of the list into a folder, each whole or not at all.

        Lists whose addresses end alike (`name`) need folders of their own.

        Raises:
            RefusedError: the store has no such list, or it is another issuer's.
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for form, text in sorted(self.signed(signer, at).items()):
            half, whole = folder / f".{self.name}.{form}.new", folder / f"{self.name}.{form}"
            half.write_text(text, encoding="utf-8")
            half.replace(whole)
            written.append(whole)
        return written


def scheduled(at: datetime, interval: timedelta) -> datetime:
    """The last time of the schedule; schedules begin at midnight UTC of the first day of 1970."""
    begun = datetime(1970, 1, 1, tzinfo=UTC)
    return begun + (at.astimezone(UTC) - begun) // interval * interval


def form_for(accept: str | None) -> str:
    """Which form a request wants by its `Accept`: `jwt` only where it names tokens."""
    wanted = [part.partition(";")[0].strip().lower() for part in (accept or "").split(",")]
    tokens = (MEDIA_TYPES["jwt"], "application/jwt", "application/vc-ld+jwt")
    return "jwt" if any(kind in tokens for kind in wanted) else "json"


def with_status(
    credential: JsonObject, store: StatusStore, url: str, *, suspension: str | None = None
) -> dict[str, Any]:
    """An unsigned badge with its place in a list.

    Args:
        credential: the badge; it must have an id and no status yet. Its issuer, where it names one
            already, is whose list a new list is.
        store: where places are kept.
        url: the list for withdrawal.
        suspension: a second list, for putting badges on hold. Programs that read badges by the
            strict schema of 1EdTech refuse a badge with two entries.

    Raises:
        RefusedError: no id, a status already, no place in the list, or another issuer's list.
    """
    name = credential.get("id")
    if not isinstance(name, str):
        raise RefusedError([Problem("/id", "A badge needs an id to have a place in a list.")])
    if "credentialStatus" in credential:
        raise RefusedError([Problem("/credentialStatus", "The badge has a status already.")])
    wanted = [("revocation", url), *([("suspension", suspension)] if suspension else [])]
    entries = [
        {
            "id": f"{address}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(place),
            "statusListCredential": address,
        }
        for purpose, address in wanted
        for place in [store.allocate(name, address, purpose, issuer=_issuer_of(credential))]
    ]
    return {**credential, "credentialStatus": entries if len(entries) > 1 else entries[0]}


def _issuer_of(credential: JsonObject) -> str | None:
    issuer = credential.get("issuer")
    named = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return named if isinstance(named, str) else None
