"""What award and issue say when they make no badge: the place, and a word of the sentence."""

from collections.abc import Mapping
from typing import Any

import pytest

from openbadge_issuer import RefusedError, award, issue
from openbadge_issuer.testing import DistrictSimulator

Found = list[tuple[str, str]]


def found(refusal: pytest.ExceptionInfo[RefusedError]) -> Found:
    """Return every problem as its place and its sentence."""
    return [(problem.path, problem.message) for problem in refusal.value.problems]


def refused_award(district: DistrictSimulator, **changes: Any) -> Found:
    """Return what award says against an assessment of this district with these changes."""
    with pytest.raises(RefusedError) as refusal:
        award(district.assessment(**changes))
    return found(refusal)


def refused_issue(district: DistrictSimulator, credential: Mapping[str, Any]) -> Found:
    """Return what issue says against a credential under this district's key."""
    with pytest.raises(RefusedError) as refusal:
        issue(credential, signer=district.signer)
    return found(refusal)
