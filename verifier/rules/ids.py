"""One id, one thing: nodes that share an id merge in the signed graph.

A signature with an RDF suite covers the merged node. Whatever stands in one of the nodes could be
moved to the other, and the signature would still hold. So an id may stand twice only where nothing
can be gained by moving: between kinds of thing that share no member, or where two nodes of one kind
agree and the deeper of them (a creator) says no more than the other (the issuer).
https://www.w3.org/TR/json-ld11/#node-identifiers
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from verifier.model import (
    Achievement,
    AchievementSubject,
    ClrSubject,
    Credential,
    Criteria,
    EndorsementSubject,
    Model,
    Profile,
    RefreshService,
    RelatedResource,
)
from verifier.model.base import OwnType
from verifier.rules.nodes import Node, aliases
from verifier.rules.parts import achievements
from verifier.rules.rule import Break, View
from verifier.strict_json import pointer

_MOST_VARIANTS = 20
_BARE = {"id", "type"}
_ENDORSEMENTS = ("endorsement", "endorsementJwt")

# Kinds of thing that one id may stand for at once: a holder who assesses or issues, criteria at the
# achievement's own address, what is endorsed, where a newer copy is. A pin may stand for anything.
_MAY_BE_ONE = frozenset(
    {
        frozenset({Profile, AchievementSubject}),
        frozenset({Profile, ClrSubject}),
        frozenset({Achievement, Criteria}),
        frozenset({Achievement, EndorsementSubject}),
        frozenset({Profile, EndorsementSubject}),
        frozenset({Credential, EndorsementSubject}),
        frozenset({Credential, RefreshService}),
    }
)


def repeated_ids(view: View) -> Iterator[Break]:
    """Two entries of one list, or two parts of one rubric, with one id."""
    told: set[Break] = set()
    for place, ids in view.survey.lists:
        if len(set(ids)) < len(ids):
            told |= _repeated(pointer(*place), ids)
    for path, achievement in achievements(view.credential):
        descriptions = achievement.criteria_of_rubric
        ids = [part.id for part in descriptions]
        ids += [level.id for part in descriptions for level in part.levels]
        if len(set(ids)) < len(ids):
            told |= _repeated(path + "/resultDescription", ids)
    yield from sorted(told)


def shared_ids(view: View) -> Iterator[Break]:
    """Nodes at different places that share an id and could exchange members."""
    sharing = view.survey.sharing()
    told = {message for _, message in repeated_ids(view)} if sharing else set()
    for name, nodes in sorted(sharing.items()):
        clashing = _clashing(sorted(nodes, key=lambda node: (len(node.place), node.path)))
        message = _sentence(name, len(clashing))
        if clashing and message not in told:
            yield clashing[0].path, message


def _repeated(path: str, ids: list[str]) -> set[Break]:
    return {(path, _sentence(name, count)) for name, count in Counter(ids).items() if count > 1}


def _sentence(name: str, count: int) -> str:
    return f"The id {name} stands for {count} different things."


def _clashing(nodes: list[Node]) -> list[Node]:
    """The nodes of one id that could exchange members with another, the shallowest first."""
    variants = _variants(nodes)
    if len(variants) > _MOST_VARIANTS:
        return variants
    clashing: list[Node] = []
    for index, one in enumerate(variants):
        for other in variants[index + 1 :]:
            if not (one.secured and other.secured) and not _safe(one, other):
                clashing += [node for node in (one, other) if node not in clashing]
    return clashing


def _variants(nodes: list[Node]) -> list[Node]:
    """The nodes that differ in class or content, so that a thing named often is looked at once.

    Stops at the first too many, which keeps the work in bounds.
    """
    variants: list[Node] = []
    for node in nodes:
        if not any(_same(node, other) for other in variants):
            variants.append(node)
        if len(variants) > _MOST_VARIANTS:
            break
    return variants


def _same(one: Node, other: Node) -> bool:
    alike = one.kind is not None and one.kind is other.kind and one.secured is other.secured
    return alike and _members(one) == _members(other)


def _safe(one: Node, other: Node) -> bool:
    """Whether nothing can be moved from one node to the other; `one` is not the deeper."""
    if one.kind is not None and one.kind is other.kind:
        return _agree(one, other)
    kinds = frozenset(_family(node.kind) for node in (one, other))
    if kinds not in _MAY_BE_ONE and RelatedResource not in kinds:
        return False
    common = _names(one.kind) & _names(other.kind)
    return all(_is_plain(node, common) for node in (one, other))


def _agree(one: Node, other: Node) -> bool:
    """Whether two nodes of one class say the same, and the deeper says no more.

    A node in an embedded credential may say more, since its own proof holds it there.
    """
    mine, theirs = _members(one), _members(other)
    if any(mine[name] != theirs[name] for name in (mine.keys() & theirs.keys()) - {"id"}):
        return False
    if one.secured or other.secured or theirs.keys() <= mine.keys():
        return True
    return len(one.place) == len(other.place) and mine.keys() <= theirs.keys()


def _is_plain(node: Node, common: frozenset[str]) -> bool:
    """Whether a node has only its own class's types and members, and none that the other has."""
    members = set(_members(node)) - _BARE - {"@context", "proof"}
    if not members <= _names(node.kind) or members & common:
        return False
    types = getattr(node.value, "type", ())
    own = _own_types(node.kind)
    return isinstance(types, str) or not own or set(types) <= own


def _members(node: Node) -> dict[str, object]:
    """What a node says, by JSON name; endorsements have ids and proofs of their own."""
    value = node.value
    if isinstance(value, Model):
        spelled = aliases(type(value))
        own = value.__dict__ | (value.model_extra or {})
        given = {spelled.get(name, name): own[name] for name in value.model_fields_set}
    else:
        given = dict(value or {})
    return {name: part for name, part in given.items() if name not in _ENDORSEMENTS}


def _family(kind: type[Model] | None) -> type[Model] | None:
    return Credential if kind is not None and issubclass(kind, Credential) else kind


@cache
def _names(kind: type[Model] | None) -> frozenset[str]:
    """The members that a class knows, as JSON spells them."""
    return frozenset(aliases(kind).values()) - _BARE if kind else frozenset()


@cache
def _own_types(kind: type[Model] | None) -> frozenset[str]:
    """The types that a node of a class may say it has; empty where the class leaves them open."""
    marks = kind.model_fields["type"].metadata if kind and "type" in kind.model_fields else ()
    names = {name for mark in marks if isinstance(mark, OwnType) for name in mark.names}
    if names and _family(kind) is Credential:
        names.add("VerifiableCredential")
    return frozenset(names)
