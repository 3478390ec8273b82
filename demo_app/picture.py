"""What is written on the picture of a badge."""

from __future__ import annotations

import json
import textwrap

from demo_app.store import Badge

_WIDTH = 14
_MOST_LINES = 3


def title_lines(badge: Badge) -> list[str]:
    """The name of the achievement in at most three short lines."""
    name = json.loads(badge.document)["credentialSubject"]["achievement"]["name"]
    return textwrap.wrap(name, _WIDTH, max_lines=_MOST_LINES, placeholder="...")
