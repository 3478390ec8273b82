"""What is attached for machines: status, schemas, refresh services, terms of use, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from verifier.data_model.rule import Break
from verifier.data_model.values import entries, is_empty, is_url, names_of
from verifier.strict_json import JsonObject

_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")


def typed(name: str, *, with_id: bool = False) -> Callable[[JsonObject], Iterator[Break]]:
    """Breaks of "each is an object with a type", and with an id where that is asked for.

    That an id is a URL is a rule of its own.
    """

    def breaks(document: JsonObject) -> Iterator[Break]:
        if is_empty(document, name):
            yield "/" + name, f"{name} must be left out when there is none."
            return
        for path, entry in entries(document, name):
            if not isinstance(entry, Mapping):
                yield path, f"Each {name} must be an object."
            elif not names_of(entry.get("type")):
                yield path + "/type", f"Each {name} must say its type."
            elif with_id and "id" not in entry:
                yield path + "/id", f"Each {name} must have an id."

    return breaks


def bitstring_entries(document: JsonObject) -> Iterator[Break]:
    """Entries of bitstring status lists that cannot be looked up."""
    for path, entry in entries(document, "credentialStatus"):
        if isinstance(entry, Mapping) and "BitstringStatusListEntry" in names_of(entry.get("type")):
            yield from _bitstring_entry(path, entry)


def _bitstring_entry(path: str, entry: JsonObject) -> Iterator[Break]:
    purpose, index = entry.get("statusPurpose"), entry.get("statusListIndex")
    if not isinstance(purpose, str) or not purpose:
        yield path + "/statusPurpose", "A status entry must say what it is for, as a text."
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        message = "The index of a status entry must be a whole number, written as a text."
        yield path + "/statusListIndex", message
    if not is_url(entry.get("statusListCredential")):
        yield path + "/statusListCredential", "A status entry must have the URL of its list."
    elif entry.get("id") == entry["statusListCredential"]:
        yield path + "/id", "The id of a status entry must not be the URL of the list."


def proofs(document: JsonObject) -> Iterator[Break]:
    """Proofs that do not say what they are."""
    if is_empty(document, "proof"):
        yield "/proof", "The proof must be left out when there is none."
        return
    for path, proof in entries(document, "proof"):
        if not isinstance(proof, Mapping):
            yield path, "A proof must be an object."
        elif len(names_of(proof.get("type"))) != 1:
            yield path + "/type", "A proof must say its type."
