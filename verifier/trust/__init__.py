"""Who says that an issuer is who it claims to be: one file per kind of registry.

That a key is the issuer's is another question, answered by `issuer.key`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from verifier import specs
from verifier.errors import DocumentError, RegistryError
from verifier.registry import collect
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.standing import Asked, Place, Scope, Standing
from verifier.strict_json import Json, JsonObject, parse

if TYPE_CHECKING:
    from verifier.interfaces import Registry, RegistryKind

_PATH = "/issuer"


@dataclass(frozen=True, slots=True)
class Standings:
    """What became of asking every registry about one issuer.

    Attributes:
        finding: `issuer.registry`.
        name: what the first registry that lists the issuer calls it.
        matching: the registries that list it.
        unchecked: the registries that could not be asked.
        answered: the registries that gave an answer.
        scopes: what the issuer may award, by each registry that lists it and says so.
    """

    finding: Finding
    name: str | None = None
    matching: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    scopes: tuple[tuple[str, Scope], ...] = ()


def read_registries(data: bytes | str, name: str = "the local list") -> tuple[Registry, ...]:
    """The registries of a file: one `dcc-legacy` list, or a list of registries, the first first.

    Args:
        data: the JSON text.
        name: what a single list is called in reports.

    Raises:
        RegistryError: neither of the two; the message names the place.
    """
    try:
        document = parse(data)
    except DocumentError as exc:
        raise RegistryError(f"{name} is no list of issuers. {exc.reason}") from exc
    if isinstance(document, Mapping):
        return (_open({"type": "dcc-legacy", "name": name, **_without(document, "type")}, ""),)
    if not isinstance(document, list):
        raise RegistryError(f"{name} holds neither a list of issuers nor a list of registries.")
    return tuple(_open(entry, f"/{index}") for index, entry in enumerate(document))


def local_lists(
    *, allow: Iterable[str] = (), deny: Iterable[str] = (), name: str = "the local list"
) -> Registry:
    """A registry of your own: issuers that you vouch for, and issuers that you refuse.

    Args:
        allow: addresses of issuers, as badges spell them.
        deny: the same; denial wins.
        name: what reports call the list.

    Raises:
        TypeError: one text in the place of a list, which would name no issuer at all.
    """
    if isinstance(allow, str) or isinstance(deny, str):
        raise TypeError("allow and deny are lists of addresses; for one issuer give a list of one")
    return _open({"type": "local", "name": name, "allow": list(allow), "deny": list(deny)}, "")


def check_issuer(issuer: str, registries: tuple[Registry, ...], asked: Asked) -> Standings:
    """Ask every registry; an issuer on a deny list is not asked about any further.

    Does not check: that the issuer may award this achievement (`verifier.authority`).
    """
    if not registries:
        message = say("No list of recognised issuers was asked who {issuer} is.", issuer=issuer)
        return Standings(_finding(Outcome.NOT_APPLICABLE, message))
    first = [(r.name, r.look_up(issuer, asked)) for r in registries if _is_local(r)]
    denied = [name for name, standing in first if standing.place is Place.DENIED]
    if denied:
        message = say(
            "{issuer} is denied by {list}; no other list was asked.", issuer=issuer, list=denied[0]
        )
        return Standings(_finding(Outcome.WARNING, message))
    own = iter(first)
    rows = [next(own) if _is_local(r) else (r.name, r.look_up(issuer, asked)) for r in registries]
    return _conclude(issuer, rows)


def _conclude(issuer: str, standings: Sequence[tuple[str, Standing]]) -> Standings:
    listed = [(n, s) for n, s in standings if s.place is Place.LISTED]
    unchecked = tuple(n for n, s in standings if s.place is Place.UNREACHABLE)
    matching = tuple(name for name, _ in listed)
    answered = tuple(name for name, _ in standings if name not in unchecked)
    if listed:
        called = next((s.name for _, s in listed if s.name), None)
        message = _listed(issuer, ", ".join(matching), called)
        scopes = tuple((name, s.scope) for name, s in listed if s.scope is not None)
        passed = _finding(Outcome.PASSED, message)
        return Standings(passed, called, matching, unchecked, answered, scopes)
    if unchecked:
        reasons = " ".join(s.reason for _, s in standings if s.reason) or "There was no answer."
        message = say(
            "{issuer} could not be looked up in {lists}. {reasons}",
            issuer=issuer,
            lists=", ".join(unchecked),
            reasons=reasons,
        )
        return Standings(_finding(Outcome.INCONCLUSIVE, message), None, (), unchecked, answered)
    names = ", ".join(name for name, _ in standings)
    message = say(
        "{issuer} is in none of the lists that were asked: {lists}.", issuer=issuer, lists=names
    )
    return Standings(_finding(Outcome.WARNING, message), answered=answered)


def _listed(issuer: str, lists: str, called: str | None) -> str:
    if called is None:
        return say("{lists} lists {issuer}.", lists=lists, issuer=issuer)
    return say("{lists} lists {issuer} as {name}.", lists=lists, issuer=issuer, name=called)


def _is_local(registry: Registry) -> bool:
    """Whether asking it tells nobody anything: only such lists are asked about denied issuers."""
    return bool(getattr(registry, "is_local", False))


def _open(entry: Json, path: str) -> Registry:
    kind = entry.get("type") if isinstance(entry, Mapping) else None
    found = collect(__name__).get(kind) if isinstance(kind, str) else None
    if found is None or not isinstance(entry, Mapping):
        known = ", ".join(collect(__name__))
        raise RegistryError(f"{path or '/'}: a registry is one of {known}, not {str(kind)[:40]!r}.")
    try:
        return cast("RegistryKind", found).open(entry)
    except RegistryError as exc:
        raise RegistryError(f"{path or '/'}: {exc}") from exc


def _without(document: JsonObject, name: str) -> JsonObject:
    return {key: value for key, value in document.items() if key != name}


def _finding(outcome: Outcome, message: str) -> Finding:
    return Finding("issuer.registry", outcome, message, _PATH, specs.REGISTRY)
