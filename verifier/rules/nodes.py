"""Every node of a credential that has an id, and every list of such nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, get_args

from verifier.model import Credential, Model, Profile
from verifier.model.base import Single
from verifier.strict_json import pointer

Place = tuple[str | int, ...]

# The badges of a portfolio are opened and judged by their own proofs, which no move survives.
_OPENED = "verifiable_credential"


class Node(NamedTuple):
    """Something with an id.

    Attributes:
        id: the id.
        place: where it stands.
        value: the typed value; a mapping for what no class describes; None for a bare address.
        kind: its class, or None.
        secured: whether it lies in an embedded credential that has a proof of its own.
    """

    id: str
    place: Place
    value: Model | Mapping[str, object] | None
    kind: type[Model] | None
    secured: bool

    @property
    def path(self) -> str:
        """JSON pointer to the id."""
        return pointer(*self.place) if self.value is None else pointer(*self.place, "id")


@dataclass(frozen=True, slots=True)
class Survey:
    """What one walk through a credential finds.

    Attributes:
        found: everything with an id, in the order of the document, as members of `Node`.
        lists: the ids in each list of nodes, with its place.
    """

    found: list[
        tuple[str, Place, Model | Mapping[str, object] | None, type[Model] | None, bool]
    ] = field(default_factory=list)
    lists: list[tuple[Place, list[str]]] = field(default_factory=list)

    def sharing(self) -> dict[str, list[Node]]:
        """The nodes that share an id with another, by that id."""
        ids = [members[0] for members in self.found]
        if len(set(ids)) == len(ids):
            return {}
        groups: defaultdict[str, list[Node]] = defaultdict(list)
        for members in self.found:
            groups[members[0]].append(Node(*members))
        return {name: nodes for name, nodes in groups.items() if len(nodes) > 1}


def survey(credential: Credential) -> Survey:
    """Walk a credential once."""
    found = Survey()
    _walk(credential, (), found, secured=False)
    if isinstance(credential.issuer, str):
        found.found.append((credential.issuer, ("issuer",), None, Profile, False))
    return found


@cache
def aliases(kind: type[Model]) -> Mapping[str, str]:
    """The members that a class knows: how JSON spells each Python name."""
    return {name: part.alias or name for name, part in kind.model_fields.items()}


@cache
def _holders(kind: type[Model]) -> tuple[tuple[str, str], ...]:
    """The members of a class that may hold nodes, in Python and in JSON."""
    fields = kind.model_fields.items()
    return tuple((name, aliases(kind)[name]) for name, part in fields if _holds(part.annotation))


def _holds(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(_holds(part) for part in get_args(annotation))


@cache
def _is_credential(kind: type) -> bool:
    return issubclass(kind, Credential)


def _walk(model: Model, place: Place, found: Survey, *, secured: bool) -> None:
    kind = type(model)
    members, extra = model.__dict__, model.__pydantic_extra__
    if place and _is_credential(kind):
        secured = secured or members["proof"] is not None
    own = members.get("id") or (extra and extra.get("id"))
    if own.__class__ is str:
        found.found.append((own, place, model, kind, secured))
    for name, alias in _holders(kind):
        value = members[name]
        if value is None:
            continue
        if name == _OPENED:
            found.lists.append(((*place, alias), _ids(value)))
        elif isinstance(value, tuple):
            _walk_list(value, (*place, alias), found, secured=secured)
        elif value.__class__ is not str:
            _walk(value, (*place, alias), found, secured=secured)
    if extra:
        for name, value in extra.items():
            if isinstance(value, dict | list):
                found.found.extend(_loose(value, (*place, name), secured=secured))


def _walk_list(items: tuple[Model, ...], place: Place, found: Survey, *, secured: bool) -> None:
    single = isinstance(items, Single)
    for index, item in enumerate(items):
        _walk(item, place if single else (*place, index), found, secured=secured)
    if len(items) > 1:
        found.lists.append((place, _ids(items)))


def _ids(items: tuple[Model, ...]) -> list[str]:
    ids = [item.__dict__.get("id") for item in items]
    return [name for name in ids if name is not None]


def _loose(value: object, place: Place, *, secured: bool) -> Iterator[Node]:
    """Nodes in members that no class describes."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _loose(item, (*place, index), secured=secured)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield Node(value["id"], place, value, None, secured)
        for name, item in value.items():
            yield from _loose(item, (*place, name), secured=secured)
