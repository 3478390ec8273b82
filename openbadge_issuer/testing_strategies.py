"""Hypothesis strategies for badges, for tests of whoever embeds this library.

Needs Hypothesis, which this library does not install. `badges()` makes unsigned badges that hold to
every rule, `mutants()` damages one in many ways; between them lies what a reader must get right.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from random import Random
from typing import Any

from hypothesis import strategies as st

from verifier.context_list import OB_CURRENT, VC2

Badge = dict[str, Any]

_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
_URL = st.integers(0, 10**6).map("https://district.example/page/{}".format)
_STAMP = st.datetimes(min_value=datetime(1900, 1, 1)).map(  # noqa: DTZ001
    lambda time: time.replace(microsecond=0).isoformat() + "Z"
)
_NUMBER = st.integers(0, 100) | st.sampled_from([0.5, 1.25, 2.75])
_LANGUAGE = st.sampled_from(["en", "es-MX", "zh-Hant-TW", "es-419"])
_NEW = object()  # an id to be given at the end


def _one(kind: str) -> st.SearchStrategy[list[str]]:
    return st.just([kind])


def _some(part: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(part, min_size=1, max_size=3)


def _object(
    required: dict[str, Any], optional: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[Badge]:
    given = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in required.items()
    }
    return st.fixed_dictionaries(given, optional=optional)


def _texts(*names: str) -> dict[str, st.SearchStrategy[Any]]:
    return dict.fromkeys(names, _TEXT)


_WORD = st.sampled_from(["identifier", "sourcedId", "emailAddress", "ext:payroll"])
_IMAGE = _object({"id": _NEW, "type": "Image"}, _texts("caption"))
_IDENTIFIER = _object({"type": "IdentifierEntry", "identifier": _TEXT, "identifierType": _WORD}, {})
_IDENTITY = _object(
    {"type": "IdentityObject", "hashed": False, "identityHash": _TEXT, "identityType": _WORD},
    _texts("salt"),
)
_ALIGNMENT = _object(
    {"type": _one("Alignment"), "targetName": _TEXT, "targetUrl": _URL},
    {
        **_texts("targetCode", "targetDescription", "targetFramework"),
        "targetType": st.sampled_from(["CFItem", "CTDL", "ext:Stack"]),
    },
)
_POINT = _object({"type": "GeoCoordinates", "latitude": _NUMBER, "longitude": _NUMBER}, {})
_PLACE = _object(
    {"type": _one("Address")},
    {**_texts("addressCountry", "postalCode", "streetAddress"), "geo": _POINT},
)
_PROFILE = _object(
    {"id": _NEW, "type": _one("Profile")},
    {
        **_texts("name", "phone", "description", "email", "official", "familyName", "givenName"),
        "url": _URL,
        "image": _IMAGE,
        "address": _PLACE,
        "otherIdentifier": _some(_IDENTIFIER),
        "dateOfBirth": st.dates().map(str),
    },
)
_ENDORSEMENT = _object(
    {
        "@context": [VC2, OB_CURRENT],
        "id": _NEW,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": _TEXT,
        "issuer": _PROFILE,
        "validFrom": _STAMP,
        "credentialSubject": _object(
            {"id": _NEW, "type": _one("EndorsementSubject")}, _texts("endorsementComment")
        ),
    },
    {},
)
_LEVEL = _object(
    {"id": _NEW, "type": _one("RubricCriterionLevel"), "name": _TEXT},
    {**_texts("description", "level", "points"), "alignment": _some(_ALIGNMENT)},
)
_CRITERION = _object(
    {
        "id": _NEW,
        "type": _one("ResultDescription"),
        "name": _TEXT,
        "resultType": st.sampled_from(["RubricCriterionLevel", "LetterGrade", "ext:Mark"]),
    },
    {
        "rubricCriterionLevel": _some(_LEVEL),
        "allowedValue": _some(_TEXT),
        "alignment": _some(_ALIGNMENT),
    },
)
_ACHIEVEMENT = _object(
    {
        "id": _NEW,
        "type": _one("Achievement"),
        "name": _TEXT,
        "description": _TEXT,
        "criteria": _object({"narrative": _TEXT}, {"id": st.just(_NEW)}),
    },
    {
        **_texts("fieldOfStudy", "humanCode", "specialization", "version"),
        "achievementType": st.sampled_from(["MicroCredential", "Badge", "ext:Workshop"]),
        "alignment": _some(_ALIGNMENT),
        "creator": _PROFILE,
        "creditsAvailable": _NUMBER,
        "endorsement": _some(_ENDORSEMENT),
        "image": _IMAGE,
        "inLanguage": _LANGUAGE,
        "otherIdentifier": _some(_IDENTIFIER),
        "related": _some(_object({"id": _NEW, "type": _one("Related")}, {"inLanguage": _LANGUAGE})),
        "resultDescription": _some(_CRITERION),
        "tag": _some(_TEXT),
    },
)
_RESULT = _object(
    {"type": _one("Result")},
    {
        **_texts("value"),
        "status": st.sampled_from(["Completed", "InProgress"]),
        "alignment": _some(_ALIGNMENT),
    },
)
_SUBJECT = _object(
    {"id": _NEW, "type": _one("AchievementSubject"), "achievement": _ACHIEVEMENT},
    {
        **_texts("licenseNumber", "narrative", "role", "term"),
        "activityStartDate": _STAMP,
        "creditsEarned": _NUMBER,
        "identifier": _some(_IDENTITY),
        "image": _IMAGE,
        "result": _some(_RESULT),
        "source": _PROFILE,
    },
)
_EVIDENCE = _object(
    {"id": _NEW, "type": _one("Evidence")},
    _texts("name", "narrative", "description", "genre", "audience"),
)
_BADGE_TYPE = st.sampled_from(["OpenBadgeCredential", "AchievementCredential"]).map(
    lambda name: ["VerifiableCredential", name]
)
_BADGE = _object(
    {
        "@context": [VC2, OB_CURRENT],
        "id": _NEW,
        "type": st.sampled_from(
            [
                ["VerifiableCredential", name]
                for name in ("OpenBadgeCredential", "AchievementCredential")
            ]
        ),
        "issuer": _PROFILE,
        "validFrom": _STAMP,
        "credentialSubject": _SUBJECT,
    },
    {
        **_texts("name", "description"),
        "awardedDate": _STAMP,
        "image": _IMAGE,
        "evidence": _some(_EVIDENCE),
        "endorsement": _some(_ENDORSEMENT),
        "credentialStatus": _object({"id": _NEW, "type": "BitstringStatusListEntry"}, {}),
        "termsOfUse": _some(_object({"type": "Terms"}, {"id": st.just(_NEW)})),
    },
)


def badges() -> st.SearchStrategy[Badge]:
    """Unsigned badges that hold to every rule, with the least members, nearly all, or between."""
    return _BADGE.map(_with_ids)


def mutants(badge: Badge, *, seed: int, number: int) -> Iterator[Badge]:
    """Damaged copies of a badge: each has one or two members removed, emptied, moved or exchanged.

    Args:
        badge: any JSON document.
        seed: the same seed gives the same copies.
        number: how many copies.
    """
    random = Random(seed)  # noqa: S311  (chance, not secrecy)
    for _ in range(number):
        mutant = copy.deepcopy(badge)
        for _ in range(random.choice((1, 1, 2))):
            _damage(mutant, random)
        yield mutant


def _with_ids(badge: Badge) -> Badge:
    """A copy in which everything that needs an id has one of its own."""
    numbers = count(1)

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: fill(part) for name, part in value.items()}
        if isinstance(value, list):
            return [fill(part) for part in value]
        return f"https://district.example/thing/{next(numbers)}" if value is _NEW else value

    filled: Badge = fill(badge)
    return filled


def _damage(badge: Badge, random: Random) -> None:
    places = list(_places(badge))
    holder, key = random.choice(places)
    value = holder[key]
    other_holder, other_key = random.choice(places)
    other = copy.deepcopy(other_holder[other_key])
    choice = random.randrange(9)
    if choice == 0:
        del holder[key]
    elif choice == 1 and isinstance(value, list):
        holder[key] = value[0] if value else None
    elif choice == 2:
        holder[key] = [value]
    elif choice == 3 and isinstance(value, dict):
        value["unknownMember"] = "kept"
    elif choice == 4 and isinstance(value, dict) and "id" in value:
        value["id"] = badge.get("id", "")
    elif choice == 5 and isinstance(value, list):
        value += [other]
    elif choice == 6:
        holder[key] = other
    else:
        holder[key] = copy.deepcopy(random.choice(_ODD))


_ODD: tuple[Any, ...] = (
    *(None, True, 0, 1.5, "", "x", [], {}, "ext:own", "ext:-own", "nothing ext:x", "urn:x:1"),
    *("2026-02-30T00:00:00Z", "2026-03-02T15:00:00", "2026-03-02", {"en": "x"}, ["x", "y"]),
    *(["Other"], {"id": "urn:x:2"}, {"type": "Other"}, "a.b.c", "es-mx"),
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every member and entry, as the object or list that holds it and its name or index."""
    names = list(value) if isinstance(value, dict) else range(len(value))
    for name in names:
        yield value, name
        if isinstance(value[name], dict | list):
            yield from _places(value[name])
