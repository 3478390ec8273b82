"""The folder that the demo writes: made new each time, and only ever replaced when it is ours."""

from __future__ import annotations

import shutil
from pathlib import Path

MARKER = ".openbadge-demo"


class FolderError(Exception):
    """The folder is not the demo's to replace."""


def fresh_folder(out: Path) -> Path:
    """An empty folder with the demo's mark; an earlier one of the demo is replaced.

    Raises:
        FolderError: there is something that the demo did not make.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise FolderError(f"{out} is not a folder; name another one with --out.")
    if out.is_dir() and any(out.iterdir()):
        if not (out / MARKER).is_file():
            raise FolderError(f"{out} was not made by this demo; name another one with --out.")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).write_text("Made by `openbadge demo`, which replaces this folder.\n")
    return out
