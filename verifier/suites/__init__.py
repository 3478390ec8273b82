"""Data Integrity cryptosuites: one file each, named as its standard names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from verifier.registry import collect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from verifier.interfaces import Cryptosuite


def suites() -> Mapping[str, Cryptosuite]:
    """Every suite of this verifier, by its name."""
    return cast("Mapping[str, Cryptosuite]", collect(__name__))
