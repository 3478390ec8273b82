"""Whoever changes what a badge says breaks its signature, whatever part it is."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from openbadge_issuer import State, Verifier
from openbadge_issuer.testing import DistrictSimulator

Badge = dict[str, Any]


def rename_level(badge: Badge) -> None:
    levels = badge["credentialSubject"]["achievement"]["resultDescription"][0]
    levels["rubricCriterionLevel"][0]["name"] = "Outstanding"


def lose_a_result(badge: Badge) -> None:
    del badge["credentialSubject"]["result"][0]


def earn_more(badge: Badge) -> None:
    badge["credentialSubject"]["creditsEarned"] = 100


def repin(badge: Badge) -> None:
    badge["relatedResource"][0]["digestSRI"] = "sha384-" + "A" * 64


def rename_holder(badge: Badge) -> None:
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"


def leave_the_stack(badge: Badge) -> None:
    del badge["credentialSubject"]["achievement"]["alignment"]


def never_expire(badge: Badge) -> None:
    badge["validUntil"] = "2099-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "alteration",
    [
        *(rename_level, lose_a_result, earn_more, repin),
        *(rename_holder, leave_the_stack, never_expire),
    ],
)
def test_every_part_is_signed(
    district: DistrictSimulator, alteration: Callable[[Badge], None]
) -> None:
    """Rubric, result, credit, pin, holder, stack and time."""
    badge = json.loads(district.award())
    alteration(badge)
    report = Verifier(fetcher=district).verify(json.dumps(badge))
    assert report.state is State.INVALID_SIGNATURE
