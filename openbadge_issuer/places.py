"""From a place in a badge to the place in the assessment that it was made from."""

from __future__ import annotations

_PLACES = (
    ("/credentialSubject/result", "/results"),
    ("/credentialSubject/achievement", "/achievement"),
    ("/credentialSubject/source", "/source"),
    ("/credentialSubject", "/recipient"),
)


def place_in_assessment(path: str) -> str:
    """The same place, as whoever wrote the assessment knows it (JSON pointers)."""
    for place, own in _PLACES:
        if path == place or path.startswith(place + "/"):
            path = own + path.removeprefix(place)
            break
    if path.startswith("/results/"):
        path = path.replace("/resultDescription", "/criterion").replace("/achievedLevel", "/level")
    return path
