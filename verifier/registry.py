"""Plug-ins: a package folder, one file each, one `PLUGIN` in each file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any


@cache
def collect(package: str) -> Mapping[str, Any]:
    """The plug-ins of a package, by their `name`.

    Only files of this distribution are found: installing another package never widens what is
    accepted.
    """
    folder = importlib.import_module(package).__path__
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(folder):
        if not module.name.startswith("_"):
            plugin = importlib.import_module(f"{package}.{module.name}").PLUGIN
            found[plugin.name] = plugin
    return MappingProxyType(found)
