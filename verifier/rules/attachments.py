"""Pins and status entries: what may stand beside the badge's own content."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.base import Single
from verifier.rules.rule import Break, View
from verifier.strict_json import pointer


def impure_pins(view: View) -> Iterator[Break]:
    """A pin without a digest, or with members that could be moved to the thing it pins."""
    for index, pin in enumerate(view.credential.pins):
        path = _place("relatedResource", view.credential.related_resource, index)
        if pin.digest_sri is None and pin.digest_multibase is None:
            yield path, "A related resource must have a digest."
        for name in sorted(pin.unknown):
            yield path + pointer(name), f"A related resource must not have {name!r}."


def several_statuses(view: View) -> Iterator[Break]:
    """More than one status entry: the official schema knows one."""
    entries = view.credential.credential_status
    if entries is not None and not isinstance(entries, Single):
        yield "/credentialStatus", "A list of status entries is refused by strict readers."


def _place(name: str, value: object, index: int) -> str:
    return pointer(name) if isinstance(value, Single) else pointer(name, index)
