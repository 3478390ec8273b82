"""OpenID Federation: the anchor's keys are pinned, the whole chain down to the issuer is proven.

`{"type": "oidf", "name", "trustAnchorEC", "trustAnchorKeys"}`
https://openid.net/specs/openid-federation-1_0.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verifier.errors import DocumentError, FetchError, RegistryError
from verifier.federation import CONFIGURATION, NotMemberError, member_metadata
from verifier.interfaces import Registry
from verifier.standing import Asked, Place, Standing
from verifier.strict_json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Federation:
    """A federation below one trust anchor."""

    name: str
    anchor: str
    keys: Json

    def look_up(self, issuer: str, asked: Asked) -> Standing:
        """How this issuer stands here; a chain that cannot be proven is no answer."""
        try:
            metadata = member_metadata(issuer, self.anchor, self.keys, asked)
        except NotMemberError:
            return Standing(Place.ABSENT)
        except (FetchError, RegistryError) as exc:
            return Standing(Place.UNREACHABLE, reason=str(exc))
        except DocumentError as exc:
            return Standing(Place.UNREACHABLE, reason=exc.reason)
        return Standing(Place.LISTED, _name(metadata))


class Oidf:
    """An entry with the anchor's address and its keys."""

    name = "oidf"

    def open(self, entry: JsonObject) -> Registry:
        """The federation of an entry.

        Raises:
            RegistryError: a member is missing; without pinned keys anybody could be the anchor.
        """
        name, address = entry.get("name"), entry.get("trustAnchorEC")
        keys = entry.get("trustAnchorKeys")
        if not isinstance(name, str) or not isinstance(address, str):
            raise RegistryError("an oidf registry needs a name and its trustAnchorEC.")
        if not address.endswith(CONFIGURATION):
            raise RegistryError(f"the trustAnchorEC must end in {CONFIGURATION}.")
        if not isinstance(keys, Mapping) or not isinstance(keys.get("keys"), list):
            raise RegistryError("an oidf registry needs the keys of its anchor (trustAnchorKeys).")
        return Federation(name, address.removesuffix(CONFIGURATION), keys)


def _name(metadata: JsonObject) -> str | None:
    """What the federation calls its member."""
    for kind, member in (
        ("institution_additional_information", "legal_name"),
        ("federation_entity", "organization_name"),
    ):
        part = metadata.get(kind)
        name = part.get(member) if isinstance(part, Mapping) else None
        if isinstance(name, str):
            return name
    return None


PLUGIN = Oidf()
