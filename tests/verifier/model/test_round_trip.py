"""What goes into the model comes out of it, member by member."""

from pathlib import Path

import pytest
from hypothesis import given
from pydantic import ValidationError

from openbadge_issuer.testing_strategies import Badge, badges
from tests.verifier.badges import small_badge
from tests.verifier.model.corpus import documents, kind_of
from verifier.model import Achievement, AchievementCredential


def test_every_published_badge_comes_out_as_it_went_in(vectors: Path) -> None:
    """Whatever the model accepts of the vectors is equal after a round trip."""
    accepted = 0
    for name, document in documents(vectors):
        kind = kind_of(document)
        if kind is None:
            continue
        try:
            credential = kind.model_validate(document)
        except ValidationError:
            continue
        accepted += 1
        assert credential.to_json() == document, name
    assert accepted >= 60


@given(badges())
def test_every_generated_badge_comes_out_as_it_went_in(badge: Badge) -> None:
    """The same for badges that nobody wrote by hand."""
    assert AchievementCredential.model_validate(badge).to_json() == badge


def test_single_values_stay_single_and_lists_stay_lists() -> None:
    """Both spellings of one value are read, and each is written as it was."""
    achievement = {
        "id": "https://sdsm.example/achievements/1",
        "type": "Achievement",
        "name": "Wait time",
        "description": "Gives students time.",
        "criteria": {"narrative": "Show a lesson."},
        "tag": "questioning",
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": "4.2",
                "targetUrl": "https://frameworks.example/4.2",
            }
        ],
    }
    read = Achievement.model_validate(achievement)
    assert read.tag == ("questioning",)
    assert read.to_json() == achievement


def test_unknown_members_are_kept_and_listed() -> None:
    """Nothing is lost that the standard does not name."""
    badge = small_badge(renderMethod={"type": "SvgRenderingTemplate2023"}, jti="urn:x:1")
    read = AchievementCredential.model_validate(badge)
    assert set(read.unknown) == {"renderMethod", "jti"}
    assert read.to_json() == badge


@pytest.mark.parametrize(
    "image",
    [
        {"id": "https://sdsm.example/logo.png", "type": "Image", "digestSRI": "sha384-x"},
        {"id": "https://sdsm.example/logo.png", "type": ["Image"]},
        "https://sdsm.example/logo.png",
        None,
    ],
)
def test_a_closed_class_refuses_what_it_does_not_know(image: object) -> None:
    """An image has an id, a type and a caption; null is never a value."""
    badge = {**small_badge(), "image": image}
    with pytest.raises(ValidationError):
        AchievementCredential.model_validate(badge)


def test_a_python_name_is_no_member_of_json() -> None:
    """Only the spelling of the standard is read; `valid_until` is unknown, like any other word."""
    badge = small_badge() | {"valid_from": "2026-03-02T15:00:00Z"}
    del badge["validFrom"]
    with pytest.raises(ValidationError):
        AchievementCredential.model_validate(badge)
